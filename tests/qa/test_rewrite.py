import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.chain import build_chain
from qa.chat import RetrieverForChat, standalone
from qa.extractive import ExtractiveAnswerer
from qa.llm import Ending
from qa.model_answer import ModelAnswerer
from qa.models import Answer, Found, Question, Turn, Usage
from qa.prompt import load_prompt
from qa.request import DECLINED, FIELDS
from qa.rewrite import REWRITE_FIELDS, Rewriter, believed
from qa.tokens import estimate
from qa.verify import restore_quotations, verify
from tests.fakes_answers import COST, MAYOR, ToldModel, evidence_of, found_of

REWRITE = load_prompt("rewrite_question_v1", REWRITE_FIELDS)
SECRET = b"s" * 32
SAID = (Turn("What did Mayor Ida Brandt say about the tunnel?", "Mayor Ida Brandt said that the harbour tunnel will open in 2031. [1]"),)
ASKED = Question("Why did she delay it?", history=SAID)
GOOD = "Why did Mayor Ida Brandt delay the harbour tunnel?"
DONE = Ending("complete", usage=Usage(200, 12, 0.1))


def read(question: Question, model: ToldModel) -> Question:
    return asyncio.run(Rewriter(model, REWRITE, SECRET, estimate, 3000, 5.0)(question))


def test_a_follow_up_is_read_as_the_model_wrote_it() -> None:
    model = ToldModel([GOOD[:9], GOOD[9:], "\n", DONE])

    question = read(ASKED, model)

    assert question.reading is not None
    assert (question.reading.text, question.reading.by, question.reading.usage) == (GOOD, "model", DONE.usage)
    assert question.text == ASKED.text
    assert "Asked: What did Mayor Ida Brandt say about the tunnel?" in model.asked[0][0].text


def test_a_first_question_asks_no_model() -> None:
    model = ToldModel([GOOD, DONE])

    assert read(Question("Why did Ida Brandt delay the tunnel?"), model).reading is None
    assert model.asked == []


@pytest.mark.parametrize(
    "script",
    [
        [Ending("unauthorized", 401)],
        [GOOD, Ending("no_finish_reason")],
        [GOOD, Ending("length")],
        ["", Ending("empty_reply")],
        ["I cannot help with that.", DONE],
    ],
    ids=["refused", "cut", "too long", "empty", "no question of ours"],
)
def test_where_the_model_fails_the_careful_rule_reads(script: list[str | Ending]) -> None:
    reading = read(ASKED, ToldModel(script)).reading

    assert reading is not None
    assert (reading.text, reading.by) == (standalone(ASKED), "rule")


@pytest.mark.parametrize(
    "reply",
    [
        "Why did Mayor Ana Sole delay the tunnel?",
        "Why did Ida Brandt delay the tunnel by 14 months?",
        "Here is the question:\nWhy did Ida Brandt delay the tunnel?",
        "Why did Ida Brandt delay it? See https://collect.example/",
        "Why did Ida Brandt delay it? [s4k9]",
        "What will the tunnel cost?",
        "Why did Ida Brandt delay it? " * 20,
        "",
    ],
    ids=["a name from nowhere", "a number from nowhere", "two lines", "an address", "a marker", "another question", "too long", "nothing"],
)
def test_a_reading_that_strays_is_not_believed(reply: str) -> None:
    assert believed(reply, ASKED) is None


@pytest.mark.parametrize("reply", [GOOD, f'"{GOOD}"', f"  {GOOD}\n", "Why did Brandt delay the tunnel until 2031?"])
def test_a_reading_in_the_words_of_the_conversation_is_believed(reply: str) -> None:
    assert believed(reply, ASKED) == reply.strip(' "\n')


def test_a_reading_keeps_the_names_and_numbers_that_were_asked_about() -> None:
    asked = Question("And what did Orla Venn pay for her 12 boats?", history=SAID)

    assert believed("What did Mayor Ida Brandt pay for her boats?", asked) is None


def test_the_answer_tells_how_a_follow_up_was_read_and_what_that_took() -> None:
    searched: list[str] = []

    def retrieve(question: Question) -> Found:
        searched.append(question.text)
        return found_of(evidence_of(MAYOR, COST), question)

    model = ToldModel([GOOD, DONE], [DECLINED, Ending("complete", usage=Usage(700, 3, 0.5))])
    with ThreadPoolExecutor(2) as pool:
        stand_in = ExtractiveAnswerer(verify, pool, 0.5, 0.5)
        prompt, repair = load_prompt("answer_v1", FIELDS), load_prompt("repair_v1", ())
        answerer = ModelAnswerer(model, prompt, repair, SECRET, verify, restore_quotations, stand_in, estimate, 3000, 20.0, pool)
        chain = build_chain(RetrieverForChat(retrieve), answerer, pool, Rewriter(model, REWRITE, SECRET, estimate, 3000, 5.0))

        async def last() -> object:
            return [event async for event in chain.astream(ASKED)][-1]

        answer = asyncio.run(last())

    assert isinstance(answer, Answer)
    assert searched == [GOOD]
    assert (answer.question, answer.read_as, answer.usage) == (ASKED.text, GOOD, Usage(900, 15, 0.6))


def test_citations_stay_with_their_turn() -> None:
    model = ToldModel([f"{MAYOR} [1]", DONE])
    with ThreadPoolExecutor(2) as pool:
        stand_in = ExtractiveAnswerer(verify, pool, 0.5, 0.5)
        prompt, repair = load_prompt("answer_v1", FIELDS), load_prompt("repair_v1", ())
        answerer = ModelAnswerer(model, prompt, repair, SECRET, verify, restore_quotations, stand_in, estimate, 3000, 20.0, pool)

        async def last() -> object:
            return [event async for event in answerer.stream(found_of(evidence_of(COST), ASKED))][-1]

        answer = asyncio.run(last())

    assert isinstance(answer, Answer)
    assert answer.invalid_markers == 2  # the number of an earlier turn names no sentence of this one; it was tried twice
    assert "[1]" not in model.asked[0][0].text
    assert all(citation.text == COST for citation in answer.citations)
