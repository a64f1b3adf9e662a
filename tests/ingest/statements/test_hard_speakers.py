"""Sentences in which the nearest name is not the speaker, and the marks that other presses use."""

from __future__ import annotations

import pytest

from tests.ingest.statements.articles import names, said, statements

WHO = [
    (
        "a relative clause with verbs of its own",
        "Ann Tabb, who as a navy captain was the port's doctor and later retired from the service, said that the water was bad.",
        "Ann Tabb",
    ),
    (
        "a bracket and an apposition",
        '"We won," Rep. Lorne Tabb (S-Vessby), a member of the panel, said in a phone interview.',
        "Lorne Tabb",
    ),
    ("a trade before the name", '"It was no mistake, so forget it," said retired surgeon Lorne Tabb, asked about it.', "Lorne Tabb"),
    (
        "a name behind another's relative clause",
        "Pell lacks support from friends, whom he alienated, said Ilka Tolvane, a teacher.",
        "Ilka Tolvane",
    ),
    ("a verb before the name", 'Said Tolvane: "The mud is deep."', "Tolvane"),
    ("an owner and an office", '"This is the boat we need," said Vessby Ferries\' chief executive, Marta Ilven.', "Marta Ilven"),
    ("an office of a county", "The county's planning officer, Sue Lodge, told the meeting that no vote would be taken.", "Sue Lodge"),
    ("an interview before the name", "In a Courier interview Tolvane declared that the tunnel was dead.", "Tolvane"),
    ("a trade with a capital", "Farmer Dick Amory said the land was poor.", "Dick Amory"),
    ("somebody quoted by another", 'Mr. Pell quoted General Radu Sarn as saying that the army was "ready."', "Radu Sarn"),
    ("a sentence around a colon", 'Even so, the source of the losses is no mystery: "I love boats," Tolvane said.', "Tolvane"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in WHO], ids=[case[0] for case in WHO])
def test_the_speaker_is_named_where_other_names_stand_nearer(text: str, name: str) -> None:
    assert names(text)[-1][1] == name


def test_voters_who_are_told_to_do_something_are_not_the_speakers() -> None:
    found = said("Tolvane, who says Pell attacks her because the count is close, said port voters should go with her.")

    assert [holder for holder, cue, _ in found if cue == "said"] == ["Tolvane, who says Pell attacks her because the count is close"]


def test_a_verb_in_the_past_goes_on_with_the_speaker_and_not_with_whom_he_spoke_of() -> None:
    found = said('Tabb has suggested Pell is ill, talked of a "stolen count" and called Pell the "Devil."')

    assert [holder for holder, cue, _ in found if cue == "called"] == ["Tabb"]


def test_what_somebody_is_asked_to_say_is_no_statement_of_theirs() -> None:
    assert [holder for holder, _, _ in said("Tolvane asked the mayor to explain why the plan failed.")] == ["Tolvane"]


def test_whoever_is_left_to_wonder_wonders() -> None:
    assert ("many voters", "to wonder", ["whether he would run"]) in said("The speech left many voters to wonder whether he would run.")


def test_she_behind_a_question_is_the_one_who_answers() -> None:
    text = 'Carol Whitten said the boats were late.\n\nAsked whether she believed Mr. Stam, Dana Vesely laughed.\n\n"No," she said.'

    assert names(text)[-1] == ("she", "Dana Vesely")


def test_a_surname_that_two_people_have_names_neither_once_the_second_has_come() -> None:
    first = "Derek Moult said he knew.\n\nMoult said that he had read it."
    text = f"{first}\n\nHis wife, Alison Moult, said he had not.\n\nMoult said it was late."

    assert [name for _, name in names(text)] == ["Derek Moult", "Derek Moult", "Alison Moult", None]


def test_his_words_are_not_the_last_speakers_where_the_sentence_names_another_man() -> None:
    text = (
        "Robert Maskell said it was late.\n\nIn Vessby, Carol Whitten took shots at George Stam, above all at his support for the tunnel."
    )

    assert ("his", "George Stam") in names(text)


def test_officials_of_whom_two_are_named_stay_officials() -> None:
    text = "Port officials, including Michael Sarn and James Ossin, have argued that the water is bad. Michael Sarn left."

    assert names(text)[0][1] is None


def test_a_question_mark_before_the_speakers_verb_ends_no_attribution() -> None:
    text = '"Things can be settled," Tolvane said.\n\n"Also the fare?" Orr pressed. "Or not?"'

    assert said(text)[-1] == ("Orr", "pressed", ['"Also the fare?"', '"Or not?"'])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("'It will put Mudford on the map,' Pell said.", "'It will put Mudford on the map,'"),
        ("Pell insisted the clock would ‘put Mudford on the map’.", "the clock would ‘put Mudford on the map’"),
        ("‘The farmers’ boats are late,’ Pell sniffed.", "‘The farmers’ boats are late,’"),
        ('Pell wrote: "The law isn’t “fair” any more. It is dead."', '"The law isn’t “fair” any more. It is dead."'),
    ],
    ids=["straight single marks", "curly single marks beside no others", "a plural's apostrophe", "curly marks within straight ones"],
)
def test_a_quotation_is_whole_in_the_marks_of_any_press(text: str, content: str) -> None:
    assert content in [c for _, _, contents in said(text) for c in contents]


