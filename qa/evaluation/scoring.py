"""Trials into figures: every measure, over all questions and over those of each tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qa.evaluation.intervals import Counts, Figure, Floats, clopper_pearson, drawn_once, percentile_interval, ratio, resamples
from qa.evaluation.measures import MEASURES, Measure, Part
from qa.evaluation.trial import Judged


@dataclass(frozen=True, slots=True)
class Parts:
    """What each question of a run adds to one measure, shape (n, 2), nan where the measure does not ask about it."""

    measure: Measure
    rows: Floats

    @property
    def known(self) -> Floats:
        return self.rows[~np.isnan(self.rows[:, 0])]

    def value(self) -> float | None:
        """The figure over all questions; None where nothing can be measured."""
        known = self.known
        value = float(self.measure.whole(known, drawn_once(known))[0]) if len(known) else float("nan")
        return None if np.isnan(value) else value

    def rounds(self, counts: Counts) -> Floats:
        """The figure in each bootstrap round."""
        return self.measure.whole(self.known, counts[:, ~np.isnan(self.rows[:, 0])])


def parts(measure: Measure, judged: Sequence[Judged]) -> Parts:
    """Return what each question adds to a measure."""
    rows = np.array([_row(measure.part(j)) for j in judged], dtype=np.float64).reshape(-1, 2)
    return Parts(measure, rows)


def figure(measured: Parts, counts: Counts, groups: Sequence[str]) -> Figure:
    """Return a measure's value with its interval: exact where a share is 0 or 1, else by bootstrap over groups.

    Several claims of one answer, and several questions of one group, are not independent: the exact bound counts groups.
    """
    value = measured.value()
    known = measured.known
    if value is None:
        return Figure(None, None, None, 0)
    n = int(known[:, 1].sum()) if measured.measure.whole is ratio else len(known)
    if measured.measure.is_share and value in (0.0, 1.0):
        counted = ~np.isnan(measured.rows[:, 0]) & ~(measured.rows[:, 1] == 0)
        independent = len({group for group, is_counted in zip(groups, counted, strict=True) if is_counted})
        low, high = clopper_pearson(independent if value == 1 else 0, independent)
        return Figure(value, low, high, n)
    interval = percentile_interval(measured.rounds(counts))
    low_high: tuple[float | None, float | None] = interval or (None, None)
    return Figure(value, *low_high, n)


def score(judged: Sequence[Judged], measures: Iterable[Measure] = MEASURES.values()) -> dict[str, Figure]:
    """Return every measure over these questions."""
    groups = [j.trial.group for j in judged]
    counts = resamples(groups)
    return {measure.name: figure(parts(measure, judged), counts, groups) for measure in measures}


def score_tags(judged: Sequence[Judged]) -> dict[str, dict[str, Figure]]:
    """Return the headline measures over the questions of each tag, by tag."""
    tags = sorted({tag for j in judged for tag in j.trial.tags})
    headline = [measure for measure in MEASURES.values() if measure.is_headline]
    return {tag: score([j for j in judged if tag in j.trial.tags], headline) for tag in tags}


def _row(part: Part) -> tuple[float, float]:
    if part is None:
        return (float("nan"), float("nan"))
    return part if isinstance(part, tuple) else (part, 1.0)
