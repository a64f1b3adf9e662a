import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace

import pytest

from qa.chain import build_chain
from qa.extractive import ExtractiveAnswerer
from qa.models import Answer, AnswerTimes, Event, Found, Open, Question
from qa.steps import answer
from qa.verify import verify
from tests.fakes_answers import MAYOR, evidence_of, found_of
from tests.server import ScriptedServer, Step

ASKED = Question("When does the tunnel open?")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2, "pool") as pool:
        yield pool


def retrieve(question: Question) -> Found:
    return found_of(evidence_of(MAYOR), question)


class EndlessAnswerer:
    """Goes on for ever, and notes when it is closed."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    async def stream(self, found: Found) -> AsyncGenerator[Event, None]:
        try:
            while True:
                yield Open(found.question.text)
                await asyncio.sleep(0.001)
        finally:
            self.closed.set()


async def events_of(question: Question, pool: ThreadPoolExecutor) -> list[Event]:
    chain = build_chain(retrieve, ExtractiveAnswerer(verify, pool, 0.5, 0.5), pool)
    return [event async for event in chain.astream(question)]


def untimed(event: Event) -> Event:
    return replace(event, ms=AnswerTimes(0, None, 0)) if isinstance(event, Answer) else event


def test_a_question_becomes_a_growing_answer(pool: ThreadPoolExecutor) -> None:
    *claims, whole = asyncio.run(events_of(ASKED, pool))

    assert isinstance(whole, Answer)
    assert len(claims) == 1
    assert whole.citations[0].text == MAYOR


def test_the_plain_steps_give_the_same_answer(pool: ThreadPoolExecutor) -> None:
    async def plain() -> list[Event]:
        return [event async for event in answer(ASKED, retrieve, ExtractiveAnswerer(verify, pool, 0.5, 0.5), pool)]

    composed, steps = asyncio.run(events_of(ASKED, pool)), asyncio.run(plain())

    assert steps[:-1] == composed[:-1]
    assert untimed(steps[-1]) == untimed(composed[-1])


def test_without_a_model_no_language_library_is_imported() -> None:
    heavy = "'langchain_core', 'langsmith', 'openai', 'tiktoken'"
    script = f"import sys, qa.extractive, qa.steps, qa.cite; sys.exit(not sys.modules.keys().isdisjoint({{{heavy}}}))"

    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_retrieval_runs_in_the_pool(pool: ThreadPoolExecutor) -> None:
    names: list[str] = []

    def noting(question: Question) -> Found:
        names.append(threading.current_thread().name)
        return retrieve(question)

    async def last() -> Event:
        chain = build_chain(noting, ExtractiveAnswerer(verify, pool, 0.5, 0.5), pool)
        return [event async for event in chain.astream(ASKED)][-1]

    asyncio.run(last())

    assert names[0].startswith("pool")


def test_events_come_while_the_answer_grows_and_closing_stops_it(pool: ThreadPoolExecutor) -> None:
    answerer = EndlessAnswerer()

    async def first() -> Event:
        stream = build_chain(retrieve, answerer, pool).astream(ASKED)
        assert isinstance(stream, AsyncGenerator)
        async with aclosing(stream):
            return await anext(stream)

    assert asyncio.run(first()) == Open(ASKED.text)
    assert answerer.closed.is_set()


def test_cancelling_stops_the_answer(pool: ThreadPoolExecutor) -> None:
    answerer = EndlessAnswerer()

    async def cancelled() -> None:
        async def ask() -> None:
            async for _ in build_chain(retrieve, answerer, pool).astream(ASKED):
                pass

        task = asyncio.create_task(ask())
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())

    assert answerer.closed.wait(5)


TRACED = """
import asyncio
from concurrent.futures import ThreadPoolExecutor
from langchain_core.tracers.langchain import wait_for_all_tracers
from tests.qa.test_chain import ASKED, events_of

with ThreadPoolExecutor(1) as pool:
    assert asyncio.run(events_of(ASKED, pool))
wait_for_all_tracers()
"""


def test_tracing_in_the_users_shell_uploads_nothing() -> None:
    with ScriptedServer([Step(status=503)]) as elsewhere:
        traced = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": elsewhere.base_url, "LANGSMITH_API_KEY": "lsv2_key"}
        subprocess.run([sys.executable, "-c", TRACED], env=os.environ | traced, check=True, timeout=60)

    assert elsewhere.received == []
