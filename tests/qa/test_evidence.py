import numpy as np
import pytest

from qa.evidence import Candidate, Survey, explain, passage_scores, rarity, sentence_scores, survey
from qa.question import read_question
from tests.fakes_retrieval import QUERY, a_candidate


def surveyed(question: str, *candidates: Candidate) -> Survey:
    asked = read_question(question)
    return survey(asked, QUERY, candidates, rarity(asked.terms, {}, 10))


def test_words_are_the_share_of_the_questions_terms_in_the_sentence() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The ferry sank.", "A ferry may sink.", "Nobody was hurt."))

    assert found.sentence["words"].tolist() == pytest.approx([0.5, 1.0, 0.0])


def test_words_beside_a_sentence_and_elsewhere_in_its_passage_count_apart() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The ferry was late.", "It was fog.", "It was dark.", "Others sink."))

    assert found.sentence["words beside"].tolist() == pytest.approx([0.0, 0.5, 0.5, 0.0])
    assert found.sentence["words in passage"].tolist() == pytest.approx([0.5, 0.5, 0.5, 0.5])


def test_what_stands_in_another_passage_is_not_beside() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("It was late."), a_candidate("The ferry may sink.", name="q"))

    assert found.sentence["words beside"].tolist() == [0.0, 0.0]


def test_a_title_lends_the_words_that_its_passage_lacks() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("A ferry was late.", title="Ferry may sink"))

    assert found.sentence["words in title"].tolist() == pytest.approx([0.5])


def test_word_pairs_stand_close_and_in_order() -> None:
    found = surveyed(
        "Was the Marl Tunnel closed?", a_candidate("The Marl Tunnel shut.", "The tunnel to Marl shut.", "Marl has a long old tunnel.")
    )

    assert found.sentence["word pairs"].tolist() == pytest.approx([0.5, 0.0, 0.0])


def test_a_sentence_with_what_is_asked_for_is_told_from_one_without() -> None:
    found = surveyed("How many trains use it?", a_candidate("Some forty trains use it.", "Many trains use it."))

    assert found.sentence["holds what is asked for"].tolist() == [1.0, 0.0]


def test_a_word_printed_with_a_capital_in_the_articles_is_a_name_though_the_question_has_none() -> None:
    found = surveyed("who is ana sole", a_candidate("The engineer Ana Sole spoke.", "The harbour was closed."))

    assert found.sentence["names"].tolist() == pytest.approx([1.0, 0.0])


def test_a_rare_word_weighs_more_than_a_frequent_one_and_all_lie_between_0_and_1() -> None:
    weights = rarity(["tunnel", "mayor", "ferry"], {"tunnel": 900, "mayor": 90}, 1000)

    assert list(weights) == sorted(weights)
    assert 0 < weights[0] < weights[2] <= 1


def test_in_a_home_of_one_passage_a_word_in_it_weighs_most_of_what_one_outside_it_does() -> None:
    inside, outside = rarity(["tunnel", "ferry"], {"tunnel": 1}, 1)

    assert 0.7 * outside < inside < outside


def test_signals_of_a_claim_are_nothing_in_a_question() -> None:
    passage = a_candidate("The old ferry to Osk sank.")
    asked, stated = surveyed("Did the ferry sink?", passage), surveyed("The ferry sank on Friday.", passage)

    assert asked.sentence["words, claim"].tolist() == [0.0]
    assert stated.sentence["words, claim"].tolist() == pytest.approx(stated.sentence["words"].tolist())


def test_a_score_is_the_sum_of_the_signals_that_explain_it() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The ferry sank.", similar=0.5), a_candidate("Nothing.", name="q"))
    weights = {"words": 2.0, "similarity": 3.0, "length": -0.5}

    scores = sentence_scores(found, weights)
    explained = explain(found.sentence, weights, 0)

    assert sum(s.contribution for s in explained) == pytest.approx(scores[0])
    assert [s.name for s in explained] == ["similarity", "words", "length"]


def test_a_passage_rises_with_its_best_sentence() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The ferry sank.", "Nothing."), a_candidate("Nothing.", "Nothing else.", name="q"))

    assert passage_scores(found, np.array([1.0, 5.0, 2.0, 3.0]), {"best sentence": 1.0}).tolist() == [5.0, 3.0]
