"""Standard output for what was asked for, standard error for progress and messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from qa.models import Problem
from qa.shapes import json_line
from ui.render.tables import Form, Table, written
from ui.render.text import Line

STYLES = {"plain": "", "head": "bold", "quiet": "dim", "warn": "yellow"}
WIDEST = 110  # characters: longer lines are hard to read

errors = Console(stderr=True, highlight=False, soft_wrap=True)
_out = Console(highlight=False, soft_wrap=True)


def say(message: str, style: str = "") -> None:
    """Print a message for a person to standard error."""
    errors.print(Text(message, style))


def write_json(value: Any) -> None:
    """Print one value as one line of JSON, at once, so that a reader of a pipe sees it."""
    sys.stdout.write(json_line(value) + "\n")
    sys.stdout.flush()


def write_text(text: str) -> None:
    """Print a text as it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_lines(lines: Iterable[Line]) -> None:
    """Print rendered lines; coloured on a terminal, plain elsewhere."""
    for line in lines:
        _out.print(Text(line.text, STYLES[line.style]))


def width() -> int:
    """Return how many characters a line should have here."""
    return min(_out.width, WIDEST) if _out.is_terminal else WIDEST - 10


def write_found(
    found: Any, error: Problem | None, *, json: bool, form: Form | None, table: Callable[[], Table], lines: Callable[[], Iterable[Line]]
) -> None:
    """Print what was found as JSON, as a table or as lines; an error has no table, and ends the command.

    Raises:
        typer.Exit: there is an error.
    """
    if json:
        write_json(found)
    elif form and error is None:
        write_text(written(table(), form))
    else:
        write_lines(lines())
    leave_on(error)


def leave_on(error: Problem | None) -> None:
    """End the command where there is an error: with 70 where it is our own, else 2.

    Raises:
        typer.Exit: there is an error.
    """
    if error is not None:
        raise typer.Exit(70 if error.code == "internal" else 2)
