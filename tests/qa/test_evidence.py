import numpy as np
import pytest

from qa.evidence import Candidate, Survey, compare_tokens, explain, passage_scores, rarity, sentence_scores, survey
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


@pytest.mark.parametrize(
    ("question", "signal", "holds", "lacks"),
    [
        ("Who closed the tunnel?", "names someone", "The engineer Ana Sole closed the tunnel.", "The tunnel was closed."),
        ("When was the tunnel closed?", "names a time", "The tunnel was closed on Friday.", "The tunnel was closed."),
        ("Where is the tunnel?", "names a place", "The tunnel is near Osk.", "The tunnel is long."),
        ("How many trains use it?", "has a number", "Some forty trains use it.", "Many trains use it."),
        ("Why was it closed?", "gives a reason", "It was closed because of a crack.", "It was closed."),
    ],
)
def test_a_sentence_with_what_is_asked_for_is_told_from_one_without(question: str, signal: str, holds: str, lacks: str) -> None:
    found = surveyed(question, a_candidate(holds, lacks))

    assert found.sentence[signal].tolist() == [1.0, 0.0]


def test_a_name_that_the_question_gives_is_no_answer_to_who() -> None:
    found = surveyed("Who met Ana Sole?", a_candidate("The mayor met Ana Sole.", "The mayor Per Lind met Ana Sole."))

    assert found.sentence["names someone"].tolist() == [0.0, 1.0]


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


def test_signals_of_a_long_question_are_nothing_in_a_short_one() -> None:
    sentence = "The old ferry to Osk sank in fog near the new harbour wall."
    short = surveyed("Did the ferry sink?", a_candidate(sentence))
    long = surveyed(
        "The old white ferry to Osk sank in thick fog near the new harbour wall on Friday, said captain Per Lind", a_candidate(sentence)
    )

    assert short.sentence["words, long question"].tolist() == [0.0]
    assert long.sentence["words, long question"].tolist() == pytest.approx(long.sentence["words"].tolist())


def test_each_token_is_compared_with_the_most_similar() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late.", "Fog."))
    east, north = np.eye(2, dtype=np.float32)

    read = compare_tokens(found, np.stack([east, north]), {0: np.stack([east, north, east]), 1: east[None]})

    assert read.sentence["tokens matched"][:2].tolist() == pytest.approx([1.0, 0.5])
    assert read.sentence["tokens answered"][:2].tolist() == pytest.approx([1.0, 1.0])


def test_a_sentence_whose_tokens_were_not_read_stands_below_those_that_were() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late."))

    read = compare_tokens(found, np.eye(2, dtype=np.float32), {1: np.eye(2, dtype=np.float32)})

    assert read.sentence["tokens matched"][0] < read.sentence["tokens matched"][1]


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


def test_a_passage_has_the_best_token_signals_of_its_sentences() -> None:
    found = surveyed("Did the ferry sink?", a_candidate("The boat sank.", "It was late."), a_candidate("Nothing.", name="q"))
    east, north = np.eye(2, dtype=np.float32)

    read = compare_tokens(found, east[None], {0: north[None], 1: east[None], 2: north[None]})

    assert passage_scores(read, np.zeros(3), {"best tokens matched": 1.0}).tolist() == pytest.approx([1.0, 0.0])
