"""The card that a reader copies."""

from __future__ import annotations

from dataclasses import replace

from ingest.models import Metadata
from qa.models import Answer, Claim
from tests.fakes_web import a_citation, abstention, an_article, as_printed, by_a_model, the_demo_articles
from ui.render.markdown import card


def test_a_card_holds_question_claims_with_numbers_and_each_source_as_printed() -> None:
    answer = as_printed("What does Calwin want?", the_demo_articles())

    copied = card(answer)

    assert copied.startswith("**What does Calwin want?**\n")
    for citation in answer.citations:
        assert f"As printed: {citation.text}" in copied
        assert f"- {citation.text} [{citation.number}]" in copied
    assert "The Velmora Courier · published 2025-05-14 · said: not dated · speaker unknown" in copied


def test_a_weak_claim_is_copied_with_its_reason() -> None:
    assert "(unsupported: the sentence says 410 million, the claim 450)" in card(by_a_model("What does it cost?", the_demo_articles()))


def test_a_card_puts_no_quotation_marks_round_the_articles_words() -> None:
    answer = as_printed("What does Calwin want?", the_demo_articles())

    marks = sum(card(answer).count(mark) for mark in '“”"')

    assert marks == sum(2 * sum(citation.text.count(mark) for mark in '“”"') for citation in answer.citations)


def test_an_abstention_is_copied_as_one() -> None:
    copied = card(abstention("Who won the cup?", the_demo_articles()))

    assert "Not in these articles" in copied
    assert "Nearest, not an answer:" in copied
    assert "Sources" not in copied


def test_markup_in_a_title_is_no_markup_where_the_card_is_pasted() -> None:
    article = an_article(
        "x", "It opened.", Metadata("![x](http://tracker.example/p.png) <img src=x> [1]: http://e.example", "javascript:alert(1)")
    )
    cited = a_citation(1, article, 0)

    copied = card(Answer("When?", "answered", claims=(Claim(cited.text, "supported", 1.0, (1,)),), citations=(cited,)))

    assert "\\![x\\](http" in copied
    assert "\\<img" in copied
    assert "[1\\]: http" in copied
    assert "javascript:" not in copied


def test_an_address_cannot_leave_its_brackets() -> None:
    article = an_article("x", "It opened.", Metadata("Bridge", "https://courier.example/a> <b"))
    cited = replace(a_citation(1, article, 0), link=None)

    copied = card(Answer("When?", "answered", claims=(Claim(cited.text, "supported", 1.0, (1,)),), citations=(cited,)))

    assert "<https://courier.example/a%3E%20%3Cb>" in copied
