"""Compose the steps with LangChain: a question in, the growing answer out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import aclosing
from typing import Protocol

import langsmith
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from qa.models import Event, Found, Question


class Answerer(Protocol):
    """Writes an answer from what was found; the last event is the whole Answer."""

    def stream(self, found: Found) -> AsyncGenerator[Event, None]: ...


def build_chain(retrieve: Callable[[Question], Found], answerer: Answerer, pool: Executor) -> Runnable[Question, Event]:
    """Return the chain, for ``astream`` alone; retrieval runs in the pool, and each step is tested on its own.

    What follows the model in a LangChain pipe buffers its stream, so the model is streamed inside the last step.
    """
    langsmith.configure(enabled=False)  # LANGSMITH_TRACING in the user's shell would upload questions and articles

    async def found(question: Question) -> Found:
        return await asyncio.get_running_loop().run_in_executor(pool, retrieve, question)

    async def answered(every: AsyncIterator[Found]) -> AsyncIterator[Event]:
        async for one in every:
            async with aclosing(answerer.stream(one)) as events:
                async for event in events:
                    yield event

    return RunnableLambda(found) | RunnableGenerator(answered)
