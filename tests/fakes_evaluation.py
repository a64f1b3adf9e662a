"""A small newspaper about invented places, a service that answers from it by shared words, and a question set about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.models import Article, Metadata, Sentence, article_id, passage_id, text_version
from ingest.sentences import sentences_of
from ingest.words import content_stems
from qa.evaluation.dataset import GoldPosition, QuestionSet, load_set
from qa.evaluation.gold import GoldSpan, Span
from qa.evaluation.setup import Setup, describe
from qa.evaluation.trial import Judged, Reply, Trial, judge
from qa.models import (
    AbstentionReason,
    Answer,
    AnswerTimes,
    Citation,
    Claim,
    FoundPassage,
    FoundSentence,
    Question,
    SearchResult,
)
from qa.settings import read_settings

PAPER = {
    "paper/bridge.md": "The bridge at Orlo opened in May. It cost 40 crowns. Mayor Dita Velm cut the ribbon.",
    "paper/ferry.md": "The ferry from Orlo stops in June. Nobody will replace it. The crew of nine was told on Friday.",
    "paper/school.md": "The school on Tarn Street is too small. The council will add four rooms. Work begins in autumn.",
}


def a_line(id: str, question: str, source: str = "", *quotes: str, nuggets: Sequence[str] = (), tags: Sequence[str] = ()) -> dict[str, Any]:
    """A line of a question set: answerable where it has quotes."""
    gold = [{"source": source, "quote": quote} for quote in quotes]
    return {"id": id, "question": question, "answerable": bool(gold), "gold": gold, "nuggets": [*nuggets], "tags": [*tags]}


LINES: list[dict[str, Any]] = [
    a_line("cost", "How many crowns did it cost?", "bridge.md", "It cost 40 crowns.", nuggets=["40 crowns"], tags=["number"]),
    a_line("opened", "When was the bridge at Orlo opened?", "bridge.md", "opened in May", nuggets=["in May"], tags=["date"]),
    a_line(
        "ferry", "When does the ferry stop, and who was told on Friday?", "ferry.md",
        "The ferry from Orlo stops in June.", "The crew of nine was told on Friday.", nuggets=["June", "the crew of nine"], tags=["date"],
    ),
    a_line("rooms", "How many rooms will the council add?", "school.md", "The council will add four rooms.", nuggets=["four rooms"]),
    a_line("airport", "Who owns the airport?", tags=["absent"]),
    a_line("ferry-price", "What did the ferry crew earn?", tags=["absent"]),
]  # fmt: skip


@dataclass
class WordService:
    """Ranks the sentences of its articles by shared words, cites the first, and abstains where fewer than ``least`` are shared.

    ``asked`` tells which questions came; ``dies_after`` makes it fail hard once so many answers were given.
    """

    texts: dict[str, str] = field(default_factory=lambda: dict(PAPER))
    least: int = 2
    dies_after: int | None = None
    asked: list[str] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        for source, text in sorted(self.texts.items()):
            yield Article(source, article_id(source), text_version(text), text, Metadata(), "2025-01-01T00:00:00Z")

    def sentences(self, article: Article) -> tuple[Sentence, ...]:
        return sentences_of(article)

    def search(self, question: Question) -> SearchResult:
        ranked = self._ranked(question)
        return SearchResult(question.text, question.id, None, self._passages(ranked, question.k), tuple(ranked[: question.k]))

    def ask(self, question: Question) -> Answer:
        if self.dies_after is not None and len(self.asked) >= self.dies_after:
            raise SystemExit("killed")
        self.asked.append(question.id or "")
        evidence = tuple(self._ranked(question)[: question.k])
        best = evidence[0] if evidence else None
        share = min(1.0, (best.score if best else 0) / 4)
        if best is None or best.score < self.least:
            reason = AbstentionReason("below_threshold", "The articles do not say.")
            return Answer(question.text, "abstained", question.id, reason=reason, evidence=evidence, answerable=share)
        cited = a_citation(1, best)
        claim = Claim(best.text, "supported", 0.9, (1,))
        return replace(
            an_answer(claim, cited), question=question.text, id=question.id, evidence=evidence, answerable=share, ms=AnswerTimes(1, None, 2)
        )

    def _ranked(self, question: Question) -> list[FoundSentence]:
        wanted = set(content_stems(question.text))
        scored = [(len(wanted & set(content_stems(s.text))), article, s) for article in self.articles() for s in self.sentences(article)]
        scored.sort(key=lambda row: (-row[0], row[2].sentence_id))
        return [
            FoundSentence(rank, float(score), s.sentence_id, s.article_id, s.version, article.source_id, s.start, s.end, s.text)
            for rank, (score, article, s) in enumerate(scored, start=1)
        ]

    def _passages(self, ranked: Sequence[FoundSentence], k: int) -> tuple[FoundPassage, ...]:
        texts = {article.article_id: article for article in self.articles()}
        order = list(dict.fromkeys(s.article_id for s in ranked))[:k]
        return tuple(
            FoundPassage(rank, 1 / rank, passage_id(a, texts[a].version, 0, len(texts[a].text)), a, texts[a].version, texts[a].source_id, 0,
                         len(texts[a].text), texts[a].text)
            for rank, a in enumerate(order, start=1)
        )  # fmt: skip


def an_answer(claim: Claim, *citations: Citation) -> Answer:
    """An answer of one claim."""
    return Answer("?", "answered", text=f"{claim.text} [1]", claims=(claim,), citations=citations, answerable=0.8)


def a_citation(number: int, found: FoundSentence) -> Citation:
    """A citation of a found sentence."""
    return Citation(
        number, found.sentence_id, found.article_id, found.version, found.source_id, found.start, found.end, found.text,
        1, "body", None, None, "news", None, None, None, False,
    )  # fmt: skip


def write_set(path: Path, lines: Sequence[dict[str, Any]] = LINES) -> Path:
    """Write a question set."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def a_setup(questions: QuestionSet, service: WordService, k: int = 5, is_search_only: bool = False) -> Setup:
    """The setup of a run over the small newspaper."""
    return describe(questions, service.articles(), read_settings({}), "words-1", k=k, is_search_only=is_search_only)


