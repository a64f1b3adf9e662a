"""The two steps from question to answer as plain functions, each of which works without LangChain."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor
from contextlib import aclosing
from typing import Protocol

from qa.models import Event, Found, Question


class Answerer(Protocol):
    """Writes an answer from what was found; the last event is the whole Answer."""

    def stream(self, found: Found) -> AsyncGenerator[Event, None]: ...


async def retrieved(question: Question, retrieve: Callable[[Question], Found], pool: Executor) -> Found:
    """Return what retrieval finds; it runs in the pool."""
    return await asyncio.get_running_loop().run_in_executor(pool, retrieve, question)


async def answered(found: Found, answerer: Answerer) -> AsyncGenerator[Event, None]:
    """Yield the growing answer; the answerer is closed with it."""
    async with aclosing(answerer.stream(found)) as events:
        async for event in events:
            yield event
