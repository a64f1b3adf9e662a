"""``onrecord search``: passages and sentences found for a question, without an answer."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.models import SearchResult
from qa.questions import BrokenLine
from ui.cli import options
from ui.cli.batch import run_questions
from ui.cli.output import leave_on, width, write_json, write_lines
from ui.cli.session import opened
from ui.render.text import search_lines


def command(
    question: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    questions: options.Questions = None,
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    holder: options.Holder = None,
    today: options.Today = None,
    k: options.K = None,
    json: options.Json = False,
) -> None:
    """Find passages and sentences, best first."""
    filters = options.filters(outlet, since, until, holder)
    day = options.day(today, "--today")
    if questions is not None:
        file = options.alone(questions, question)
        with opened(home, own=True) as onrecord:
            run_questions(onrecord, file, onrecord.search_many, _failed, k, filters, day)
        return
    with opened(home) as onrecord:
        found = onrecord.search(options.asked(question), filters=filters, today=day, k=k)
    if json:
        write_json(found)
    else:
        write_lines(search_lines(found, width()))
    leave_on(found.error)


def _failed(line: BrokenLine) -> SearchResult:
    return SearchResult(line.question, line.id, line.problem)
