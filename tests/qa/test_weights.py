import numpy as np
import pytest

from ingest.embed import OnnxEncoder
from qa.answerable import answerable_signals
from qa.evidence import rarity, survey, with_best_sentence
from qa.question import read_question
from qa.token_signals import compare_tokens
from qa.weights import LEXICAL, Weights, weights_for
from tests.fakes_retrieval import QUERY, a_candidate

EMBEDDED = OnnxEncoder().name


def vector_signals(weights: Weights) -> list[str]:
    names = [*weights.first, *weights.sentence, *weights.passage, *weights.answerable]
    return [name for name in names if "similarity" in name or "tokens" in name]


def test_the_embedded_encoder_has_weights_of_its_own() -> None:
    assert weights_for(EMBEDDED).encoder == EMBEDDED
    assert vector_signals(weights_for(EMBEDDED))


def test_an_encoder_that_nobody_fitted_is_judged_by_words_alone() -> None:
    assert weights_for("other").encoder == LEXICAL
    assert not vector_signals(weights_for("other"))


@pytest.mark.parametrize("entry", [EMBEDDED, LEXICAL])
def test_every_weight_has_its_signal(entry: str) -> None:
    weights = weights_for(entry)
    asked = read_question("Did the ferry sink?")
    found = survey(asked, QUERY, [a_candidate("The ferry sank.")], rarity(asked.terms, {}, 1))
    read = compare_tokens(found, QUERY[None], np.ones(1), {0: QUERY[None]})
    scores = np.zeros(1)

    assert set(weights.first) <= set(found.sentence)
    assert set(weights.sentence) <= set(read.sentence)
    assert set(weights.passage) <= set(with_best_sentence(read, scores))
    assert set(weights.answerable) <= {"bias", *answerable_signals(read, scores)}
