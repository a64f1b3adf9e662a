"""Compare two runs question by question: what changed, and whether chance alone may have done it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.errors import InputError
from qa.evaluation.intervals import Counts, percentile_interval, resamples
from qa.evaluation.measures import MEASURES, Measure
from qa.evaluation.report import read_report
from qa.evaluation.scoring import Parts, parts
from qa.evaluation.setup import differences
from qa.evaluation.trial import Judged, Trial, judge

FEWEST_CHANGED = 6
"""Changed questions below which no difference is shown: if all of five went one way by chance, 1 in 16 such runs would look like it.

Under no difference each change is as likely up as down, so c of c in one direction have a chance of 2 / 2**c: below .05 from 6 on. A
bootstrap over a handful of changes is too sure of itself.
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in two runs, over the questions that both asked; ``low`` and ``high`` bound ``change`` (paired bootstrap, 95 %).

    ``verdict`` is "no difference shown" unless the interval excludes 0 and enough questions changed.
    """

    measure: str
    before: float | None
    after: float | None
    change: float | None
    low: float | None
    high: float | None
    changed: int  # questions
    verdict: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that an answer cites."""

    number: int
    source_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One run's answer to a question, and its value under the headline measures."""

    status: str
    text: str
    citations: tuple[Cited, ...]
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that two runs answered differently."""

    id: str
    question: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side. ``setup`` is what differs between their setups: (what, before, after)."""

    questions: int
    only_before: int
    only_after: int
    setup: tuple[tuple[str, str, str], ...]
    measures: tuple[Difference, ...]
    tags: dict[str, tuple[Difference, ...]]
    changed: tuple[Changed, ...]

    @property
    def shown(self) -> tuple[Difference, ...]:
        """The differences that chance alone does not explain."""
        return tuple(d for d in self.measures if d.verdict != NO_DIFFERENCE)


NO_DIFFERENCE = "no difference shown"


def compare(before: Path, after: Path) -> Comparison:
    """Compare the runs in two folders.

    Raises:
        InputError: a folder holds no finished run, or the two have no question in common.
    """
    one, other = read_report(before), read_report(after)
    pairs = _pairs(one[1], other[1])
    if not pairs:
        raise InputError(f"The runs in {before} and {after} have no question in common.", remedy="Compare runs of one question set.")
    return Comparison(
        len(pairs),
        len(one[1]) - len(pairs),
        len(other[1]) - len(pairs),
        tuple(differences(one[0].setup, other[0].setup)),
        _differences(pairs, [m for m in MEASURES.values() if not m.is_timing]),
        _by_tag(pairs),
        _changed(pairs),
    )


def difference(before: Parts, after: Parts, counts: Counts) -> Difference:
    """Compare one measure over the same questions, both runs drawn together in each bootstrap round."""
    was, now = before.value(), after.value()
    changed = _count_changed(before, after)
    if was is None or now is None:
        return Difference(before.measure.name, was, now, None, None, None, changed, NO_DIFFERENCE)
    interval = percentile_interval(after.rounds(counts) - before.rounds(counts)) if changed else (0.0, 0.0)
    low, high = interval or (None, None)
    return Difference(before.measure.name, was, now, now - was, low, high, changed, _verdict(before.measure, low, high, changed))


def _verdict(measure: Measure, low: float | None, high: float | None, changed: int) -> str:
    if low is None or high is None or low <= 0 <= high or changed < FEWEST_CHANGED:
        return NO_DIFFERENCE
    if measure.better == "neither":
        return "higher" if low > 0 else "lower"
    return "better" if (low > 0) == (measure.better == "higher") else "worse"


def _count_changed(before: Parts, after: Parts) -> int:
    """How many questions add something else; unknown twice is no change."""
    is_same = (before.rows == after.rows) | (np.isnan(before.rows) & np.isnan(after.rows))
    return int((~is_same).any(axis=1).sum())


def _differences(pairs: Sequence[tuple[Judged, Judged]], measures: Iterable[Measure]) -> tuple[Difference, ...]:
    counts = resamples([was.trial.group for was, _ in pairs])
    found = [difference(parts(m, [was for was, _ in pairs]), parts(m, [now for _, now in pairs]), counts) for m in measures]
    return tuple(d for d in found if d.before is not None or d.after is not None)


def _by_tag(pairs: Sequence[tuple[Judged, Judged]]) -> dict[str, tuple[Difference, ...]]:
    headline = [m for m in MEASURES.values() if m.is_headline]
    tags = sorted({tag for was, _ in pairs for tag in was.trial.tags})
    return {tag: _differences([pair for pair in pairs if tag in pair[0].trial.tags], headline) for tag in tags}


def _pairs(before: Sequence[Trial], after: Sequence[Trial]) -> list[tuple[Judged, Judged]]:
    """The questions that both runs asked, by id and wording, in the first run's order."""
    asked = {(trial.id, trial.question): trial for trial in after}
    return [(judge(trial), judge(asked[key])) for trial in before if (key := (trial.id, trial.question)) in asked]


def _changed(pairs: Sequence[tuple[Judged, Judged]]) -> tuple[Changed, ...]:
    """The questions whose answer or headline values changed, the largest change first."""
    found: list[tuple[float, int, Changed]] = []
    for was, now in pairs:
        one, other = _side(was), _side(now)
        if one != other:
            size = max((abs(one.measures.get(m, 0.0) - other.measures.get(m, 0.0)) for m in {*one.measures, *other.measures}), default=0.0)
            found.append((-size, len(found), Changed(was.trial.id, was.trial.question, one, other)))
    return tuple(changed for _, _, changed in sorted(found, key=lambda row: row[:2]))


def _side(j: Judged) -> Side:
    answer = j.trial.reply.answer
    measured = {m.name: value for m in MEASURES.values() if m.is_headline and isinstance(value := m.part(j), float)}
    if answer is None:
        return Side("searched", "", (), measured)
    text = answer.text or (answer.reason.message if answer.reason else answer.error.message if answer.error else "")
    return Side(answer.status, text, tuple(Cited(c.number, c.source_id, c.text) for c in answer.citations), measured)
