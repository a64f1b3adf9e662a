from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.evaluation.check import Finding, check
from qa.evaluation.dataset import GoldQuote
from qa.evaluation.gold import GoldSpan, Resolver, Span, Unresolved
from tests.fakes_evaluation import LINES, WordService, write_set

LONG = "The ferry from Orlo stops in June."


def resolve(gold: GoldQuote, **texts: str) -> GoldSpan | Unresolved:
    return Resolver(WordService({f"paper/{name}.md": text for name, text in texts.items()})).resolve(gold)


def test_a_quote_is_found_with_the_sentences_that_hit_it() -> None:
    text = "One day it rained. The tower fell. Nobody was hurt."

    found = resolve(GoldQuote("a.md", "The tower fell. Nobody was hurt."), a=text)

    assert isinstance(found, GoldSpan)
    assert text[found.span.start : found.span.end] == found.text
    assert len(found.sentence_ids) == 2


def test_a_phrase_is_hit_by_its_sentence_and_by_no_other() -> None:
    found = resolve(GoldQuote("a.md", "in June"), a=f"Boats are slow. {LONG} It is old.")

    assert isinstance(found, GoldSpan)
    assert len(found.sentence_ids) == 1


def test_a_very_long_sentence_hits_nothing() -> None:
    assert not Span("a", "v", 0, 1001).hits(Span("a", "v", 0, 20))
    assert Span("a", "v", 0, 1000).hits(Span("a", "v", 0, 20))


def test_another_version_of_an_article_is_another_text() -> None:
    assert not Span("a", "v2", 0, 20).hits(Span("a", "v1", 0, 20))


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        (GoldQuote("b.md", "x"), "no_source"),
        (GoldQuote("twice.md", "x"), "ambiguous_source"),
        (GoldQuote("a.md", "nothing of it"), "quote_missing"),
        (GoldQuote("a.md", "ha"), "quote_ambiguous"),
        (GoldQuote("a.md", "ha", 1, 3), "offsets_wrong"),
    ],
)
def test_a_quote_that_cannot_be_found_says_why(gold: GoldQuote, fault: str) -> None:
    service = WordService({"paper/a.md": "ha ha.", "x/twice.md": "x", "y/twice.md": "x"})

    found = Resolver(service).resolve(gold)

    assert isinstance(found, Unresolved)
    assert found.fault == fault


def test_offsets_tell_two_places_apart() -> None:
    found = resolve(GoldQuote("a.md", "ha", 3, 5), a="ha ha.")

    assert isinstance(found, GoldSpan)
    assert found.span.start == 3


def test_a_whole_source_id_wins_over_a_suffix() -> None:
    service = WordService({"a.md": "Here.", "paper/a.md": "There."})

    assert isinstance(Resolver(service).resolve(GoldQuote("a.md", "Here.")), GoldSpan)


def findings(folder: Path, lines: Sequence[dict[str, Any]], service: WordService | None = None) -> tuple[Finding, ...]:
    return check(write_set(folder / "set.jsonl", lines), service or WordService())


def of_gold(folder: Path, quote: str, **more: Any) -> Finding:
    line = {"question": "?", "answerable": True, "gold": [{"source": "ferry.md", "quote": quote, **more}]}
    (finding,) = findings(folder, [line])
    return finding


def test_a_sound_set_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, LINES) == ()


def test_words_that_moved_to_another_article_are_found_there(tmp_path: Path) -> None:
    finding = of_gold(tmp_path, "It cost 40 crowns.")

    assert finding.code == "quote_missing"
    assert finding.remedy == "The words stand in paper/bridge.md."


def test_words_that_moved_inside_their_article_are_found_again(tmp_path: Path) -> None:
    finding = of_gold(tmp_path, LONG, start=5, end=39)

    assert finding.code == "offsets_wrong"
    assert finding.remedy == "The words now begin at 0."


def test_words_in_other_marks_are_shown_as_they_are_printed(tmp_path: Path) -> None:
    service = WordService({"paper/a.md": "He said “never again”  and left."})

    (finding,) = findings(tmp_path, [{"question": "?", "gold": [{"source": "a.md", "quote": 'said "never again" and'}]}], service)

    assert "said “never again” and" in finding.remedy


def test_an_edited_sentence_is_offered_in_place_of_the_lost_one(tmp_path: Path) -> None:
    finding = of_gold(tmp_path, "The crew of seven was told on Friday.")

    assert "The crew of nine was told on Friday." in finding.remedy


def test_an_ambiguous_quote_gets_its_places(tmp_path: Path) -> None:
    assert "begins at 1, 60" in of_gold(tmp_path, "he ").remedy


def test_repeated_questions_and_ids_are_found(tmp_path: Path) -> None:
    lines = [{"id": "a", "question": "Who went?"}, {"id": "a", "question": "Who stayed?"}, {"id": "b", "question": "who went"}]

    assert [(f.line, f.code) for f in findings(tmp_path, lines)] == [(2, "repeated_id"), (3, "repeated_question")]


def test_the_same_question_after_another_history_is_another_question(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [{"question": "And then?"}, {"question": "And then?", "history": [{"question": "Who?", "text": "Ona."}]}]

    assert findings(tmp_path, lines) == ()


def test_a_broken_line_does_not_end_the_check(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [{"question": 1, "gold": 3}, {"question": "?", "answerable": True}]

    assert [(f.line, f.code) for f in findings(tmp_path, lines)] == [(1, "bad_line"), (2, "gold_missing")]
