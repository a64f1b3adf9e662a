"""Compose the steps with LangChain: a question in, the growing answer out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Executor
from contextlib import aclosing

import langsmith
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from qa.models import Event, Found, Question
from qa.steps import Answerer, Read, Retrieve, as_asked, find, write


def build_chain(retrieve: Retrieve, answerer: Answerer, pool: Executor, read: Read = as_asked) -> Runnable[Question, Event]:
    """Return the chain, for ``astream`` alone; retrieval runs in the pool, after a follow-up was read.

    What follows the model in a LangChain pipe buffers its stream, so the model is streamed inside the last step.
    """
    langsmith.configure(enabled=False)  # LANGSMITH_TRACING in the user's shell would upload questions and articles

    async def found(question: Question) -> Found:
        return await find(await read(question), retrieve, pool)

    async def answered(every: AsyncIterator[Found]) -> AsyncIterator[Event]:
        async for one in every:
            async with aclosing(write(one, answerer)) as events:
                async for event in events:
                    yield event

    return RunnableLambda(found) | RunnableGenerator(answered)
