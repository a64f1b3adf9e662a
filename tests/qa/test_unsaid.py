from dataclasses import replace

import numpy as np
import pytest

from qa.evidence import Survey, rarity, survey
from qa.models import Found, Question, Searched
from qa.question import read_question
from qa.unsaid import is_unsaid, notes_on
from tests.fakes_retrieval import QUERY, a_candidate


def surveyed(question: str, *sentences: str) -> Survey:
    asked = read_question(question)
    return survey(asked, QUERY, [a_candidate(*sentences)], rarity(asked.terms, {}, 10))


def unsaid(question: str, *sentences: str) -> bool:
    found = surveyed(question, *sentences)
    return is_unsaid(found, found.sentence["words"])


def test_a_word_that_no_sentence_has_leaves_the_question_unsaid() -> None:
    assert unsaid("Did Ana Sole sell the ferries?", "Ana Sole praised the ferries.", "The ferries are old.")
    assert not unsaid("Did Ana Sole sell the ferries?", "Ana Sole praised the ferries.", "She will sell them.")


def test_only_a_yes_or_no_question_can_be_unsaid() -> None:
    assert not unsaid("Why did Ana Sole sell the ferries?", "Ana Sole praised the ferries.")
    assert not unsaid("Did Ana Sole sell or keep the ferries?", "Ana Sole praised the ferries.")


def test_names_and_numbers_are_not_what_is_asked() -> None:
    assert not unsaid("Did Ana Sole sell 40 ferries?", "She will sell ferries.")


@pytest.mark.parametrize("asking", ["support selling", "agree to sell", "still want to sell"])
def test_words_that_ask_for_a_side_need_not_be_printed(asking: str) -> None:
    assert not unsaid(f"Does Ana Sole {asking} the ferries?", "Ana Sole voted to sell the ferries.")


def test_a_sentence_far_down_says_nothing() -> None:
    assert unsaid("Did Ana Sole sell the ferries?", *["Ana Sole praised the ferries."] * 3, "They sell fish.")


@pytest.mark.parametrize(("cosine", "expected"), [(0.3, True), (0.6, False)])
def test_a_word_of_like_meaning_says_it(cosine: float, expected: bool) -> None:
    found = surveyed("Did Ana Sole sell the ferries?", "Ana Sole parted with the ferries.")
    alike = {0: np.array([cosine if term == "sell" else 0.0 for term in found.asked.terms])}

    assert is_unsaid(replace(found, alike=alike), found.sentence["words"]) is expected


def test_a_reader_is_told_of_it() -> None:
    found = Found(Question("Did she sell?"), (), (), 0.5, Searched(1))

    assert notes_on(found) == ()
    assert "in so many words" in notes_on(replace(found, is_unsaid=True))[0]
