"""``--explain``: each candidate sentence with its signals, their weights and its score."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ingest.words import visible
from qa.models import Evidence

SHOWN = 5  # sentences explained


def write_explanation(evidence: Sequence[Evidence]) -> None:
    """Print a table for each of the best sentences, to standard error, so that --json stays JSON."""
    console = Console(stderr=True, highlight=False)
    for found in evidence[:SHOWN]:
        table = Table("signal", "value", "weight", "adds", title=None, title_justify="left", show_edge=False, pad_edge=False)
        for column in table.columns[1:]:
            column.justify = "right"
        for signal in sorted(found.signals, key=lambda s: -abs(s.contribution)):
            table.add_row(signal.name, f"{signal.value:.3f}", f"{signal.weight:+.3f}", f"{signal.contribution:+.3f}")
        console.print(
            f"\n{found.rank}. score {found.score:.3f}  {visible(found.sentence.text)}", markup=False, style="bold", soft_wrap=True
        )
        console.print(table)
