"""What of the statements found answers a question."""

from __future__ import annotations

import pytest

from qa.positions.asked.question import PositionQuestion
from qa.positions.chosen import chosen
from qa.positions.held import Held
from tests.qa.positions.sayings import said


@pytest.mark.parametrize(("content", "count"), [("she opposes the harbour tunnel", 1), ("she supports the harbour tunnel", 0)])
def test_a_side_taken_for_granted_is_not_answered_by_statements_for_the_other(content: str, count: int) -> None:
    asked = PositionQuestion("position", ("Orla Venn",), "the harbour tunnel", side="opposes")

    assert len(chosen([Held("Orla Venn", (said("said", content),))], asked)) == count


@pytest.mark.parametrize(
    ("content", "count"), [("“I was wrong, I cannot support the harbour tunnel”", 1), ("she opposes the harbour tunnel", 0)]
)
def test_a_change_taken_for_granted_is_answered_where_the_holder_tells_of_it(content: str, count: int) -> None:
    asked = PositionQuestion("change", ("Orla Venn",), "the harbour tunnel", is_presupposed=True)

    assert len(chosen([Held("Orla Venn", (said("said", content),))], asked)) == count
