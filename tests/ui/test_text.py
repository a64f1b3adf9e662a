from __future__ import annotations

from dataclasses import replace

import pytest

from qa.models import (
    AbstentionReason,
    Answer,
    Citation,
    Claim,
    Fallback,
    FoundSentence,
    Problem,
    Reason,
    Reprint,
    Searched,
)
from ui.render.text import answer_lines

QUOTED = "“We will not sell the ferry,” Orla Venn said."
REPORTED = "Venn said the ferry would stay until 2030."


def a_citation(number: int, text: str, article: str = "a-1", **known: object) -> Citation:
    about = Citation(
        number,
        f"s-{number}",
        article,
        "v1",
        f"/articles/{article}.md",
        0,
        len(text),
        text,
        number,
        "body",
        None,
        None,
        "unknown",
        None,
        None,
        None,
        False,
    )
    return replace(about, **known)  # type: ignore[arg-type]  # the fields are the caller's


def an_answer(**known: object) -> Answer:
    claims = (Claim(REPORTED, "supported", 0.9, (1,)), Claim(QUOTED, "supported", 0.9, (2,)))
    citations = (a_citation(1, REPORTED), a_citation(2, QUOTED))
    answer = Answer("What of the ferry?", "answered", claims=claims, citations=citations, searched=Searched(articles=3))
    return replace(answer, **known)  # type: ignore[arg-type]  # the fields are the caller's


def text_of(answer: Answer, width: int = 100) -> str:
    return "\n".join(line.text for line in answer_lines(answer, width))


def test_an_extractive_answer_says_how_many_articles_speak_and_that_nothing_left_the_machine() -> None:
    first = text_of(an_answer()).split("\n")[0]

    assert first == "One article speaks to this (3 searched). Sentences as printed. Nothing left this machine."


def test_reported_and_quoted_sentences_stand_under_their_own_heads() -> None:
    lines = text_of(an_answer()).split("\n")

    assert lines[2:6] == ["Reported, in the article's words", f"  {REPORTED} [1]", "Quoted, as the article prints it", f"  {QUOTED} [2]"]


def test_what_is_unknown_is_said_and_the_remedy_named() -> None:
    shown = text_of(an_answer())

    assert "outlet unknown · published unknown · said: not dated" in shown
    assert "onrecord sources edit a-1.md --outlet … --published …" in shown


def test_a_second_sentence_of_one_article_does_not_repeat_its_source() -> None:
    assert "[2] same, paragraph 2" in text_of(an_answer())


def test_two_articles_are_counted_as_two() -> None:
    citations = (a_citation(1, REPORTED), a_citation(2, QUOTED, "a-2", outlet="Courier", published="2025-05-14T08:00:00+02:00"))
    shown = text_of(an_answer(citations=citations))

    assert shown.startswith("Two articles speak to this")
    assert "Courier · published 2025-05-14 · said: not dated" in shown


def test_a_weak_claim_stands_with_its_reason_below_it() -> None:
    reason = Reason("number", "the sentence says 410 million, the claim 450", "s-1")
    weak = Claim("It costs 450 million.", "weak", 0.4, (1,), (reason,))
    shown = text_of(an_answer(claims=(weak,), answerer="model", model="small", host="127.0.0.1:9"))

    assert "Written by small at 127.0.0.1:9." in shown
    assert "  It costs 450 million. [1]\n    weak: the sentence says 410 million, the claim 450" in shown


def test_a_fallback_is_labelled() -> None:
    shown = text_of(an_answer(fallback=Fallback("unauthorised", 401), host="api.example"), width=200)

    assert "The model did not answer (unauthorised, status 401). Sentences as printed. Text went to api.example." in shown


