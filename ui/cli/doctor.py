"""``onrecord doctor``: what the home promises, proved with numbers; or what a model endpoint can do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ui.cli import options
from ui.cli.output import write_json
from ui.cli.session import opened


def command(
    home: options.Home = None,
    llm: Annotated[
        bool, typer.Option("--llm", help="Check the model endpoint instead: two small questions over invented sentences are sent to it.")
    ] = False,
    model: options.Model = None,
    json: options.Json = False,
) -> None:
    """Check the home: catalog, offsets, vectors, index; or, with --llm, the model. Prints pass or fail with numbers."""
    with opened(home, model=model) as onrecord:  # an owner would heal what is to be reported
        checks = onrecord.check_model() if llm else onrecord.doctor()
    if json:
        write_json(checks)
    else:
        table = Table("", "check", "found", show_edge=False)
        for check in checks:
            table.add_row("[green]pass" if check.is_passed else "[red]fail", check.name, check.detail)
        Console(highlight=False).print(table)
    if not all(check.is_passed for check in checks):
        raise typer.Exit(2)
