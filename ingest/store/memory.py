"""Remembers what was read of the catalog, for as long as nothing in it changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Memory:
    """Answers that hold for one revision of the catalog; the least recently used go first. An empty answer is asked for anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._revision = 0
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def recall(self, revision: int, question: Hashable, ask: Callable[[], _T]) -> _T:
        """Return what ``ask`` returned for this question at this revision, asking where it has not been yet."""
        with self._lock:
            if revision > self._revision:
                self._revision = revision
                self._answers.clear()
            if revision == self._revision and question in self._answers:
                self._answers.move_to_end(question)
                known: _T = self._answers[question]
                return known
        answer = ask()
        with self._lock:
            if answer and revision == self._revision:
                self._answers[question] = answer
                while len(self._answers) > self._size:
                    self._answers.popitem(last=False)
        return answer
