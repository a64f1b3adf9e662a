"""Where holders agree and differ, and how a line of time is set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.models import HeldStatement, Lean, Position, PositionReport, Question, Searched, Stance
from qa.positions.comparison import comparison
from qa.positions.held import Held
from qa.positions.timeline import timeline
from tests.qa.positions.sayings import ISSUE, said


def position(holder: str, stance: Stance, number: int, leans: Lean | None = None, reported_by: str | None = None) -> Position:
    statements = (HeldStatement(f"t{number}", (number,), (), "indirect", reported_by=reported_by),) if stance != "none_found" else ()
    takes_a_side = stance in ("supports", "opposes", "conditional") and not reported_by
    return Position(holder, None, stance, leans, statements=statements, side=number if takes_a_side else None)


def test_two_who_take_sides_agree_or_differ_by_a_sentence_of_each() -> None:
    three = PositionReport(ISSUE, positions=(position("A", "supports", 1), position("B", "opposes", 2), position("C", "opposes", 3)))

    told = [(r.relation, r.holders, r.citations) for r in comparison(three).relations]

    assert told == [("differ", ("A", "B"), (1, 2)), ("differ", ("A", "C"), (1, 3)), ("agree", ("B", "C"), (2, 3))]


@pytest.mark.parametrize(
    "other",
    [
        position("B", "none_found", 2),
        position("B", "unclear", 2),
        position("B", "mixed", 2),
        position("B", "conditional", 2, "supports"),
        position("B", "opposes", 2, reported_by="A"),
    ],
)
def test_nothing_is_said_of_two_where_one_takes_no_plain_side_of_their_own(other: Position) -> None:
    assert comparison(PositionReport(ISSUE, positions=(position("A", "supports", 1), other))).relations == ()


def test_a_side_that_no_sentence_shows_by_itself_is_not_set_against_another() -> None:
    unshown = replace(position("B", "opposes", 2), side=None)

    assert comparison(PositionReport(ISSUE, positions=(position("A", "supports", 1), unshown))).relations == ()


def test_a_line_of_time_has_dates_in_order_and_undated_statements_apart() -> None:
    later = said("said", "she would support the tunnel only if the state pays", "2025-10-14")
    held = Held("Orla Venn", (later, said("said", "the tunnel is late"), said("said", "she supports the tunnel", "2025-04-07")))

    line = timeline(Question(ISSUE, id="q"), ISSUE, held, Searched(3))

    assert [(m.date, m.stance) for m in line.statements] == [("2025-04-07", "supports"), ("2025-10-14", "conditional")]
    assert [m.stance for m in line.undated] == ["unclear"]
    assert line.statements[1].condition is not None
    assert line.statements[1].condition.text == "only if the state pays"
    assert [(c.from_, c.to) for c in line.changes] == [("supports", "conditional")]
    assert {n for m in (*line.statements, *line.undated) for n in m.statement.citations} == {c.number for c in line.citations}
