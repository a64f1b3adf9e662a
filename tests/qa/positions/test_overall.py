"""The stance that a holder's statements show together, and the occasions behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import AsOf
from qa.positions.changes import over_time
from qa.positions.gather import Said
from qa.positions.occasions import grouped, occasions
from qa.positions.overall import overall
from tests.qa.positions.sayings import ISSUE, said

FOR = said("said", "she supports the tunnel", "2025-04-07")
AGAINST = said("said", "she opposes the tunnel", "2025-10-14")


def test_where_a_holder_stands_last_counts() -> None:
    assert overall([FOR, AGAINST], ISSUE)[0] == "opposes"


def test_a_later_aside_does_not_take_the_place_of_plain_words() -> None:
    aside = replace(AGAINST, nearness=0.1)

    assert overall([FOR, aside], ISSUE)[0] == "supports"


@pytest.mark.parametrize(("nearness", "stance"), [(0.9, "unclear"), (0.3, "supports")])
def test_no_side_is_named_where_both_weigh_much_within_a_month(nearness: float, stance: str) -> None:
    soon_against = replace(said("said", "she opposes the tunnel", "2025-04-20"), nearness=nearness)

    assert overall([replace(FOR, nearness=0.9), soon_against], ISSUE)[0] == stance


def test_no_side_is_taken_where_words_take_none() -> None:
    assert overall([said("said", "the tunnel has two doors", "2025-04-07")], ISSUE)[0] == "unclear"
    assert overall([], ISSUE)[0] == "none_found"


def test_an_interview_in_one_article_is_one_occasion() -> None:
    here = replace(FOR, venue="Radio Ellery")
    there = replace(said("said", "the boats are full", "2025-04-07"), article=FOR.article)

    assert occasions([here, there], {}) == 1
    assert occasions([FOR, AGAINST], {}) == 2


def test_one_interview_in_two_outlets_is_one_occasion() -> None:
    told = [replace(said("said", words, "2025-04-07"), venue="Radio Ellery") for words in ("she supports the tunnel", "boats are slow")]

    assert occasions(told, {}) == 1


def test_a_statement_printed_twice_is_one_statement() -> None:
    again = said("said", "she supports the tunnel", "2025-04-08")

    assert [len(group) for group in grouped([FOR, again, AGAINST])] == [2, 1]


def test_statements_over_time_are_in_order_and_have_both_sides_of_a_change() -> None:
    asides = [said("said", f"the tunnel has {n} doors", f"2025-06-{n}") for n in range(10, 15)]

    shown = over_time([*asides, AGAINST, FOR], ISSUE, 4)

    assert (shown[0], shown[-1], len(shown)) == (FOR, AGAINST, 4)


def test_towards_a_bare_topic_there_is_no_stance() -> None:
    one = said("said", "she supports the ferries", "2025-04-07")

    assert overall([one], "running the ferries")[0] == "supports"
    assert overall([one], "ferries") == ("unclear", None)


def in_one_article(*some: Said) -> list[Said]:
    """Return statements as one article has them, near to the issue."""
    return [replace(one, article=some[0].article) for one in some]


def test_who_says_both_in_one_article_is_mixed() -> None:
    both = in_one_article(FOR, replace(AGAINST, as_of=FOR.as_of))

    assert overall(both, ISSUE)[0] == "mixed"


@pytest.mark.parametrize(
    "against",
    [
        said("said", "she opposes the tunnel", "2025-04-08"),
        replace(said("said", "she opposes the tunnel", "2025-04-07"), reported_by="Tam Roake"),
        replace(said("opposes", "the tunnel", "2025-04-07"), voice="narrated"),
        said("said", "she opposes the tunnel", "2025-04-07", on=AsOf("2025-04-01", "day", "said")),
    ],
    ids=["in another article", "as a rival tells it", "as the outlet tells it", "on another day"],
)
def test_nobody_is_mixed_who_did_not_say_both_at_one_time(against: Said) -> None:
    here = against if against.as_of is None or against.as_of.date == "2025-04-08" else replace(against, article=FOR.article)

    assert overall([FOR, here], ISSUE)[0] != "mixed"
