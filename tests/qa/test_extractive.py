import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ingest.models import Metadata
from qa.extractive import ExtractiveAnswerer, choose
from qa.models import Answer, Event, Evidence, Finished, Found, Searched, Source, Verification
from qa.verify import verify
from tests.fakes_answers import COST, MAYOR, PLAIN, evidence_of, filtered, found_of


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def answer(found: Found, pool: ThreadPoolExecutor) -> tuple[list[Event], Answer]:
    answerer = ExtractiveAnswerer(verify, pool, threshold=0.5, margin=0.5)

    async def all_events() -> list[Event]:
        return [event async for event in answerer.stream(found)]

    events = asyncio.run(all_events())
    assert isinstance(events[-1], Answer)
    return events, events[-1]


def printed(evidence: Sequence[Evidence], margin: float = 0.5, n: int = 3) -> list[str]:
    return [e.sentence.text for e in choose(evidence, margin, n)]


def test_the_answer_is_whole_sentences_as_printed(pool: ThreadPoolExecutor) -> None:
    events, whole = answer(found_of(evidence_of(MAYOR, COST)), pool)

    assert [c.text for c in whole.claims] == [MAYOR, COST]
    assert [c.text for c in whole.citations] == [MAYOR, COST]
    assert {c.verdict for c in whole.claims} == {"supported"}
    assert whole.text == f"{MAYOR} [1] {COST} [2]"
    assert (whole.status, whole.answerer, whole.host) == ("answered", "extractive", None)
    assert [e.claim for e in events[:-1] if isinstance(e, Finished)] == list(whole.claims)


def test_every_printed_sentence_passes_the_verifier(pool: ThreadPoolExecutor) -> None:
    seen: list[tuple[str, str]] = []

    def noting(claim: str, sources: Sequence[Source]) -> Verification:
        seen.append((claim, sources[0].text))
        return Verification("weak", 0.4)

    async def last() -> Event:
        return [e async for e in ExtractiveAnswerer(noting, pool, 0.5, 0.5).stream(found_of(evidence_of(MAYOR)))][-1]

    whole = asyncio.run(last())

    assert seen == [(MAYOR, MAYOR)]
    assert isinstance(whole, Answer)
    assert whole.claims[0].verdict == "weak"


def test_sentences_stop_where_the_score_falls_off() -> None:
    assert printed(evidence_of(MAYOR, COST, PLAIN, scores=[2.0, 1.6, 1.4])) == [MAYOR, COST]


def test_at_most_so_many_are_chosen() -> None:
    assert printed(evidence_of(MAYOR, COST, PLAIN, scores=[1.0, 1.0, 1.0]), n=2) == [MAYOR, COST]


def test_a_sentence_that_leans_brings_the_one_before_it() -> None:
    evidence = evidence_of(MAYOR, "But she named no day.", PLAIN, scores=[0.1, 0.9, 0.0])

    assert printed(evidence) == [MAYOR, "But she named no day."]


def test_neighbours_come_in_the_order_of_their_article() -> None:
    evidence = evidence_of(MAYOR, COST, scores=[0.8, 0.9])

    assert printed(evidence) == [MAYOR, COST]


def test_satire_is_not_printed_beside_news() -> None:
    joke = evidence_of("Mayor Ida Brandt opens half a tunnel.", metadata=Metadata(kind="satire"), source_id="joke-1", scores=[2.0])

    assert printed([*joke, *evidence_of(MAYOR)]) == [MAYOR]
    assert printed(joke) == ["Mayor Ida Brandt opens half a tunnel."]


def test_the_same_sentence_of_two_articles_is_printed_once() -> None:
    here, there = evidence_of(MAYOR), evidence_of(MAYOR.replace("Monday", "Monday,"), source_id="post-1", scores=[0.9])

    assert printed([*here, *there]) == [MAYOR]


def test_a_headline_steps_back_behind_the_sentence_that_says_it() -> None:
    evidence = evidence_of("Harbour tunnel will open in May", MAYOR, scores=[1.0, 0.9], roles=["headline", "body"])

    assert printed(evidence) == [MAYOR]


def test_a_question_is_no_answer() -> None:
    assert printed(evidence_of("“When will the harbour tunnel open?”", PLAIN, scores=[1.0, 0.9])) == [PLAIN]


def test_a_headline_that_no_sentence_repeats_is_printed() -> None:
    assert printed(evidence_of("Ferry to stop", MAYOR, scores=[1.0, 0.1], roles=["headline", "body"])) == ["Ferry to stop"]


DATED = replace(found_of((), filtered("2031-01-01", "2031-01-31")), searched=Searched(undated=2))
BELOW = "Nothing in the one article searched answers this closely enough; the nearest sentences are no answer."


@pytest.mark.parametrize(
    ("found", "code", "message"),
    [
        (replace(found_of(()), searched=Searched()), "empty_home", "There are no articles here yet."),
        (DATED, "outside_dates", "No article here is dated 2031-01-01 to 2031-01-31; 2 without a date were left out."),
        (replace(found_of((), filtered(outlets=("Post",))), searched=Searched()), "no_evidence", "No article here is from Post."),
        (found_of(()), "no_evidence", "No sentence in these 12 articles has to do with this question."),
        (found_of(evidence_of(PLAIN), answerable=0.4, articles=1), "below_threshold", BELOW),
    ],
    ids=["empty home", "dates", "outlet", "no evidence", "below threshold"],
)
def test_an_abstention_says_what_is_missing_in_these_articles(found: Found, code: str, message: str, pool: ThreadPoolExecutor) -> None:
    events, whole = answer(found, pool)

    assert events == [whole]
    assert whole.status == "abstained"
    assert whole.reason is not None
    assert (whole.reason.code, whole.reason.message) == (code, message)
    assert (whole.claims, whole.citations) == ((), ())
    assert [s.text for s in whole.evidence] == [e.sentence.text for e in found.evidence]


def test_sentences_of_one_quotation_are_printed_as_one_with_both_numbers(pool: ThreadPoolExecutor) -> None:
    found = found_of(evidence_of('"My daughter lives in Osk.', "I'd take the tunnel,\" Per Lind said.", PLAIN, scores=[0.8, 0.9, 0.7]))

    _, whole = answer(found, pool)

    assert [(c.text, c.citations) for c in whole.claims] == [
        ('"My daughter lives in Osk. I\'d take the tunnel," Per Lind said.', (1, 2)),
        (PLAIN, (3,)),
    ]
    assert whole.claims[0].verdict == "supported"


def test_sentences_of_two_quotations_stand_apart(pool: ThreadPoolExecutor) -> None:
    found = found_of(evidence_of('"My daughter lives in Osk," he said.', "\"I'd take the tunnel.", "Nobody else would."))

    _, whole = answer(found, pool)

    assert [c.citations for c in whole.claims] == [(1,), (2,), (3,)]
