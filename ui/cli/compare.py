"""``onrecord compare``: holders side by side on an issue, in their own sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.errors import InputError
from qa.models import Filters
from ui.cli import options
from ui.cli.output import width, write_found
from ui.cli.session import opened
from ui.render.comparison_text import comparison_lines
from ui.render.tables import comparison_table

FEWEST = 2


def command(
    issue: Annotated[str, typer.Argument(help="What they are compared on, in a few words.")],
    holders: Annotated[list[str], typer.Argument(help="At least two holders: names, or offices with their article.")],
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    today: options.Today = None,
    model: options.Model = None,
    format_: options.Format = None,
    json: options.Json = False,
) -> None:
    """Set holders side by side on an issue; agreement and difference only where both have a cited sentence that takes a side."""
    filters: Filters = options.filters(outlet, since, until)
    asked = options.asked(issue)
    form = options.a_format(format_)
    names = tuple(dict.fromkeys(name.strip() for name in holders if name.strip()))
    if len(names) < FEWEST:
        raise InputError("A comparison needs two holders.", remedy='Name them behind the issue: onrecord compare "ISSUE" "NAME" "NAME".')
    with opened(home, model=model) as onrecord:
        found = onrecord.compare(asked, names, filters=filters, today=options.day(today, "--today"))
    write_found(
        found, found.error, json=json, form=form, table=lambda: comparison_table(found), lines=lambda: comparison_lines(found, width())
    )
