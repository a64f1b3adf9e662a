"""Answers under way on the page, by session, so that Stop ends the right one and ends it cleanly.

Gradio's own cancelling runs beside the stream, and an update already on its way could arrive after it. Here the stream itself
sees the wish, so its last update is always its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from qa.models import Event


class Run:
    """One answer under way. ``is_discarded`` says that nobody wants to see what there is of it."""

    def __init__(self) -> None:
        self.is_stopped = False
        self.is_discarded = False
        self._stop = asyncio.Event()

    def stop(self, *, discard: bool) -> None:
        self.is_stopped = True
        self.is_discarded = self.is_discarded or discard
        self._stop.set()

    async def until_stopped(self, events: AsyncIterator[Event]) -> AsyncGenerator[Event, None]:
        """Yield events until they end or the reader has had enough, also while the next one is still awaited."""
        wish = asyncio.create_task(self._stop.wait())
        step: asyncio.Task[Event] | None = None
        try:
            while not self.is_stopped:
                step = asyncio.create_task(_next(events))
                await asyncio.wait({step, wish}, return_when=asyncio.FIRST_COMPLETED)
                if self.is_stopped:
                    return
                try:
                    event = step.result()
                except _EndedError:
                    return
                yield event
        finally:
            for task in (wish, step):
                if task is not None and not task.done():
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task


class Runs:
    """The answers under way, at most one a session."""

    def __init__(self) -> None:
        self._by_session: dict[str, Run] = {}

    @contextmanager
    def begun(self, session: str) -> Iterator[Run]:
        """Register an answer of a session while it is written; an earlier one of the same session is stopped."""
        self.stop(session, discard=True)
        run = self._by_session[session] = Run()
        try:
            yield run
        finally:
            if self._by_session.get(session) is run:
                del self._by_session[session]

    def stop(self, session: str, *, discard: bool) -> None:
        """Stop what is under way in a session, if anything is."""
        if (run := self._by_session.get(session)) is not None:
            run.stop(discard=discard)


class _EndedError(Exception):
    """The stream has ended; a task cannot raise StopAsyncIteration itself."""


async def _next(events: AsyncIterator[Event]) -> Event:
    try:
        return await anext(events)
    except StopAsyncIteration:
        raise _EndedError from None
