"""``onrecord rebuild``: everything derived, made again from the kept texts."""

from __future__ import annotations

from ui.cli import options
from ui.cli.output import say, write_json
from ui.cli.progress import progress_bar
from ui.cli.session import opened


def command(home: options.Home = None, json: options.Json = False) -> None:
    """Make sentences, passages, vectors and the index again, without going back to the sources."""
    with opened(home, own=True) as onrecord, progress_bar("articles") as progress:
        renewed = onrecord.rebuild(progress)
        counts = onrecord.counts()
    if json:
        write_json({"renewed": renewed, "articles": counts.articles, "sentences": counts.sentences, "passages": counts.passages})
    else:
        say(f"{renewed:,} of {counts.articles:,} articles were made again; the index is new.")
