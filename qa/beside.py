"""Work done beside the caller's, in threads that may be busy: then the caller does it himself, so that nobody waits in a queue."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def beside(readers: Executor | None, work: Callable[[], R]) -> Callable[[], R]:
    """Begin work in another thread, where there is one, and return what gives its result, to be called once.

    >>> beside(None, lambda: "read")()
    'read'
    """
    if readers is None:
        return work
    begun = readers.submit(work)
    return lambda: work() if begun.cancel() else begun.result()


def shared(readers: Executor | None, work: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]) -> list[R]:
    """Return what ``work`` makes of each item, in their order; another thread takes its share, where there is one that is free.

    Args:
        readers: where the other thread comes from.
        work: the same whichever thread does it.
        items: what to work on.
        size: how much work one is: the largest are begun first, so that both threads end together.
    """
    if readers is None:
        return [work(item) for item in items]
    left = deque(sorted(range(len(items)), key=lambda place: -size(items[place])))
    done: dict[int, R] = {}

    def take() -> None:
        while left:
            try:
                place = left.popleft()
            except IndexError:  # the other thread was faster
                return
            done[place] = work(items[place])

    other = readers.submit(take)
    take()
    if not other.cancel():
        other.result()
    return [done[place] for place in range(len(items))]
