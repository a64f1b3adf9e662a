"""Work done beside the caller's, in threads that may be busy: then the caller does it himself, so that nobody waits in a queue."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def beside(readers: Executor | None, work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begin work in another thread, where there is one, and give what waits for its result, to be called once.

    Where the block ends without that, as by an error, the work is called off or waited for: none goes on behind the caller's back.

    >>> with beside(None, lambda: "read") as read:
    ...     read()
    'read'
    """
    if readers is None:
        yield work
        return
    begun = readers.submit(work)
    try:
        yield lambda: work() if begun.cancel() else begun.result()
    finally:
        if not begun.cancel():
            wait([begun])


def shared(readers: Executor | None, work: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]) -> list[R]:
    """Return what ``work`` makes of each item, in their order; another thread takes its share, where there is one that is free.

    Args:
        readers: where the other thread comes from.
        work: the same whichever thread does it.
        items: what to work on.
        size: how much work one is: the largest are begun first, so that both threads end together.

    Raises:
        The error of ``work``, the caller's own before the other thread's: neither begins another item then, and none is still at work.
    """
    if readers is None:
        return [work(item) for item in items]
    left = deque(sorted(range(len(items)), key=lambda place: -size(items[place])))
    done: dict[int, R] = {}

    def take() -> None:
        while (place := _next(left)) is not None:
            try:
                done[place] = work(items[place])
            except BaseException:
                left.clear()  # what the other thread has not begun is of no use
                raise

    other = readers.submit(take)
    try:
        take()
    finally:
        if not other.cancel():
            wait([other])
    if not other.cancelled():
        other.result()
    return [done[place] for place in range(len(items))]


def _next(left: deque[int]) -> int | None:
    """Take the first that is left; ``None`` where the other thread has taken the last."""
    try:
        return left.popleft()
    except IndexError:
        return None
