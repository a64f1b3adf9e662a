"""Measures how much of a claim's words its sources have."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.verify.memory import remembered
from qa.verify.reading import Reading, Word

_CAPITAL_WEIGHT = 1.5  # names and numbers carry more of a claim than other words
_ROOT = 5  # letters that two stems must share to count as forms of one word
_ROOT_CREDIT = 0.6
_MOST_BASIS = 3
_LONGEST_SUBJECT = 3  # words
_FEWEST_SAID = 2  # words that are no names, from which it shows whether a source says anything of them
_FEW, _PAGE = 6, 12  # sources up to which evidence is a few chosen sentences, and from which it is a page


@dataclass(frozen=True, slots=True)
class Overlap:
    """How a claim and its sources share words; shares run from 0 to 1.

    ``basis`` names the sources that the claim rests on, by place, best first: at most three, each adding words that the others
    lack. ``covered`` is the share of the claim's content words, weighted, that any source has; ``pairs`` the share of its
    neighbouring words that are neighbours in one sentence of the basis; ``page`` rises from 0 for a few chosen sentences to 1
    for a page, where words are found by chance; ``said`` is the share of its words that are no names and no numbers that any source
    has, 1 where it has less than two such words; ``together`` is the share of its words behind the first third, the subject, that
    one sentence has.
    """

    basis: tuple[int, ...]
    covered: float
    pairs: float
    page: float
    said: float
    together: float


def overlap(claim: Reading, sources: Sequence[Reading], known: Collection[Word] = ()) -> Overlap:
    """Compare a claim with its sources, in time linear in their words.

    ``known`` are words of the claim that say where and when a source was printed, which no sentence of it needs to say.
    """
    content = tuple(w for w in claim.content if w not in known) or claim.content or claim.words
    if not content or not sources:
        return Overlap((), 0.0, 0.0, 0.0, 0.0, 0.0)
    weights = [_CAPITAL_WEIGHT if w.is_capital or w.key[0].isdigit() else 1.0 for w in content]
    credits = [[_credit(w, source) for w in content] for source in sources]
    basis = _basis(credits, weights)
    best = [max(column) for column in zip(*credits, strict=True)]
    covered = sum(credit * w for credit, w in zip(best, weights, strict=True)) / sum(weights)
    plain = [credit for credit, weight in zip(best, weights, strict=True) if weight == 1.0]
    said = sum(plain) / len(plain) if len(plain) >= _FEWEST_SAID else 1.0
    wanted = _pairs(Reading(claim.text, tuple(w for w in claim.words if w not in known)))
    pairs = max(len(wanted & _pairs(sources[i])) for i in basis) / len(wanted) if wanted else covered
    page = (math.log(len(sources)) - math.log(_FEW)) / (math.log(_PAGE) - math.log(_FEW))
    subject = min(_LONGEST_SUBJECT, max(1, len(content) // 3))
    behind = len(content) - subject
    together = max(sum(credit == 1.0 for credit in row[subject:]) for row in credits) / behind if behind else covered
    return Overlap(tuple(basis), covered, pairs, min(1.0, max(0.0, page)), said, together)


def _credit(word: Word, source: Reading) -> float:
    """1 where a source has the word in any form, less where it has one of the same root."""
    stems, roots = _stems(source)
    if word.stem in stems:
        return 1.0
    return _ROOT_CREDIT if len(word.stem) >= _ROOT and word.stem[:_ROOT] in roots else 0.0


@remembered(4096)
def _stems(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    stems = frozenset(w.stem for w in reading.words)
    return stems, frozenset(s[:_ROOT] for s in stems if len(s) >= _ROOT)


@remembered(4096)
def _pairs(reading: Reading) -> frozenset[tuple[str, str]]:
    stems = [w.stem for w in reading.words]
    return frozenset(pairwise(stems))


def _basis(credits: Sequence[Sequence[float]], weights: Sequence[float]) -> list[int]:
    """The sources that cover the claim, best first, until another adds less than a word."""
    chosen: list[int] = []
    covered = [0.0] * len(weights)
    while len(chosen) < min(_MOST_BASIS, len(credits)):
        gains = [sum(w * max(0.0, c - have) for c, have, w in zip(row, covered, weights, strict=True)) for row in credits]
        best = max((i for i in range(len(credits)) if i not in chosen), key=lambda i: (gains[i], -i))
        if chosen and gains[best] < 1.0:
            break
        chosen.append(best)
        covered = [max(c, have) for c, have in zip(credits[best], covered, strict=True)]
    return chosen
