"""``onrecord check``: a reporter's own draft, sentence by sentence, against the articles."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ui.cli import options
from ui.cli.output import leave_on, width, write_json, write_lines
from ui.cli.session import opened
from ui.render.draft_text import draft_lines


def command(
    draft: Annotated[str, typer.Argument(help="The draft: a .txt, .md or .docx file, or - for standard input.")],
    home: options.Home = None,
    outlet: options.Outlet = None,
    exclude_outlet: Annotated[
        list[str] | None, typer.Option("--exclude-outlet", help="Not this outlet, one's own for one; may be given several times.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    json: options.Json = False,
) -> None:
    """Check a draft: what is in a source, what differs from it, what has none here. The draft is not stored and goes to no model."""
    from qa.draft import draft_in, read_draft

    filters = replace(options.filters(outlet, since, until), without_outlets=tuple(exclude_outlet or ()))
    read = read_draft(sys.stdin.buffer.read(), "draft.txt") if draft == "-" else draft_in(Path(draft))
    with opened(home) as onrecord:
        checked = onrecord.check(read, filters=filters)
    if json:
        write_json(checked)
    else:
        write_lines(draft_lines(checked, width()))
    leave_on(checked.error)
