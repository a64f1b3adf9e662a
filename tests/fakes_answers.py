"""Found evidence from plain sentences, invented articles about invented people, and a model that says what it is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from ingest.models import Article, Metadata, Role, Sentence, article_id, sentence_id, text_version
from qa.llm import Ending, Message, Piece
from qa.models import Evidence, Filters, Found, Question, Searched

MAYOR = "Mayor Ida Brandt said on Monday that the harbour tunnel will open in May."
COST = "The harbour tunnel has cost 410 million crowns so far, the council said."
REFUSAL = '"We will not pay a crown more," Brandt told the Lundholm Courier.'
PLAIN = "The ferry to Lundholm stops in October."
COURIER = Metadata(title="Tunnel opens", url="https://courier.example/tunnel", outlet="Lundholm Courier", published="2031-03-04")


def an_article(*sentences: str, metadata: Metadata = COURIER, source_id: str = "courier-1") -> Article:
    text = " ".join(sentences)
    return Article(source_id, article_id(source_id), text_version(text), text, metadata, "2031-03-05T08:00:00Z")


def sentences_in(article: Article, *texts: str, roles: Sequence[Role] = ()) -> list[Sentence]:
    found = []
    at = 0
    for index, text in enumerate(texts):
        start = article.text.index(text, at)
        at = start + len(text)
        found.append(
            Sentence(
                sentence_id(article.article_id, article.version, start, at),
                article.article_id,
                article.version,
                index,
                start,
                at,
                text,
                1,
                roles[index] if roles else "body",
            )
        )
    return found


def evidence_of(
    *texts: str, metadata: Metadata = COURIER, source_id: str = "courier-1", scores: Sequence[float] = (), roles: Sequence[Role] = ()
) -> tuple[Evidence, ...]:
    """The sentences of one article as evidence, best first as given unless ``scores`` say otherwise."""
    article = an_article(*texts, metadata=metadata, source_id=source_id)
    sentences = sentences_in(article, *texts, roles=roles)
    given = scores or [1 - 0.1 * i for i in range(len(texts))]
    found = [
        Evidence(sentence, article, "p-1", 0, score, before=sentences[i - 1] if i else None)
        for i, (sentence, score) in enumerate(zip(sentences, given, strict=True))
    ]
    return tuple(replace(e, rank=rank) for rank, e in enumerate(sorted(found, key=lambda e: -e.score), start=1))


def found_of(
    evidence: Sequence[Evidence], question: Question | str = "When does the tunnel open?", *, answerable: float = 0.9, articles: int = 12
) -> Found:
    asked = Question(question) if isinstance(question, str) else question
    return Found(asked, (), tuple(evidence), answerable, Searched(articles=articles), 3.0)


def filtered(since: str | None = None, until: str | None = None, outlets: tuple[str, ...] = ()) -> Question:
    return Question("When does the tunnel open?", filters=Filters(outlets=outlets, since=since, until=until))


class ToldModel:
    """A model without a network: each request gets the next script of pieces and an ending."""

    name = "told-1"
    host = "model.example"

    def __init__(self, *scripts: Sequence[str | Ending]) -> None:
        self._scripts = list(scripts)
        self.asked: list[tuple[Message, ...]] = []

    async def prepare(self) -> None:
        """Nothing to import."""

    async def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]:
        self.asked.append(tuple(messages))
        script = self._scripts[min(len(self.asked), len(self._scripts)) - 1]
        for said in script:
            yield Piece(said) if isinstance(said, str) else said
