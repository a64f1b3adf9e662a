"""``onrecord quote``: every printed form of a quotation, with who printed it and when."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli import options
from ui.cli.output import width, write_json, write_lines
from ui.cli.session import opened
from ui.render.quote_text import quote_lines


def command(
    words: Annotated[str, typer.Argument(help="Words of the quotation, without marks or with them.")],
    home: options.Home = None,
    outlet: options.Outlet = None,
    since: options.Since = None,
    until: options.Until = None,
    json: options.Json = False,
) -> None:
    """Find where the words are printed, and quotations that come close, the earliest first."""
    filters = options.filters(outlet, since, until)
    with opened(home) as onrecord:
        found = onrecord.quote(words, filters=filters)
    if json:
        write_json(found)
    else:
        write_lines(quote_lines(found, width()))
