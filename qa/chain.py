"""Compose the steps with LangChain: a question in, the growing answer out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import aclosing

import langsmith
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from qa.models import Event, Found, Question
from qa.steps import Answerer, answered, retrieved


def build_chain(retrieve: Callable[[Question], Found], answerer: Answerer, pool: Executor) -> Runnable[Question, Event]:
    """Return the chain, for ``astream`` alone; retrieval runs in the pool, and each step is tested on its own.

    What follows the model in a LangChain pipe buffers its stream, so the model is streamed inside the last step.
    """
    langsmith.configure(enabled=False)  # LANGSMITH_TRACING in the user's shell would upload questions and articles

    async def find(question: Question) -> Found:
        return await retrieved(question, retrieve, pool)

    async def answer(every: AsyncIterator[Found]) -> AsyncIterator[Event]:
        async for found in every:
            async with aclosing(answered(found, answerer)) as events:
                async for event in events:
                    yield event

    return RunnableLambda(find) | RunnableGenerator(answer)
