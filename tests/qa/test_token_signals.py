import numpy as np
import pytest

from qa.evidence import Candidate, Survey, passage_scores, rarity, survey
from qa.question import read_question
from qa.token_signals import compare_tokens, token_weights, tokens_of_terms
from tests.fakes_retrieval import QUERY, a_candidate

EAST, NORTH = np.eye(2, dtype=np.float32)
EVEN = np.array([0.5, 0.5])


def surveyed(question: str, *candidates: Candidate) -> Survey:
    asked = read_question(question)
    return survey(asked, QUERY, candidates, rarity(asked.terms, {}, 10))


def test_each_token_is_compared_with_the_most_similar() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late.", "Fog."))

    read = compare_tokens(found, np.stack([EAST, NORTH]), EVEN, {0: np.stack([EAST, NORTH, EAST]), 1: EAST[None]}).sentence

    assert read["tokens matched"][:2].tolist() == pytest.approx([1.0, 0.5])
    assert read["tokens answered"][:2].tolist() == pytest.approx([1.0, 1.0])
    assert read["least word met by tokens"][:2].tolist() == pytest.approx([1.0, 0.0])


def test_a_word_counts_by_its_weight_and_asking_words_apart() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank."))

    read = compare_tokens(found, np.stack([EAST, NORTH]), np.array([1.0, 0.0]), {0: EAST[None]}).sentence

    assert (read["words met by tokens"][0], read["asking words met by tokens"][0]) == pytest.approx((1.0, 0.0))


def test_what_the_sentences_of_a_passage_meet_together_counts_for_each() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat.", "It sank."), a_candidate("Nothing.", name="q"))

    read = compare_tokens(found, np.stack([EAST, NORTH]), EVEN, {0: EAST[None], 1: NORTH[None], 2: EAST[None]}).sentence

    assert read["tokens matched in passage"].tolist() == pytest.approx([1.0, 1.0, 0.5])


def test_a_sentence_whose_tokens_were_not_read_stands_below_those_that_were() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late."))

    read = compare_tokens(found, np.stack([EAST, NORTH]), EVEN, {1: np.eye(2, dtype=np.float32)})

    assert read.sentence["tokens matched"][0] < read.sentence["tokens matched"][1]


def test_each_term_is_compared_by_its_own_tokens() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank."))

    alike = compare_tokens(found, np.stack([EAST, NORTH]), EVEN, {0: EAST[None]}, ((0,), (1,))).alike

    assert alike[0].tolist() == pytest.approx([1.0, 0.0])


def test_the_tokens_of_a_term_are_those_of_its_words() -> None:
    assert tokens_of_terms("Ferries and a ferry", [(0, 4), (4, 7), (8, 11), (12, 13), (14, 19)], ("ferri", "osk")) == ((0, 1, 4), ())


def test_a_passage_has_the_best_token_signals_of_its_sentences() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late."), a_candidate("Nothing.", name="q"))

    read = compare_tokens(found, EAST[None], np.ones(1), {0: NORTH[None], 1: EAST[None], 2: NORTH[None]})

    assert passage_scores(read, np.zeros(3), {"best tokens matched": 1.0}).tolist() == pytest.approx([1.0, 0.0])


def test_a_words_weight_is_shared_among_its_tokens() -> None:
    spans = [(0, 3), (4, 9), (9, 12), (13, 17)]  # Did, tramw-ays, sink

    weights = token_weights("Did tramways sink", spans, {"tramway": 2.0, "sink": 1.0})

    assert weights.tolist() == pytest.approx([0.0, 1 / 3, 1 / 3, 1 / 3])


def test_where_no_word_weighs_anything_all_tokens_weigh_the_same() -> None:
    assert token_weights("Who is he", [(0, 3), (4, 6), (7, 9), (9, 9)], {}).tolist() == [0.25] * 4
