"""Words in which somebody speaks of himself."""

from __future__ import annotations

import pytest

from ui.render.first_person import first_person

SPOKEN = [
    ("I will put that to the council.", "I"),
    ("I’m tired of the mud.", "I"),
    ("When I left, the quay was shut.", "I"),
    ("The quay was shut. I walked home.", "I"),
    ("My wife and I, sadly, were late.", "I"),
    ("Then we left, and I stayed.", "we"),
    ("We will sell the ferry.", "We"),
]
NOT_SPOKEN = [
    "Traffic on I-95 will be slow.",
    "Charles I was king of Norhava.",
    "Under Charles I, the quay was built.",
    "Article I gives the port its powers.",
    "Title I schools are to close.",
    "The phase I trials end in May.",
    "World War I ended the ferry.",
    "Phase I is over.",
    "The plan of I. Venn is dead.",
    "A we-group of two sang.",
]


@pytest.mark.parametrize(("words", "found"), SPOKEN, ids=[words for words, _ in SPOKEN])
def test_a_pronoun_before_its_verb_speaks_in_the_first_person(words: str, found: str) -> None:
    assert first_person(words) == found


@pytest.mark.parametrize("words", NOT_SPOKEN, ids=NOT_SPOKEN)
def test_a_numeral_an_initial_or_a_road_speaks_for_nobody(words: str) -> None:
    assert first_person(words) is None
