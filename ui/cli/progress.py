"""Progress on a terminal, on standard error; nothing where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from ui.cli.output import errors

if TYPE_CHECKING:
    from ingest.pipeline import Progress as IngestProgress

T = TypeVar("T")


@contextmanager
def progress_bar(noun: str) -> Iterator[Callable[[IngestProgress], None]]:
    """Give a callback that moves a bar; how many articles there will be is known only at the end."""
    bar = Progress(
        TextColumn("{task.completed:,} " + noun), TimeElapsedColumn(), console=errors, transient=True, disable=not errors.is_terminal
    )
    task = bar.add_task(noun, total=None)
    with bar:
        yield lambda made: bar.update(task, completed=made.done)


def counting(values: Sequence[T], noun: str) -> Iterator[T]:
    """Yield values, and show how far we are."""
    bar = Progress(
        TextColumn(noun),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    with bar:
        yield from bar.track(values)
