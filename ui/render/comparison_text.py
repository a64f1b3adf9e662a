"""Comparisons as plain text for a terminal: what holds between each two, then every position with its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from qa.models import Comparison, PositionReport
from ui.render.positions_text import position_lines
from ui.render.text import Line, wrapped

_RELATIONS = {"agree": "take the same side", "differ": "differ"}


def comparison_lines(found: Comparison, width: int = 100) -> Iterator[Line]:
    """Yield a comparison as lines; where nothing holds between two, the words do not tell."""
    report = PositionReport(
        found.issue,
        found.id,
        found.error,
        found.positions,
        found.citations,
        found.searched,
        model=found.model,
        host=found.host,
        usage=found.usage,
    )
    if found.error is None:
        for relation in found.relations:
            numbers = "".join(f"[{n}]" for n in relation.citations)
            said = f"{' and '.join(relation.holders)} {_RELATIONS[relation.relation]} in these sentences {numbers}"
            yield from wrapped(said, width, "", "head")
        if not found.relations:
            yield from wrapped("Whether they agree is not told by these sentences.", width, "", "head")
    yield from position_lines(report, width)
