"""Who is meant by an office or a description."""

from __future__ import annotations

import pytest

from qa.positions.asked.offices import Text, office_holder


def article(*sentences: str, whole: str = "", is_near: bool = True) -> Text:
    """One article's sentences, which are its whole text unless more is given."""
    return Text(sentences, whole or " ".join(sentences), is_near)


@pytest.mark.parametrize(
    ("office", "sentence", "holder"),
    [
        ("the governor of Norhava", "Norhava Gov. Oda Kellervane left early.", "Oda Kellervane"),
        ("the governor of Norhava", "Oda Kellervane, the governor of Norhava, left early.", "Oda Kellervane"),
        ("the governor of Norhava", "The governor of Norhava, Oda Kellervane, left early.", "Oda Kellervane"),
        ("the senator from Norhava", "Sen. Oda Kellervane (D-Norhava) left early.", "Oda Kellervane"),
        ("the senator from Norhava", "Senator Oda Kellervane, Democrat of Norhava, left early.", "Oda Kellervane"),
        ("the mayor of Ellery", "Ellery Mayor Oda van den Berg left early.", "Oda van den Berg"),
        ("the mayor of Ellery", "In Ellery, Mayor Oda Kellervane left early.", "Oda Kellervane"),
        (
            "the Norhavan parliament's commissioner for ports",
            "Oda Kellervane, the parliamentary commissioner for ports, left Norhava.",
            "Oda Kellervane",
        ),
        ("the UN's harbour chief", "Oda Kellervane, the United Nations High Commissioner for Harbours, left early.", "Oda Kellervane"),
        ("Norhava's finance minister", "Norhavan Finance Minister Oda Kellervane left early.", "Oda Kellervane"),
        ("Arrow's running mate", "Governor Oda Kellervane, Arrow's running mate, left early.", "Oda Kellervane"),
        ("the Harbour Party nominee", "Oda Kellervane, the Harbour Party nominee, left early.", "Oda Kellervane"),
        ("the deputy mayor", "Rasmund Pell, the deputy mayor, met Oda Kellervane, the mayor.", "Rasmund Pell"),
        ("Norhava's secretary of state", "Norhava Secretary of State Oda Kellervane left early.", "Oda Kellervane"),
        ("Norhava's secretary of state", "In Norhava, Republican Secretary of State Oda Kellervane left early.", "Oda Kellervane"),
        ("the mayor of Ellery", "Dockers urged Oda Kellervane to resign as Ellery’s mayor.", "Oda Kellervane"),
        ("the mayor of Ellery", "Ellery’s newly elected Ulvish mayor Oda Kellervane left early.", "Oda Kellervane"),
        ("Norhava's lone congressman", "Representative Oda Kellervane, Democrat of Norhava, left early.", "Oda Kellervane"),
        (
            "Norhava's Democrat on the Harbour Committee",
            "Senator Oda Kellervane of Norhava, a Democrat on the harbour committee, left early.",
            "Oda Kellervane",
        ),
        ("the mayor of Ellery", "Oda Kellervane served as mayor of Ellery.", None),
        ("Norhava's congressman", "Norhava Sen. Oda Kellervane left early.", None),
        ("the president of the Harbour Workers", "President Oda Kellervane met the Harbour Workers.", None),
        ("the governor of New Norhava", "New Ellery Gov. Oda Kellervane left Norhava early.", None),
        ("the mayor of Ellery", "Former Ellery mayor Oda Kellervane left early.", None),
        ("the mayor of Ellery", "Ellery Deputy Mayor Oda Kellervane left early.", None),
        ("the mayor of Ellery", "Corle Mayor Oda Kellervane left Ellery early.", None),
        ("the governor of Norhava", "West Norhava Gov. Oda Kellervane left early.", None),
        ("the mayor of Ellery", "Oda Kellervane met the mayor of Ellery.", None),
        ("Arrow's running mate", "Pim Arrow and his running mate left early.", None),
    ],
)
def test_an_office_is_held_by_whom_an_article_describes_so(office: str, sentence: str, holder: str | None) -> None:
    assert office_holder(office, [article(sentence)]).holder == holder


def test_the_only_mayor_of_an_article_that_opens_with_the_place_is_its_mayor() -> None:
    opens = article("The harbour of Ellery froze on Monday night.", "Mayor Oda Kellervane closed it.")

    assert office_holder("the mayor of Ellery", [opens]).holder == "Oda Kellervane"


def test_one_of_two_mayors_of_an_article_is_nobodys() -> None:
    opens = article("The harbour of Ellery froze on Monday night.", "On the quay, Mayor Oda Kellervane met the visiting Mayor Tam Roake.")

    assert office_holder("the mayor of Ellery", [opens]).holder is None


def test_an_office_is_looked_for_under_the_other_name_of_what_it_is_of() -> None:
    articles = [article("Oda Kellervane, the president of the Harbour Workers Federation, left early.")]

    named = office_holder("the HWF's president", articles, ["the president of the Harbour Workers Federation"])

    assert named.holder == "Oda Kellervane"


def test_several_whom_the_articles_describe_alike_are_candidates() -> None:
    named = office_holder("the senator from Norhava", [article("Norhava Sen. Oda Kellervane met Norhava Sen. Tam Roake.")])

    assert (named.holder, named.candidates) == (None, ("Oda Kellervane", "Tam Roake"))


def test_the_articles_of_the_days_asked_for_go_first() -> None:
    then = article("Ellery Mayor Oda Kellervane left early.")
    later = [article("Ellery Mayor Tam Roake stayed.", is_near=False) for _ in range(3)]

    assert office_holder("the mayor of Ellery", [then, *later]).holder == "Oda Kellervane"


def test_whom_another_article_calls_former_gives_way() -> None:
    articles = [
        article("Ellery Mayor Oda Kellervane left early."),
        article("Ellery Mayor Tam Roake stayed."),
        article("Former Ellery Mayor Oda Kellervane stayed."),
    ]

    assert office_holder("the mayor of Ellery", articles).holder == "Tam Roake"


def test_an_article_that_only_mentions_the_place_tells_nobody() -> None:
    articles = [article("Mayor Oda Kellervane left early.", whole="Mayor Oda Kellervane left early. Ellery was quiet.") for _ in range(5)]

    assert office_holder("the mayor of Ellery", articles).holder is None
