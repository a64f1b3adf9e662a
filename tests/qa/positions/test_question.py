"""What a question about positions asks for."""

from __future__ import annotations

import pytest

from qa.positions.question import read_position_question


@pytest.mark.parametrize(
    ("text", "kind", "holders", "issue"),
    [
        ("Where does Oda Kellervane stand on the tunnel?", "position", ("Oda Kellervane",), "the tunnel"),
        ("What did Tam Roake say about the ferry?", "position", ("Tam Roake",), "the ferry"),
        ("Does the mayor of Ellery support the tunnel?", "position", ("the mayor of Ellery",), "the tunnel"),
        ("Would Venn sell the ferry?", "position", ("Venn",), "sell the ferry"),
        ("What is Orla Venn's own view on the mine last year?", "position", ("Orla Venn",), "the mine"),
        ("In the Courier's May 2025 coverage, what is Tam Roake's line on fares?", "position", ("Tam Roake",), "fares"),
        ("How does Tam Roake feel about the ferry?", "position", ("Tam Roake",), "the ferry"),
        ("What is Roake's stance towards the ferry?", "position", ("Roake",), "the ferry"),
        ("What's Orla Venn's opinion of the ferry?", "position", ("Orla Venn",), "the ferry"),
        ("Tell me Orla Venn's position on the ferry.", "position", ("Orla Venn",), "the ferry"),
        ("Why does Venn object to the ferry?", "position", ("Venn",), "the ferry"),
        ("Did Tam Roake vote for the ferry bill in May 2025?", "position", ("Tam Roake",), "the ferry bill"),
        ("Is Venn willing to support the mine?", "position", ("Venn",), "the mine"),
        ("Which side is Roake on in the ferry fight?", "position", ("Roake",), "the ferry fight"),
        ("Should the mine be closed, in Venn's view?", "position", ("Venn",), "the mine be closed"),
        ("What did Venn say on 14 May 2025 about the mine?", "position", ("Venn",), "the mine"),
        ("Venn on the mine: for or against?", "position", ("Venn",), "the mine"),
        ("Where do Venn and Roake stand on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Are Venn and Roake both against the mine?", "comparison", ("Venn", "Roake"), "the mine"),
        ("What separates Venn from Roake on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Which of Venn, Roake and Brandt would close the mine?", "comparison", ("Venn", "Roake", "Brandt"), "close the mine"),
        ("Has Venn softened on fares?", "change", ("Venn",), "fares"),
        ("Was Roake ever against the ferry?", "change", ("Roake",), "the ferry"),
        ("How has Venn shifted on fares since 2024?", "change", ("Venn",), "fares"),
        ("How do Orla Venn and Tam Roake differ on the ferry?", "comparison", ("Orla Venn", "Tam Roake"), "the ferry"),
        ("How do the two rivals, Orla Venn and Tam Roake, differ on the ferry?", "comparison", ("Orla Venn", "Tam Roake"), "the ferry"),
        ("Venn versus Roake: would each of them close the mine?", "comparison", ("Venn", "Roake"), "close the mine"),
        ("Has Orla Venn changed her mind about the ferry?", "change", ("Orla Venn",), "the ferry"),
        ("Who opposes the tunnel?", "who", (), "the tunnel"),
    ],
)
def test_a_question_about_a_position_tells_whose_and_on_what(text: str, kind: str, holders: tuple[str, ...], issue: str) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert (asked.kind, asked.holders, asked.issue) == (kind, holders, issue)


@pytest.mark.parametrize(
    "text",
    [
        "How long is the tunnel?",
        "When did the council vote?",
        "Who chairs the port authority?",
        "What did Roake want to build?",
        "What does TRN stand for?",
        "How did the ferrymen defend themselves?",
        "What is the French name for the harbour?",
        "",
        "Why?",
    ],
)
def test_other_questions_are_left_to_others(text: str) -> None:
    assert read_position_question(text) is None


def test_an_account_by_somebody_else_names_its_teller() -> None:
    asked = read_position_question("According to Roake, what would Venn do to the ferry?")

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("reported", "Roake", ("Venn",), "the ferry")


@pytest.mark.parametrize(
    "text",
    ["In Roake's telling, where does Venn stand on fares?", "What does Roake claim Venn would do about fares?"],
)
def test_other_ways_of_asking_for_an_account(text: str) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("reported", "Roake", ("Venn",), "fares")


def test_an_outlet_tells_where_to_look_and_is_nobodys_account() -> None:
    asked = read_position_question("According to the Ellery Courier, does Venn support the mine?", ["Ellery Courier"])

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("position", None, ("Venn",), "the mine")


def test_who_opposes_asks_for_one_side() -> None:
    sides = [read_position_question(f"Who {verb} the tunnel?") for verb in ("opposes", "supports", "is against", "is for")]

    assert [asked.side for asked in sides if asked] == ["opposes", "supports", "opposes", "supports"]


def test_a_question_that_takes_a_change_for_granted_says_so() -> None:
    asked = read_position_question("Why did Orla Venn drop the ferry plan?")

    assert asked is not None
    assert asked.is_presupposed
