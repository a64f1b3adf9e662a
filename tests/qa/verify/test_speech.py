"""Whose words a claim gives, against whose words its sentences are."""

import pytest

from qa.models import Source
from qa.verify import verify
from qa.verify.speech import told

SPOKESMAN = "A spokesman for Jonas Okonjo said the harbour would close in May."
SPOKESWOMAN = "Okonjo's spokeswoman, Ana Varga, said the harbour would close in May."
TWO = "Ilse Varga said the ferry should stay with the town, while Jonas Okonjo said the town could not pay for it."
APART = "Ana Ruiz, a geologist at the school of Dravik, said the mine would poison the river within ten years."
RUIZ, HOLM = Source("Ruiz said the dam was built to last a century."), Source("Holm said the growers would sue the council.")


def codes(claim: str, *sources: Source | str) -> set[str]:
    return {r.code for r in verify(claim, [Source(s) if isinstance(s, str) else s for s in sources]).reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("Okonjo said the harbour would close in May.", SPOKESMAN, id="a spokesman's words given to the holder"),
        pytest.param("Okonjo said the harbour would close in May.", SPOKESWOMAN, id="a named spokeswoman's words given to the holder"),
        pytest.param(
            "A spokesman for Okonjo said the harbour would close.", "Jonas Okonjo said the harbour would close.", id="the reverse"
        ),
        pytest.param("Jonas Okonjo said the ferry should stay with the town.", TWO, id="the other speaker of the sentence"),
        pytest.param("Ilse Varga said the town could not pay for the ferry.", TWO, id="the first speaker of the sentence"),
    ],
)
def test_words_given_to_another_speaker_are_not_supported(claim: str, source: str) -> None:
    verification = verify(claim, [Source(source)])

    assert verification.verdict != "supported"
    assert "speaker" in {r.code for r in verification.reasons}


@pytest.mark.parametrize("claim", ["Holm said the dam was built to last a century.", "Ruiz said the growers would sue the council."])
def test_two_speakers_of_two_sentences_cannot_be_swapped(claim: str) -> None:
    assert verify(claim, [RUIZ, HOLM]).verdict != "supported"


def test_a_name_in_the_place_of_one_with_an_apposition_differs() -> None:
    checked = verify("Holm said the mine would poison the river within ten years.", [Source(APART), HOLM])

    assert "the sentence says Ana Ruiz, the claim Holm" in [r.message for r in checked.reasons]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("Ana Varga said the harbour would close in May.", SPOKESWOMAN, id="the spokeswoman herself"),
        pytest.param("A spokesman for Okonjo said the harbour would close in May.", SPOKESMAN, id="the spokesman"),
        pytest.param("Varga said the ferry should stay with the town.", TWO, id="surname"),
        pytest.param(
            "The harbour board says the pier is safe.", "A spokesman for the harbour board said the pier is safe.", id="an office"
        ),
        pytest.param("The pier is safe, an official said.", "The pier is safe, Ana Ruiz said.", id="described, not named"),
        pytest.param("“The pier is safe,” Ruiz notes.", "“The pier is safe,” said Ana Ruiz, an engineer.", id="cue behind"),
    ],
)
def test_the_right_speaker_is_no_reason(claim: str, source: str) -> None:
    assert not codes(claim, source) & {"speaker", "attribution_lost"}


def test_a_claim_that_keeps_only_the_inner_speaker_loses_who_tells_it() -> None:
    source = "Ana Ruiz said she believes the dam will hold another winter."

    assert "attribution_lost" in codes("She believes the dam will hold another winter.", source)


def test_a_noun_of_saying_gives_no_word() -> None:
    assert codes("The council published its report on the dam.", "The council published its report on the dam.") == set()


def test_whom_somebody_speaks_for_is_told_apart() -> None:
    (statement,) = told(SPOKESWOMAN)

    assert (statement.own, statement.speaks_for) == ("Ana Varga", "Okonjo")


MERELY_NAMED = "He will send a delegation to meet Marta Quell, who wrote a plan for the harbour."


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(
            (Source("Okonjo made it clear that the harbour should stay open all winter."), Source(MERELY_NAMED)), id="behind the words"
        ),
        pytest.param((Source(MERELY_NAMED), Source("The harbour should stay open all winter.")), id="before the words of nobody"),
        pytest.param((Source("The harbour should stay open all winter.", context=MERELY_NAMED),), id="in the sentence before"),
    ],
)
def test_a_person_who_is_merely_named_in_another_sentence_did_not_say_it(sources: tuple[Source, ...]) -> None:
    assert "speaker" in codes("Marta Quell said the harbour should stay open all winter.", *sources)


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(
            (Source("Marta Quell spoke on Monday."), Source("The harbour should stay open all winter, she added.")), id="a pronoun"
        ),
        pytest.param((Source("Marta Quell spoke."), Source("“The harbour should stay open all winter.”")), id="a quotation that goes on"),
        pytest.param((Source("The harbour should stay open all winter.", speaker="Marta Quell"),), id="the article names the speaker"),
    ],
)
def test_a_speaker_may_be_named_before_the_words(sources: tuple[Source, ...]) -> None:
    assert "speaker" not in codes("Marta Quell said the harbour should stay open all winter.", *sources)


def test_the_words_of_somebody_named_are_not_those_of_the_many_who_speak_beside_them() -> None:
    sources = (Source("Ana Varga, the harbour master, said the dam would hold."), Source("Residents say they want a bridge."))

    assert "speaker" in codes("Residents said the dam would hold.", *sources)
    assert "speaker" not in codes("The harbour master said the dam would hold.", *sources)
    assert (
        codes("Residents say they want a bridge but said the dam holds.", "Residents say they want a bridge but said the dam holds.")
        == set()
    )
