"""Scripted evaluation runs: your questions, the sentences that answer them, and figures that come out the same twice.

from onrecord import open_onrecord
from qa.evaluation import compare, evaluate, load_set

with open_onrecord("home") as onrecord:
    before = evaluate(onrecord, load_set(Path("questions.jsonl")), Path("runs/k10"))
    after = evaluate(onrecord, load_set(Path("questions.jsonl")), Path("runs/k5"), k=5)
print(before.measures["citation_f1"], after.measures["citation_f1"])
print(compare(Path("runs/k10"), Path("runs/k5")).shown)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.evaluation.check import Finding, check
from qa.evaluation.compare import Comparison, Difference, compare
from qa.evaluation.dataset import Item, QuestionSet, load_set, read_set
from qa.evaluation.intervals import Figure
from qa.evaluation.measures import MEASURES, Measure, measure_named
from qa.evaluation.once import finding_once
from qa.evaluation.report import Bound, Report, a_bound, read_report
from qa.evaluation.run import run
from qa.evaluation.setup import Setup, describe
from qa.evaluation.shelf import keep_report
from qa.evaluation.trial import Judged, Reply, Trial, judge

if TYPE_CHECKING:
    from qa.service import OnRecord

__all__ = [
    "MEASURES",
    "Bound",
    "Comparison",
    "Difference",
    "Figure",
    "Finding",
    "Item",
    "Judged",
    "Measure",
    "QuestionSet",
    "Reply",
    "Report",
    "Setup",
    "Trial",
    "a_bound",
    "check",
    "compare",
    "describe",
    "evaluate",
    "judge",
    "load_set",
    "measure_named",
    "read_report",
    "read_set",
    "run",
]


def evaluate(
    onrecord: OnRecord,
    questions: QuestionSet,
    out: Path | None = None,
    *,
    k: int | None = None,
    is_search_only: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Run a question set over an open home: ``onrecord eval run`` does nothing else. The home keeps a copy of the HTML report.

    Args:
        onrecord: the home; its settings name model and prompt.
        questions: what is asked.
        out: folder of the run; default: ``default_folder``. A run that was stopped there goes on.
        k: passages and sentences a question; default: the settings'.
        is_search_only: search alone is measured, and nothing is answered.
        progress: told how many questions are done, and of how many.

    Raises:
        InputError: the folder cannot be written, or holds a run under another setup.
        HomeError: the home cannot keep the report.
        QuestionSetError: a gold quote does not stand in the articles.
    """
    setup = describe(questions, onrecord.articles(), onrecord.settings, onrecord.parts.encoder.name, k=k, is_search_only=is_search_only)
    service = onrecord if is_search_only else finding_once(onrecord)
    folder = out or default_folder(setup)
    report = run(service, questions, setup, folder, workers=onrecord.settings.workers, progress=progress)
    keep_report(onrecord.parts.home.path, folder)
    return report


def default_folder(setup: Setup) -> Path:
    """Return the folder of a run that was given none: ``eval/NAME-DIGEST`` in the current one, another for each setup."""
    from hashlib import sha256

    from qa.shapes import json_line

    return Path("eval") / f"{setup.set.name}-{sha256(json_line(setup).encode()).hexdigest()[:8]}"
