"""Which side a sentence's own words take."""

from __future__ import annotations

import pytest

from qa.positions.stance import read_stance

TUNNEL = frozenset(("tunnel",))


@pytest.mark.parametrize(
    ("cue", "content", "polarity"),
    [
        ("supports", "the tunnel", 1),
        ("opposes", "the tunnel", -1),
        ("said", "she would not support the tunnel", -1),
        ("no longer supports", "the tunnel", -1),
        ("said", "he would vote for the tunnel", 1),
        ("called for", "the suspension of the tunnel", -1),
        ("opposes", "a ban on the tunnel", 1),
        ("said", "the tunnel had 90 doors", 0),
    ],
)
def test_words_take_sides(cue: str, content: str, polarity: int) -> None:
    assert read_stance(cue, content, TUNNEL).polarity == polarity


def test_words_of_the_issue_itself_take_no_side() -> None:
    assert read_stance("supports", "the ban", {"ban", "ferri"}).polarity == 1


def test_a_condition_is_words_of_the_statement() -> None:
    read = read_stance("said", "I will vote for this tunnel only if the state pays half of it.", TUNNEL)

    assert (read.polarity, read.condition) == (1, "only if the state pays half of it")


def test_a_condition_may_stand_behind_what_was_said() -> None:
    read = read_stance("expressed", "openness to the tunnel", TUNNEL, " but insisted that it should reach the whole town.")

    assert read.condition == "it should reach the whole town"


def test_a_threat_is_no_condition() -> None:
    assert read_stance("said", "they would fight in court if the tunnel was dug", TUNNEL).condition is None


def test_declining_to_say_takes_no_side() -> None:
    read = read_stance("declined", "declined to say how she is leaning on the tunnel", TUNNEL)

    assert (read.polarity, read.declined) == (0, True)
