"""``onrecord rebuild``: everything derived, made again from the kept texts."""

from __future__ import annotations

from ui.cli import options
from ui.cli.output import say, write_json
from ui.cli.progress import progress_bar
from ui.cli.proposals import proposals_lines
from ui.cli.session import opened


def command(home: options.Home = None, json: options.Json = False) -> None:
    """Make sentences, passages, vectors and the index again, without going back to the sources."""
    with opened(home, own=True) as onrecord, progress_bar("articles") as progress:
        rebuilt = onrecord.rebuild(progress)
    if json:
        write_json(rebuilt)
        return
    say(f"{rebuilt.renewed:,} of {rebuilt.articles:,} articles were made again; the index is new.")
    for line in proposals_lines(rebuilt.proposals):
        say(line)
