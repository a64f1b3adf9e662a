"""``onrecord demo``: our own articles, about invented people and places, in a home of their own."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from ui.cli import options
from ui.cli.output import say
from ui.cli.progress import progress_bar
from ui.cli.session import opened


def demo_home() -> Path:
    """Return the demo's own home, so that nobody's articles mix with it."""
    return Path(platformdirs.user_data_dir("onrecord-demo", appauthor=False))


def command(
    home: options.Home = None,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the page afterwards, until stopped.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="With --serve: open the page in the browser of this desktop.")] = False,
) -> None:
    """Load the demo articles. They are ours; their people and places are invented."""
    where = home or demo_home()
    with as_file(files("examples") / "articles") as folder, opened(where, own=True) as onrecord, progress_bar("articles") as progress:
        report = onrecord.ingest([folder], progress=progress)
        starters = (files("examples") / "starters.txt").read_text(encoding="utf-8")
        (where / "starters.txt").write_text(starters, encoding="utf-8")  # the page's first questions
    say(f"{report.articles} demo articles in {where}.")
    if serve:
        from ui.cli import serve as serving

        serving.command(where, open_=open_)
    else:
        say(f'Ask:  onrecord ask --home "{where}" "…"    Page:  onrecord serve --home "{where}"')
