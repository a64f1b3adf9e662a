import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.evaluation.intervals import clopper_pearson, percentile_interval, ratio, resamples


def test_none_of_thirty_leaves_room_for_twelve_percent() -> None:
    low, high = clopper_pearson(0, 30)

    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / 30), abs=1e-9)


def test_all_of_thirty_mirrors_none_of_thirty() -> None:
    assert clopper_pearson(30, 30) == pytest.approx(tuple(1 - b for b in reversed(clopper_pearson(0, 30))), abs=1e-9)


def test_the_exact_interval_of_a_published_case() -> None:
    # 10 of 100, e.g. Agresti and Coull (1998): .049 to .176
    assert clopper_pearson(10, 100) == pytest.approx((0.04900, 0.17622), abs=1e-4)


@settings(max_examples=40)
@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_holds_what_was_seen(case: tuple[int, int]) -> None:
    low, high = clopper_pearson(*case)

    assert 0 <= low <= case[0] / case[1] <= high <= 1


def test_questions_of_one_group_are_drawn_together() -> None:
    counts = resamples(["a", "a", "b", "c"], rounds=50)

    assert (counts[:, 0] == counts[:, 1]).all()
    assert (counts[:, 1:].sum(axis=1) == 3).all()


def test_the_same_seed_draws_the_same() -> None:
    assert (resamples(["a", "b", "c"], 20) == resamples(["a", "b", "c"], 20)).all()


def test_a_bootstrap_round_is_the_statistic_of_what_was_drawn() -> None:
    values = np.array([[1.0, 1], [0.0, 1], [0.5, 1]])
    counts = resamples(["a", "b", "c"], rounds=30)

    assert ratio(values, counts) == pytest.approx([np.repeat(values[:, 0], drawn).mean() for drawn in counts])


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide() -> None:
    draw = np.random.default_rng(5)
    values = np.column_stack([draw.normal(0, 1, 400), np.ones(400)])

    low, high = percentile_interval(ratio(values, resamples([str(i) for i in range(400)]))) or (0, 0)

    assert high - low == pytest.approx(2 * 1.96 / 20, rel=0.1)


def test_rounds_without_a_value_do_not_count() -> None:
    assert percentile_interval(np.array([np.nan, np.nan, 1.0])) is None
