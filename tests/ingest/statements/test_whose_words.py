from __future__ import annotations

import pytest

from tests.ingest.statements.articles import names, statements

INTRODUCED = "Premier Oda Kellervane said that the offer was final. "

REFERENCES = [
    ("surname", "Kellervane said no.", "Kellervane", "Oda Kellervane"),
    ("courtesy title", "Ms. Kellervane said no.", "Ms. Kellervane", "Oda Kellervane"),
    ("office", "The premier said no.", "The premier", "Oda Kellervane"),
    ("pronoun", "She said no.", "She", "Oda Kellervane"),
    ("a pronoun of the other sex", "He said no.", "He", None),
    ("an office that nobody holds", "The minister said no.", "The minister", None),
    ("a group", "Teachers said no.", "Teachers", None),
    ("a department", "The Environment Ministry said no.", "The Environment Ministry", "Environment Ministry"),
]


@pytest.mark.parametrize(("text", "printed", "name"), [case[1:] for case in REFERENCES], ids=[case[0] for case in REFERENCES])
def test_a_holder_is_who_the_article_says_it_is(text: str, printed: str, name: str | None) -> None:
    assert names(INTRODUCED + text.replace("said no", "said that it was late"))[-1] == (printed, name)


def test_two_people_of_one_surname_are_told_apart_by_their_titles() -> None:
    text = (
        "Dorn Quillon said that the mine was right. Petra Quillon said that it was wrong.\n\n"
        "Ms. Quillon said that the river was low.\n\nMr. Quillon said that it was high.\n\nPetra Quillon and Dorn Quillon met.\n\n"
        "Quillon said that it rained."
    )

    assert names(text)[2:] == [("Ms. Quillon", "Petra Quillon"), ("Mr. Quillon", "Dorn Quillon"), ("Quillon", None)]


def test_an_apposition_names_whom_a_noun_stands_for() -> None:
    found = names("A spokesman for the ministry, Edvin Tarn, said that it was late. Its chair, Hanno Wickerby, said that it was early.")

    assert [name for _, name in found] == ["Edvin Tarn", "Hanno Wickerby"]


def test_a_spokesman_speaks_for_himself_and_not_as_the_one_he_serves() -> None:
    ((printed, name),) = names("Edvin Tarn, a spokesman for Katrin Delborne, said that the licence would stand.")

    assert name == "Edvin Tarn"
    assert printed == "Edvin Tarn, a spokesman for Katrin Delborne"


def test_what_someone_is_told_to_want_is_reported_by_the_teller() -> None:
    found = statements("Katrin Delborne took office in May. Hanno Wickerby said that Ms. Delborne wanted to sign the licence.")

    inner = next(s for s in found if s.holder and s.holder.name == "Katrin Delborne")
    assert inner.reported_by == "Hanno Wickerby"
    assert next(s for s in found if s is not inner).reported_by is None


def test_one_who_speaks_of_herself_is_reported_by_nobody() -> None:
    found = statements("Ilka Tolvane said that she wanted to keep the boats.")

    assert [s.reported_by for s in found] == [None] * len(found)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Through her spokesman, Piet Ansgard, Ilka Tolvane said that she would stay.", "Piet Ansgard"),
        ("Ilka Tolvane said through a lawyer that she would stay.", "a lawyer"),
        ("Ilka Tolvane said that she would speak through a lawyer.", None),
    ],
)
def test_a_go_between_is_the_speaker_and_not_the_holder(text: str, speaker: str | None) -> None:
    (found,) = statements(text)

    assert found.speaker == speaker
    assert found.holder is not None
    assert found.holder.name == "Ilka Tolvane"


def test_a_deputy_does_not_hold_the_office() -> None:
    assert names("Deputy Mayor Rasmund Pell said that it was late. The mayor said that it was early.")[-1] == ("The mayor", None)


def test_a_pronoun_stays_unresolved_behind_a_sentence_about_somebody_unknown() -> None:
    text = "Edvin Tarn said that it was late. Ostrick Vane joined the march. He said that it was early."

    assert names(text)[-1] == ("He", None)


def test_a_pronoun_that_two_people_fit_stays_unresolved() -> None:
    assert names("Dorn Tabb met Lorne Pell, and then he said that it was over.")[-1] == ("he", None)


def test_the_sentence_ids_hold_the_sentence_that_names_the_holder() -> None:
    text = '"We won. It was hard," said Lorne Tabb. "I am glad."'

    (found,) = statements(text)

    assert len(found.sentence_ids) == 3


def test_a_first_name_that_is_a_preposition_elsewhere_is_a_name() -> None:
    assert names("Per Lind opposes the tunnel.") == [("Per Lind", "Per Lind")]
    assert names("The ferry sank. Per Oda Lind, it was late.") == []


def test_a_party_before_a_name_is_no_part_of_it() -> None:
    assert names("“It is late,” the Harbour Party’s Nock Lind said.") == [("the Harbour Party’s Nock Lind", "Nock Lind")]


def test_a_pronoun_behind_the_words_of_an_unnamed_candidate_is_not_given_to_somebody_named_before() -> None:
    text = "Tom Arrow left. Arrow cut the fares.\n\n“It is late,” the Harbour candidate said on Monday.\n\n“We must go,” he went on."

    assert [name for printed, name in names(text) if printed == "he"] == [None]
