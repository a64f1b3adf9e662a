"""A stance is shown only with the words that carry it, each in its place in the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import SpanText
from qa.positions.gather import Said
from qa.positions.label import label_of
from tests.qa.positions.sayings import ISSUE, said


def cued(one: Said) -> Said:
    """Return a statement with its cue in its place."""
    at = one.article.text.index(one.cue)
    return replace(one, cued=(SpanText(at, at + len(one.cue), one.cue),))


@pytest.mark.parametrize(
    ("cue", "content", "words"),
    [
        ("supports", "the harbour tunnel", ["supports"]),
        ("said", "that the city’s own harbour tunnel was a mistake", ["mistake"]),
        ("would not vote for", "the harbour tunnel", ["would not vote for"]),
        ("expressed", "openness to the harbour tunnel only if the ferry stays", ["expressed openness", "only if"]),
        ("declined to comment", "on the harbour tunnel", ["declined to comment"]),
    ],
)
def test_a_label_has_the_words_that_carry_the_stance(cue: str, content: str, words: list[str]) -> None:
    one = cued(said(cue, content))

    label = label_of(one, ISSUE, 4)

    assert label is not None
    assert label.citation == 4
    assert [span.text for span in label.words] == words
    assert all(one.article.text[span.start : span.end] == span.text for span in label.words)


def test_words_that_take_no_side_carry_no_label() -> None:
    assert label_of(cued(said("said", "the harbour tunnel was four kilometres long")), ISSUE, 1) is None
