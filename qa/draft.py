"""Check a reporter's own draft, sentence by sentence, against the articles of a home."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations, islice
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from ingest.errors import InputError
from ingest.models import Block
from ingest.sentences import split
from ingest.words import content_stems, visible
from qa.cite import Numbering, source_of
from qa.leaning import leans_on_the_sentence_before
from qa.models import (
    Citation,
    Evidence,
    Filters,
    Found,
    Problem,
    Question,
    Quotation,
    Reason,
    Searched,
    Source,
    Verdict,
    Verification,
)
from qa.quote import FEWEST_WORDS, Printed, Quotations
from qa.verify.memory import forget
from qa.verify.quotations import find_quoted

Finding = Literal["supported", "weak", "differs", "no_source"]

FORMATS = (".txt", ".md", ".docx")
BEST = 8
"""Sentences found for a sentence of the draft that it is checked against."""
PAIRED = 6
"""Of these, those that are also taken in pairs, where they stand in one article."""
PLACES = 3
"""Places of a quotation whose sentences are checked, too."""
AGAIN = 3
"""The most promising sources, which are checked again once their speakers are known."""
ALSO = 2
"""Sentences of other articles that are cited beside the best, where they support the draft by themselves."""
NEAR = 1 / 3  # share of a sentence's content words that a source has, above which it may be a weak source
SAME_THING = 0.5
"""Share of a sentence's content words from which a source is about the same thing, so that it can differ from it."""
COVERS_LITTLE = 0.2  # share of content words; a second sentence that adds less may not stand up for the first
_PAIR_COSTS = 0.05  # what a second sentence must add
_DIFFERENCES = frozenset({"number", "date", "name", "negation", "speaker", "quotation"})
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+")


