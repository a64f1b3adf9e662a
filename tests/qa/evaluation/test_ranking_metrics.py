import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from qa.evaluation.retrieval_metrics import all_evidence_at_k, hit_at_k, ndcg_at_k, recall_at_k, reciprocal_rank

NAMES = [f"s{n}" for n in range(12)]


def reference(measure: ir_measures.measures.Measure, ranked: list[str], gains: dict[str, int]) -> float:
    qrels = [Qrel("q", name, gain) for name, gain in gains.items()]
    run = [ScoredDoc("q", name, float(-rank)) for rank, name in enumerate(ranked)]
    return next(iter(ir_measures.iter_calc([measure], qrels, run))).value


rankings = st.permutations(NAMES).flatmap(lambda names: st.integers(1, 12).map(lambda n: list(names[:n])))
judgements = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(rankings, judgements, st.sampled_from([1, 3, 5, 10]))
def test_ranking_measures_agree_with_ir_measures(ranked: list[str], gains: dict[str, int], k: int) -> None:
    hits = [name in gains for name in ranked]
    places = {name: i for i, name in enumerate(gains)}
    found = [{places[name]} if name in places else set() for name in ranked]
    every = list(places.values())

    assert hit_at_k(hits, k) == pytest.approx(reference(Success @ k, ranked, gains), abs=1e-9)
    assert reciprocal_rank(hits, k) == pytest.approx(reference(RR @ k, ranked, gains), abs=1e-9)
    assert recall_at_k(found, [every], k) == pytest.approx(reference(R @ k, ranked, gains), abs=1e-9)
    assert ndcg_at_k(ranked, {name: float(gain) for name, gain in gains.items()}, k) == pytest.approx(
        reference(nDCG @ k, ranked, gains), abs=1e-9
    )
    assert all_evidence_at_k(found, [every], k) == (reference(R @ k, ranked, gains) == 1)


def test_a_sentence_that_comes_again_gains_nothing() -> None:
    assert ndcg_at_k(["a", "a"], {"a": 1.0, "b": 1.0}, k=2) == ndcg_at_k(["a"], {"a": 1.0, "b": 1.0}, k=2)


def test_a_ranking_without_anything_to_find_is_worth_nothing() -> None:
    assert ndcg_at_k(["a"], {}, k=5) == 0


def test_recall_takes_the_set_that_fares_best() -> None:
    found = [{0}, {3}]

    assert recall_at_k(found, [[0, 1, 2], [3, 4]], k=2) == 1 / 2
    assert recall_at_k(found, [[0, 1, 2], [3]], k=2) == 1
    assert recall_at_k(found, [[0, 1, 2], [3]], k=1) == pytest.approx(1 / 3)


def test_two_sentences_of_one_quote_count_once() -> None:
    assert recall_at_k([{0}, {0}], [[0, 1]], k=2) == 1 / 2
