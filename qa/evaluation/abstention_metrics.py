"""Measures of whether answers are given where they should be, over many questions.

Those that become a figure take ``rows``, a pair of each question, and ``counts``, how often each was drawn in each bootstrap round,
shapes (n, 2) and (rounds, n); they return one value a round.
"""

from __future__ import annotations

import numpy as np

from qa.evaluation.intervals import Counts, Floats, ratio


def auroc(rows: Floats, counts: Counts) -> Floats:
    """Return the chance that an answerable question scores above an unanswerable one, ties counting half; nan with one kind alone.

    Args:
        rows: (score, 1 for answerable or 0).
        counts: see above.

    Source: Mann and Whitney (1947).

    >>> auroc(np.array([[0.9, 1], [0.6, 0], [0.6, 1], [0.1, 0]]), np.array([[1, 1, 1, 1], [0, 1, 1, 0]]))
    array([0.875, 0.5  ])
    """
    order = np.argsort(rows[:, 0], kind="stable")
    positive = _by_value(rows[order, 0], counts[:, order] * rows[order, 1])
    negative = _by_value(rows[order, 0], counts[:, order] * (1 - rows[order, 1]))
    below = np.cumsum(negative, axis=1) - negative
    pairs = positive.sum(axis=1) * negative.sum(axis=1)
    wins = (positive * (below + negative / 2)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(pairs > 0, wins / pairs, np.nan)


def risk_coverage(rows: Floats) -> Floats:
    """Return the share of wrong answers at each coverage 1/n … 1, when questions are answered in falling order of confidence.

    Args:
        rows: (confidence, 1 for wrong or 0); equals take their mean risk.

    Source: Geifman and El-Yaniv (2017).

    >>> risk_coverage(np.array([[0.9, 0], [0.5, 1]]))
    array([0. , 0.5])
    """
    order = np.argsort(-rows[:, 0], kind="stable")
    _, group = np.unique(-rows[order, 0], return_inverse=True)
    mean_of_group = np.bincount(group, rows[order, 1]) / np.bincount(group)
    return np.cumsum(mean_of_group[group]) / np.arange(1, len(rows) + 1)


def aurc(rows: Floats, counts: Counts) -> Floats:
    """Return the mean risk over all coverages, lower is better; see ``risk_coverage``.

    Within c equals of mean risk m, after b questions with e errors, the risks (e + j m) / (b + j), j = 1 … c, sum up to
    c m + (e - m b) (H(b + c) - H(b)), H being the harmonic numbers.

    >>> aurc(np.array([[0.9, 0], [0.5, 1]]), np.array([[1, 1], [1, 3]]))
    array([0.25      , 0.47916667])
    """
    order = np.argsort(-rows[:, 0], kind="stable")
    drawn = _by_value(rows[order, 0], counts[:, order].astype(np.float64))
    wrong = _by_value(rows[order, 0], counts[:, order] * rows[order, 1])
    seen, errors = np.cumsum(drawn, axis=1), np.cumsum(wrong, axis=1)
    before, errors_before = seen - drawn, errors - wrong
    harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, max(2, int(seen.max(initial=0)) + 1)))])
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(drawn > 0, wrong / drawn, 0.0)
        risks = wrong + (errors_before - mean * before) * (harmonic[seen.astype(int)] - harmonic[before.astype(int)])
        area: Floats = risks.sum(axis=1) / drawn.sum(axis=1)
    return area


def balanced_accuracy(rows: Floats, counts: Counts) -> Floats:
    """Return the mean of the answer rate on answerable and the abstention rate on unanswerable questions; nan with one kind alone.

    Args:
        rows: (1 if done right or 0, 1 for answerable or 0).
        counts: see above.

    >>> rows = np.array([[1, 1], [1, 1], [0, 1], [1, 1], [0, 0], [1, 0]])
    >>> balanced_accuracy(rows, np.ones((1, 6), int))
    array([0.625])
    """
    right, positive = rows[:, 0], rows[:, 1]
    of_positive = ratio(np.column_stack([right * positive, positive]), counts)
    of_negative = ratio(np.column_stack([right * (1 - positive), 1 - positive]), counts)
    return (of_positive + of_negative) / 2


def brier(score: float, is_answerable: bool) -> float:
    """Return the squared error of a probability: 0 is best, 1 is worst. Source: Brier (1950).

    >>> round(brier(0.8, True), 3)
    0.04
    """
    return (score - float(is_answerable)) ** 2


def reliability(rows: Floats, bins: int = 10) -> list[tuple[float, float, int]]:
    """Return mean score, share of answerable ones and number of the questions in each range of scores that has any.

    Args:
        rows: (score, 1 for answerable or 0), scores within 0 and 1.
        bins: into how many equal ranges 0 to 1 is cut.

    >>> reliability(np.array([[0.1, 0], [0.9, 1], [0.98, 0]]), bins=2)
    [(0.1, 0.0, 1), (0.94, 0.5, 2)]
    """
    place = np.minimum((rows[:, 0] * bins).astype(int), bins - 1)
    chosen = [rows[place == i] for i in range(bins) if (place == i).any()]
    return [(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)) for part in chosen]


def nearest_rank(share: float, rows: Floats, counts: Counts) -> Floats:
    """Return the value that ``share`` of the values do not exceed, by nearest rank; nan of nothing.

    >>> nearest_rank(0.5, np.array([[30.0, 1], [10.0, 1], [20.0, 1]]), np.array([[1, 1, 1], [5, 0, 1]]))
    array([20., 30.])
    """
    order = np.argsort(rows[:, 0], kind="stable")
    seen = np.cumsum(counts[:, order], axis=1)
    rank = np.maximum(1, np.ceil(share * seen[:, -1:] - 1e-9))
    at = np.minimum((seen < rank).sum(axis=1), len(order) - 1)
    return np.where(seen[:, -1] > 0, rows[order, 0][at], np.nan)


def _by_value(ordered: Floats, weights: Floats) -> Floats:
    """Sum the columns of equal values; ``ordered`` has equals side by side."""
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return np.add.reduceat(weights, first, axis=1)
