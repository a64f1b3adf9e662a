import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.cite import issue_labels
from qa.extractive import ExtractiveAnswerer
from qa.llm import Ending
from qa.model_answer import ModelAnswerer
from qa.models import Answer, Event, Fallback, Finished, Found, Open, Usage
from qa.prompt import load_prompt
from qa.request import DECLINED, FIELDS
from qa.tokens import estimate
from qa.verify import restore_quotations, verify
from tests.fakes_answers import COST, MAYOR, REFUSAL, ToldModel, evidence_of, found_of

PROMPT = load_prompt("answer_v1", FIELDS, [DECLINED])
REPAIR = load_prompt("repair_v1", (), [DECLINED])
SECRET = b"s" * 32
FOUND = found_of(evidence_of(MAYOR, COST, REFUSAL))
M, C, R = issue_labels(SECRET, FOUND.question, PROMPT.sha256, [e.sentence.sentence_id for e in FOUND.evidence]).sentence
DONE = Ending("complete", usage=Usage(700, 40, 0.5))
CUT = Ending("no_connection")
UNAUTHORIZED = Ending("unauthorized", 401)
OPENS, COSTS = f"The tunnel will open in May, Mayor Ida Brandt said. [{M}] ", f"The council said it has cost 410 million crowns. [{C}]"


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def answer(
    model: ToldModel, pool: ThreadPoolExecutor, found: Found = FOUND, total_s: float = 20.0, prompt_tokens: int = 3000
) -> tuple[list[Event], Answer]:
    stand_in = ExtractiveAnswerer(verify, pool, threshold=0.5, margin=0.5)
    answerer = ModelAnswerer(model, PROMPT, REPAIR, SECRET, verify, restore_quotations, stand_in, estimate, prompt_tokens, total_s, pool)

    async def all_events() -> list[Event]:
        return [event async for event in answerer.stream(found)]

    events = asyncio.run(all_events())
    assert isinstance(events[-1], Answer)
    return events, events[-1]


def test_a_reply_becomes_checked_claims_with_citations(pool: ThreadPoolExecutor) -> None:
    events, whole = answer(ToldModel([OPENS, COSTS, DONE]), pool)

    assert [(c.text, c.citations, c.verdict) for c in whole.claims] == [
        ("The tunnel will open in May, Mayor Ida Brandt said.", (1,), "supported"),
        ("The council said it has cost 410 million crowns.", (2,), "supported"),
    ]
    assert [c.text for c in whole.citations] == [MAYOR, COST]
    assert (whole.status, whole.answerer, whole.model, whole.host) == ("answered", "model", "told-1", "model.example")
    assert (whole.prompt, whole.usage, whole.fallback) == (PROMPT.identity, Usage(700, 40, 0.5), None)
    assert [e.claim for e in events if isinstance(e, Finished)] == list(whole.claims)


def test_a_false_statement_keeps_its_verdict(pool: ThreadPoolExecutor) -> None:
    _, whole = answer(ToldModel([f"The tunnel has cost 450 million crowns, the council said. [{C}]", DONE]), pool)

    assert whole.claims[0].verdict in ("weak", "unsupported")
    assert [r.code for r in whole.claims[0].reasons] == ["number"]


def test_an_invented_quotation_is_withheld_and_unsupported(pool: ThreadPoolExecutor) -> None:
    events, whole = answer(ToldModel([f'Brandt said "we are ruined". [{R}] Brandt said "we will not pay a crown more". [{R}]', DONE]), pool)

    assert whole.claims[0].text == "Brandt said [words withheld]."
    assert whole.claims[0].verdict == "unsupported"
    assert "We will not pay a crown more" in whole.claims[1].text
    assert not any("ruined" in str(event) for event in events if not isinstance(event, Answer) and not isinstance(event, Finished))


def test_a_marker_that_was_never_issued_is_counted_and_gone(pool: ThreadPoolExecutor) -> None:
    _, whole = answer(ToldModel([f"It opens in May. [z9z9][{M}] It is late. [7]", DONE]), pool)

    assert whole.invalid_markers == 2
    assert [(c.citations, c.verdict) for c in whole.claims][1] == ((), "unsourced")
    assert re.findall(r"\[[^\]]*\]", whole.text) == ["[1]"]


