"""Question files: one line of JSON for each line, in their order, whatever happens to one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qa.models import Filters, Question
from qa.questions import BrokenLine, read_questions
from ui.cli.output import write_json
from ui.cli.progress import counting

if TYPE_CHECKING:
    from qa.service import OnRecord

T = TypeVar("T")


def run_questions(
    onrecord: OnRecord,
    path: Path,
    call: Callable[[Sequence[Question]], Iterator[T]],
    failed: Callable[[BrokenLine], T],
    k: int | None,
    filters: Filters,
    today: str | None,
) -> None:
    """Ask every question of a file; ``failed`` makes the line of one that cannot be read."""
    lines = list(read_questions(path, k or onrecord.settings.k, filters, today))
    results = call([line for line in lines if isinstance(line, Question)])
    for line in counting(lines, "questions"):
        write_json(failed(line) if isinstance(line, BrokenLine) else next(results))
