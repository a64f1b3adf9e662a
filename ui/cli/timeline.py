"""``onrecord timeline``: a holder's own statements on an issue, the earliest in these articles first."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli import options
from ui.cli.output import width, write_found
from ui.cli.session import opened
from ui.render.tables import timeline_table
from ui.render.timeline_text import timeline_lines


def command(
    issue: Annotated[str, typer.Argument(help="What the statements are on, in a few words.")],
    holder: Annotated[str, typer.Option("--holder", help="Whose statements: a name, or an office with its article.")],
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    today: options.Today = None,
    format_: options.Format = None,
    json: options.Json = False,
) -> None:
    """Show a holder's own statements on an issue by date, and where a later one differs from an earlier, with both sentences."""
    filters = options.filters(outlet, since, until)
    asked = options.asked(issue)
    form = options.a_format(format_)
    named = options.a_name(holder)
    with opened(home) as onrecord:
        found = onrecord.timeline(asked, named, filters=filters, today=options.day(today, "--today"))
    write_found(found, found.error, json=json, form=form, table=lambda: timeline_table(found), lines=lambda: timeline_lines(found, width()))