class Verify(Protocol):
    """The verifier; see ``qa.verify``."""

    def __call__(self, claim: str, sources: Sequence[Source], elsewhere: Callable[[str], bool] | None = None) -> Verification: ...


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of a draft: ``draft.text[start:end] == text``; ``inside`` says that it stands between quotation marks farther off."""

    start: int
    end: int
    text: str
    before: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was read, and its sentences in order."""

    text: str
    sentences: tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a draft as a claim, with what was found: a source, one that differs, or none."""

    text: str
    verdict: Verdict
    score: float
    citations: tuple[int, ...]
    reasons: tuple[Reason, ...]
    quotations: tuple[Quotation, ...]
    start: int
    end: int
    found: Finding


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What ``check`` returns; citations are numbered over the whole draft."""

    error: Problem | None = None
    sentences: tuple[CheckedSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = field(default_factory=Searched)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found for one sentence, before citations have numbers; the best source comes first."""

    sentence: DraftSentence
    found: Finding
    verification: Verification
    cited: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A sentence of the draft beside one sentence of an article, or two, with what the verifier says."""

    sources: tuple[Evidence, ...]  # in the order of their article
    verification: Verification
    shared: float

    @property
    def promise(self) -> tuple[bool, float]:
        about = (self.shared + self.verification.score) / 2
        return self.verification.verdict == "supported", about - _PAIR_COSTS * (len(self.sources) - 1)


@dataclass(frozen=True)
class DraftChecker:
    """Checks the sentences of drafts; keeps nothing of them, nor does the verifier. Safe to call from several threads."""

    retrieve: Callable[[Question], Found]
    quotations: Quotations
    verify: Verify
    name_speaker: Callable[[Evidence], Evidence]

    def check(self, sentence: DraftSentence, filters: Filters) -> Checked:
        """Return what the articles have for one sentence.

        Raises:
            EncoderError: if the sentence cannot be encoded.
        """
        try:
            return self._checked(sentence, filters)
        finally:
            forget()

    def _checked(self, sentence: DraftSentence, filters: Filters) -> Checked:
        words = f"“{sentence.text}”" if sentence.inside else sentence.text
        places = self._places(words, self.quotations.selection(filters).passages)
        verify = partial(self.verify, elsewhere=lambda quoted: any(p.match != "close" for p in places.get(quoted, ())))
        attempts = _without_cover([_attempt(words, sources, verify) for sources in self._sources(sentence, places, filters)])
        attempts.sort(key=lambda attempt: attempt.promise, reverse=True)
        named = [_attempt(words, tuple(map(self.name_speaker, a.sources)), verify) for a in attempts[:AGAIN]]
        best = max(named, key=lambda attempt: attempt.promise, default=None)
        if best is None:
            return Checked(sentence, "no_source", verify(words, ()))
        verification = _with_close_quotations(best, [p for printed in places.values() for p in printed])
        found = _finding(verification, best.shared)
        if found == "no_source":
            return Checked(sentence, found, verify(words, ()))
        also = self._also(best, attempts, words, verify) if found == "supported" else ()
        return Checked(sentence, found, verification, (*_best_first(best, attempts), *also))

    def _places(self, words: str, allowed: frozenset[str] | None) -> dict[str, tuple[Printed, ...]]:
        """Return where each quotation of a sentence is printed, or else the quotations that come closest."""
        places: dict[str, tuple[Printed, ...]] = {}
        for quoted in find_quoted(words):
            printed = self.quotations.verbatim(quoted.text, allowed)
            if not printed and len(quoted.text.split()) > FEWEST_WORDS:
                printed = tuple(sorted(self.quotations.close(quoted.text, allowed), key=lambda p: -p.likeness))
            places[quoted.text] = printed
        return places

    def _sources(self, sentence: DraftSentence, places: dict[str, tuple[Printed, ...]], filters: Filters) -> list[tuple[Evidence, ...]]:
        """Return what the sentence is checked against: sentences, pairs from one article, and where its quotations are printed."""
        leans = sentence.before and leans_on_the_sentence_before(sentence.text)
        query = f"{sentence.before} {sentence.text}" if leans else sentence.text
        evidence = [e for e in self.retrieve(Question(query, filters=filters, k=BEST)).evidence if e.sentence.role != "byline"]
        quoted = [p.evidence for printed in places.values() for p in islice(printed, PLACES)]
        singles = _distinct([*evidence[:BEST], *(e for several in quoted for e in several)])
        pairs = [
            tuple(sorted(pair, key=lambda e: e.sentence.index))
            for pair in combinations(_distinct([*evidence[:PAIRED], *(e for several in quoted for e in several)]), 2)
            if _is_one_article(*pair)
        ]
        beside = [(replace(e, sentence=e.before, before=None, signals=()), e) for e in evidence[:PAIRED] if e.before is not None]
        return [*((e,) for e in singles), *pairs, *beside]

    def _also(self, best: _Attempt, attempts: Sequence[_Attempt], words: str, verify: Verify) -> tuple[Evidence, ...]:
        """Return sentences of other articles that support the draft by themselves."""
        found: dict[str, Evidence] = {}
        for attempt in attempts:
            article = attempt.sources[0].article.article_id
            if (
                len(found) < ALSO
                and len(attempt.sources) == 1
                and attempt.verification.verdict == "supported"
                and article not in found
                and article != best.sources[0].article.article_id
            ):
                named = self.name_speaker(attempt.sources[0])
                if verify(words, [source_of(named)]).verdict == "supported":
                    found[article] = named
        return tuple(found.values())


def draft_in(path: Path) -> Draft:
    """Return the draft in a file.

    Raises:
        InputError: there is no such file, or it is in no format of drafts.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path}.", remedy="Check the path, or pipe the draft in with -.")
    try:
        return read_draft(path.read_bytes(), path.name)
    except OSError as error:
        raise InputError(f"{path} cannot be read.", remedy="Check your rights to it.") from error


def read_draft(data: bytes, name: str) -> Draft:
    """Return the draft that a file holds; of .txt and .md, offsets count in the file's own text.

    Raises:
        InputError: it is in no format of drafts, or holds no text.
    """
    suffix = PurePosixPath(name).suffix.lower() or ".txt"
    if suffix not in FORMATS:
        raise InputError(f"A draft is no {suffix} file.", remedy=f"Save it as one of {', '.join(FORMATS)}.")
    if suffix == ".docx":
        return draft_of(*_word_file(data, name))
    from ingest.load.decode import UndecodableError, decode

    try:
        text = decode(data).text
    except UndecodableError as error:
        raise InputError(str(error), remedy="Then check it again.") from error
    return draft_of(text, is_markdown=suffix == ".md")


def _word_file(data: bytes, name: str) -> tuple[str, tuple[Block, ...]]:
    from ingest.load import load_bytes  # the format's library takes long to import
    from ingest.models import Rejection

    (loaded,) = load_bytes(data, name)
    if isinstance(loaded, Rejection):
        raise InputError("The draft cannot be read.", remedy=loaded.reason)
    return loaded.text, loaded.layout


def draft_of(text: str, layout: Sequence[Block] = (), *, is_markdown: bool = False) -> Draft:
    r"""Return a text as a draft: every sentence that has a word.

    >>> [s.text for s in draft_of("# Ferry\n\nIt stays. It pays.", is_markdown=True).sentences]
    ['Ferry', 'It stays.', 'It pays.']
    """
    front = _FRONT_MATTER.match(text) if is_markdown else None
    opened = front.end() if front else 0
    found: list[DraftSentence] = []
    quoted: list[tuple[int, int]] = []
    paragraph = 0
    before = ""
    spans = [span for span in split(text, layout) if span.start >= opened]
    for span in spans:
        if span.paragraph != paragraph:
            paragraph, before = span.paragraph, ""
            last = max(s.end for s in spans if s.paragraph == paragraph)
            quoted = [(span.start + q.start, span.start + q.end) for q in find_quoted(text[span.start : last])]
        marks = _MARKS.match(text, span.start, span.end) if is_markdown else None
        start = marks.end() if marks else span.start
        words = text[start : span.end]
        if any(c.isalnum() for c in words):
            inside = any(a <= start and span.end <= b for a, b in quoted) and not find_quoted(words)
            found.append(DraftSentence(start, span.end, words, before, inside))
            before = words
    return Draft(text, tuple(found))


def numbered(checked: Sequence[Checked], searched: Searched) -> CheckedDraft:
    """Return the draft with its citations numbered in order of first use."""
    numbering = Numbering()
    sentences: list[CheckedSentence] = []
    citations: list[Citation] = []
    for one in checked:
        numbers, new = numbering.cite(one.cited)
        said, place = one.verification, one.sentence
        sentences.append(
            CheckedSentence(
                text=place.text,
                verdict=said.verdict,
                score=said.score,
                citations=numbers,
                reasons=said.reasons,
                quotations=said.quotations,
                start=place.start,
                end=place.end,
                found=one.found,
            )
        )
        citations += new
    return CheckedDraft(None, tuple(sentences), tuple(citations), searched)


def _attempt(words: str, sources: tuple[Evidence, ...], verify: Verify) -> _Attempt:
    wanted = set(content_stems(visible(words)))
    had = {stem for e in sources for stem in content_stems(visible(e.sentence.text))}
    shared = len(wanted & had) / len(wanted) if wanted else 0.0
    return _Attempt(sources, verify(words, [source_of(e) for e in sources]), shared)


def _without_cover(attempts: Sequence[_Attempt]) -> list[_Attempt]:
    """Leave out pairs of which one sentence differs from the draft by itself, and the other adds hardly a word but hides it."""
    differing = {
        a.sources[0].sentence.sentence_id: a.shared for a in attempts if len(a.sources) == 1 and _differs(a.verification, a.shared)
    }
    return [
        a
        for a in attempts
        if len(a.sources) == 1
        or not any(a.shared - differing[e.sentence.sentence_id] < COVERS_LITTLE for e in a.sources if e.sentence.sentence_id in differing)
    ]


def _differs(verification: Verification, shared: float) -> bool:
    """Whether a source about the same thing says it otherwise, or says nearly all of it and does not deny it as the draft does."""
    is_denied = verification.verdict == "weak" and any(r.code == "negation" for r in verification.reasons)
    return shared >= SAME_THING and (is_denied or any(r.code in _DIFFERENCES and r.printed for r in verification.reasons))


def _finding(verification: Verification, shared: float) -> Finding:
    if verification.verdict == "supported":
        return "supported"
    if _differs(verification, shared):
        return "differs"
    is_misquoted = shared >= SAME_THING and any(r.code == "quotation" for r in verification.reasons)
    is_near = shared > NEAR and verification.verdict == "weak"
    return "weak" if is_near or is_misquoted else "no_source"


def _with_close_quotations(best: _Attempt, places: Sequence[Printed]) -> Verification:
    """Say in the reason how the source prints the quotation, where its own comes close."""
    cited = {e.sentence.sentence_id for e in best.sources}
    near = next((p for p in places if p.match == "close" and any(e.sentence.sentence_id in cited for e in p.evidence)), None)
    if near is None:
        return best.verification
    told = Reason("quotation", f"the sentence prints “{near.text}”", near.evidence[0].sentence.sentence_id, near.text)
    reasons = tuple(told if r.code == "quotation" else r for r in best.verification.reasons)
    return replace(best.verification, reasons=reasons)


def _best_first(best: _Attempt, attempts: Sequence[_Attempt]) -> tuple[Evidence, ...]:
    """Return the sentences of the best sources, the one that says most by itself first."""
    alone = {a.sources[0].sentence.sentence_id: a.promise for a in attempts if len(a.sources) == 1}
    return tuple(sorted(best.sources, key=lambda e: alone.get(e.sentence.sentence_id, (False, 0.0)), reverse=True))


def _distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    found: dict[str, Evidence] = {}
    for e in evidence:
        found.setdefault(e.sentence.sentence_id, e)
    return tuple(found.values())


def _is_one_article(one: Evidence, other: Evidence) -> bool:
    a, b = one.sentence, other.sentence
    return (a.article_id, a.version) == (b.article_id, b.version)