@pytest.mark.parametrize(
    "reply", [DECLINED, f" {DECLINED}.\n", f"**{DECLINED}**", "Not in these articles.", f"{DECLINED}\nThe articles do not say."]
)
def test_a_model_that_declines_abstains_with_the_evidence(reply: str, pool: ThreadPoolExecutor) -> None:
    events, whole = answer(ToldModel([reply, DONE]), pool)

    assert (whole.status, whole.answerer, whole.fallback) == ("abstained", "model", None)
    assert whole.reason is not None
    assert whole.reason.code == "model_declined"
    assert (whole.claims, whole.citations, len(whole.evidence)) == ((), (), 3)
    assert DECLINED not in str(events[:-1])


def test_the_declining_word_beside_an_answer_is_left_out(pool: ThreadPoolExecutor) -> None:
    _, whole = answer(ToldModel([f"{OPENS}{DECLINED}", DONE]), pool)

    assert whole.status == "answered"
    assert DECLINED not in whole.text


def test_a_reply_without_markers_is_repaired_once(pool: ThreadPoolExecutor) -> None:
    model = ToldModel(["It opens in May.", DONE], [OPENS, DONE])

    events, whole = answer(model, pool)

    assert [m.role for m in model.asked[1]] == ["user", "assistant", "user"]
    assert model.asked[1][2].text == REPAIR.text
    assert (whole.status, len(whole.claims), whole.usage) == ("answered", 1, Usage(1400, 80, 1.0))
    assert sum(isinstance(e, Finished) for e in events) == 1


def test_what_asks_for_a_repair_stays_within_the_tokens_of_a_prompt(pool: ThreadPoolExecutor) -> None:
    asked = ToldModel(["It opens. " * 400, DONE], [OPENS, DONE])
    short = ToldModel(["It opens. " * 400, DONE], [OPENS, DONE])

    answer(asked, pool, prompt_tokens=1600)
    needed = sum(estimate(text) for text in (asked.asked[0][0].text, REPAIR.text))
    _, whole = answer(short, pool, prompt_tokens=needed)

    assert needed + 300 < sum(estimate(message.text) for message in asked.asked[1]) <= 1600
    assert (len(short.asked), whole.fallback) == (1, Fallback("no_valid_marker"))


def test_a_reply_without_markers_even_then_gives_the_articles_own_sentences(pool: ThreadPoolExecutor) -> None:
    model = ToldModel(["It opens in May.", DONE])

    _, whole = answer(model, pool)

    assert len(model.asked) == 2
    assert (whole.answerer, whole.fallback, whole.host) == ("extractive", Fallback("no_valid_marker"), "model.example")
    assert whole.claims[0].text == MAYOR


def test_what_stands_before_the_first_valid_marker_is_shown_only_with_it(pool: ThreadPoolExecutor) -> None:
    events, whole = answer(ToldModel(["Here is what they say. ", OPENS, COSTS, DONE]), pool)

    assert [c.verdict for c in whole.claims] == ["unsourced", "supported", "supported"]
    first = next(i for i, e in enumerate(events) if isinstance(e, Finished))
    assert isinstance(events[first + 1], Finished)
    assert any(isinstance(e, Open) and "Here is what" in e.text for e in events[:first])


@pytest.mark.parametrize(
    "ending", [CUT, Ending("length"), Ending("content_filter"), Ending("between_tokens_timeout"), Ending("error_in_stream")]
)
def test_a_failure_after_the_first_claim_keeps_the_checked_ones(ending: Ending, pool: ThreadPoolExecutor) -> None:
    model = ToldModel([OPENS, COSTS + " And it m", ending])

    _, whole = answer(model, pool)

    assert (whole.status, whole.answerer, whole.fallback, whole.stopped) == ("partial", "model", None, Fallback(ending.code))
    assert [c.citations for c in whole.claims] == [(1,)] or len(whole.claims) == 2
    assert "And it m" not in whole.text
    assert len(model.asked) == 1