def test_an_abstention_shows_what_was_searched_and_the_nearest_evidence() -> None:
    nearest = FoundSentence(1, 0.2, "s-1", "a-1", "v1", "/articles/a-1.md", 0, len(REPORTED), REPORTED)
    reason = AbstentionReason("below_threshold", "Not in these articles: who won the cup.")
    searched = Searched(24, 2, "2025-01-04", "2025-11-30")
    shown = text_of(Answer("Who won?", "abstained", reason=reason, evidence=(nearest,), searched=searched))

    assert shown.split("\n")[:4] == [
        "Not in these articles: who won the cup.",
        "Searched 24 articles, 2025-01-04 to 2025-11-30, 2 undated. Nothing left this machine.",
        "Nearest, not an answer:",
        f"  {REPORTED}",
    ]


def test_an_abstention_in_a_failed_models_place_says_so_and_how_the_question_was_read() -> None:
    reason = AbstentionReason("below_threshold", "Not in these articles.")
    silent = Answer(
        "And the cup?", "abstained", reason=reason, fallback=Fallback("server_error", 500), host="api.example", read_as="Who won the cup?"
    )

    assert "Read as: Who won the cup? The model did not answer (server error, status 500). Text went to api.example." in text_of(
        silent, width=200
    )


def test_an_empty_home_names_the_command_that_fills_it() -> None:
    shown = text_of(Answer("Who?", "abstained", reason=AbstentionReason("empty_home", "There are no articles here.")))

    assert "onrecord ingest PATH" in shown


def test_a_failure_names_its_remedy() -> None:
    problem = Problem("bad_line", "Line 2 is not a JSON object.", "Write one object a line.")

    assert text_of(Answer("", "failed", error=problem)) == "Line 2 is not a JSON object. Write one object a line."


@pytest.mark.parametrize("width", [40, 60, 110])
def test_a_wrapped_quotation_keeps_every_character(width: int) -> None:
    long = "“" + "We kept the well-known e-mail of 2 March — all 1,400 words — " * 3 + "for you,” she said."
    shown = text_of(an_answer(claims=(Claim(long, "supported", 1.0, (1,)),)), width)

    assert " ".join(long.split()) in " ".join(shown.split())


def test_a_pronoun_is_told_under_the_sentence_and_a_name_is_not_told_twice() -> None:
    he = a_citation(1, "He would not sell, he said.", speaker="Tam Roake", speaker_as_printed="he")
    named = a_citation(2, "Tam Roake said so.", speaker="Tam Roake", speaker_as_printed="Tam Roake")
    claims = (Claim(he.text, "supported", 1.0, (1,)), Claim(named.text, "supported", 1.0, (2,)))
    shown = text_of(an_answer(claims=claims, citations=(he, named)))

    assert shown.count("he = Tam Roake") == 1
    assert "speaker:" not in shown


def test_the_copies_of_a_source_stand_behind_it_by_outlet_and_day() -> None:
    copies = (a_reprint("Osk Post", "2026-03-04T08:00:00+01:00"), a_reprint(None, None))
    first, second = a_citation(1, REPORTED, also_in=copies), a_citation(2, QUOTED, also_in=copies)

    shown = text_of(an_answer(citations=(first, second)))

    assert shown.count("also printed by Osk Post (2026-03-04), ferry.md (published unknown)") == 1


def test_of_many_copies_a_few_are_named_and_the_others_counted() -> None:
    copies = tuple(a_reprint(f"Outlet {i}", "2026-03-04") for i in range(100))

    shown = text_of(an_answer(citations=(a_citation(1, REPORTED, also_in=copies),)), width=400)

    assert "Outlet 5 (2026-03-04) and 94 more" in shown


def a_reprint(outlet: str | None, published: str | None) -> Reprint:
    return Reprint("a-9", "v1", "/articles/ferry.md", None, outlet, published)


def test_a_sentence_in_the_first_person_without_a_known_speaker_says_that_it_names_nobody() -> None:
    spoken = Claim("I will put that to the council in November.", "supported", 1.0, (1,))

    assert "    I = not named in this sentence" in text_of(an_answer(claims=(spoken,))).split("\n")
