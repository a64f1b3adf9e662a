"""``onrecord positions``: who stands where on an issue, in which sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.errors import InputError
from qa.models import PositionReport
from qa.questions import BrokenLine
from ui.cli import options
from ui.cli.batch import run_questions
from ui.cli.output import width, write_found
from ui.cli.session import opened
from ui.render.positions_text import position_lines
from ui.render.tables import positions_table


def command(
    issue: Annotated[str | None, typer.Argument(help="What the positions are on: a few words, or a question that names them.")] = None,
    holder: Annotated[str | None, typer.Option("--holder", help="Only this holder: a name, or an office with its article.")] = None,
    questions: options.Questions = None,
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    today: options.Today = None,
    model: options.Model = None,
    format_: options.Format = None,
    json: options.Json = False,
) -> None:
    """Say who stands where on an issue, each with the exact sentences; or that no statement was found in these articles."""
    filters = options.filters(outlet, since, until, holder)
    form = options.a_format(format_)
    day = options.day(today, "--today")
    if questions is not None:
        file = options.alone(questions, issue)
        with opened(home, own=True, model=model) as onrecord:
            run_questions(onrecord, file, onrecord.positions_many, _failed, None, filters, day)
        return
    if issue is None or not issue.strip():
        raise InputError("There is no issue.", remedy="Write it in quotation marks, or name a file with --questions.")
    with opened(home, model=model) as onrecord:
        report = onrecord.positions(issue, filters=filters, today=day)
    write_found(
        report, report.error, json=json, form=form, table=lambda: positions_table(report), lines=lambda: position_lines(report, width())
    )


def _failed(line: BrokenLine) -> PositionReport:
    return PositionReport(line.question, line.id, line.problem)
