"""An event loop in a thread of its own: a call from any thread ends in time, however slowly the other side sends."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LoopThread:
    """Runs coroutines for other threads. It starts with the first, and ends when it is closed or nobody holds it any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_end: list[Callable[[], Awaitable[None]]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def run(self, work: Coroutine[Any, Any, T], within_s: float) -> T:
        """Return what comes of the work.

        Args:
            work: begun here and, once late, cancelled, which closes its connections.
            within_s: longest time that it may take, in seconds.

        Raises:
            TimeoutError: it took longer.
        """
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, within_s), self._started())
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def at_end(self, close: Callable[[], Awaitable[None]]) -> None:
        """Await ``close`` on the loop before it ends."""
        self._at_end.append(close)

    def close(self) -> None:
        """End the thread; a later call starts it anew."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_serve, args=(self._loop, self._at_end), name="onrecord-embedder", daemon=True)
                self._thread.start()
                weakref.finalize(self, _stop, self._loop)
            return self._loop


def _serve(loop: asyncio.AbstractEventLoop, at_end: list[Callable[[], Awaitable[None]]]) -> None:
    async def end() -> None:
        while at_end:
            await at_end.pop()()

    loop.run_forever()
    loop.run_until_complete(end())
    loop.close()


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(loop.stop)
