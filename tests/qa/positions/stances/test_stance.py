"""Which side a sentence's own words take."""

from __future__ import annotations

import pytest

from qa.positions.stances.stance import read_stance

TUNNEL = "the tunnel"


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
        ("said", "the tunnel is a mistake", -1),
        ("said", "the tunnel would be good for the town", 1),
        ("criticized", "Roake for opposing the tunnel", 1),
        ("would", "scrap the tunnel", -1),
        ("said", "it was wrong to ban the tunnel", 1),
        ("refused to rule out", "the tunnel", 1),
        ("said", "I was wrong and I cannot support it", -1),
        ("has never said", "she would support the tunnel", 0),
        ("said", "she backs the ferry, but not for the tunnel", -1),
        ("called", "the tunnel “quite dangerous”", -1),
        ("says", "the tunnel is “ripe for abuse”", -1),
        ("called for", "the tunnel", 1),
        ("is panning", "the tunnel", -1),
        ("said", "the tunnel does not go far enough", -1),
        ("said", "we have to build the tunnel", 1),
        ("called", "the tunnel an historic step forward", 1),
        ("disagrees with", "her former boss", 0),
        ("said", "the tunnel should be closed", -1),
        ("said", "the tunnel must not be closed", 1),
        ("said", "the tunnel must be built", 1),
        ("opposes", "the disastrous tunnel", -1),
        ("said", "the tunnel is the only crossing that makes sense", 1),
        ("said", "the tunnel makes no sense", -1),
        ("named", "Pell, the best-known champion of the tunnel, as minister", 0),
        ("said", "she was a champion of the tunnel", 1),
        ("said", "she would leave it to others to decide what it meant for the tunnel", 0),
        ("wants", "to scrap the disastrous tunnel", -1),
        ("said", "closing the tunnel would send the wrong message", 1),
        ("said", "the town cannot afford to run the risk of building the tunnel", -1),
        ("worried", "that her call for the tunnel would not be enough", 1),
        ("said", "they can't get to the tunnel", 0),
    ],
)
def test_words_take_sides(cue: str, content: str, polarity: int) -> None:
    assert read_stance(cue, content, TUNNEL).polarity == polarity


@pytest.mark.parametrize(
    ("cue", "content", "polarity"),
    [
        ("supports", "the ban on ferries", 1),
        ("opposes", "banning the ferries", -1),
        ("supports", "the ferries", -1),
        ("would", "scrap the ferries", 1),
        ("supports", "the measure", 1),
        ("called for", "an end to the ferries", 1),
    ],
)
def test_what_is_said_for_a_thing_is_said_against_its_ban(cue: str, content: str, polarity: int) -> None:
    assert read_stance(cue, content, "ban the ferries").polarity == polarity


def test_another_amount_is_no_support() -> None:
    assert read_stance("favors", "raising the fare to $12", "a $15 fare").polarity == 0
    assert read_stance("favors", "raising the fare to $15", "a $15 fare").polarity == 1


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


def test_what_is_left_out_by_name_is_opposed() -> None:
    assert read_stance("said", "she supports ferries", "a ferry to Ulvish", ", but not for a ferry to Ulvish").polarity == -1


def test_an_issue_that_undoes_something_is_read_in_its_own_direction() -> None:
    assert read_stance("would not support", "mass deportation of the miners", "mass deportation of miners").polarity == -1
    assert read_stance("would support", "mass deportation of the miners", "mass deportation of miners").polarity == 1
    assert read_stance("said", "the director should resign", "the director staying at the ministry").polarity == -1


@pytest.mark.parametrize(
    "content",
    [
        "the minister wants the tunnel built",
        "voters who oppose the tunnel were not asked",
        "the tunnel was a plan of engineers and the premier supports the tunnel",
        "it was a bill for the tunnel backed by unions",
    ],
)
def test_what_others_want_is_not_the_holders_view(content: str) -> None:
    assert read_stance("said", content, TUNNEL, holder="Ilka Tolvane").polarity == 0


