"""Answer without a model: print the sentences that speak to the question, whole and as the articles have them, or abstain."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from ingest.models import Sentence
from ingest.words import content_stems, fold
from qa.cite import Numbering, answer_text, source_of
from qa.leaning import leans_on_the_sentence_before
from qa.models import (
    AbstentionCode,
    AbstentionReason,
    Answer,
    AnswerTimes,
    Citation,
    Claim,
    Event,
    Evidence,
    Finished,
    Found,
    FoundSentence,
    Source,
    Verification,
)
from qa.unsaid import notes_on
from qa.verify.quotations import is_quotation_open
from qa.wanted import asks_itself

Verify = Callable[[str, Sequence[Source]], Verification]

_LONGEST_QUOTATION = 4  # sentences that are printed as one at most
_SAME = 0.8  # share of content words from which two sentences say the same
_SAID_IN_BODY = 0.6  # share of a headline's content words from which a body sentence says it


@dataclass(frozen=True)
class ExtractiveAnswerer:
    """Prints the best sentences of the evidence; the answer that needs no model, and the one that stands in for a model that failed.

    Attributes:
        threshold: below this probability that the articles hold the answer, it abstains.
        margin: how far, in the score's own units, a further sentence may stand below the best.
        max_sentences: how many sentences are chosen at most; those that they lean on come on top.
        pool: where the verifier runs.
        name_speaker: finds whose words a sentence gives, before it is cited.
    """

    verify: Verify
    pool: Executor
    threshold: float
    margin: float
    max_sentences: int = 3
    name_speaker: Callable[[Evidence], Evidence] = field(default=lambda evidence: evidence)

    async def stream(self, found: Found) -> AsyncGenerator[Event, None]:
        """Yield each claim when it is verified and, last, the whole Answer."""
        began = time.perf_counter()
        if reason := self.reason_to_abstain(found):
            yield abstained(found, reason, _since(began))
            return
        numbering = Numbering()
        claims: list[Claim] = []
        citations: list[Citation] = []
        for printed in with_whole_quotations(choose(found.evidence, self.margin, self.max_sentences)):
            claim, new = await asyncio.get_running_loop().run_in_executor(self.pool, self._claim, printed, numbering)
            claims.append(claim)
            citations += new
            yield Finished(claim, new)
        yield replace(
            unanswered(found, _since(began)),
            status="answered",
            text=answer_text(claims),
            claims=tuple(claims),
            citations=tuple(citations),
            notes=notes_on(found),
        )

    def reason_to_abstain(self, found: Found) -> AbstentionReason | None:
        """Return why these articles do not answer the question, or None where they may."""
        if not found.searched.articles:
            return _nothing_searched(found)
        if not found.evidence:
            holder = found.question.filters.holder
            which = f"gives words of {holder} that have" if holder else "has"
            return _reason("no_evidence", f"No sentence in {these_articles(found)} {which} to do with this question.")
        if found.answerable < self.threshold:
            return _reason(
                "below_threshold", f"Nothing in {these_articles(found)} answers this closely enough; the nearest sentences are no answer."
            )
        return None

    def _claim(self, printed: Sequence[Evidence], numbering: Numbering) -> tuple[Claim, tuple[Citation, ...]]:
        named = [self.name_speaker(evidence) for evidence in printed]
        numbers, new = numbering.cite(named)
        text = _as_printed(printed)
        verification = self.verify(text, [source_of(evidence) for evidence in named])
        return Claim(text, verification.verdict, verification.score, numbers, verification.reasons, verification.quotations), new


def choose(evidence: Sequence[Evidence], margin: float, max_sentences: int) -> tuple[Evidence, ...]:
    """Return the sentences to print, in the order in which they read: the best first, each behind the one that it leans on."""
    if not evidence:
        return ()
    serious = [e for e in evidence if e.article.metadata.kind != "satire"] or evidence  # never a joke beside the news
    near = [e for e in serious if e.score >= serious[0].score - margin]
    chosen: list[Evidence] = []
    for candidate in near:
        if len(chosen) == max_sentences:
            break
        if not _is_worth_printing(candidate, near) or any(_says_the_same(candidate, other) for other in chosen):
            continue
        chosen.append(candidate)
    chosen = chosen or [serious[0]]
    return tuple(e for group in _groups(chosen) for e in group)


def with_whole_quotations(chosen: Sequence[Evidence]) -> list[tuple[Evidence, ...]]:
    """Group sentences to print as one: those of one paragraph that stand within one quotation, in a row; the others stand alone."""
    groups: list[tuple[Evidence, ...]] = []
    at = 0
    while at < len(chosen):
        width = 1
        for more in range(2, _LONGEST_QUOTATION + 1):
            together = chosen[at : at + more]
            if len(together) < more or not is_quotation_open(_as_printed(together[:-1])) or not _follows(together[-2], together[-1]):
                break
            if not is_quotation_open(_as_printed(together)):
                width = more
                break
        groups.append(tuple(chosen[at : at + width]))
        at += width
    return groups


def unanswered(found: Found, ms: float) -> Answer:
    """Return what every answer to a question shares, whatever its status: what was searched and the nearest evidence."""
    return Answer(
        question=found.question.text,
        status="abstained",
        id=found.question.id,
        evidence=tuple(map(FoundSentence.of, found.evidence)),
        answerable=found.answerable,
        searched=found.searched,
        read_as=found.question.reading.text if found.question.reading and found.question.reading.by == "model" else None,
        ms=AnswerTimes(found.retrieve_ms, None, found.retrieve_ms + ms),
    )


def abstained(found: Found, reason: AbstentionReason, ms: float) -> Answer:
    """Return the answer that there is none, with its reason and the nearest evidence."""
    return replace(unanswered(found, ms), reason=reason)


def these_articles(found: Found) -> str:
    """Name what was searched, as the subject of what is missing.

    >>> from qa.models import Question, Searched
    >>> these_articles(Found(Question("?"), (), (), 0.0, Searched(articles=412)))
    'these 412 articles'
    """
    n = found.searched.articles
    return "the one article searched" if n == 1 else f"these {n:,} articles"


def _nothing_searched(found: Found) -> AbstentionReason:
    filters, searched = found.question.filters, found.searched
    if filters.since or filters.until:
        span = f"{filters.since or 'the first day'} to {filters.until or 'the last day'}"
        undated = f"; {searched.undated} without a date {'was' if searched.undated == 1 else 'were'} left out" if searched.undated else ""
        return _reason("outside_dates", f"No article here is dated {span}{undated}.")
    if filters.outlets:
        return _reason("no_evidence", f"No article here is from {' or '.join(filters.outlets)}.")
    return _reason("empty_home", "There are no articles here yet.")


def _reason(code: AbstentionCode, message: str) -> AbstentionReason:
    return AbstentionReason(code, message)


def _is_worth_printing(candidate: Evidence, near: Sequence[Evidence]) -> bool:
    """Headlines and captions step back behind a body sentence that says it; bylines and questions say nothing."""
    if asks_itself(candidate.sentence.text):
        return False
    if candidate.sentence.role in ("body", "correction"):
        return True
    if candidate.sentence.role == "byline":
        return False
    words = set(content_stems(candidate.sentence.text))
    bodies = (set(content_stems(e.sentence.text)) for e in near if e.sentence.role == "body")
    return not any(len(words & body) >= _SAID_IN_BODY * len(words) for body in bodies)


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    if fold(one.sentence.text) == fold(other.sentence.text):
        return True
    a, b = set(content_stems(one.sentence.text)), set(content_stems(other.sentence.text))
    return bool(a or b) and len(a & b) >= _SAME * len(a | b)


def _as_printed(row: Sequence[Evidence]) -> str:
    """The sentences of a row as the article prints them, with what stands between them."""
    return row[0].article.text[row[0].sentence.start : row[-1].sentence.end]


def _follows(one: Evidence, other: Evidence) -> bool:
    a, b = one.sentence, other.sentence
    return (a.article_id, a.version, a.paragraph, a.index + 1) == (b.article_id, b.version, b.paragraph, b.index)


def _groups(chosen: Sequence[Evidence]) -> list[list[Evidence]]:
    """Group chosen sentences with those they lean on and with neighbours of the same article, each group in the article's order."""
    groups: list[dict[str, Evidence]] = []
    for evidence in chosen:
        unit = {evidence.sentence.sentence_id: evidence}
        if evidence.before is not None and leans_on_the_sentence_before(evidence.sentence.text):
            unit[evidence.before.sentence_id] = _as_evidence(evidence.before, evidence)
        home = next((group for group in groups if _touch(group, unit)), None)
        if home is None:
            groups.append(unit)
        else:
            home.update({sentence_id: e for sentence_id, e in unit.items() if sentence_id not in home})
    return [sorted(group.values(), key=lambda e: e.sentence.index) for group in groups]


def _touch(group: dict[str, Evidence], unit: dict[str, Evidence]) -> bool:
    return any(
        a.sentence.article_id == b.sentence.article_id
        and a.sentence.version == b.sentence.version
        and abs(a.sentence.index - b.sentence.index) <= 1
        for a in group.values()
        for b in unit.values()
    )


def _as_evidence(before: Sentence, of: Evidence) -> Evidence:
    return replace(of, sentence=before, before=None, signals=())


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
