"""A difference over time is told only between a holder's own dated statements."""

from __future__ import annotations

import pytest

from ingest.models import AsOf
from qa.models import Change
from qa.positions.changes import change, dated
from qa.positions.gather import Said
from tests.qa.positions.sayings import ISSUE, said

BEFORE = said("said", "she supports the tunnel", "2025-04-07")
AFTER = said("said", "she opposes the tunnel", "2025-10-14")


def found(*statements: Said) -> Change | None:
    return change(dated(statements, ISSUE))


def test_two_sides_on_two_days_differ() -> None:
    assert found(AFTER, BEFORE) == Change("supports", "opposes", BEFORE.statement_id, AFTER.statement_id)


def test_a_condition_that_is_new_differs() -> None:
    later = said("said", "she would support the tunnel only if the state pays", "2025-10-14")

    assert found(BEFORE, later) == Change("supports", "conditional", BEFORE.statement_id, later.statement_id)


def test_a_day_that_the_sentence_names_counts_before_that_of_its_article() -> None:
    earlier = said("said", "she supported the tunnel", "2025-12-01", on=AsOf("2024", "year", "said"))

    assert found(AFTER, earlier) == Change("supports", "opposes", earlier.statement_id, AFTER.statement_id)


@pytest.mark.parametrize(
    "other",
    [
        said("said", "she opposes the tunnel", "2025-04-07"),
        said("said", "she opposes the tunnel"),
        said("said", "she opposes the tunnel", "2025-10-14", on=AsOf("2025", "year", "said")),
        said("said", "she opposes the tunnel", "2025-10-14", reported_by="Tam Roake"),
        said("said", "she opposes the tunnel", "2025-10-14", is_assessed=True),
        said("said", "she opposes the tunnel", "2025-10-14", kind="opinion"),
        said("voted against", "the tunnel", "2025-10-14", voice="narrated"),
        said("said", "the tunnel has two doors", "2025-10-14"),
        said("had said", "she opposes the tunnel", "2025-10-14"),
        said("said", "she opposes the tunnel", "2025-10-14", lead="Years ago "),
    ],
    ids=["same day", "undated", "perhaps before", "a rival's", "supposed", "a column", "an act", "no side", "reprinted", "of another day"],
)
def test_nothing_else_makes_a_change(other: Said) -> None:
    assert found(BEFORE, other) is None


def test_a_statement_that_is_printed_again_is_not_said_again() -> None:
    again = said("said", "she supports the tunnel", "2025-11-01")

    line = dated([again, AFTER, BEFORE], ISSUE)

    assert [(len(one.said), one.date) for one in line] == [(2, "2025-04-07"), (1, "2025-10-14")]


def test_sides_that_alternate_are_no_change() -> None:
    again = said("said", "she supports the harbour tunnel of the port", "2025-11-01")
    still = said("said", "she opposes the tunnel under the whole bay", "2025-05-01")

    assert found(BEFORE, still, again, AFTER) is None


def test_a_spokesman_speaks_for_the_holder() -> None:
    later = said("said", "she opposes the tunnel", "2025-10-14", speaker="Ed Lorn")

    assert found(BEFORE, later) == Change("supports", "opposes", BEFORE.statement_id, later.statement_id)


def test_a_bare_if_is_no_condition_that_makes_a_change() -> None:
    line = dated(
        [said("said", "she supports the harbour tunnel", "2025-04-07"), said("said", "she supports the tunnel if it rains", "2025-10-14")],
        ISSUE,
    )

    assert change(line) is None


def test_many_people_who_differ_have_not_changed() -> None:
    sides = (("she supports the tunnel", "2025-04-07"), ("she opposes the tunnel", "2025-10-14"))

    assert found(*(said("said", words, day, holder="Harbour Republicans") for words, day in sides)) is None
