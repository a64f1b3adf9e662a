from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.models import Source
from qa.verify import quotations, restore_quotations
from qa.verify.quotations import WITHHELD, find_quoted

SAID = Source("“We will not sell the dam — not this year,” said Ilse Varga, who called the offer ‘thin’.")


def statuses(claim: str, *sources: Source) -> list[str]:
    return [q.status for q in quotations(claim, sources)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('She called it "thin".', ["thin"], id="straight"),
        pytest.param("She called it “thin”.", ["thin"], id="curly"),
        pytest.param("She called it «thin».", ["thin"], id="guillemets"),
        pytest.param("She called it „thin“.", ["thin"], id="low marks"),
        pytest.param("She called it ``thin''.", ["thin"], id="typewriter"),
        pytest.param("She called it 'thin'.", ["thin"], id="single"),
        pytest.param("The workers' union of '98 won't say it's Varga's.", [], id="apostrophes"),
        pytest.param("'The workers' strike' is over.", ["The workers' strike"], id="possessive inside"),
        pytest.param("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"], id="nested"),
        pytest.param("“We will not sell", ["We will not sell"], id="never closed"),
        pytest.param('We will not sell," she said.', ["We will not sell,"], id="never opened"),
        pytest.param('We will not sell"] she said.', ["We will not sell"], id="never opened, before a bracket"),
        pytest.param('We will not sell"— she said.', ["We will not sell"], id="never opened, before a dash"),
        pytest.param('A 27" screen stands there.', [], id="inches"),
        pytest.param('They wrote "…" and left.', [], id="no words"),
    ],
)
def test_quoted_words_are_found_between_marks_of_any_kind(text: str, found: list[str]) -> None:
    assert [q.text for q in find_quoted(text)] == found


@given(st.text(alphabet="ab '\"“”‘’«»„`.,", max_size=40))
@settings(max_examples=200, deadline=None)
def test_quotations_lie_in_order_in_their_text(text: str) -> None:
    quoted = find_quoted(text)

    assert all(text[q.start : q.end] == q.text and q.outer_start <= q.start <= q.end <= q.outer_end for q in quoted)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(quoted))


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        pytest.param("“We will not sell the dam”", "exact", id="verbatim"),
        pytest.param('"we will not sell the dam - not this year."', "typographic", id="marks, dash, case, stop"),
        pytest.param("Varga spoke of 'thin'.", "exact", id="scare quotes"),
        pytest.param("“We will sell the dam”", "not_found", id="a word left out"),
        pytest.param("“We will … sell the dam”", "not_found", id="ellipsis hides a negation"),
        pytest.param("“We will [gladly] sell the dam”", "not_found", id="bracket hides a negation"),
        pytest.param("“We will not sell … this year”", "not_found", id="second negation hidden"),
        pytest.param("“We … the dam”", "not_found", id="negation in the gap"),
        pytest.param("“the dam [and the mill]”", "typographic", id="bracket at the end"),
        pytest.param("“We will not sell, the dam — not this year”", "typographic", id="one more comma"),
        pytest.param("“dam — not this ye”", "not_found", id="half a word"),
    ],
)
def test_a_quotation_has_a_status(claim: str, status: str) -> None:
    assert statuses(claim, SAID) == [status]


def test_an_ellipsis_may_leave_out_what_turns_nothing() -> None:
    assert statuses("“The mill … burned”", Source("“The mill by the river burned,” he said.")) == ["typographic"]


def test_words_that_run_over_two_cited_sentences_are_found() -> None:
    assert statuses("“It is late. We go.”", Source("“It is late."), Source("We go.”")) == ["exact"]


def test_words_of_another_article_are_said_to_be_elsewhere() -> None:
    found = quotations("“a wholly new lake”", [SAID], elsewhere=lambda words: words == "a wholly new lake")

    assert [q.status for q in found] == ["elsewhere"]


def test_restored_quotations_have_the_sources_own_characters() -> None:
    restored = restore_quotations('Varga said, "we will not sell the dam - not this year."', [SAID])

    assert restored == 'Varga said, "We will not sell the dam — not this year,"'


def test_words_that_no_source_has_are_withheld_without_marks() -> None:
    assert restore_quotations("Varga called it “a gift” and ‘thin’.", [SAID]) == f"Varga called it {WITHHELD} and ‘thin’."


@pytest.mark.parametrize("mark", ['"', "“", "”", "»"])
def test_no_lone_mark_is_left_beside_words(mark: str) -> None:
    assert mark not in restore_quotations(f"Varga named the price {mark}", [SAID])


def test_a_restored_quotation_shows_what_it_leaves_out() -> None:
    source = Source("“The mill by the river burned,” he said.")

    assert restore_quotations("He said “[It] the mill ... burned.”", [source]) == "He said “The mill … burned,”"


@given(st.text(alphabet="ab ,.'\"“”‘’«»[]…n", max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_mark_of_a_restored_claim_stands_round_other_words(text: str) -> None:
    source = Source("ab, “a b” n'a b ab.")

    restored = restore_quotations(text, [source])

    assert {q.status for q in quotations(restored, [source])} <= {"exact", "typographic"}


PIER = Source("“The pier [by the mill], the slip, and the shed will (soon) open,” Holm said. “No, more will come. We will [not] pay.”")


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        pytest.param("“the slip and the shed”", "typographic", id="a comma less"),
        pytest.param("“The pier, the slip, and the shed will open”", "typographic", id="without what the article puts in brackets"),
        pytest.param("“The pier [by the mill], the slip and the shed will (soon) open”", "typographic", id="with them"),
        pytest.param("“We will pay”", "not_found", id="a bracket of the article's that turns the words"),
        pytest.param("“No more will come”", "not_found", id="a comma that turns the words"),
    ],
)
def test_commas_and_brackets_make_no_difference_but_where_they_turn_the_words(claim: str, status: str) -> None:
    assert statuses(claim, PIER) == [status]


def test_a_restored_quotation_has_the_commas_and_brackets_of_its_source() -> None:
    assert restore_quotations("Holm spoke of “the pier, the slip and the shed”.", [PIER]) == (
        "Holm spoke of “The pier [by the mill], the slip, and the shed”."
    )
