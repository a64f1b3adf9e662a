"""Measures how much of a claim its sources say, as signals between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from qa.verify.reading import Reading, Word

_CAPITAL_WEIGHT = 1.5
_ROOT = 5  # letters that two stems must share to count as forms of one word
_ROOT_CREDIT = 0.6
_MOST_BASIS = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """How a claim and its sources share words; every share is of the claim, weighted by what its words carry.

    ``basis`` names the sources that the claim rests on, by place: at most three, each adding words that the others lack.
    """

    basis: tuple[int, ...]
    covered: float  # by all sources together
    best: float  # by the best single source
    few: float  # by the basis
    pairs: float  # neighbouring words that are neighbours in one source
    basis_pairs: float  # the same, in one sentence of the basis
    triples: float
    run: float  # longest run of words that stands in one source
    together: float  # pairs of content words near each other that stand in one source
    worst_clause: float  # covered share of the clause that is covered least
    gap: float  # longest run of uncovered content words
    capitals: float  # covered share of the capitalised words
    first: float  # whether the first content words, mostly the subject, are covered by the best source
    last: float  # the same of the last ones


def overlap(claim: Reading, sources: Sequence[Reading]) -> Overlap:
    """Compare a claim with its sources; linear in their words."""
    content = claim.content or claim.words
    if not content or not sources:
        return Overlap((), *([0.0] * (len(fields(Overlap)) - 1)))
    weights = [_weight(w) for w in content]
    total = sum(weights)
    credits = [[_credit(w, source) for w in content] for source in sources]
    shares = [sum(c * w for c, w in zip(row, weights, strict=True)) / total for row in credits]
    everywhere = [max(column) for column in zip(*credits, strict=True)]
    basis = _basis(credits, weights, shares)
    few = [max(credits[i][j] for i in basis) for j in range(len(content))]
    best = max(range(len(sources)), key=lambda i: (shares[i], -i))
    claim_pairs, claim_triples = _grams(claim, 2), _grams(claim, 3)
    grams2 = [_grams(s, 2) for s in sources]
    ends = max(1, min(3, len(content) // 3 + 1))
    return Overlap(
        basis=tuple(basis),
        covered=_share(everywhere, weights),
        best=shares[best],
        few=_share(few, weights),
        pairs=_found(claim_pairs, frozenset().union(*grams2)),
        basis_pairs=max(_found(claim_pairs, grams2[i]) for i in basis),
        triples=_found(claim_triples, frozenset().union(*(_grams(s, 3) for s in sources))),
        run=_longest_run(claim, [sources[i] for i in basis]),
        together=_together(content, credits, basis),
        worst_clause=_worst_clause(content, few, weights),
        gap=_gap(few),
        capitals=_share(*_only_capitals(content, everywhere)) if any(w.is_capital for w in content) else 1.0,
        first=sum(credits[best][:ends]) / ends,
        last=sum(credits[best][-ends:]) / ends,
    )


def _weight(word: Word) -> float:
    return _CAPITAL_WEIGHT if word.is_capital or word.key[0].isdigit() else 1.0


def _credit(word: Word, source: Reading) -> float:
    """1 where a source has the word in any form, less where it has one of the same root."""
    stems, roots = _stems(source)
    if word.stem in stems:
        return 1.0
    if len(word.stem) >= _ROOT and word.stem[:_ROOT] in roots:
        return _ROOT_CREDIT
    return 0.0


@lru_cache(maxsize=4096)
def _stems(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    stems = frozenset(w.stem for w in reading.words)
    return stems, frozenset(s[:_ROOT] for s in stems if len(s) >= _ROOT)


@lru_cache(maxsize=4096)
def _grams(reading: Reading, length: int) -> frozenset[tuple[str, ...]]:
    stems = [w.stem for w in reading.words]
    return frozenset(zip(*(stems[i:] for i in range(length)), strict=False))


def _found(wanted: frozenset[tuple[str, ...]], there: frozenset[tuple[str, ...]]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _share(credits: Sequence[float], weights: Sequence[float]) -> float:
    return sum(c * w for c, w in zip(credits, weights, strict=True)) / sum(weights)


def _only_capitals(content: Sequence[Word], credits: Sequence[float]) -> tuple[list[float], list[float]]:
    chosen = [c for w, c in zip(content, credits, strict=True) if w.is_capital]
    return chosen, [1.0] * len(chosen)


def _basis(credits: Sequence[Sequence[float]], weights: Sequence[float], shares: Sequence[float]) -> list[int]:
    """The sources that cover the claim, best first, until another adds less than a word."""
    chosen: list[int] = []
    covered = [0.0] * len(weights)
    while len(chosen) < min(_MOST_BASIS, len(credits)):
        gains = [sum(w * max(0.0, c - have) for c, have, w in zip(row, covered, weights, strict=True)) for row in credits]
        best = max((i for i in range(len(credits)) if i not in chosen), key=lambda i: (gains[i], shares[i], -i))
        if chosen and gains[best] < 1.0:
            break
        chosen.append(best)
        covered = [max(c, have) for c, have in zip(credits[best], covered, strict=True)]
    return chosen


def _longest_run(claim: Reading, sources: Sequence[Reading]) -> float:
    """Longest run of the claim's words that a source has in the same order, side by side."""
    mine = [w.stem for w in claim.words]
    longest = 0
    for source in sources:
        previous = [0] * (len(mine) + 1)
        for word in source.words:
            current = [0] * (len(mine) + 1)
            for j, stem in enumerate(mine, 1):
                if stem == word.stem:
                    current[j] = previous[j - 1] + 1
                    longest = max(longest, current[j])
            previous = current
    return longest / len(mine)


def _together(content: Sequence[Word], credits: Sequence[Sequence[float]], basis: Sequence[int]) -> float:
    """Share of the claim's pairs of content words at most three apart that one sentence has both of."""
    pairs = [(i, j) for i in range(len(content)) for j in range(i + 1, min(i + 4, len(content)))]
    if not pairs:
        return max(credits[i][0] for i in basis)
    return sum(max(min(row[i], row[j]) for row in credits) for i, j in pairs) / len(pairs)


def _worst_clause(content: Sequence[Word], credits: Sequence[float], weights: Sequence[float]) -> float:
    clauses: dict[int, list[int]] = {}
    for i, word in enumerate(content):
        clauses.setdefault(word.clause, []).append(i)
    long = [places for places in clauses.values() if len(places) > 1] or [list(range(len(content)))]
    return min(_share([credits[i] for i in places], [weights[i] for i in places]) for places in long)


def _gap(credits: Sequence[float]) -> float:
    longest = current = 0
    for credit in credits:
        current = current + 1 if credit == 0 else 0
        longest = max(longest, current)
    return longest / len(credits)
