"""Read single words of a statement: whether they take a side, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.words import stems
from qa.positions.stances.sides import AGAINST, BAD, DENY, DO, FOR, GOOD, HELPS, HURTS, NOT, UNDO, WANTS
from qa.positions.stances.turns import PHRASES

Kind = Literal["attitude", "denial", "wish", "deed", "judgement", "not"]
TOKEN = re.compile(
    r"\$?\d[\d.,]*\d(?!\w)|[\w$][\w'’-]*|[;:,()–—\"“”]|(?<=\s)--?(?=\s)"
    r"|(?i:(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bst)(?<!\bjr)(?<!\bsr)(?<!\bmrs)(?<!\bgov)(?<!\bsen)(?<!\brep)(?<!\bgen)(?<!\b[a-z])(?<!\.[a-z])\.)"
    r"(?=\s|[\"“”'’]|$)|[?!]"
)
JOINED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), one)
    for pattern, one in (
        (r"n[’']t\b", " not"),
        (r"(?<=\w)[’']re\b", " are"),
        (r"(?<=\w)[’']ve\b", " have"),
        (r"(?<=\w)[’']ll\b", " will"),
        (r"(?<=\bi)[’']m\b", " am"),
        (r"(?<=\w)[’']d\b", " would"),
        (r"(?:(?<=\bit)|(?<=\bhe)|(?<=\bshe)|(?<=\bthat)|(?<=\bthere)|(?<=\bthis)|(?<=\bwhat))[’']s\b", " is"),
    )
)
"""Words written as one, and what is read in the place of the shorter of them."""
_FULL, _PLAIN, _WEAK = 2.0, 1.0, 0.5
_AGREED = 0.9  # weight of agreeing: with whom, the words may not tell
_AGREES = frozenset(stems("agree disagree agreement disagreement"))
_NOT_AS_WRITTEN = frozenset(("back", "like"))  # words that take a side in other forms only: "go back", "backs"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that counts: how, its sign, and how plainly it takes a side (0 to 2)."""

    kind: Kind
    sign: int
    weight: float


@lru_cache(8192)
def word(token: str) -> Word | None:
    """Return what a token counts as, or ``None``.

    >>> word("opposes").sign, word("must").kind, word("ferry")
    (-1, 'wish', None)
    """
    if NOT.match(token):
        return Word("not", -1, _WEAK)
    if token in WANTS:
        return Word("wish", 1, _PLAIN)
    if token in GOOD:
        return Word("judgement", 1, _PLAIN)
    if token in BAD:
        return Word("judgement", -1, _PLAIN)
    if token in _NOT_AS_WRITTEN or token.endswith("ly"):
        return None
    stem = next(iter(stems(token)), "")
    if stem in FOR or stem in AGAINST:
        return Word("attitude", 1 if stem in FOR else -1, _AGREED if stem in _AGREES else _FULL)
    if stem in DENY:
        return Word("denial", -1, _FULL)
    if stem in UNDO or stem in DO:
        return Word("deed", -1 if stem in UNDO else 1, _PLAIN)
    return None


def effect(token: str) -> int:
    """Return 1 where a verb does good to others, -1 where it does harm, else 0."""
    return (token in HELPS) - (token in HURTS)


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text that stances are read in, turns of phrase as one word that means the same."""
    for pattern, one in PHRASES:
        text = pattern.sub(one, text)
    for pattern, one in JOINED:
        text = pattern.sub(one, text)
    return tuple(TOKEN.findall(text.lower()))
