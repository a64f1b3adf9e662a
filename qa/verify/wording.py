"""Finds where a claim departs from a sentence that it otherwise repeats word for word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from qa.verify.memory import remembered
from qa.verify.reading import Reading, Word

_FRAME = 3  # words in common, on both sides together, that frame a departure
_LONGEST = 4  # words of a departure


@dataclass(frozen=True, slots=True)
class Departure:
    """Words of the claim, and those of the sentence in their place; one of the two may be empty."""

    claimed: tuple[Word, ...]
    printed: tuple[Word, ...]
    opens: bool  # at the head of the claim


@remembered(4096)
def departures(claim: Reading, source: Reading) -> tuple[Departure, ...]:
    """Return the short departures that words in common frame: those before and after, or those after at the head of the claim."""
    mine, theirs = [w.key for w in claim.words], [w.key for w in source.words]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    found = []
    start_a = start_b = before = 0
    for block in blocks:
        claimed, printed = claim.words[start_a : block.a], source.words[start_b : block.b]
        opens = start_a == 0
        if opens:
            printed = printed[-_LONGEST:]  # the sentence may begin with more than the claim repeats
        is_framed = block.size >= _FRAME if opens else before >= 1 and before + block.size >= _FRAME and block.size >= 1
        if (claimed or printed) and is_framed and max(len(claimed), len(printed)) <= _LONGEST:
            found.append(Departure(claimed, printed, opens))
        start_a, start_b, before = block.a + block.size, block.b + block.size, block.size
    return tuple(found)
