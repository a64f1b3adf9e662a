"""Stop, and what it leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from qa.models import Event, Open
from ui.web.runs import Runs
from ui.web.service import closed_after


class Model:
    """Writes two words, then keeps silent for ever."""

    def __init__(self) -> None:
        self.is_closed = False

    async def stream(self) -> AsyncIterator[Event]:
        try:
            yield Open("One")
            yield Open("One two")
            await asyncio.Event().wait()
        finally:
            self.is_closed = True


def test_stop_ends_a_stream_that_has_fallen_silent_and_closes_it() -> None:
    model, runs = Model(), Runs()

    async def read() -> list[Event]:
        read: list[Event] = []
        with runs.begun("a") as run:
            async with closed_after(model.stream()) as events:
                async for event in run.until_stopped(events):
                    read.append(event)
                    if len(read) == 2:
                        asyncio.get_running_loop().call_later(0.01, lambda: runs.stop("a", discard=False))
        assert run.is_stopped
        assert not run.is_discarded
        return read

    assert asyncio.run(asyncio.wait_for(read(), 10)) == [Open("One"), Open("One two")]
    assert model.is_closed


def test_a_stream_that_ends_by_itself_is_read_to_its_end() -> None:
    async def two() -> AsyncIterator[Event]:
        yield Open("One")
        yield Open("One two")

    async def read() -> list[Event]:
        with Runs().begun("a") as run:
            return [event async for event in run.until_stopped(two())]

    assert asyncio.run(read()) == [Open("One"), Open("One two")]


def test_stop_reaches_the_session_it_came_from_alone() -> None:
    async def stop_one() -> tuple[bool, bool]:
        runs = Runs()
        with runs.begun("a") as mine, runs.begun("b") as other:
            runs.stop("a", discard=False)
            return mine.is_stopped, other.is_stopped

    assert asyncio.run(stop_one()) == (True, False)


def test_a_new_question_in_a_session_discards_the_one_under_way() -> None:
    async def ask_twice() -> tuple[bool, bool]:
        runs = Runs()
        with runs.begun("a") as first, runs.begun("a") as second:
            return first.is_discarded, second.is_stopped

    assert asyncio.run(ask_twice()) == (True, False)
