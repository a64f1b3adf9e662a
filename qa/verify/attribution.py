"""Tells what a sentence states from what it attributes to someone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.words import stems
from qa.verify import lexicon
from qa.verify.memory import remembered
from qa.verify.quotations import find_quoted
from qa.verify.reading import Word, read

_CLOSED = re.compile(r"[,”\"’]\s+(?:[\w.'’-]+\s+){0,8}$")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?"
    r"(?:described|called|considered|believed|thought|reported|said|known|seen|regarded|expected|quoted|suspected)\b",
    re.IGNORECASE,
)
_MOST = 0.8  # share of the words in common that must stand on the reported side

_SPEECH = frozenset("".join(stems(w)) for w in lexicon.words("speech"))
_LOOSE = frozenset("".join(stems(w)) for w in lexicon.words("loose_speech"))
_VIEW_WORDS = lexicon.words("views")
_VIEWS = frozenset("".join(stems(w)) for w in _VIEW_WORDS)
_CLAUSE = re.compile(r"\s+(?:out\s+|back\s+)?(?:(?:that|it|he|she|they|we|there|his|her|their|its|the)\b|[A-Z“\"])")
_NAMED = re.compile(
    r"\b(?:according to|in the words of|in the view of|in (?:his|her|their) (?:view|words|opinion)|quoted as saying"
    r"|allegedly|reportedly|supposedly|purportedly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """That a sentence attributes: the cue as printed, where it stands, and who is named as the speaker."""

    cue: str
    start: int
    end: int
    speaker: str | None = None


@remembered(4096)
def attributions(text: str) -> tuple[Attributed, ...]:
    """Return the cues by which a text attributes words or views to someone.

    >>> [(a.cue, a.speaker) for a in attributions("The dam is safe, said Ana Ruiz.")]
    [('said', 'Ana Ruiz')]
    """
    found = [Attributed(m.group(), m.start(), m.end(), _named_after(text, m.end())) for m in _NAMED.finditer(text)]
    quoted = find_quoted(text)
    for word in read(text).words:
        if any(q.outer_start < word.start < q.outer_end for q in quoted) or any(a.start <= word.start < a.end for a in found):
            continue
        is_clause = _CLAUSE.match(text, word.end) is not None
        if word.stem in _SPEECH or (word.stem in _LOOSE and is_clause) or (word.stem in _VIEWS and text.startswith(" that ", word.end)):
            found.append(Attributed(word.text, word.start, word.end, _speaker(text, word) if word.stem in _SPEECH else None))
    return tuple(sorted(found, key=lambda a: a.start))


def gives_word(text: str, shared: frozenset[str]) -> Attributed | None:
    """Return the cue that makes what a sentence shares with a claim somebody's word: most ``shared`` stems on the side that is reported."""
    words = [w for w in read(text).words if w.is_content and w.stem in shared]
    everywhere = {w.stem for w in words}
    for cue in attributions(text):
        after = {w.stem for w in words if w.start >= cue.end}
        before = {w.stem for w in words if w.end <= cue.start} if _may_follow(text, cue) else frozenset()
        if everywhere and max(len(after), len(before)) >= _MOST * len(everywhere):
            return cue
    return None


def is_attributed(text: str) -> bool:
    """Whether a claim itself names a speaker or a cue."""
    return any(a.cue.lower() not in _VIEW_WORDS for a in attributions(text)) or _PASSIVE.search(text) is not None


def _may_follow(text: str, cue: Attributed) -> bool:
    """Whether a cue may follow what it attributes: "…, the mayor of Dravik said"."""
    return _CLOSED.search(text[: cue.start]) is not None


def _speaker(text: str, cue: Word) -> str | None:
    before = re.search(r"((?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)\s+(?:has |had |have |also |later |then )?$", text[: cue.start])
    if before is not None and any(w.is_content for w in read(before[1]).words):
        return before[1]  # a pronoun names nobody
    return _named_after(text, cue.end)


def _named_after(text: str, end: int) -> str | None:
    after = re.match(r"\s+(?:by |to |the )?((?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)", text[end:])
    return after[1] if after else None
