from __future__ import annotations

from qa.positions.occasions import occasions
from tests.qa.positions.sayings import said

HERE = said("said", "she supports the tunnel", "2025-04-07")
THERE = said("called", "the toll unfair to commuters", "2025-04-08")


def test_statements_of_two_articles_are_two_occasions() -> None:
    assert occasions([HERE, THERE], {}) == 2


def test_statements_of_copies_of_one_text_are_one_occasion() -> None:
    stories = dict.fromkeys((HERE.article.article_id, THERE.article.article_id), HERE.article.article_id)

    assert occasions([HERE, THERE], stories) == 1
