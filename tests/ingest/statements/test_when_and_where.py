from __future__ import annotations

import pytest

from ingest.models import AsOf
from tests.ingest.statements.articles import statements

DATES = [
    ("weekday", "Tabb said on Tuesday that the boats stay.", AsOf("2025-06-17", "day", "said")),
    ("same weekday", "Tabb said Wednesday that the boats stay.", AsOf("2025-06-18", "day", "said")),
    ("yesterday", "Tabb said yesterday that the boats stay.", AsOf("2025-06-17", "day", "said")),
    ("last month", "Tabb said last month that the boats stay.", AsOf("2025-05", "month", "said")),
    ("month", "Tabb said in March that the boats stay.", AsOf("2025-03", "month", "said")),
    ("a month to come is last year's", "Tabb said in October that the boats stay.", AsOf("2024-10", "month", "said")),
    ("day and month", "Tabb said on May 3 that the boats stay.", AsOf("2025-05-03", "day", "said")),
    ("day before month", "Tabb said on 3 May 2024 that the boats stay.", AsOf("2024-05-03", "day", "said")),
    ("year", "In 2014, Tabb said that the boats stay.", AsOf("2014", "year", "said")),
    ("a date in the content is not when it was said", "Tabb said that the boats stay on Friday.", AsOf("2025-06-18", "day", "published")),
    ("an event's name", "After the Sept. 11, 2001, storm, Tabb said that the boats stay.", AsOf("2025-06-18", "day", "published")),
    ("none", "Tabb said that the boats stay.", AsOf("2025-06-18", "day", "published")),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in DATES], ids=[case[0] for case in DATES])
def test_a_statement_is_dated_by_its_sentence_or_else_by_the_publication(text: str, expected: AsOf) -> None:
    assert [s.as_of for s in statements(text)] == [expected]


def test_without_a_date_anywhere_nothing_is_dated() -> None:
    assert [s.as_of for s in statements("Tabb said on Tuesday that the boats stay.", published=None)] == [None]


VENUES = [
    ("the one told", "Ilka Tolvane told Sky News that the boats stay.", "Sky News"),
    ("an interview with a paper", "Ilka Tolvane said in an interview with the Averport Courier that the boats stay.", "Averport Courier"),
    ("a platform", '"The boats stay," she wrote on Twitter.', "Twitter"),
    ("an event", "Ilka Tolvane said at a rally in Saltbank that the boats stay.", "a rally in Saltbank"),
    ("people told are no place", "Ilka Tolvane told reporters that the boats stay.", None),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in VENUES], ids=[case[0] for case in VENUES])
def test_the_venue_is_where_the_sentence_says_that_it_was_said(text: str, expected: str | None) -> None:
    assert [s.venue for s in statements(text)] == [expected]
