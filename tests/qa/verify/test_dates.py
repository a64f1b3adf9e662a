import pytest

from qa.verify.dates import dates, has, relative


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        pytest.param("May 3, 2017", "3 May 2017", id="order"),
        pytest.param("3 May 2017", "2017-05-03", id="iso"),
        pytest.param("in May 2017", "May 3, 2017", id="part of it"),
        pytest.param("in 2017", "on May 3, 2017", id="year alone"),
        pytest.param("Wednesday", "May 3, 2017", id="weekday of a day"),
        pytest.param("May 3, 2017", "on May 3", id="year unsaid"),
        pytest.param("Sept. 11", "September 11", id="abbreviation"),
        pytest.param("in the 1990s", "in 1994", id="decade"),
    ],
)
def test_dates_agree_by_value(claimed: str, printed: str) -> None:
    assert has(dates(claimed)[0], dates(printed))


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        pytest.param("May 4, 2017", "May 3, 2017", id="day"),
        pytest.param("June 2017", "May 2017", id="month"),
        pytest.param("2018", "2017", id="year"),
        pytest.param("Thursday", "Wednesday", id="weekday"),
        pytest.param("May 3, 2017", "in May 2017", id="more than is said"),
    ],
)
def test_other_dates_do_not(claimed: str, printed: str) -> None:
    assert not has(dates(claimed)[0], dates(printed))


def test_a_weekday_is_a_day_of_the_week_before_publication() -> None:
    assert has(dates("on 10 May 2024")[0], relative("She resigned on Friday.", "2024-05-12"))


def test_may_and_march_are_words_too() -> None:
    assert dates("They may march in Dravik.") == ()


def test_a_whole_date_in_digits_is_one_date() -> None:
    assert [(d.year, d.month, d.day) for d in dates("The Ledger of 2025-12-09 put it at 40.")] == [(2025, 12, 9)]
