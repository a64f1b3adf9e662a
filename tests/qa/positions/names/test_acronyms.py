"""An issue is found under its short and its long name."""

from __future__ import annotations

from qa.positions.names.acronyms import other_names, renamed

SAID = ["The Ellery Tunnel Pact is signed.", "Venn opposes the ETP."]


def test_a_short_name_stands_for_the_long_one_that_these_articles_print() -> None:
    assert other_names("the ETP", lambda words: SAID) == ("Ellery Tunnel Pact",)
    assert other_names("the Ellery Tunnel Pact", lambda words: SAID) == ("ETP",)
    assert other_names("the ferry", lambda words: SAID) == ()


def test_an_issue_is_written_once_with_each_name() -> None:
    assert renamed("ending the ETP", ["Ellery Tunnel Pact"]) == ("ending the Ellery Tunnel Pact",)
