"""Fit linear models by their gradients: a ranking of rows by question, and a probability. numpy alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Rows of signals, question after question: ``starts`` names each question's first row, ``weights`` what a question counts."""

    signals: Floats
    gold: Flags
    starts: NDArray[np.intp]
    question: NDArray[np.intp]
    weights: Floats


def rows_of(signals: Sequence[Floats], gold: Sequence[Flags], weights: Sequence[float]) -> Rows:
    """Put questions with at least one gold row one after the other."""
    kept = [i for i, flags in enumerate(gold) if flags.any()]
    sizes = [len(signals[i]) for i in kept]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
    return Rows(
        np.concatenate([signals[i] for i in kept]),
        np.concatenate([gold[i] for i in kept]),
        starts,
        np.repeat(np.arange(len(kept)), sizes),
        np.array([weights[i] for i in kept]),
    )


def fit_ranking(rows: Rows, penalty: float = 0.3) -> Floats:
    """Return the weights under which each gold row is likeliest to come before every row that is not gold.

    The loss of a question is the mean over its gold rows of -log of its share among itself and all rows that are not gold,
    which is convex; ``penalty`` times the squared length of the weights, in units of each signal's spread, is added.
    """
    spread = rows.signals.std(axis=0) + 1e-9
    scaled = (rows.signals - rows.signals.mean(axis=0)) / spread
    n_gold = np.add.reduceat(rows.gold.astype(np.float64), rows.starts)
    counts = (rows.weights / n_gold)[rows.question]

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = scaled @ weights
        exp = np.exp(score - np.maximum.reduceat(score, rows.starts)[rows.question])
        others = np.add.reduceat(np.where(rows.gold, 0.0, exp), rows.starts)[rows.question]
        share = exp / (exp + others + 1e-300)
        pull = np.add.reduceat(np.where(rows.gold, counts / (exp + others + 1e-300), 0.0), rows.starts)[rows.question]
        slope = np.where(rows.gold, -counts * (1 - share), exp * pull)
        value = -(counts * np.log(share + 1e-300))[rows.gold].sum() + penalty * weights @ weights
        return float(value), scaled.T @ slope + 2 * penalty * weights

    weights: Floats = minimise(loss, np.zeros(scaled.shape[1])) / spread
    return weights


def fit_probability(signals: Floats, truth: Flags, weights: Floats, penalty: float = 5.0) -> tuple[Floats, float]:
    """Return weights and bias of a logistic model; the bias is not penalised."""
    spread, mean = signals.std(axis=0) + 1e-9, signals.mean(axis=0)
    scaled = np.column_stack([(signals - mean) / spread, np.ones(len(signals))])

    def loss(model: Floats) -> tuple[float, Floats]:
        margin = scaled @ model
        penalised = np.append(model[:-1], 0.0)
        value = (weights * (np.logaddexp(0, margin) - truth * margin)).sum() + penalty * penalised @ penalised
        return float(value), scaled.T @ (weights * (1 / (1 + np.exp(-margin)) - truth)) + 2 * penalty * penalised

    model = minimise(loss, np.zeros(scaled.shape[1]))
    own = model[:-1] / spread
    return own, float(model[-1] - own @ mean)


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, rounds: int = 200, memory: int = 12) -> Floats:
    """Return where a smooth convex function is least, by L-BFGS with backtracking (Nocedal and Wright, 2006, algorithm 7.5)."""
    at = start
    value, slope = loss(at)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(rounds):
        direction = -_inverse_hessian_times(slope, steps)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        while True:
            there = at + length * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * float(slope @ direction) or length < 1e-10:
                break
            length /= 2
        change, turn = there - at, new_slope - slope
        if float(change @ turn) > 1e-12:
            steps = [*steps[-memory + 1 :], (change, turn)]
        is_done = value - new_value < 1e-7 * max(1.0, abs(value))
        at, value, slope = there, new_value, new_slope
        if is_done:
            break
    return at


def _inverse_hessian_times(slope: Floats, steps: list[tuple[Floats, Floats]]) -> Floats:
    rest, parts = slope.copy(), []
    for change, turn in reversed(steps):
        part = (change @ rest) / (change @ turn)
        parts.append(part)
        rest = rest - part * turn
    if steps:
        change, turn = steps[-1]
        rest = rest * ((change @ turn) / (turn @ turn))
    for (change, turn), part in zip(steps, reversed(parts), strict=True):
        rest = rest + (part - (turn @ rest) / (change @ turn)) * change
    return rest
