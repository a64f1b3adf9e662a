"""Say where holders agree and differ: only between two who both have a cited sentence that takes a side."""

from __future__ import annotations

from itertools import combinations

from qa.models import Comparison, Lean, Position, PositionReport, Relation


def comparison(report: PositionReport) -> Comparison:
    """Return the positions of a report side by side, with what each two of them that take sides have to do with each other."""
    pairs = (_relation(a, b) for a, b in combinations(report.positions, 2))
    found = tuple(relation for relation in pairs if relation is not None)
    return Comparison(report.issue, report.id, report.error, report.positions, found, report.citations, report.searched)


def _relation(a: Position, b: Position) -> Relation | None:
    mine, theirs = _side(a), _side(b)
    if mine is None or theirs is None:
        return None
    relation = Relation("agree" if mine == theirs else "differ", (a.holder, b.holder), _shown_by(a) + _shown_by(b))
    is_on_a_condition = "conditional" in (a.stance, b.stance)
    return None if relation.relation == "agree" and is_on_a_condition else relation


def _side(position: Position) -> Lean | None:
    """Return which way a position goes; ``None`` where its words do not tell, or no own statement has them."""
    if not any(not s.reported_by for s in position.statements):
        return None
    if position.stance == "supports" or position.stance == "opposes":
        return position.stance
    return position.leans if position.stance == "conditional" else None


def _shown_by(position: Position) -> tuple[int, ...]:
    """Return the number of the sentence that shows where a holder stands: after a change, the later one."""
    later = {change.statement_after for change in position.changes[-1:]}
    after = next((s.citations[:1] for s in position.statements if s.statement_id in later), None)
    return after or (position.summary.citations[:1] if position.summary else ())
