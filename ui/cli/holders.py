"""``onrecord holders``: who speaks in the articles of a home, and corrections of who is who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.words import visible
from ui.cli import options
from ui.cli.output import say, write_json
from ui.cli.session import opened
from ui.render.words import counted

if TYPE_CHECKING:
    from qa.positions.names.entities import KnownHolder

app = typer.Typer(help="List the holders of statements, and correct who is who.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Name of a holder, or one of its aliases.")]


@app.command("list")
def list_(
    part: Annotated[str | None, typer.Argument(help="Only holders with this in a name.")] = None,
    home: options.Home = None,
    json: options.Json = False,
) -> None:
    """List the holders, those with most statements first, each with its aliases."""
    with opened(home) as onrecord:
        found = onrecord.holders(part or "")
    if json:
        write_json({"holders": found})
    elif found:
        _show(found)
    else:
        typer.echo("No holder of a statement is called so in these articles." if part else "No statement found in these articles.")


@app.command()
def merge(
    name: Name,
    into: Annotated[str, typer.Argument(help="The holder that it is.")],
    home: options.Home = None,
) -> None:
    """Say that one holder is another: their statements count as one holder's from now on."""
    with opened(home) as onrecord:
        _show([onrecord.holder_book.merge(name, into)])


@app.command()
def rename(name: Name, new: Annotated[str, typer.Argument(help="How the holder is called.")], home: options.Home = None) -> None:
    """Call a holder by another name; the articles' words stay as printed."""
    with opened(home) as onrecord:
        _show([onrecord.holder_book.rename(name, new)])


@app.command()
def split(alias: Annotated[str, typer.Argument(help="The name, as listed.")], home: options.Home = None) -> None:
    """Say that one name of a holder is somebody else."""
    with opened(home) as onrecord:
        _show([onrecord.holder_book.split(alias)])


@app.command()
def reset(name: Name, home: options.Home = None) -> None:
    """Take back every correction of a holder's names."""
    with opened(home) as onrecord:
        found = onrecord.holder_book.reset(name)
    say("Taken back. These are by themselves:")
    _show(found)


def _show(holders: Iterable[KnownHolder]) -> None:
    for one in holders:
        corrected = "   corrected" if one.is_corrected else ""
        typer.echo(visible(f"{one.holder}   {counted(one.statements, 'statement')} in {counted(one.articles, 'article')}{corrected}"))
        if one.aliases:
            typer.echo(visible(f"  also {', '.join(one.aliases)}"))
