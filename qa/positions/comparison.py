"""Say where holders agree and differ: only between two who both have a cited sentence that takes a side."""

from __future__ import annotations

from itertools import combinations

from qa.models import Comparison, Position, PositionReport, Relation


def comparison(report: PositionReport) -> Comparison:
    """Return the positions of a report side by side, with what each two of them that take sides have to do with each other."""
    pairs = (_relation(a, b) for a, b in combinations(report.positions, 2))
    found = tuple(relation for relation in pairs if relation is not None)
    return Comparison(
        report.issue,
        report.id,
        report.error,
        report.positions,
        found,
        report.citations,
        report.searched,
        report.model,
        report.host,
        report.prompt,
        report.usage,
        report.invalid_markers,
    )


def _relation(a: Position, b: Position) -> Relation | None:
    """Nothing where a side is only what several sentences suggest together, where one says both, or both agree but one on a condition."""
    if a.side is None or b.side is None or "mixed" in (a.stance, b.stance):
        return None
    mine, theirs = (p.leans if p.stance == "conditional" else p.stance for p in (a, b))
    if mine == theirs and "conditional" in (a.stance, b.stance):
        return None
    return Relation("agree" if mine == theirs else "differ", (a.holder, b.holder), (a.side, b.side))
