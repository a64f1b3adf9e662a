"""A run's report: figures, and the files that hold them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ingest.errors import InputError
from qa.evaluation.intervals import Figure
from qa.evaluation.measures import MEASURES, measure_named
from qa.evaluation.scoring import score, score_tags
from qa.evaluation.setup import Setup
from qa.evaluation.trial import Judged, Trial, judge
from qa.shapes import as_json, json_line

REPORT, QUESTIONS, HTML, MARKDOWN = "report.json", "questions.jsonl", "report.html", "report.md"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions came to what end; a fallback is counted beside its status."""

    questions: int
    answered: int
    partial: int
    abstained: int
    failed: int
    fallback: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a run showed. ``timings`` are the figures that differ between two runs of one setting, in milliseconds."""

    counts: Counts
    measures: dict[str, Figure]
    tags: dict[str, dict[str, Figure]]
    setup: Setup
    timings: dict[str, Figure]

    def figure(self, name: str) -> Figure:
        """Return a figure by the name of its measure.

        Raises:
            InputError: there is no such measure.
        """
        measure = measure_named(name)
        return (self.timings if measure.is_timing else self.measures)[name]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a measure must not fall below, or rise above."""

    measure: str
    side: Literal["min", "max"]
    value: float

    def is_met(self, figure: Figure) -> bool:
        """Whether a figure keeps the bound; one that could not be measured does not."""
        if figure.value is None:
            return False
        return figure.value >= self.value if self.side == "min" else figure.value <= self.value


_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
_TRIAL: TypeAdapter[Trial] = TypeAdapter(Trial)


def make_report(trials: Sequence[Trial], setup: Setup) -> Report:
    """Score trials."""
    judged = [judge(trial) for trial in trials]
    every = score(judged)
    return Report(
        count(judged),
        {name: every[name] for name, measure in MEASURES.items() if not measure.is_timing},
        score_tags(judged),
        setup,
        {name: every[name] for name, measure in MEASURES.items() if measure.is_timing},
    )


def count(judged: Sequence[Judged]) -> Counts:
    """Count how questions ended."""
    answers = [j.trial.reply.answer for j in judged]
    status = [answer.status if answer else None for answer in answers]
    fallbacks = sum(answer is not None and answer.fallback is not None for answer in answers)
    answered, partial, abstained, failed = (status.count(s) for s in ("answered", "partial", "abstained", "failed"))
    return Counts(len(judged), answered, partial, abstained, failed, fallbacks)


def a_bound(text: str, side: Literal["min", "max"]) -> Bound:
    """Read a bound as the command line takes it.

    Raises:
        InputError: it is not NAME=NUMBER, or there is no such measure.

    >>> a_bound("citation_f1=.8", "min")
    Bound(measure='citation_f1', side='min', value=0.8)
    """
    name, _, number = text.partition("=")
    measure = measure_named(name.strip())
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"--{side} {text} names no number.", remedy=f"Write it as --{side} {measure.name}=0.8.")
    return Bound(measure.name, side, value)


def write_report(folder: Path, report: Report, trials: Sequence[Trial]) -> None:
    """Write report.json, questions.jsonl, report.html and report.md; a reader never sees half of one.

    Raises:
        InputError: one cannot be written.
    """
    from qa.evaluation.html import report_html
    from qa.evaluation.markdown import report_markdown

    judged = [judge(trial) for trial in trials]
    made = {
        QUESTIONS: "".join(json_line(_question_row(j)) + "\n" for j in judged),
        HTML: report_html(report, judged),
        MARKDOWN: report_markdown(report),
        REPORT: json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n",  # the last: the run is finished once it is there
    }
    for name, text in made.items():
        try:
            replace_text(folder / name, text)
        except OSError as error:
            problem = f"{folder / name} cannot be written ({error.strerror})."
            raise InputError(problem, remedy="Make room and run it again: nothing is asked twice.") from error


def read_report(folder: Path) -> tuple[Report, list[Trial]]:
    """Read a finished run.

    Raises:
        InputError: the folder holds none, or one of another release.
    """
    try:
        report = _REPORT.validate_json((folder / REPORT).read_bytes())
        with (folder / QUESTIONS).open("rb") as lines:
            return report, [_TRIAL.validate_json(line) for line in lines]
    except OSError as error:
        raise InputError(f"{folder} holds no finished run.", remedy=f"Run `onrecord eval run SET --out {folder}` to its end.") from error
    except ValidationError as error:
        raise InputError(f"The run in {folder} cannot be read.", remedy="It was written by another release: run it again.") from error


def _question_row(j: Judged) -> dict[str, Any]:
    """One line of questions.jsonl: the trial, and its value under each measure that asks about it."""
    values = {name: measure.part(j) for name, measure in MEASURES.items() if not measure.is_timing}
    measured = {name: value for name, value in values.items() if value is not None}
    row: dict[str, Any] = as_json(j.trial)
    return row | {"measures": as_json(measured)}


def replace_text(path: Path, text: str) -> None:
    """Write a file as a whole: a reader, or a run killed meanwhile, leaves the old one or the new one."""
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
