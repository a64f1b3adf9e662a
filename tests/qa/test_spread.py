import numpy as np

from qa.spread import PER_OUTLET, PER_STORY, spread


def test_the_best_come_first_and_equals_in_the_order_given() -> None:
    assert [place for place, _ in spread(np.array([1.0, 3.0, 3.0]), ["a", "b", "c"], [None] * 3, 9)] == [1, 2, 0]


def test_no_more_than_k_are_listed() -> None:
    assert len(spread(np.array([1.0, 3.0, 2.0]), ["a", "b", "c"], [None] * 3, 2)) == 2


def test_nothing_is_listed_of_nothing() -> None:
    assert spread(np.zeros(0), [], [], 5) == []


def test_another_article_comes_before_more_of_the_same_when_it_says_almost_as_much() -> None:
    scores = np.array([3.0, 2.9, 2.9 - PER_STORY / 2])

    assert [place for place, _ in spread(scores, ["a", "a", "b"], [None] * 3, 3)] == [0, 2, 1]


def test_much_better_evidence_of_the_same_article_stays_ahead() -> None:
    assert [place for place, _ in spread(np.array([5.0, 4.0, 2.0]), ["a", "a", "b"], [None] * 3, 3)] == [0, 1, 2]


def test_another_outlet_comes_before_more_of_the_same_at_equal_scores() -> None:
    scores = np.array([3.0, 2.9, 2.9 - PER_OUTLET / 2])

    assert [place for place, _ in spread(scores, ["a", "b", "c"], ["Courier", "Courier", "Post"], 3)] == [0, 2, 1]


def test_an_unknown_outlet_is_never_the_same_as_another() -> None:
    scores = np.array([3.0, 2.9, 2.9 - PER_OUTLET / 2])

    assert [place for place, _ in spread(scores, ["a", "b", "c"], [None, None, "Post"], 3)] == [0, 1, 2]


def test_scores_never_rise_along_the_list() -> None:
    listed = [score for _, score in spread(np.array([3.0, 2.9, 2.8, 2.7, 2.6]), ["a", "a", "a", "b", "b"], ["P", "P", "P", "Q", "P"], 5)]

    assert listed == sorted(listed, reverse=True)
