"""Checked drafts and printed forms as HTML of ours."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.models import Metadata, SpanText
from qa.draft import CheckedDraft, draft_of
from qa.models import Problem
from qa.quote import PrintedForms
from tests.fakes_web import a_checked_draft, an_article, printed_forms, the_demo_articles
from ui.render.draft_html import draft_html
from ui.render.quote_html import quote_html

TAG = re.compile(r"<[^>]*>")
HOSTILE = '"><img src=//evil.example/x onerror=alert(1)><script>alert(2)</script>${alert(3)}\u202e'
FOUR = "Berrigold called it “a bill paid twice”. It costs 450 million. “The tunnel carries everyone”, he said. The club won its cup."


def words_of(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def test_each_sentence_of_a_draft_says_what_was_found_and_differences_are_marked_in_the_sources_words() -> None:
    shown = draft_html(a_checked_draft(draft_of(FOUR), the_demo_articles()))

    assert "Four sentences checked" in shown
    assert re.findall(r'class="or-checked or-is-(\w+)"', shown) == ["supported", "differs", "weak", "no_source"]
    assert 'estimates the cost at <mark class="or-differs">410 million</mark> marks.' in shown
    assert "The draft was not stored and went to no model." in shown


def test_quoted_words_that_stand_elsewhere_can_be_looked_up() -> None:
    shown = draft_html(a_checked_draft(draft_of(FOUR), the_demo_articles()))

    assert 'value="the tunnel carries everyone"' in shown
    assert "Its quoted words stand in another article, not in the sentence found." in words_of(shown)


def test_findings_can_be_chosen_only_where_there_are_several() -> None:
    one, several = (draft_html(a_checked_draft(draft_of(text), the_demo_articles())) for text in ("It stays.", FOUR))

    assert "or-only" not in one
    assert several.count('class="or-only') == 4


def test_a_draft_that_was_not_checked_says_why() -> None:
    shown = draft_html(CheckedDraft(Problem("empty_home", "There are no articles <here>.", "Add some.")))

    assert "There are no articles &lt;here&gt;. Add some." in shown


def test_forms_are_printed_with_outlet_day_and_speaker_and_copies_are_folded_behind_the_first() -> None:
    shown = quote_html(printed_forms("a bill paid twice", the_demo_articles()))

    assert "As given in two articles, earliest first" in shown
    assert "“ a bill paid twice ”" in words_of(shown.replace("“", "“ ").replace("”", " ”"))
    for said in ("The Velmora Courier", "2025-05-14", "Oresta Calwin, in quoted words", "Same sentence in one other article"):
        assert said in words_of(shown)


def test_words_that_differ_are_marked_and_words_outside_quotation_marks_get_none() -> None:
    shown = quote_html(printed_forms("a bill paid twice", the_demo_articles()))

    assert '<p class="or-printed"><mark class="or-differs">Never</mark> a bill paid twice<a' in shown
    assert "Not between quotation marks there" in shown
    assert "Lacks: a bi" in shown


def test_words_that_are_nowhere_are_said_of_these_articles() -> None:
    assert "These words are not in these articles" in quote_html(PrintedForms("no such words"))


def test_outside_text_is_never_markup_in_a_report() -> None:
    article = an_article(HOSTILE, f"{HOSTILE} said so. And {HOSTILE} again.", Metadata(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2025-05-14"))
    draft = draft_of(". ".join([HOSTILE] * 4))
    forms = printed_forms(HOSTILE, [article])
    lacking = replace(forms.forms[1], lacks=(SpanText(0, len(HOSTILE), HOSTILE),))

    shown = draft_html(a_checked_draft(draft, [article])) + quote_html(replace(forms, forms=(forms.forms[0], lacking)))

    tags = {tag.split()[0].strip("</>") for tag in TAG.findall(shown)}
    assert tags <= {"p", "span", "a", "b", "div", "ol", "ul", "li", "button", "mark", "h3", "details", "summary"}
    assert "\u202e" not in shown
