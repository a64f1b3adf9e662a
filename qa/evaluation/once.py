"""Retrieve once for a question's search and its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.models import Found, Question

if TYPE_CHECKING:
    from qa.service import OnRecord


class FindOnce:
    """A retriever that keeps what it found for a question until it is asked for it a second time."""

    def __init__(self, retrieve: Callable[[Question], Found]) -> None:
        self._retrieve = retrieve
        self._lock = threading.Lock()
        self._kept: dict[Question, Found] = {}

    def __call__(self, question: Question) -> Found:
        with self._lock:
            kept = self._kept.pop(question, None)
        if kept is not None:
            return kept
        found = self._retrieve(question)
        with self._lock:
            self._kept[question] = found
        return found


def finding_once(onrecord: OnRecord) -> OnRecord:
    """Return a view of an open home in which a search followed by its answer retrieves once.

    An answer's times count its retrieval all the same. The home stays the caller's to close.
    """
    from qa.core import AsyncOnRecord

    view = copy(onrecord)
    retriever: Any = FindOnce(onrecord.parts.retriever)  # it is called, and nothing else
    view.parts = replace(onrecord.parts, retriever=retriever)
    view.aio = AsyncOnRecord(view.parts)
    return view
