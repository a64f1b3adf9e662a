"""Measures of whether answers are given where they should be, over many questions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def auroc(rows: Floats) -> float:
    """Return the chance that an answerable question scores above an unanswerable one, ties counting half; nan with one kind alone.

    Args:
        rows: (score, 1 for answerable or 0), shape (n, 2).

    Source: Mann and Whitney (1947), by mean ranks.

    >>> auroc(np.array([[0.9, 1], [0.6, 0], [0.6, 1], [0.1, 0]]))
    0.875
    """
    score, positive = rows[:, 0], rows[:, 1] > 0
    n_positive, n_negative = int(positive.sum()), int((~positive).sum())
    if not n_positive or not n_negative:
        return float("nan")
    rank_sum = float(_mean_ranks(score)[positive].sum())
    return (rank_sum - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative)


def risk_coverage(rows: Floats) -> Floats:
    """Return the share of wrong answers at each coverage 1/n … 1, when questions are answered in falling order of confidence.

    Args:
        rows: (confidence, 1 for wrong or 0), shape (n, 2); equals take their mean risk.

    Source: Geifman and El-Yaniv (2017).

    >>> risk_coverage(np.array([[0.9, 0], [0.5, 1]]))
    array([0. , 0.5])
    """
    order = np.argsort(-rows[:, 0], kind="stable")
    confidence, wrong = rows[order, 0], rows[order, 1]
    _, group = np.unique(-confidence, return_inverse=True)
    mean_of_group = np.bincount(group, wrong) / np.bincount(group)
    return np.cumsum(mean_of_group[group]) / np.arange(1, len(rows) + 1)


def aurc(rows: Floats) -> float:
    """Return the mean risk over all coverages, lower is better; see ``risk_coverage``.

    >>> aurc(np.array([[0.9, 0], [0.5, 1]]))
    0.25
    """
    return float(risk_coverage(rows).mean()) if len(rows) else float("nan")


def balanced_accuracy(rows: Floats) -> float:
    """Return the mean of the answer rate on answerable and the abstention rate on unanswerable questions; nan with one kind alone.

    Args:
        rows: (1 if done right or 0, 1 for answerable or 0), shape (n, 2).

    >>> balanced_accuracy(np.array([[1, 1], [1, 1], [0, 1], [1, 1], [0, 0], [1, 0]]))
    0.625
    """
    right, positive = rows[:, 0], rows[:, 1] > 0
    if positive.all() or not positive.any():
        return float("nan")
    return float(right[positive].mean() + right[~positive].mean()) / 2


def brier(score: float, is_answerable: bool) -> float:
    """Return the squared error of a probability: 0 is best, 1 is worst. Source: Brier (1950).

    >>> round(brier(0.8, True), 3)
    0.04
    """
    return (score - float(is_answerable)) ** 2


def reliability(rows: Floats, bins: int = 10) -> list[tuple[float, float, int]]:
    """Return mean score, share of answerable ones and number of the questions in each range of scores that has any.

    Args:
        rows: (score, 1 for answerable or 0), shape (n, 2), scores within 0 and 1.
        bins: into how many equal ranges 0 to 1 is cut.

    >>> reliability(np.array([[0.1, 0], [0.9, 1], [0.98, 0]]), bins=2)
    [(0.1, 0.0, 1), (0.94, 0.5, 2)]
    """
    place = np.minimum((rows[:, 0] * bins).astype(int), bins - 1)
    chosen = [rows[place == i] for i in range(bins) if (place == i).any()]
    return [(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)) for part in chosen]


def nearest_rank(share: float, values: Floats) -> float:
    """Return the value that ``share`` of the values do not exceed, by nearest rank; nan of nothing.

    >>> nearest_rank(0.5, np.array([[30.0], [10.0], [20.0]]))
    20.0
    """
    ordered = np.sort(values[:, 0])
    return float(ordered[max(0, int(np.ceil(share * len(ordered) - 1e-9)) - 1)]) if len(ordered) else float("nan")


def _mean_ranks(score: Floats) -> Floats:
    _, group, count = np.unique(score, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2)[group]