def test_a_spokesman_names_the_holder_whose_view_it_is() -> None:
    assert read_stance("said", "Tolvane opposes the tunnel", TUNNEL, holder="Ilka Tolvane").polarity == -1


@pytest.mark.parametrize(
    ("cue", "content", "issue"),
    [
        ("said", "she supports the minister", "the minister’s plan for a tunnel"),
        ("was alarmed", "about the minister’s words", "staying away from the minister’s speech to farmers"),
        ("supports", "indexing the tunnel", "the tunnel"),
        ("pledged", "to relocate the tunnel", "the tunnel"),
        ("opposes", "ferries", "Norhava’s near-total night ferry ban"),
        ("said", "the harbour has to come a long way on the tunnel", "the tunnel"),
    ],
    ids=["only a person of it", "two words apart", "an unknown deed", "an unknown verb", "what a ban is on", "no deed"],
)
def test_words_that_are_not_linked_to_the_whole_issue_take_no_side(cue: str, content: str, issue: str) -> None:
    assert read_stance(cue, content, issue, holder="Ilka Tolvane").polarity == 0


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("I do not believe that the tunnel should be built", -1),
        ("there is no reason why the town should not build the tunnel", 1),
        ("we are not going to pay for the tunnel", -1),
        ("the tunnel would hurt the ferries", -1),
        ("the tunnel he wants to build is late", 1),
        ("the tunnel is late. The ferry is a disaster", 0),
    ],
)
def test_what_is_denied_done_or_brought_about_takes_the_side_that_it_means(content: str, polarity: int) -> None:
    assert read_stance("said", content, TUNNEL).polarity == polarity


def test_it_means_the_issue_only_where_the_words_before_name_it() -> None:
    assert read_stance("said", "it is a disaster", TUNNEL, before="She spoke of the tunnel.").polarity == -1
    assert read_stance("said", "it is a disaster", TUNNEL, before="She spoke of the ferry.").polarity == 0


def test_a_bill_that_limits_something_is_not_itself_limited() -> None:
    assert read_stance("supports", "the bill", "the bill limiting ferries").polarity == 1
    assert read_stance("opposes", "the bill", "the bill limiting ferries").polarity == -1


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "critics say the tunnel is a disaster"),
        ("said", "the mayor thinks the tunnel is wonderful"),
        ("said", "my rival has said he would not scrap the tunnel"),
        ("said", "the tunnel has been called a disaster by Roake"),
        ("said", "those who oppose the tunnel are wrong"),
        ("said", "opposing the tunnel was a mistake"),
        ("said", "the failure to build the tunnel is a disgrace"),
        ("said", "she used to oppose the tunnel"),
        ("neither supports nor opposes", "the tunnel"),
        ("signed", "a petition against the tunnel"),
        ("rejected", "claims that the tunnel is unsafe"),
        ("hopes", "the tunnel will fail"),
        ("attacked", "Roake over the tunnel"),
        ("said", "it is hard to oppose the tunnel"),
        ("failed to", "stop the tunnel"),
        ("said", "we must prevent the tunnel from being closed"),
        ("said", "she supports ferries, opposes bridges and wants a tunnel"),
        ("opposes", "an amendment that would hurt the tunnel"),
    ],
)
def test_what_is_not_told_as_the_holders_own_view_takes_no_side(cue: str, content: str) -> None:
    assert read_stance(cue, content, TUNNEL, holder="Oda Kellervane").polarity == 0


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("we don't need the tunnel", -1),
        ("nobody should oppose the tunnel", 1),
        ("I don't think the tunnel should be built", -1),
        ("I think the tunnel is a mistake", -1),
        ("she is a critic of the tunnel", -1),
    ],
)
def test_a_denial_beside_the_words_that_take_a_side_turns_them(content: str, polarity: int) -> None:
    assert read_stance("said", content, TUNNEL, holder="Oda Kellervane").polarity == polarity
