"""Compares which side a claim takes of a matter, for it or against it, with the sides that its sources take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.verify.memory import remembered
from qa.verify.reading import Reading, read

_ACTS = (
    "vote votes voted voting argue argues argued arguing campaign campaigns campaigned speak speaks spoke spoken speaking rule rules ruled "
    "ruling lobby lobbies lobbied lobbying ballot ballots balloted decide decides decided deciding"
)
_ACT = rf"(?:{'|'.join(_ACTS.split())})"
_BE = r"(?:am|is|are|was|were|be|been|being|remain(?:s|ed)?|c(?:a|o)mes? out)"
_ADVERB = r"(?:(?:again|yesterday|firmly|all|now|also|still|\w+ly) )?"
_FOR = re.compile(
    rf"\b(?:{_ACT} {_ADVERB}(?:for|in favou?r of)|{_BE} {_ADVERB}(?:for|in favou?r of|behind)|in favou?r of|support(?:s|ed|ing)?"
    r"|back(?:s|ed|ing)|endors(?:e|es|ed|ing)|favou?r(?:s|ed|ing)|approv(?:e|es|ed|ing)(?: of)?|welcom(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?:{_ACT} {_ADVERB}(?:against|down)|against|oppos(?:e|es|ed|ing)(?: to)?|opposition to|reject(?:s|ed|ing)?|veto(?:es|ed|ing)?"
    r"|object(?:s|ed|ing) to|condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nobody|none|refus\w+ to|declin\w+ to|stopp\w+|if|whether|would|had been)\b|n['’]t\b",
    re.IGNORECASE,
)
_BEFORE = 28  # characters before a side in which a word may turn it, or leave it open
_OF = 5  # content words behind a side that say what it is of


@dataclass(frozen=True, slots=True)
class Side:
    """A side that a text takes: for (True) or against, or left open (``None``), the words that take it, and of what: stems."""

    is_for: bool | None
    text: str
    of: frozenset[str]


def side_difference(claim: Reading, sources: Sequence[Reading]) -> tuple[str, str] | None:
    """Return the words of claim and source that take opposite sides of one matter, where no source takes the claim's side of it."""
    for mine in sides(claim.text):
        if mine.is_for is None or not mine.of:
            continue
        theirs = [side for source in sources for side in sides(source.text) if side.of & mine.of]
        if theirs and all(side.is_for is (not mine.is_for) for side in theirs):
            return mine.text, theirs[0].text
    return None


@remembered(4096)
def sides(text: str) -> tuple[Side, ...]:
    """Return the sides that a text takes, in order.

    >>> [(s.is_for, s.text) for s in sides("Varga, who backed the dam, voted against the tunnel.")]
    [(True, 'backed'), (False, 'voted against')]
    """
    words = read(text).words
    found: dict[int, Side] = {}
    taken: list[tuple[int, int]] = []
    places = [(m.start(), m.end(), is_for) for form, is_for in ((_FOR, True), (_AGAINST, False)) for m in form.finditer(text)]
    for start, end, is_for in sorted(places, key=lambda p: (p[0] - p[1], p[0])):  # the longest first
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        behind = [w for w in words if w.start >= end]
        clause = next((w.clause for w in behind), None)
        of = [w.stem for w in behind if w.is_content and w.clause == clause][:_OF]
        is_open = _TURNED.search(text[max(0, start - _BEFORE) : start]) is not None
        found[start] = Side(None if is_open else is_for, text[start:end], frozenset(of))
    return tuple(found[start] for start in sorted(found))
