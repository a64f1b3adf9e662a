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


def test_who_opposes_asks_for_one_side() -> None:
    sides = [read_position_question(f"Who {verb} the tunnel?") for verb in ("opposes", "supports", "is against", "is for")]

    assert [asked.side for asked in sides if asked] == ["opposes", "supports", "opposes", "supports"]


def test_a_question_that_takes_a_change_for_granted_says_so() -> None:
    asked = read_position_question("Why did Orla Venn drop the ferry plan?")

    assert asked is not None
    assert asked.is_presupposed
