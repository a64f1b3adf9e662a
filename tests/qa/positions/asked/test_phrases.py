"""Which words of a question may name whom it asks about."""

from __future__ import annotations

import pytest

from qa.positions.asked.phrases import marked


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Does Oda Kellervane agree?", ["Oda Kellervane"]),
        ("Does Gov. Oda Kellervane agree?", ["Oda Kellervane"]),
        ("Does Governor Kellervane agree?", ["Governor Kellervane"]),
        ("Does the Norhavan economist Oda Kellervane agree?", ["Oda Kellervane"]),
        ("Does Oda van den Berg agree?", ["Oda van den Berg"]),
        ("Does Oda Kellervane of Norhava agree?", ["Oda Kellervane"]),
        ("Does the governor of Norhava agree?", ["the governor of Norhava"]),
        ("Does the senior senator from Norhava agree?", ["the senior senator from Norhava"]),
        ("Does Norhava's finance minister agree?", ["Norhava's finance minister"]),
        ("Does the head of the World Harbour Fund agree?", ["the head of the World Harbour Fund"]),
        ("Does the Chamber of Commerce agree?", ["Chamber of Commerce"]),
        ("Does the Union of Concerned Dockers agree?", ["Union of Concerned Dockers"]),
        ("Does the dockers' union agree?", ["the dockers' union"]),
        ("Do the governors of Norhava and Ellery agree?", ["the governor of Norhava", "the governor of Ellery"]),
        ("Does Norhava's Democrat on the Harbour Committee agree?", ["Norhava's Democrat on the Harbour Committee"]),
        ("Does Norhava's secretary of state agree?", ["Norhava's secretary of state"]),
        ("Does the Corle nurse Oda Kellervane agree?", ["Oda Kellervane"]),
        ("Does the Speaker agree?", ["the Speaker"]),
        ("Do the teachers in Ellery agree?", ["the teachers in Ellery"]),
        ("Does the tunnel leak?", []),
        ("Would Oda Kellervane scrap Norhavacare?", ["Oda Kellervane", "Norhavacare"]),
        ("What separates Venn from Roake?", ["Venn", "Roake"]),
        ("What is Venn's plan for the tunnel?", ["Venn"]),
        ("Does Venn want to defund the Harbour Act?", ["Venn", "Harbour Act"]),
    ],
)
def test_people_offices_and_organisations_are_marked(text: str, names: list[str]) -> None:
    phrases = marked(text).phrases

    assert [name for phrase in phrases for name in phrase.names] == names


def test_a_description_beside_a_name_is_part_of_its_phrase() -> None:
    question = marked("Does Oda Kellervane, the mayor of Ellery, agree?")

    assert question.text == "Does <0> agree?"
    assert question.phrases[0].names == ("Oda Kellervane",)


def test_a_marked_part_reads_as_the_question_prints_it() -> None:
    question = marked("Does Venn want Sen. Tam Roake to resign?")

    assert question.expanded("<1> to resign") == "Sen. Tam Roake to resign"
