"""``onrecord sources``: the articles of a home, shown, corrected, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.errors import InputError
from ingest.words import visible
from ui.cli import options
from ui.cli.export import article_row
from ui.cli.output import say, write_json
from ui.cli.session import opened
from ui.render.words import source_name

if TYPE_CHECKING:
    from ingest.models import Article

app = typer.Typer(help="List, show, correct and remove articles.", no_args_is_help=True)
Source = Annotated[str, typer.Argument(help="Source id, article id, or the unique end of a path.")]


@app.command("list")
def list_(home: options.Home = None, json: options.Json = False) -> None:
    """List the articles."""
    with opened(home) as onrecord:
        table = Table("article", "title", "outlet", "published", "kind", show_edge=False)
        for article in onrecord.articles():
            if json:
                write_json({key: value for key, value in article_row(article).items() if key != "text"})
            else:
                about = article.metadata
                cells = (source_name(None, article.source_id), about.title or "", about.outlet or "", about.published_day or "", about.kind)
                table.add_row(*(_cell(cell) for cell in cells))
        if not json:
            Console(highlight=False).print(table if table.row_count else "No articles. Add some: onrecord ingest PATH…")


@app.command()
def show(source: Source, home: options.Home = None, json: options.Json = False) -> None:
    """Show one article: what is known about it, and its text."""
    with opened(home) as onrecord:
        article = onrecord.parts.home.lookup.resolve(source)
    if json:
        write_json(article_row(article))
        return
    for key, value in article_row(article).items():
        if key != "text":
            typer.echo(f"{key:<12}{visible(str(value)) if value is not None else 'unknown'}")
    typer.echo("\n" + visible(article.text))


@app.command()
def edit(
    source: Source,
    home: options.Home = None,
    title: options.Title = None,
    outlet: options.OutletGiven = None,
    author: options.Author = None,
    published: options.Published = None,
    url: options.Url = None,
    kind: options.KindGiven = None,
) -> None:
    """Fill in or correct what is known about an article; it survives the next ingest. An empty value takes a correction back."""
    given = {"title": title, "outlet": outlet, "author": author, "published": published, "url": url, "kind": kind}
    corrected = {name: value or None for name, value in given.items() if value is not None}
    if not corrected:
        raise InputError("Nothing to change.", remedy="Name at least one of --title --outlet --author --published --url --kind.")
    if kind:
        options.a_kind(kind)
    options.an_address(url)
    if published:
        corrected["published"] = options.metadata(None, None, None, published, None, None).published
    with opened(home, own=True) as onrecord:
        article = onrecord.edit(source, corrected)
    _tell("Changed", article)


@app.command()
def remove(source: Source, home: options.Home = None) -> None:
    """Take an article out of the home: it is found no more."""
    with opened(home, own=True) as onrecord:
        article = onrecord.remove(source)
    _tell("Removed", article)


@app.command()
def purge(source: Source, home: options.Home = None) -> None:
    """Remove an article so that no file of the home has its words any more."""
    with opened(home, own=True) as onrecord:
        article = onrecord.purge(source)
    _tell("Purged", article)


def _tell(what: str, article: Article) -> None:
    about = article.metadata
    name = source_name(about.title, article.source_id)
    say(f"{what}: {name} · {about.outlet or 'outlet unknown'} · {about.published or 'published unknown'}")


def _cell(text: str) -> str:
    return visible(text).replace("[", r"\[")
