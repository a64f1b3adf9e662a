"""Say how sure a figure is: bootstrap intervals over groups of questions, exact bounds at 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int32]

ROUNDS = 1000
LEVEL = 0.95
SEED = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval, None where it cannot be told; ``n`` counts what the value is a share or mean of."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def clopper_pearson(successes: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a proportion. Source: Clopper and Pearson (1934).

    Each bound is where the binomial tail beyond what was seen has half of the remaining probability: at the ends a root, else found by
    bisection.

    >>> [round(bound, 3) for bound in clopper_pearson(0, 30)]
    [0.0, 0.116]
    """
    tail = (1 - level) / 2
    if successes in (0, n):
        bound = tail ** (1 / n)
        return (0.0, 1 - bound) if successes == 0 else (bound, 1.0)
    low = _bisect(lambda p: _at_least(successes, n, p) < tail)
    high = _bisect(lambda p: 1 - _at_least(successes + 1, n, p) >= tail)
    return low, high


def resamples(groups: Sequence[str], rounds: int = ROUNDS, seed: int = SEED) -> Counts:
    """Return how often each question is drawn in each round, shape (rounds, n): whole groups are drawn, with replacement.

    Source: Efron and Tibshirani (1993). The same groups and seed give the same draws.
    """
    names = sorted(set(groups))
    place = {name: i for i, name in enumerate(names)}
    drawn = np.random.default_rng(seed).multinomial(len(names), np.full(len(names), 1 / len(names)), size=rounds)
    return drawn[:, [place[group] for group in groups]].astype(np.int32)


def drawn_once(rows: Floats) -> Counts:
    """Return the one round in which every question is drawn once."""
    return np.ones((1, len(rows)), np.int32)


def ratio(rows: Floats, counts: Counts) -> Floats:
    """Return sum of numerators / sum of denominators in each round; nan where there is no denominator.

    Args:
        rows: (numerator, denominator) of each question, shape (n, 2).
        counts: how often each question was drawn, shape (rounds, n).
    """
    sums = np.einsum("rn,nd->rd", counts, rows)  # not BLAS: its sums may depend on the number of threads
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], np.nan)


def percentile_interval(rounds: Floats, level: float = LEVEL) -> tuple[float, float] | None:
    """Return the middle ``level`` of the rounds; None where fewer than two of them have a value."""
    known = rounds[~np.isnan(rounds)]
    if len(known) < 2:
        return None
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _bisect(is_low: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if is_low(middle) else (low, middle)
    return (low + high) / 2


def _at_least(successes: int, n: int, p: float) -> float:
    """Probability of that many successes or more."""
    log_p, log_q = math.log(p), math.log1p(-p)
    terms = (
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * log_p + (n - i) * log_q for i in range(successes, n + 1)
    )
    return min(1.0, math.fsum(math.exp(term) for term in terms))