def test_a_failure_before_the_first_claim_is_tried_again(pool: ThreadPoolExecutor) -> None:
    model = ToldModel(["The tun", Ending("no_connection", retry_after_s=0.0)], [OPENS, DONE])

    _, whole = answer(model, pool)

    assert (len(model.asked), whole.status, whole.fallback) == (2, "answered", None)


def test_after_two_retries_the_extractive_answer_stands_in(pool: ThreadPoolExecutor) -> None:
    model = ToldModel([Ending("rate_limited", 429, retry_after_s=0.01)])

    _, whole = answer(model, pool)

    assert (len(model.asked), whole.answerer, whole.fallback) == (3, "extractive", Fallback("rate_limited", 429))
    assert whole.status == "answered"


def test_a_wait_beyond_the_deadline_is_not_begun(pool: ThreadPoolExecutor) -> None:
    model = ToldModel([Ending("rate_limited", 429, retry_after_s=3600)])

    _, whole = answer(model, pool)

    assert (len(model.asked), whole.fallback) == (1, Fallback("rate_limited", 429))


@pytest.mark.parametrize(("code", "status"), [("unauthorized", 401), ("forbidden", 403), ("not_found", 404), ("bad_request", 400)])
def test_what_cannot_succeed_falls_back_at_once(code: str, status: int, pool: ThreadPoolExecutor) -> None:
    model = ToldModel([Ending(code, status)])  # type: ignore[arg-type]  # each is an EndingCode

    _, whole = answer(model, pool)

    assert (len(model.asked), whole.fallback) == (1, Fallback(code, status))


def test_without_evidence_nothing_is_sent(pool: ThreadPoolExecutor) -> None:
    model = ToldModel([OPENS, DONE])

    _, whole = answer(model, pool, found_of(()))

    assert (model.asked, whole.host, whole.status) == ([], None, "abstained")


def test_a_model_answers_whatever_the_threshold_says(pool: ThreadPoolExecutor) -> None:
    _, whole = answer(ToldModel([OPENS, DONE]), pool, found_of(FOUND.evidence, answerable=0.1))

    assert (whole.status, whole.answerable) == ("answered", 0.1)


def dropping(model: ToldModel, pool: ThreadPoolExecutor) -> Answer:
    stand_in = ExtractiveAnswerer(verify, pool, threshold=0.5, margin=0.5)
    checks = (verify, restore_quotations, stand_in, estimate)
    answerer = ModelAnswerer(model, PROMPT, REPAIR, SECRET, *checks, 3000, 20.0, pool, drops_unsupported=True)

    async def last() -> Event:
        return [event async for event in answerer.stream(FOUND)][-1]

    answer = asyncio.run(last())
    assert isinstance(answer, Answer)
    return answer


def test_unsupported_sentences_are_dropped_and_counted_where_that_is_set(pool: ThreadPoolExecutor) -> None:
    invented = f"The ferry sank twice in a storm off Ellery. [{C}] "

    whole = dropping(ToldModel([f"It is late. {invented}{COSTS}And nobody knows why. ", DONE]), pool)

    assert [(c.text, c.citations) for c in whole.claims] == [("The council said it has cost 410 million crowns.", (1,))]
    assert (whole.dropped, whole.status, [c.number for c in whole.citations]) == (3, "answered", [1])


def test_where_nothing_is_supported_the_articles_own_sentences_stand_in(pool: ThreadPoolExecutor) -> None:
    model = ToldModel([f"The ferry sank twice in a storm off Ellery. [{C}]", DONE])

    whole = dropping(model, pool)

    assert (whole.answerer, whole.fallback, whole.dropped, len(model.asked)) == ("extractive", Fallback("nothing_supported"), 1, 1)


def test_a_question_too_long_for_the_prompt_is_sent_nowhere(pool: ThreadPoolExecutor) -> None:
    model = ToldModel([OPENS, DONE])

    _, whole = answer(model, pool, found_of(FOUND.evidence, "When does the tunnel open? " * 500))

    assert (model.asked, whole.answerer, whole.fallback, whole.host) == ([], "extractive", Fallback("prompt_too_long"), None)
