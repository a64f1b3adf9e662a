"""Say where holders agree and differ: only between two who both have a cited sentence that takes a side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from qa.models import Comparison, Lean, Position, PositionReport, Relation
from qa.positions.stance import read_stance

_TAKES_A_SIDE = 1.0  # weight of a sentence's words from which they show a side


def comparison(report: PositionReport) -> Comparison:
    """Return the positions of a report side by side, with what each two of them that take sides have to do with each other."""
    texts = {citation.number: citation.text for citation in report.citations}
    shown = {position.holder: _shown(position, report.issue, texts) for position in report.positions}
    pairs = (_relation(a, b, shown[a.holder], shown[b.holder]) for a, b in combinations(report.positions, 2))
    found = tuple(relation for relation in pairs if relation is not None)
    return Comparison(report.issue, report.id, report.error, report.positions, found, report.citations, report.searched)


def _relation(a: Position, b: Position, mine: tuple[Lean, int] | None, theirs: tuple[Lean, int] | None) -> Relation | None:
    if mine is None or theirs is None:
        return None
    agree = mine[0] == theirs[0]
    if agree and "conditional" in (a.stance, b.stance):
        return None
    return Relation("agree" if agree else "differ", (a.holder, b.holder), (mine[1], theirs[1]))


def _shown(position: Position, issue: str, texts: Mapping[int, str]) -> tuple[Lean, int] | None:
    """Return which way a position goes, and the number of an own sentence that shows it by itself: after a change, the later one.

    ``None`` where no such sentence is cited: a side that only several sentences together suggest is not set against another's.
    """
    side = position.leans if position.stance == "conditional" else position.stance
    if side != "supports" and side != "opposes":
        return None
    later = {change.statement_after for change in position.changes[-1:]}
    own = [s for s in position.statements if not s.reported_by]
    for statement in sorted(own, key=lambda s: s.statement_id not in later):
        for number in statement.citations[:1]:
            read = read_stance("", texts[number], issue)
            if read.weight >= _TAKES_A_SIDE and read.polarity == (1 if side == "supports" else -1):
                return side, number
    return None
