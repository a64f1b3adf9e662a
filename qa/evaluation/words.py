"""Figures in the words and digits of every report."""

from __future__ import annotations

from collections.abc import Mapping

from qa.evaluation.intervals import Figure
from qa.evaluation.measures import MEASURES, Measure


def number(value: float | None, measure: Measure | None = None) -> str:
    """Return a figure as it is printed: three digits after the point for shares, whole milliseconds and tokens.

    >>> number(0.8234), number(None)
    ('0.823', '–')
    """
    if value is None:
        return "–"
    if measure is not None and (measure.is_timing or measure.name.endswith("_tokens")):
        return f"{value:,.0f}"
    return f"{value:.3f}"


def interval(figure: Figure, measure: Measure) -> str:
    """Return the interval of a figure; at 0 or 1 in words, for there it is a bound.

    >>> from qa.evaluation.measures import MEASURES
    >>> interval(Figure(0.0, 0.0, 0.1157, 30), MEASURES["failures"])
    '0 of 30: at most 12 %'
    """
    if figure.low is None or figure.high is None:
        return ""
    if measure.is_share and figure.value == 0:
        return f"0 of {figure.n:,}: at most {percent(figure.high)}"
    if measure.is_share and figure.value == 1:
        return f"all of {figure.n:,}: at least {percent(figure.low)}"
    return f"{number(figure.low, measure)} to {number(figure.high, measure)}"


def is_telling(figure: Figure, measure: Measure) -> bool:
    """Whether a table should show a figure: one that was measured, and no count of something that never came up."""
    return figure.value is not None and not (measure.better == "neither" and figure.value == 0)


def asked(figures: Mapping[str, Figure]) -> int:
    """Return how many questions the figures are about, as far as they tell."""
    return max((f.n for name, f in figures.items() if MEASURES[name].of == "questions"), default=0)


def percent(share: float) -> str:
    """Return a share in percent, with a digit after the point where it is small.

    >>> percent(0.1157), percent(0.0041)
    ('12 %', '0.4 %')
    """
    return f"{100 * share:.0f} %" if share >= 0.1 or share == 0 else f"{100 * share:.1f} %"
