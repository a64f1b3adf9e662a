"""Check what a model endpoint can do: it answers two small questions over invented sentences, as a user's question would be answered."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from ingest.models import Article, Metadata, Sentence, article_id, sentence_id, text_version
from ingest.store.doctor import Check
from qa.llm import Ending, EndingCode, Message, Model, Piece
from qa.model_answer import ModelAnswerer
from qa.models import Answer, Evidence, Found, Question, Searched

ANSWERED = "When does the harbour tunnel at Lundholm open?"
NOT_ANSWERED = "Who won the chess tournament at Lundholm?"
_SENTENCES = (
    "Mayor Ida Brandt said on Monday that the harbour tunnel at Lundholm will open in May.",
    "The tunnel has cost 410 million crowns so far, the council said.",
    "The ferry to Lundholm stops in October.",
)
_UNREACHED: frozenset[EndingCode] = frozenset(("no_connection", "first_token_timeout", "total_timeout", "redirected"))


@dataclass
class Heard:
    """A model that notes how its replies come."""

    model: Model
    pieces: int = 0
    endings: list[Ending] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def host(self) -> str:
        return self.model.host

    async def prepare(self) -> None:
        await self.model.prepare()

    async def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]:
        async with aclosing(self.model.stream(messages, deadline=deadline)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ending):
                    self.endings.append(piece)
                else:
                    self.pieces += 1
                yield piece


async def check_endpoint(heard: Heard, answerer: ModelAnswerer) -> tuple[Check, ...]:
    """Return what works, check by check.

    Args:
        heard: the model, whose replies are listened to.
        answerer: answers by ``heard``; it is told to try nothing twice.
    """
    once = replace(answerer, model=heard, waits_s=())
    answer = await _answer(once, ANSWERED)
    first, pieces = heard.endings[0], heard.pieces
    status = f" (HTTP {first.status})" if first.status else ""
    said = first.code.replace("_", " ") + status
    checks = [
        Check("reachable", first.code not in _UNREACHED, f"{heard.host}: {said if first.code in _UNREACHED else 'it answers'}"),
        Check("key accepted", first.code not in ("unauthorized", "forbidden", "quota"), said if first.status else "not refused"),
        Check("model known", first.code != "not_found", f"{heard.name}: {said if first.code == 'not_found' else 'not refused'}"),
        Check("whole replies", first.is_whole, "finish reason seen" if first.is_whole else said),
    ]
    if not first.is_whole:
        return tuple(checks)
    was_repaired = len(heard.endings) > 1
    declined = await _answer(once, NOT_ANSWERED)
    ms = answer.ms.first_token or 0.0
    used = first.usage
    supported = sum(claim.verdict == "supported" for claim in answer.claims) if answer.answerer == "model" else 0
    keeps_format = answer.answerer == "model" and supported > 0 and not answer.invalid_markers and not was_repaired
    return (
        *checks,
        Check("streaming", pieces > 1, f"{pieces} pieces, the first after {ms:,.0f} ms"),
        Check("usage", used is not None, f"{used.input_tokens} tokens read, {used.output_tokens} written" if used else "no tokens counted"),
        Check("marker format", keeps_format, f"{supported} supported sentences, {answer.invalid_markers} markers that were never issued"),
        Check("abstention", declined.status == "abstained" and declined.answerer == "model", _abstention(declined)),
    )


def _abstention(answer: Answer) -> str:
    if answer.answerer != "model":
        return "no reply that can be used where the sentences do not answer"
    return "it declines where the sentences do not answer" if answer.status == "abstained" else "it answers what the sentences do not say"


async def _answer(answerer: ModelAnswerer, text: str) -> Answer:
    events = [event async for event in answerer.stream(_found(text))]
    answer = events[-1]
    assert isinstance(answer, Answer)
    return answer


def _found(question: str) -> Found:
    text = " ".join(_SENTENCES)
    metadata = Metadata(title="Lundholm this week", outlet="Lundholm Courier", published="2031-03-04", kind="news")
    article = Article("check", article_id("check"), text_version(text), text, metadata, "2031-03-05T08:00:00Z")
    evidence = []
    for index, printed in enumerate(_SENTENCES):
        start = text.index(printed)
        end = start + len(printed)
        name = sentence_id(article.article_id, article.version, start, end)
        sentence = Sentence(name, article.article_id, article.version, index, start, end, printed, 1)
        evidence.append(Evidence(sentence, article, "check", index + 1, 1.0 / (index + 1)))
    return Found(Question(question), (), tuple(evidence), 1.0, Searched(articles=1))
