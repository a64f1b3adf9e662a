"""Remembers what was read from a text lately, and forgets all of it at once where a text must not be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

from ingest.statements.reading import forget_tags
from ingest.words import forget_words

P = ParamSpec("P")
T = TypeVar("T")

_forget: list[Callable[[], None]] = [forget_words, forget_tags]


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the results of a function for the ``most`` arguments used last, until ``forget``; they hold the texts themselves."""

    def keep(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(most)(function)
        _forget.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # lru_cache's type names no parameters

    return keep


def forget() -> None:
    """Drop everything that was read from claims and sources; what is asked for next is read anew. Safe to call from any thread."""
    for clear in _forget:
        clear()
