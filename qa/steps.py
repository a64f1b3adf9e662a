"""The two steps of answering, as plain functions: retrieve in the pool, let the answerer stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import Executor
from contextlib import aclosing
from typing import Protocol

from qa.models import Event, Found, Question

Read = Callable[[Question], Awaitable[Question]]
"""Returns the question with its ``reading``, where a model makes one of a follow-up."""
Retrieve = Callable[[Question], Found]


class Answerer(Protocol):
    """Writes an answer from what was found; the last event is the whole Answer."""

    def stream(self, found: Found) -> AsyncGenerator[Event, None]: ...


async def as_asked(question: Question) -> Question:
    """Leave a question as it is: retrieval reads a follow-up by the careful rule."""
    return question


async def find(question: Question, retrieve: Retrieve, pool: Executor) -> Found:
    """Retrieve beside the loop."""
    return await asyncio.get_running_loop().run_in_executor(pool, retrieve, question)


async def write(found: Found, answerer: Answerer) -> AsyncGenerator[Event, None]:
    """Stream the answer; closing this closes the answerer, and with it the model's connection."""
    async with aclosing(answerer.stream(found)) as events:
        async for event in events:
            yield event


async def answer(question: Question, retrieve: Retrieve, answerer: Answerer, pool: Executor) -> AsyncGenerator[Event, None]:
    """Do both, for who has no use for the chain: a single answer without a model, which must not wait for LangChain's import."""
    async with aclosing(write(await find(question, retrieve, pool), answerer)) as events:
        async for event in events:
            yield event
