import pytest

from qa.leaning import leans_on_the_sentence_before, opens_with_a_pronoun
from tests.fakes_answers import MAYOR, REFUSAL


@pytest.mark.parametrize(
    "text",
    [
        "He left.",
        "But the council refused.",
        "However, the council refused.",
        REFUSAL.replace("Brandt told the Lundholm Courier", "she said"),
        "In addition, it rained.",
        "On Monday, he paid.",
        "“We will not pay,” they say.",
        "“We will not pay.”",
        "When asked, she declined.",
        "“It is late,” he said.",
    ],
)
def test_these_lean_on_the_sentence_before(text: str) -> None:
    assert leans_on_the_sentence_before(text)


@pytest.mark.parametrize(
    "text",
    [
        MAYOR,
        REFUSAL,
        "Brandt said she would resign.",
        "The minister said he would pay.",
        "“He lied,” Brandt said.",
        "“But we will pay,” Brandt said.",
        "40 people came, and they left.",
        "",
    ],
)
def test_these_stand_alone(text: str) -> None:
    assert not leans_on_the_sentence_before(text)


@pytest.mark.parametrize("text", ["He left.", "“It is late,” he said.", "Her deputy paid.", "— They left."])
def test_these_open_with_a_pronoun(text: str) -> None:
    assert opens_with_a_pronoun(text)


@pytest.mark.parametrize("text", ["Brandt said he left.", "“He left,” Brandt said.", "But she left.", "Itineraries changed.", ""])
def test_these_open_otherwise(text: str) -> None:
    assert not opens_with_a_pronoun(text)
