from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load.dates import read_date

NAMED = {
    "2024-03-03": "2024-03-03",
    "2024-03-03T10:00:00+02:00": "2024-03-03T10:00:00+02:00",
    "2024-03-03T10:00:00.123Z": "2024-03-03T10:00:00+00:00",
    "2024-03-03 10:00 +0200": "2024-03-03T10:00:00+02:00",
    "2024-03-03T10:00:00-05": "2024-03-03T10:00:00-05:00",
    "2024-03-03T10:00:00": "2024-03-03",  # no offset, no moment
    "20240303": "2024-03-03",
    "2024/3/3": "2024-03-03",
    "Sun, 03 Mar 2024 10:00:00 +0200": "2024-03-03T10:00:00+02:00",
    "Sun, 03 Mar 2024 10:00:00 GMT": "2024-03-03T10:00:00+00:00",
    "Sun, 03 Mar 2024 10:00:00 -0000": "2024-03-03",
    "March 3, 2024": "2024-03-03",
    "Mar. 3 2024": "2024-03-03",
    "Sept. 3rd, 2024": "2024-09-03",
    "  3 March 2024 ": "2024-03-03",
    "3rd of March, 2024": "2024-03-03",
    "Sunday, March 3, 2024 at 10:15 a.m. ET": "2024-03-03",
    "Published: 3-Mar-2024": "2024-03-03",
    "13/04/2024": "2024-04-13",
    "04/13/2024": "2024-04-13",
    "3.4.2024": "2024-04-03",
    "February 29, 2024": "2024-02-29",
}
UNNAMED = [
    *("", " ", "2024", "2024-03", "March 2024", "spring 2024", "March 3", "yesterday", "Monday", "10:15", "1709424000"),
    *("2024-02-30", "2023-02-29T10:00:00Z", "February 30, 2024", "2024-13-01", "99991399", "32.1.2024", "Sun, 31 Feb 2024 10:00:00 GMT"),
    *(
        "03/04/2024",
        "3/3/24",
        "2024-03-03T25:00:00Z",
        "March 3, 2024, updated March 5, 2024",
        "March 3, 20245",
        "x" * 300,
        "\u0663 March 2024",
    ),
]


@pytest.mark.parametrize(("printed", "day"), NAMED.items(), ids=NAMED.keys())
def test_a_date_that_names_a_day_is_read(printed: str, day: str) -> None:
    assert read_date(printed) == day


@pytest.mark.parametrize("printed", UNNAMED, ids=repr)
def test_a_date_that_names_no_one_day_stays_unread(printed: str) -> None:
    assert read_date(printed) is None


def test_a_day_and_month_that_are_the_same_number_need_no_order() -> None:
    assert read_date("03/03/2024") == "2024-03-03"


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(printed: str) -> None:
    day = read_date(printed)

    assert day is None or day[:10].count("-") == 2


@settings(max_examples=50)
@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d", "%d.%m.%Y"]))
def test_every_day_is_read_in_every_common_form(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == day.isoformat()
