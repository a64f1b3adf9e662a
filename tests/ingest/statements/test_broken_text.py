"""Text that is cut short or stripped of its marks: statements may be missed, but nothing fails."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.statements.articles import an_article, said, statements

_TEXTS = (
    "The tunnel will open in May, as Ann Lee said on Monday. It was late.",
    '"We won," Rep. Lorne Tabb (S-Vessby), a member of the panel, said in a phone interview. "But the fare?" Orr pressed.',
    "The tunnel, she said, among other things, will open; according to Pell, who met her, it was what he called a mistake.",
    'Said Tolvane: "The mud is deep." Asked whether he agreed, Pell declined to comment on the plan, saying ‘no’.',
    "Q: Why now?\n\nA: The book is finished.\n\nLEE: We said so.\n\nPELL: I did not.",
)


@pytest.mark.parametrize("ending", ["As Lee said", "The quay is shut, as Ann Lee said", "The quay is shut, as Lee said on Monday"])
def test_a_line_that_ends_behind_the_speakers_verb_has_no_content_of_its_own(ending: str) -> None:
    assert said(f"The tunnel will open in May.\n\n{ending}") == []


def test_words_that_open_no_clause_of_a_broken_line_are_no_empty_content() -> None:
    assert all(c for _, _, contents in said("‘ I ' — — We told , … according his Ann she whether") for c in contents)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(_TEXTS), st.integers(0, 240), st.integers(0, 240), st.sampled_from(["", "[.!?]", '["“”‘’]', "[,;:]", r"[^\w\s]"]))
def test_a_text_cut_anywhere_gives_statements_that_are_verbatim(text: str, start: int, end: int, dropped: str) -> None:
    cut = text[min(start, end) : max(start, end)]
    printed = re.sub(dropped, "", cut) if dropped else cut
    article = an_article(printed)

    spans = [span for s in statements(printed) for span in (*s.cue, *s.content)]

    assert all(span.text and article.text[span.start : span.end] == span.text for span in spans)
