"""The stance of one sentence, as it stands in its article."""

from __future__ import annotations

import pytest

from qa.positions.held import stance_of
from tests.qa.positions.sayings import ISSUE, said


@pytest.mark.parametrize(
    ("lead", "condition"),
    [("If the state pays, ", "If the state pays"), ("If elected, ", None), ("On Monday, ", None), ("Even if nobody pays, ", None)],
)
def test_a_condition_may_open_the_sentence(lead: str, condition: str | None) -> None:
    read = stance_of(said("said", "she would support the harbour tunnel", lead=lead), ISSUE)

    assert (read.polarity, read.condition) == (1, condition)