def a_set(folder: Path, lines: Sequence[dict[str, Any]] = LINES) -> QuestionSet:
    """A question set as it is loaded from a file."""
    return load_set(write_set(folder / "set.jsonl", lines))


def a_trial(
    *, id: str = "q", answerable: bool | None = True, gold: int = 1, answer: Answer | None = None, sentences: Sequence[int] = (),
    alternatives: tuple[tuple[int, ...], ...] = (), nuggets: tuple[str, ...] = (), tags: tuple[str, ...] = (), group: str | None = None,
    positions: tuple[GoldPosition, ...] = (),
) -> Trial:  # fmt: skip
    """A trial in one article whose sentence n stands at characters 100 n to 100 n + 50; gold quotes are sentences 0, 1, …."""
    spans = tuple(GoldSpan(place(n), "a.md", f"quote {n}", (f"s{n}",)) for n in range(gold))
    reply = Reply((), tuple(place(n) for n in sentences), None, answer)
    return Trial(id, f"{id}?", answerable, spans, alternatives, nuggets, positions, tags, group or id, reply)


def place(n: int) -> Span:
    """Where sentence n of the article stands."""
    return Span("a", "v", 100 * n, 100 * n + 50, f"s{n}")


def citing(*sentences: int, text: str = "Words.", **changed: Any) -> Answer:
    """An answer of one claim that cites these sentences of the article."""
    found = [FoundSentence(1, 1.0, f"s{n}", "a", "v", "a.md", 100 * n, 100 * n + 50, "words") for n in sentences]
    numbers = tuple(range(1, len(found) + 1))
    claim = Claim(text, "supported" if found else "unsourced", 0.9, numbers)
    whole = an_answer(claim, *(a_citation(number, f) for number, f in zip(numbers, found, strict=True)))
    return replace(whole, **{"evidence": tuple(found), **changed})


def abstaining(answerable: float = 0.2) -> Answer:
    """An abstention."""
    return Answer("?", "abstained", reason=AbstentionReason("no_evidence", "Nothing."), answerable=answerable)


def judged(**named: Any) -> Judged:
    """A judged trial; see ``a_trial``."""
    return judge(a_trial(**named))
