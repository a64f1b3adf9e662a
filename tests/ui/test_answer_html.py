"""Answers as HTML of ours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import Metadata
from qa.models import AbstentionReason, Answer, Claim, Fallback, Problem, Reason
from tests.fakes_web import a_citation, abstention, an_article, as_printed, by_a_model, the_demo_articles
from ui.render.claims_html import claim_html
from ui.render.html import answer_parts, open_html

TAG = re.compile(r"<[^>]*>")
HOSTILE = '"><img src=//evil.example/x onerror=alert(1)><script>alert(2)</script>${alert(3)}\u202e[x](javascript:alert(4))'


def words_of(parts: tuple[str, ...]) -> str:
    return " ".join(TAG.sub(" ", " ".join(parts)).split())


def test_each_claim_is_a_part_of_its_own_between_head_and_foot() -> None:
    answer = by_a_model("Who wants the tunnel?", the_demo_articles())

    parts = answer_parts(answer)

    assert len(parts) == len(answer.claims) + 2
    assert all(claim.text.split("“")[0] in part for claim, part in zip(answer.claims, parts[1:-1], strict=True))


def test_a_claims_part_does_not_depend_on_what_comes_after_it() -> None:
    whole = by_a_model("Who wants the tunnel?", the_demo_articles())
    shorter = replace(whole, claims=whole.claims[:2])

    assert answer_parts(whole)[1:3] == answer_parts(shorter)[1:3]


def test_a_number_leads_to_the_exact_place_of_its_sentence_in_that_version() -> None:
    article = the_demo_articles()[0]
    cited = a_citation(1, article, 3)

    shown = claim_html(Claim("It costs.", "supported", 1.0, (1,)), {1: cited}, by_model=True, heading=False)

    assert f'href="#s={article.article_id}/{article.version}/{cited.start}-{cited.end}"' in shown


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            Claim("It cost 450.", "weak", 0.5, (), (Reason("number", "the sentence says 410, the claim 450"),)),
            "the sentence says 410, the claim 450",
        ),
        (Claim("It cost 450.", "unsupported", 0.1, (), (Reason("negation", "the sentence denies it"),)), "the sentence denies it"),
        (Claim("It cost 450.", "unsourced", 0.0), "no source is named"),
    ],
    ids=["weak", "unsupported", "unsourced"],
)
def test_what_is_not_simply_in_the_source_says_why_in_words(claim: Claim, said: str) -> None:
    shown = claim_html(claim, {}, by_model=True, heading=False)

    assert said in shown
    assert f"or-{claim.verdict}" in shown
    assert "in the source" not in shown


def test_a_supported_claim_of_a_model_is_in_the_source() -> None:
    assert "in the source" in claim_html(Claim("It opened.", "supported", 1.0), {}, by_model=True, heading=False)


def test_printed_sentences_say_whose_words_they_are_and_that_nothing_left_the_machine() -> None:
    shown = words_of(answer_parts(as_printed("Who wants the tunnel?", the_demo_articles())))

    assert "Quoted, as the article prints it" in shown
    assert "Reported, in the article’s words" in shown
    assert "Sentences as printed. Nothing left this machine." in shown


def test_an_answer_by_a_model_names_model_and_host() -> None:
    assert "Written by granite-4 at models.newsroom.example." in words_of(answer_parts(by_a_model("Who?", the_demo_articles())))


def test_a_speaker_whom_the_claim_does_not_name_stands_under_it() -> None:
    cited = a_citation(1, the_demo_articles()[0], 3, speaker="Tam Berrigold")
    unnamed = Claim("The deputy called it a bill paid twice.", "supported", 1.0, (1,))
    named = Claim("Berrigold called it a bill paid twice.", "supported", 1.0, (1,))

    assert "speaker: Tam Berrigold" in claim_html(unnamed, {1: cited}, by_model=True, heading=False)
    assert "speaker:" not in claim_html(named, {1: cited}, by_model=True, heading=False)


def test_sources_say_outlet_published_and_said_and_what_is_unknown() -> None:
    article = an_article("/somewhere/private/notes.txt", "The bridge opened. It cost 40 million.")
    cited = a_citation(1, article, 0)
    answer = Answer("When?", "answered", claims=(Claim(cited.text, "supported", 1.0, (1,)),), citations=(cited,))

    shown = words_of(answer_parts(answer))

    assert "notes.txt" in shown
    assert "outlet unknown" in shown
    assert "published unknown" in shown
    assert "said: not dated" in shown
    assert "/somewhere" not in answer_parts(answer)[-1]


def test_a_number_tells_the_panel_which_copies_have_the_words_too() -> None:
    answer = as_printed("Who wants the tunnel?", the_demo_articles())
    copy = the_demo_articles()[1]

    shown = " ".join(answer_parts(answer))

    assert (
        f'<span class="or-reprints"><span title="#s={copy.article_id}/{copy.version}">Northquay Daily, 2025-09-30</span></span></a>'
        in shown
    )


def test_a_superseded_version_is_marked() -> None:
    article = replace(the_demo_articles()[0], superseded=True)
    cited = a_citation(1, article, 0)

    shown = words_of(answer_parts(Answer("When?", "answered", claims=(Claim(cited.text, "supported", 1.0, (1,)),), citations=(cited,))))

    assert "superseded by a later version" in shown


def test_an_abstention_gives_the_nearest_sentences_as_links_and_is_no_error() -> None:
    kept = the_demo_articles()
    answer = abstention("Who won?", kept)

    (shown,) = answer_parts(answer, {kept[0].article_id: kept[0]})

    assert "Nearest, not an answer" in shown
    assert shown.count("or-near") == len(answer.evidence) + 1  # the links and their list
    assert "The Velmora Courier" in shown
    assert "or-failed" not in shown


def test_an_abstention_of_a_model_says_where_the_text_went() -> None:
    (shown,) = answer_parts(replace(abstention("Who won?", the_demo_articles()), answerer="model", host="models.newsroom.example"))

    assert "Text went to models.newsroom.example." in shown


def test_an_empty_home_says_how_to_fill_it() -> None:
    (shown,) = answer_parts(Answer("Who?", "abstained", reason=AbstentionReason("empty_home", "There are no articles here yet.")))

    assert "Add some with “Articles”" in shown


def test_a_failure_says_what_happened_and_what_to_do() -> None:
    (shown,) = answer_parts(Answer("Who?", "failed", error=Problem("home_busy", "The home is <in use>.", "Try again.")))

    assert "The home is &lt;in use&gt;. Try again." in shown


def test_an_answer_cut_short_says_so_and_why() -> None:
    answer = replace(by_a_model("Who?", the_demo_articles()), status="partial", stopped=Fallback("between_tokens"))

    shown = words_of(answer_parts(answer))

    assert "The answer is incomplete." in shown
    assert "The model stopped early (between tokens)" in shown


def test_outside_text_is_never_markup_in_any_field() -> None:
    article = an_article(HOSTILE, f"{HOSTILE} said so.", Metadata(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2025-05-14"))
    cited = a_citation(1, article, 0, speaker=HOSTILE)
    claim = Claim(HOSTILE, "weak", 0.5, (1,), (Reason("name", HOSTILE),))
    answer = Answer(HOSTILE, "answered", claims=(claim,), citations=(cited,), answerer="model", model=HOSTILE, host=HOSTILE)

    shown = " ".join(
        (*answer_parts(answer), *answer_parts(abstention(HOSTILE, [article]), {article.article_id: article}), open_html(HOSTILE))
    )

    assert {tag.split()[0].strip("</>") for tag in TAG.findall(shown)} <= {"p", "span", "a", "b", "div", "ol", "ul", "li", "button"}
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', shown))
    assert "\u202e" not in shown


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_comes_back_as_text(text: str) -> None:
    shown = open_html(text)

    assert TAG.findall(shown) == ['<p class="or-open">', "</p>"]
