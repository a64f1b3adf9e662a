import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answerable import answerable, answerable_signals
from qa.evidence import rarity, survey
from qa.question import read_question
from qa.weights import LEXICAL, weights_for
from tests.fakes_retrieval import QUERY, a_candidate


def signals(question: str, *sentences: str, similar: float = 0.0, passages: int = 1) -> dict[str, float]:
    asked = read_question(question)
    found = survey(asked, QUERY, [a_candidate(*sentences, similar=similar)], rarity(asked.terms, {}, passages))
    return answerable_signals(found, found.sentence["words"])


def test_names_and_numbers_of_the_question_that_the_passage_lacks_are_missing() -> None:
    some = signals("Did Ana Sole open the tunnel in 2014?", "Per Lind did open the tunnel.")
    none = signals("Did Ana Sole open the tunnel in 2014?", "Ana Sole did open the tunnel.", "It was 2014.")

    assert some["names missing"] > 0
    assert some["numbers missing"] > 0
    assert (none["names missing"], none["numbers missing"]) == (0, 0)


def test_every_word_is_there_only_where_one_sentence_has_them_all() -> None:
    apart = signals("Did Ana Sole open the tunnel?", "Ana Sole came.", "Others open the tunnel.")
    together = signals("Did Ana Sole open the tunnel?", "Ana Sole did open the tunnel.")

    assert (apart["every word"], together["every word"]) == (0.0, 1.0)


def test_a_kind_of_answer_that_is_not_there_is_missing() -> None:
    assert signals("How many trains use it?", "Many trains use it.")["kind asked for missing"] == 1
    assert signals("How many trains use it?", "Forty trains use it.")["kind asked for missing"] == 0


def test_a_no_in_the_question_alone_is_missing() -> None:
    assert signals("Who did not open the tunnel?", "Ana Sole did open the tunnel.")["negation missing"] == 1
    assert signals("Who did not open the tunnel?", "Ana Sole did not open the tunnel.")["negation missing"] == 0
    assert signals("Who did open the tunnel?", "Ana Sole did not open the tunnel.")["negation missing"] == 0


def test_signals_are_the_same_in_a_home_of_one_passage_and_of_thousands() -> None:
    small = signals("Did the ferry to Osk sink?", "The ferry to Osk was late.", similar=0.4, passages=1)
    large = signals("Did the ferry to Osk sink?", "The ferry to Osk was late.", similar=0.4, passages=30_000)

    assert small == pytest.approx(large)


@pytest.mark.parametrize("encoder", ["minilm-l6-int8-17259be4", LEXICAL])
def test_an_answer_is_likelier_where_its_words_are(encoder: str) -> None:
    weights = {name: weight for name, weight in weights_for(encoder).answerable.items() if "tokens" not in name}
    there = signals("Who opened the tunnel?", "Ana Sole opened the tunnel.", similar=0.7)
    absent = signals("Who opened the tunnel?", "The choir sings on Sundays.", similar=0.1)

    assert answerable(there, weights) > answerable(absent, weights)


@given(st.dictionaries(st.sampled_from(["a", "b"]), st.floats(-1e6, 1e6), min_size=2))
def test_a_probability_lies_between_0_and_1_whatever_the_signals(values: dict[str, float]) -> None:
    assert 0 <= answerable(values, {"bias": 1.0, "a": 2.0, "b": -3.0}) <= 1


def test_a_weight_without_its_signal_is_an_error() -> None:
    with pytest.raises(KeyError):
        answerable({}, {"bias": 0.0, "words": 1.0})
