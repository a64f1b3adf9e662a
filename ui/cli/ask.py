"""``onrecord ask``: an answer with its source sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.models import Answer
from qa.questions import BrokenLine
from ui.cli import options
from ui.cli.batch import run_questions
from ui.cli.explain import write_explanation
from ui.cli.output import width, write_json, write_lines
from ui.cli.session import opened
from ui.render.text import answer_lines


def command(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    questions: options.Questions = None,
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    holder: options.Holder = None,
    today: options.Today = None,
    k: options.K = None,
    model: options.Model = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each sentence came up: its signals, their weights, its score.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Answer a question, each statement with the exact sentence it rests on; or say that the articles do not."""
    filters = options.filters(outlet, since, until, holder)
    day = options.day(today, "--today")
    if questions is not None:
        file = options.alone(questions, question)
        with opened(home, own=True, model=model) as onrecord:
            run_questions(onrecord, file, onrecord.ask_many, _failed, k, filters, day)
        return
    from qa.service import a_question

    with opened(home, model=model) as onrecord:
        asked = a_question(options.asked(question), onrecord.settings, filters=filters, today=day, k=k)
        answer = onrecord.ask(asked)
        if json:
            write_json(answer)
        else:
            write_lines(answer_lines(answer, width()))
        if explain:
            write_explanation(onrecord.explain(asked))
    if answer.status == "failed":
        raise typer.Exit(2 if answer.error and answer.error.code != "internal" else 70)


def _failed(line: BrokenLine) -> Answer:
    return Answer(line.question, "failed", line.id, line.problem)
