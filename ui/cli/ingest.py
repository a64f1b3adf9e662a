"""``onrecord ingest``: articles in from files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.output import say, write_json
from ui.cli.progress import progress_bar
from ui.cli.proposals import proposals_lines
from ui.cli.session import opened

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport

MOST_REJECTED = 20  # shown on a terminal; --json has them all


def command(
    paths: Annotated[list[Path], typer.Argument(help="Files (.txt .md .html .pdf .docx .jsonl) and folders of them.")],
    home: options.Home = None,
    title: options.Title = None,
    outlet: options.OutletGiven = None,
    author: options.Author = None,
    published: options.Published = None,
    url: options.Url = None,
    kind: options.KindGiven = None,
    json: options.Json = False,
) -> None:
    """Take articles in. Running it again on the same files writes nothing."""
    given = options.metadata(title, outlet, author, published, url, kind)
    with opened(home, own=True) as onrecord, progress_bar("articles") as progress:
        report = onrecord.ingest(paths, given, progress)
    if json:
        write_json(report)
    else:
        _show(report)
    if report.rejected and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(2)


def _show(report: IngestReport) -> None:
    say(
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, {len(report.rejected):,} rejected "
        f"in {report.seconds:.1f} s. The home holds {report.articles:,} articles, {report.sentences:,} sentences."
    )
    for line in proposals_lines(report.proposals):
        say(line)
    for rejected in report.rejected[:MOST_REJECTED]:
        line = f", line {rejected.line}" if rejected.line else ""
        say(f"  rejected {rejected.source}{line}: {rejected.reason}", "yellow")
    if len(report.rejected) > MOST_REJECTED:
        say(f"  … and {len(report.rejected) - MOST_REJECTED:,} more; --json lists them all.", "yellow")
    for note in report.notes[:MOST_REJECTED]:
        say(f"  note: {note}", "dim")
