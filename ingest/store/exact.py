"""Scores passages exactly, over the catalog's vectors kept in memory; and what an index is."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ingest.models import Vectors
from ingest.store.found import Stored
from ingest.store.lookup import Lookup

_MARGIN = 16  # more candidates than asked for: sums in another order may differ in the last digit


class PassageIndex(Protocol):
    """Where passages are looked up by meaning."""

    def nearest(self, query: Vectors, k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]:
        """Return the k current passages most like the query: id and cosine, best first, equals by id.

        Args:
            query: one vector of length 1, shape (dim,).
            k: at most so many.
            within: only these passages, where given.
        """


def rank(stored: Stored, query: Vectors, k: int, places: Sequence[int] | None = None) -> list[tuple[str, float]]:
    """Return the k best of these passages by cosine, best first, equals by id.

    A passage's score does not depend on which others it is scored with, so that every index ranks alike.

    Args:
        stored: passages with their vectors.
        query: one vector of length 1.
        k: at most so many.
        places: only these rows of ``stored``, where given.
    """
    chosen = np.arange(len(stored.ids)) if places is None else np.asarray(places, dtype=np.intp)
    if not len(chosen) or k < 1:
        return []
    if len(chosen) > k + _MARGIN:
        is_most = len(chosen) * 8 > len(stored.ids)  # a product with all rows costs less than copying many of them
        rough = (stored.vectors @ query)[chosen] if is_most else stored.vectors[chosen] @ query
        chosen = chosen[np.argpartition(-rough, k + _MARGIN)[: k + _MARGIN]]
    exact = np.round(np.sum(stored.vectors[chosen].astype(np.float64) * query.astype(np.float64), axis=1), 7)
    return best(((stored.ids[place], float(score)) for place, score in zip(chosen, exact, strict=True)), k)


def best(scored: Iterable[tuple[str, float]], k: int) -> list[tuple[str, float]]:
    """Return the k highest scores, best first, equals by id."""
    return sorted(scored, key=lambda row: (-row[1], row[0]))[:k]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The vectors of all current passages at one revision of the catalog."""

    revision: int
    stored: Stored
    places: dict[str, int]


class ExactIndex:
    """Scores every current passage; its matrix follows the catalog's changes. Safe in many threads.

    Costs 1.5 kB of memory a passage at 384 dimensions.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._lock = threading.Lock()
        self._matrix = _Matrix(0, Stored([], [], np.zeros((0, 0), np.float32)), {})

    def nearest(self, query: Vectors, k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]:
        matrix = self._current()
        stored = matrix.stored
        if within is None:
            return rank(stored, query, k)
        return rank(stored, query, k, [matrix.places[passage] for passage in within if passage in matrix.places])

    def forget(self) -> None:
        """Give the memory back; the next question reads the catalog again."""
        with self._lock:
            self._matrix = _Matrix(0, Stored([], [], np.zeros((0, 0), np.float32)), {})

    def _current(self) -> _Matrix:
        revision = self._lookup.revision()
        matrix = self._matrix
        if matrix.revision >= revision:
            return matrix
        with self._lock:
            if self._matrix.revision < revision:
                self._matrix = self._renewed(self._matrix.stored, revision)
            return self._matrix

    def _renewed(self, known: Stored, revision: int) -> _Matrix:
        added = self._lookup.stored(after=known.numbers[-1] if known.numbers else 0)
        if known.numbers:
            alive = self._lookup.numbers()
            kept = [place for place, number in enumerate(known.numbers) if number in alive]
            if len(kept) < len(known.numbers):
                known = Stored([known.numbers[i] for i in kept], [known.ids[i] for i in kept], known.vectors[kept])
        if not known.numbers:
            merged = added
        elif not added.numbers:
            merged = known
        else:
            merged = Stored(known.numbers + added.numbers, known.ids + added.ids, np.concatenate([known.vectors, added.vectors]))
        return _Matrix(revision, merged, {passage: place for place, passage in enumerate(merged.ids)})