def test_rock_n_roll_and_the_nineties_open_no_quotation() -> None:
    (found,) = statements("Pell said that rock 'n' roll died in the '90s and that it won't return.")

    assert found.voice == "indirect"


GOES_ON = [
    ("a clause that leads up", "Unless it rains, the experts say, the river will fall.", ["Unless it rains", "the river will fall"]),
    ("a dash", "The hall was full - and the permit, his camp said, had been hard to get.", ["the permit", "had been hard to get"]),
    ("a plural noun first", "Acts of protest, Mr. Pell said, are acts of love.", ["Acts of protest", "are acts of love"]),
    ("a second quotation", 'Orr "got a deal," Pell said, and still "got to sit in."', ['Orr "got a deal,"', '"got to sit in."']),
    ("an apposition", 'The port accused its head, Ann Orr, of "theft."', ['its head, Ann Orr, of "theft."']),
    ("a label", 'Tolvane called Orr the "worst mayor," a nod to his past.', ['Orr the "worst mayor,"']),
    ("a relative clause", "It was a deal she called unfair.", ["a deal", "unfair"]),
    ("those asked", "By big margins, those surveyed say the port should close.", ["the port should close"]),
    ("an order", "The judge told jurors to forget the papers.", ["to forget the papers"]),
    ("other things", "Pell said, among other things, that the port was shut.", ["that the port was shut"]),
]


@pytest.mark.parametrize(("text", "content"), [case[1:] for case in GOES_ON], ids=[case[0] for case in GOES_ON])
def test_a_content_is_neither_cut_nor_lengthened(text: str, content: list[str]) -> None:
    assert content in [contents for _, _, contents in said(text)]


INTERVIEW = """The novelist Edda Moran met the Review at home.

Q: Why now?

A: The book is finished. There is no mystery.

Q: Your publisher said you would never write again.

A: He says many things."""


def test_the_answers_of_an_interview_are_of_the_one_person_it_introduces() -> None:
    found = statements(INTERVIEW, kind="interview")

    assert [(s.holder.text, s.holder.name) for s in found if s.holder] == [("A", "Edda Moran")] * 2
    assert found[0].content[0].text == "The book is finished. There is no mystery."


def test_a_paragraph_of_a_transcript_that_begins_with_an_initial_goes_on_with_its_speaker() -> None:
    text = "LEE: Good morning.\n\nORR: Morning.\n\nLEE: Who built it?\n\nORR: My uncle.\n\nA. Philip Orr, who built boats, drew it."

    found = statements(text, kind="transcript")

    assert [s.holder.name for s in found if s.holder] == ["Lee", "Orr", "Lee", "Orr"]
    assert found[-1].content[-1].text == "A. Philip Orr, who built boats, drew it."


def test_the_questions_of_a_briefing_are_no_words_of_its_named_speakers() -> None:
    text = "LEE: Good morning.\n\nQ: Is it shut?\n\nLEE: No.\n\nQ: And the ferry?\n\nORR: It sails."

    found = statements(text, kind="transcript")

    assert [(s.holder.name, s.content[0].text) for s in found if s.holder] == [
        ("Lee", "Good morning."),
        ("Lee", "No."),
        ("Orr", "It sails."),
    ]


def test_the_answers_are_nobodys_where_two_people_are_introduced() -> None:
    found = statements(INTERVIEW.replace("at home", "and Simon Latch at home"), kind="interview")

    assert [s.holder.name for s in found if s.holder] == [None, None]


NAMED = [
    ("an office with its field", "Secretary of State Ann Tabb said the port was shut.", "Ann Tabb"),
    ("an office of a place with its field", "Norhava Secretary of State Ann Tabb said the port was shut.", "Ann Tabb"),
    ("a trade in capitals", "Lydenholm Ferries CEO Ann Tabb said the port was shut.", "Ann Tabb"),
    ("words that the name's clause belongs to", "It was a tactic Democrats say they dislike.", "Democrats"),
    ("a kind of outlet", "The news site Lydenholm Info reported that the port was shut.", "Lydenholm Info"),
    ("any poll", "A Lydenholm University poll said that the port was shut.", None),
    ("an accent set as a mark of its own", "Rau\u0301l M. Grij said the port was shut.", "Rau\u0301l M. Grij"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_a_name_is_neither_cut_nor_lengthened(text: str, name: str | None) -> None:
    assert [known for _, known in names(text)][:1] == [name]


def test_a_word_that_only_a_headline_has_in_capitals_is_no_name() -> None:
    text = "Port Shut However Many Boats Wait, Mayor Says\n\nHowever said Tabb it may be, the mud is deep. Instead critics said no."

    assert "However" not in [name for _, name in names(text)]


def test_he_at_the_start_of_somebodys_words_is_that_one_and_not_another_man_of_the_sentence() -> None:
    text = "Robert Tessel left. Felipe Orr, contradicting Robert Tessel, said he had told Tessel that the port would not pay."

    assert {name for _, name in names(text)} == {"Felipe Orr"}
