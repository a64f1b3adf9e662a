"""What statements speak of, in their sentences' own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.positions.proposals import by_proposal, proposal_in, towards
from tests.qa.positions.sayings import said


@pytest.mark.parametrize(
    ("content", "issue", "found"),
    [
        ("the harbour tunnel should wait", "harbour tunnel", "the harbour tunnel"),
        ("openness to accepting a harbour tunnel for lorries but no more", "harbour tunnel", "accepting a harbour tunnel for lorries"),
        ("she would build a harbour tunnel on Monday", "harbour tunnel", "build a harbour tunnel"),
        ("trains, not tunnels", "harbour tunnel", None),
        ("the choir had sung well", "harbour tunnel", None),
    ],
)
def test_a_proposal_is_a_phrase_of_the_sentence_with_the_issue_in_it(content: str, issue: str, found: str | None) -> None:
    one = said("said", content)

    span = proposal_in(one, issue)

    assert (span.text if span else None) == found
    assert span is None or one.article.text[span.start : span.end] == span.text


def test_statements_on_a_topic_stand_by_what_they_speak_of() -> None:
    cut, again, fares, song = (
        said("said", words)
        for words in (
            "she would cut the fares on night ferries",
            "the council must cut fares",
            "she would ban lorries from the quay",
            "the choir had sung well",
        )
    )

    groups = by_proposal([cut, again, fares, song], lambda one: proposal_in(one, "ferries", is_topic=True))

    assert [(span.text if span else None, members) for span, members in groups] == [
        ("cut the fares on night ferries", [cut, again]),
        ("ban lorries from the quay", [fares]),
        (None, [song]),
    ]


@pytest.mark.parametrize(
    ("content", "stance", "words"),
    [
        ("she had fought for a ban on night ferries", "supports", ["fought"]),
        ("she did not want to build a tunnel", "opposes", ["not", "want"]),
        ("she wondered how to build a tunnel", "unclear", []),
        ("to build a tunnel", "unclear", []),
    ],
)
def test_a_stance_towards_a_proposal_is_what_the_words_before_it_show(content: str, stance: str, words: list[str]) -> None:
    one = said("said", content)
    proposal = proposal_in(one, "ferries", is_topic=True)

    assert proposal is not None
    found, shown = towards(one, proposal)
    assert (found, [word.text for word in shown]) == (stance, words)


def test_a_proposal_that_opens_a_statement_without_a_cue_shows_no_stance() -> None:
    one = replace(said("said", "a ban on night ferries"), cued=())
    proposal = proposal_in(one, "ferries", is_topic=True)

    assert proposal is not None
    assert towards(one, proposal) == ("unclear", ())
