import math
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from qa.evaluation.abstention_metrics import aurc, auroc, balanced_accuracy, nearest_rank, reliability, risk_coverage
from qa.evaluation.citation_metrics import citation_f1, citation_precision, citation_recall, is_nugget_told, nugget_recall, token_f1
from qa.evaluation.intervals import Counts, Floats, drawn_once, resamples


def rows(*pairs: tuple[float, float]) -> Floats:
    return np.array(pairs, dtype=np.float64)


def test_citing_everything_costs_precision_and_citing_nothing_costs_all() -> None:
    sufficient = [(0, 1)]

    assert citation_f1([{0}, {1}], sufficient) == 1
    assert citation_f1([{0}, {1}, set(), set()], sufficient) == pytest.approx(2 * 0.5 * 1 / 1.5)
    assert citation_f1([{0}], sufficient) == pytest.approx(2 * 1 * 0.5 / 1.5)
    assert citation_f1([], sufficient) == citation_precision([]) == 0


def test_gold_of_another_alternative_is_fair_to_cite() -> None:
    assert citation_precision([{0}, {1}]) == 1
    assert citation_recall([{0}, {1}], [(0,), (1, 2)]) == 1


@pytest.mark.parametrize(
    ("nugget", "answer", "is_told"),
    [
        ("the crew of nine", "A crew of nine was told.", True),
        ("42 crowns each way", "Each way costs 24 crowns.", False),
        ("no", "No.", True),
        ("", "Anything.", False),
    ],
    ids=["words in another order", "another number", "stop words alone", "an empty nugget"],
)
def test_a_nugget_is_told_by_its_numbers_and_most_of_its_words(nugget: str, answer: str, is_told: bool) -> None:
    assert is_nugget_told(nugget, answer) is is_told


def test_copying_a_passage_tells_the_nugget_and_loses_token_f1() -> None:
    short, whole = "It cost 40 crowns.", "The bridge at Orlo opened in May. It cost 40 crowns. Mayor Dita Velm cut the ribbon."

    assert nugget_recall(["40 crowns"], short) == nugget_recall(["40 crowns"], whole) == 1
    assert token_f1(["40 crowns"], short) == pytest.approx(2 * 2 / (2 + 3))  # 40, crown; cost, 40, crown
    assert token_f1(["40 crowns"], whole) < 0.4


def whole(statistic: Callable[[Floats, Counts], Floats], *pairs: tuple[float, float]) -> float:
    """The statistic of all rows, each drawn once."""
    return float(statistic(rows(*pairs), drawn_once(rows(*pairs)))[0])


def test_auroc_counts_ties_half_and_needs_both_kinds() -> None:
    assert whole(auroc, (1, 1), (0, 0)) == 1
    assert whole(auroc, (1, 0), (0, 1)) == 0
    assert whole(auroc, (0.5, 1), (0.5, 0), (0.5, 0)) == 0.5
    assert math.isnan(whole(auroc, (0.5, 1)))


@pytest.fixture
def scored() -> Floats:
    draw = np.random.default_rng(3)
    return np.column_stack([draw.integers(0, 6, 40) / 5, draw.integers(0, 2, 40)]).astype(np.float64)


def test_auroc_is_the_share_of_pairs_in_order(scored: Floats) -> None:
    pairs = [(p > n) + (p == n) / 2 for p in scored[scored[:, 1] == 1, 0] for n in scored[scored[:, 1] == 0, 0]]

    assert auroc(scored, drawn_once(scored))[0] == pytest.approx(sum(pairs) / len(pairs), abs=1e-12)


@pytest.mark.parametrize(
    "statistic", [auroc, aurc, balanced_accuracy, partial(nearest_rank, 0.95)], ids=["auroc", "aurc", "balanced", "p95"]
)
def test_a_question_drawn_twice_counts_as_two(scored: Floats, statistic: Callable[[Floats, Counts], Floats]) -> None:
    counts = resamples([str(i) for i in range(len(scored))], rounds=20)
    repeated = [np.repeat(scored, drawn, axis=0) for drawn in counts]

    assert statistic(scored, counts) == pytest.approx([statistic(drawn, drawn_once(drawn))[0] for drawn in repeated], abs=1e-12)


def test_the_area_is_the_mean_of_the_curve(scored: Floats) -> None:
    assert aurc(scored, drawn_once(scored))[0] == pytest.approx(risk_coverage(scored).mean(), abs=1e-12)


def test_risk_grows_with_the_wrong_answers_taken_in() -> None:
    # most confident: wrong, right, wrong, wrong: risks 1, 1/2, 2/3, 3/4
    answered = rows((2, 1), (0.9, 0), (0.6, 1), (-1, 1))

    assert risk_coverage(answered).tolist() == pytest.approx([1, 1 / 2, 2 / 3, 3 / 4])
    assert aurc(answered, drawn_once(answered))[0] == pytest.approx((1 + 1 / 2 + 2 / 3 + 3 / 4) / 4)


def test_equal_confidences_share_their_risk() -> None:
    assert risk_coverage(rows((1, 1), (1, 0))).tolist() == [0.5, 0.5]


def test_balanced_accuracy_weighs_both_kinds_alike() -> None:
    assert whole(balanced_accuracy, (1, 1), (1, 1), (1, 1), (0, 0)) == 0.5
    assert math.isnan(whole(balanced_accuracy, (1, 1)))


def test_reliability_puts_a_certain_score_into_the_last_bin() -> None:
    assert reliability(rows((1.0, 1), (0.0, 0)), bins=10) == [(0, 0, 1), (1, 1, 1)]


def test_percentiles_are_values_that_occurred() -> None:
    times = [(10.0, 1.0), (20.0, 1.0), (30.0, 1.0), (40.0, 1.0)]

    assert whole(partial(nearest_rank, 0.5), *times) == 20
    assert whole(partial(nearest_rank, 0.95), *times) == 40
