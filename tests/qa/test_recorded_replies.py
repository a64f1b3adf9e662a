"""What readers wrote to real prompts over invented articles, put through the checks: a careful reader's and a sloppy one's."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.cite import source_of
from qa.models import Answer
from qa.verify import quotations
from tests.recorded import Recorded, read_recorded

RECORDS = tuple(read_recorded(Path(__file__).parents[1] / "fixtures" / "replies.jsonl"))
READERS = ("careful", "sloppy")
Replayed = list[tuple[Recorded, Answer]]


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def answers(pool: Executor) -> dict[str, Replayed]:
    return {reader: [(r, r.answer(reader, pool)) for r in RECORDS if reader in r.replies] for reader in READERS}


@pytest.mark.parametrize("reader", READERS)
def test_every_citation_is_a_sentence_that_was_found(answers: dict[str, Replayed], reader: str) -> None:
    assert answers[reader]
    for record, answer in answers[reader]:
        found = {e.sentence.sentence_id: e.sentence.text for e in record.found.evidence}
        assert all(found[c.sentence_id] == c.text for c in answer.citations), record.id
        numbers = {c.number for c in answer.citations}
        assert all(set(claim.citations) <= numbers for claim in answer.claims), record.id


@pytest.mark.parametrize("reader", READERS)
def test_no_words_stand_in_quotation_marks_that_no_cited_sentence_has(answers: dict[str, Replayed], reader: str) -> None:
    for record, answer in answers[reader]:
        texts = {e.sentence.sentence_id: source_of(e) for e in record.found.evidence}
        by_number = {c.number: texts[c.sentence_id] for c in answer.citations}
        for claim in answer.claims:
            shown = quotations(claim.text, [by_number[n] for n in claim.citations])
            assert all(q.status in ("exact", "typographic") for q in shown), (record.id, claim.text)


def test_a_careful_reader_cites_what_was_issued_and_is_mostly_supported(answers: dict[str, Replayed]) -> None:
    careful = [answer for _, answer in answers["careful"]]
    claims = [claim for answer in careful for claim in answer.claims if answer.answerer == "model"]

    assert not sum(answer.invalid_markers for answer in careful)
    assert not [answer.fallback for answer in careful if answer.fallback]
    assert sum(claim.verdict == "supported" for claim in claims) >= 0.9 * len(claims)


def test_a_careful_reader_declines_where_the_articles_do_not_answer(answers: dict[str, Replayed]) -> None:
    unanswerable = [answer for record, answer in answers["careful"] if record.answerable is False]

    assert sum(answer.status == "abstained" for answer in unanswerable) >= 0.7 * len(unanswerable)
