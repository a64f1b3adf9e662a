"""Tells what a sentence states from what it attributes to someone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa.verify import lexicon
from qa.verify.quotations import find_quoted

_CUES = lexicon.words("cues")
_LOOSE_CUES = lexicon.words("loose_cues")
_SPEECH = lexicon.words("speech")
_CUE = re.compile(rf"\b(?:{'|'.join(sorted(_CUES, reverse=True))})\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:according to|in the words of|in the view of|in (?:his|her|their) (?:view|words|opinion)|quoted as saying"
    r"|allegedly|reportedly|supposedly|purportedly)\b",
    re.IGNORECASE,
)
_SPEAKER_BEFORE = re.compile(r"(?P<who>(?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)\s+(?:has |had |have |also |later |then )?(?P<cue>[a-z]+)\b")
_SPEAKER_AFTER = re.compile(r"\b(?P<cue>[a-z]+)\s+(?:by |to )?(?P<who>(?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)")


@dataclass(frozen=True, slots=True)
class Attributed:
    """That a sentence attributes: the cue as printed, where it stands, and who is named as the speaker."""

    cue: str
    start: int
    end: int
    speaker: str | None = None


@lru_cache(maxsize=4096)
def attributions(text: str) -> tuple[Attributed, ...]:
    """Return the cues by which a text attributes words or views to someone.

    >>> [(a.cue, a.speaker) for a in attributions("The dam is safe, said Ana Ruiz.")]
    [('said', 'Ana Ruiz')]
    """
    found = [Attributed(m.group(), m.start(), m.end(), _speaker(text, m)) for m in _NAMED.finditer(text)]
    quoted = find_quoted(text)
    for m in _CUE.finditer(text):
        if any(q.outer_start < m.start() < q.outer_end for q in quoted) or any(a.start <= m.start() < a.end for a in found):
            continue
        if m.group().lower() in _LOOSE_CUES and not re.match(r"\s+(?:that|it|he|she|they|the|[A-Z“\"])", text[m.end() : m.end() + 8]):
            continue
        found.append(Attributed(m.group(), m.start(), m.end(), _speaker(text, m)))
    return tuple(sorted(found, key=lambda a: a.start))


def gives_word(text: str) -> Attributed | None:
    """Return the cue that makes a sentence somebody's word beyond doubt: a verb of speech, "according to", "allegedly"."""
    return next((a for a in attributions(text) if a.cue.lower() in _SPEECH or _NAMED.fullmatch(a.cue)), None)


def mentions_attribution(text: str) -> bool:
    """Whether a claim itself names a speaker, a cue or quoted words; generous, so that no fair claim is called bare."""
    return bool(_CUE.search(text) or _NAMED.search(text))


def _speaker(text: str, cue: re.Match[str]) -> str | None:
    word = cue.group().lower()
    if word in _SPEECH:
        before = next((m for m in _SPEAKER_BEFORE.finditer(text[: cue.end()]) if m.start("cue") == cue.start()), None)
        if before is not None:
            return before["who"]
    if word in _SPEECH or word == "according to":
        after = _SPEAKER_AFTER.match(text, cue.start()) if word != "according to" else None
        named = re.match(r"\s+(?:the\s+)?((?:[A-Z][\w.'’-]+\s+){0,3}[A-Z][\w'’-]+)", text[cue.end() :])
        if after is not None:
            return after["who"]
        if named is not None:
            return named[1]
    return None
