"""Whom words of a question mean in one home."""

from __future__ import annotations

import pytest

from ingest.models import Article, Passage
from ingest.store.found import HolderCount
from qa.positions.asked.whom import Whom


class Spoken:
    """A home whose articles give statements of these people, and describe nobody."""

    def __init__(self, **statements: int) -> None:
        self.counts = {name.replace("_", " "): HolderCount(n, frozenset({0})) for name, n in statements.items()}

    def lexical(self, stems: object, k: int, within: object = None) -> list[tuple[str, float]]:
        return []

    def passages(self, ids: object) -> dict[str, Passage]:
        return {}

    def articles_by_id(self, ids: object) -> dict[str, Article]:
        return {}

    def holder_counts(self) -> dict[str, HolderCount]:
        return self.counts


@pytest.mark.parametrize(
    ("printed", "holder"),
    [
        ("Oda", "Oda Kellervane"),
        ("Tam", "Tam"),
        ("Arrow", "Arrow"),
        ("Oda Pell", "Oda Pell"),
        ("the Ellery campaign", "Ellery campaign"),
        ("the members of the council", None),
    ],
    ids=["a first name", "the first name of several", "a last name", "a full name", "a group that speaks", "several"],
)
def test_words_mean_whom_the_articles_let_speak(printed: str, holder: str | None) -> None:
    home = Spoken(Oda_Kellervane=9, Oda_Venn=1, Tam_Roake=3, Tam_Brandt=2, Arrow_Pell=4, Pim_Arrow=1, Ellery_campaign=1)

    assert Whom(home).means(printed).holder == holder


def test_a_last_name_of_two_who_speak_alike_is_said_to_be_of_either() -> None:
    home = Whom(Spoken(Oda_Kellervane=9, Pim_Kellervane=4, Tam_Roake=9, Ada_Roake=1))

    assert home.several("Kellervane") == ("Oda Kellervane", "Pim Kellervane")
    assert home.several("Roake") == home.several("Oda Kellervane") == ()
