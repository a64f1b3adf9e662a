import pytest

from qa.evidence import read_sentence
from qa.wanted import Wanted, holds, is_question, wanted_by


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who opened the Marl Tunnel?", "person"),
        ("Which minister opened it?", "person"),
        ("When did the ferry to Osk sink?", "time"),
        ("In what year did the ferry sink?", "time"),
        ("Where is the new harbour?", "place"),
        ("How many trains use the tunnel?", "number"),
        ("How much longer is the new road?", "number"),
        ("By what margin was it rejected?", "number"),
        ("What is the city paying for its ferries?", "number"),
        ("Why was the tunnel closed?", "reason"),
        ("What kept the mayor from voting?", "reason"),
        ("On what terms would she sign?", "condition"),
        ("What does the mayor want in return for her vote?", "condition"),
        ("What did the mayor say when the tunnel opened?", "words"),
        ("Where does the mayor stand on the tunnel?", "words"),
        ("How did the mayor vote when it was late?", "thing"),
        ("What does the mayor want?", "thing"),
        ("The tunnel was closed on Friday", "thing"),
        ("The mayor said when it would open.", "thing"),
    ],
)
def test_a_question_wants_what_its_first_asking_word_asks_for(question: str, wanted: Wanted) -> None:
    assert wanted_by(question) == wanted


@pytest.mark.parametrize("text", ["who opened the tunnel", "Did it open", "In which year was that", "The tunnel opened?"])
def test_a_question_is_told_by_its_mark_or_its_first_words(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["The tunnel opened on Friday.", "Ana Sole asked who would pay.", ""])
def test_what_states_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("wanted", "has", "lacks"),
    [
        ("person", "The engineer Ana Sole closed the tunnel.", "The tunnel was closed."),
        ("time", "The tunnel was closed on Friday.", "The tunnel was closed."),
        ("place", "The tunnel is near Osk.", "The tunnel is long."),
        ("number", "Some forty trains use it.", "Many trains use it."),
        ("reason", "It was closed because of a crack.", "It was closed."),
        ("condition", "She will sign only if the state pays.", "She signed it."),
        ("words", "“It is late,” Ana Sole said.", "It was late."),
    ],
)
def test_a_sentence_with_what_is_wanted_is_told_from_one_without(wanted: Wanted, has: str, lacks: str) -> None:
    assert [_holds(wanted, has), _holds(wanted, lacks)] == [True, False]


def test_a_name_that_the_question_gives_is_no_answer_to_who() -> None:
    known = frozenset(("ana", "sole"))

    assert not _holds("person", "The mayor met Ana Sole.", known)
    assert _holds("person", "The mayor Per Lind met Ana Sole.", known)


def test_a_thing_is_never_told() -> None:
    assert not _holds("thing", "Ana Sole said on Friday that 40 came because of the fog.")


def _holds(wanted: Wanted, text: str, asked: frozenset[str] = frozenset()) -> bool:
    reading = read_sentence(text)
    return holds(wanted, text, reading.stems, reading.names, asked)
