import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import Metadata
from qa.question import Span, is_negated, named_outlets, named_span, read_question


@pytest.mark.parametrize("text", ["Who did not vote?", "Who didn’t vote?", "Which road was unpaved?", "What was disallowed?"])
def test_these_say_no_to_something(text: str) -> None:
    assert is_negated(text)


@pytest.mark.parametrize("text", ["Which united district was discovered under the university?", "Who won until noon?", ""])
def test_these_say_no_to_nothing(text: str) -> None:
    assert not is_negated(text)


def test_what_states_is_a_claim() -> None:
    assert read_question("The ferry sank on Friday.").is_claim
    assert not read_question("Did the ferry sink?").is_claim


def test_terms_are_stems_without_stop_words_each_once() -> None:
    asked = read_question("What did the mayors of Osk tell the mayor of Marl?")

    assert asked.terms == ("mayor", "osk", "tell", "marl")
    assert ("mayor", "osk") in asked.pairs


def test_a_question_of_stop_words_keeps_them_as_terms() -> None:
    assert read_question("Who is he?").terms == ("who", "is", "he")


def test_a_question_without_words_has_no_terms() -> None:
    assert read_question("?!").terms == ()


def test_names_are_words_with_a_capital_but_not_the_word_that_opens_the_question() -> None:
    assert read_question("What did Ana Sole say about trains?").names == {"ana", "sole"}


def test_outlets_are_named_as_they_print_themselves() -> None:
    outlets = ("The Osk Courier", "Osk", "Time", "Harbour Post")

    assert named_outlets("What did the Osk Courier report this time?", outlets) == ("The Osk Courier",)


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What happened in 2014?", Span("2014-01-01", "2014-12-31")),
        ("What happened in March 2014?", Span("2014-03-01", "2014-03-31")),
        ("What did she say on 5 March 2014?", Span("2014-03-05", "2014-03-05")),
        ("What did she say on March 5, 2014?", Span("2014-03-05", "2014-03-05")),
        ("What has she said since March 2014?", Span("2014-03-01", None)),
        ("What did she say before 2014?", Span(None, "2013-12-31")),
        ("What did she say until 2014?", Span(None, "2014-12-31")),
        ("What happened between 2010 and 2012?", Span("2010-01-01", "2012-12-31")),
        ("What happened in March?", Span("2024-03-01", "2024-03-31")),
        ("What happened in December?", Span("2023-12-01", "2023-12-31")),
        ("What happened yesterday?", Span("2024-11-26", "2024-11-26")),
        ("What happened last week?", Span("2024-11-18", "2024-11-24")),
        ("What happened this month?", Span("2024-11-01", "2024-11-27")),
        ("What happened last year?", Span("2023-01-01", "2023-12-31")),
        ("What happened in the past 3 days?", Span("2024-11-24", "2024-11-27")),
        ("May the mayor march in the parade?", None),
        ("Who leads the party?", None),
    ],
)
def test_days_named_are_read_against_today(question: str, span: Span | None) -> None:
    assert named_span(question, today="2024-11-27") == span


def test_without_today_words_relative_to_it_name_no_days() -> None:
    assert named_span("What happened last week, or in March?") is None


def test_a_span_holds_its_own_ends_and_no_unknown_day() -> None:
    span = Span("2014-03-01", "2014-03-31")

    assert span.holds("2014-03-01")
    assert span.holds("2014-03-31")
    assert not span.holds("2014-04-01")
    assert not span.holds(None)


def test_days_before_the_first_year_are_not_named() -> None:
    assert named_span("What happened last year?", today="0001-01-01") is None


@settings(max_examples=60)
@given(st.text(max_size=80), st.sampled_from([None, "2024-02-29", "0001-01-01", "not a day"]))
def test_whatever_is_asked_names_are_terms_and_each_term_stands_once(text: str, today: str | None) -> None:
    asked = read_question(text, ("Courier", "", "The "), today)

    assert asked.names <= frozenset(asked.terms)
    assert len(set(asked.terms)) == len(asked.terms)


def test_an_outlet_is_named_by_the_end_of_its_name_where_no_other_ends_so() -> None:
    outlets = ("The Osk Courier", "Marl Valley Post", "Harbour Post")

    assert named_outlets("What did the Courier report?", outlets) == ("The Osk Courier",)
    assert named_outlets("What did the Valley Post report?", outlets) == ("Marl Valley Post",)
    assert named_outlets("What did the Post report?", outlets) == ()
    assert named_outlets("Who is the Courier Union?", outlets) == ()
    assert named_outlets("Who rode a courier?", outlets) == ()


def test_a_weekday_is_the_last_such_day_up_to_today() -> None:
    assert named_span("What was decided on Monday?", "2024-11-27") == Span("2024-11-25", "2024-11-25")
    assert named_span("What was decided on Wednesday?", "2024-11-27") == Span("2024-11-27", "2024-11-27")
    assert named_span("What was decided on Monday?") is None


def test_a_month_without_a_year_is_the_last_in_the_articles_where_today_is_not_known() -> None:
    assert named_span("What happened in March?", latest="2024-02-10") == Span("2023-03-01", "2023-03-31")
    assert named_span("What happened in March?", "2025-06-01", "2024-02-10") == Span("2025-03-01", "2025-03-31")
    assert named_span("What happened last week?", latest="2024-02-10") is None


def test_what_happened_on_a_day_is_reported_until_the_day_after() -> None:
    assert Span("2024-12-31", "2024-12-31").reported() == Span("2024-12-31", "2025-01-01")
    assert Span("2024-12-31", None).reported() == Span("2024-12-31", None)


def test_an_article_meets_the_words_that_name_its_outlet_and_its_day() -> None:
    asked = read_question("What did the Courier report in March 2024?", ("Osk Courier", "Post"))

    assert asked.met_by(Metadata(outlet="Osk Courier", published="2024-03-05")) == "Courier in March 2024"
    assert asked.met_by(Metadata(outlet="Post", published="2024-03-05")) == "in March 2024"
    assert asked.met_by(Metadata(outlet="Osk Courier")) == "Courier"
    assert asked.met_by(Metadata()) == ""
