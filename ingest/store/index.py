"""The vector index: the only module that imports chromadb. It is asked for passage numbers and for nothing else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.errors import HomeError
from ingest.models import Vectors
from ingest.store import failpoints
from ingest.store.exact import ExactIndex, best, rank
from ingest.store.found import Stored
from ingest.store.lookup import Lookup

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)

FEW_PASSAGES = 4_000
"""Filters that allow no more passages than this, and no more pending ones, are scored exactly."""

_GRAPH = {"space": "cosine", "ef_search": 1_000, "max_neighbors": 24}
"""Of 22,000 vectors of news sentences and passages, the library's defaults found 97 % of the 110 nearest, these find 99.9 %."""

_OVER = 2.0  # candidates a passage asked for: their order in the graph is approximate, ours is not
_MOST = 4_000
_BATCH = 2_000  # below what one call of the library takes
_PAGE = 50_000
_MARGIN = 10  # asked for beyond k, for ids that are no current passage


class ChromaFolder:
    """One generation: a folder with a client of its own. Safe in many threads of one process; never open it in two processes."""

    def __init__(self, path: Path) -> None:
        import chromadb  # takes .7 s
        from chromadb.config import Settings

        client: Any = chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))
        self._client = client  # Any: its type lacks close()
        try:
            self._collection: Collection = self._client.get_or_create_collection(
                "passages", embedding_function=None, configuration={"hnsw": _GRAPH}
            )
        except BaseException:
            self._client.close()
            raise

    def add(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Hold these passages' vectors; a number that is held already is overwritten."""
        for first in range(0, len(numbers), _BATCH):
            batch = slice(first, first + _BATCH)
            failpoints.reach("before_upsert")
            self._collection.upsert(ids=[str(n) for n in numbers[batch]], embeddings=np.ascontiguousarray(vectors[batch]))

    def query(self, vector: Vectors, limit: int) -> list[int]:
        """Return the numbers of about the ``limit`` nearest passages, dead ones too."""
        found = self._collection.query(query_embeddings=vector[np.newaxis, :], n_results=limit, include=[])
        return [int(number) for number in found["ids"][0]]

    def numbers(self) -> set[int]:
        """Return all numbers that it holds, dead ones too."""
        found: set[int] = set()
        for first in range(0, self.count(), _PAGE):
            found.update(map(int, self._collection.get(limit=_PAGE, offset=first, include=[])["ids"]))
        return found

    def count(self) -> int:
        """Return how many numbers it holds, dead ones too."""
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of every file."""
        self._client.close()


@dataclass(slots=True)
class Use:
    """A generation that is open, and how many searches are in it."""

    generation: str
    folder: ChromaFolder
    searches: int = 0


class OwnedIndex:
    """The index of the process that owns it: Chroma for what a generation holds, exact scores for what is pending.

    Until a generation is handed to it, and whenever one fails, it scores everything exactly. Scores come from the catalog's vectors
    either way, so that both ways rank alike. Safe in many threads.
    """

    def __init__(self, lookup: Lookup, exact: ExactIndex) -> None:
        self._lookup = lookup
        self._exact = exact
        self._changed = threading.Condition()
        self._use: Use | None = None
        self._moves = 0
        self._pending: tuple[object, Stored] = (None, Stored([], [], np.zeros((0, 0), np.float32)))
        self._held: tuple[object, int] = (None, 0)
        self.dropped = 0  # ids that were no current passage, since it was opened
        self.is_failing = False

    def nearest(self, query: Vectors, k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]:
        if within is not None and len(within) <= FEW_PASSAGES:
            return rank(self._lookup.stored_within(within), query, k)
        with self.in_use() as use:
            if use is not None and not self.is_failing:
                pending = self._pending_of(use.generation)
                if len(pending.ids) <= FEW_PASSAGES:
                    try:
                        found = self._merged(use, pending, query, k, within)
                    except HomeError:
                        raise
                    except Exception:  # the library raises unrelated classes; the owner builds the index anew
                        log.exception("The vector index failed; passages are scored exactly until it is built again.")
                        self.is_failing = True
                    else:
                        if found is not None:
                            return found
        return self._exact.nearest(query, k, within)

    def take(self, generation: str, folder: ChromaFolder | None) -> ChromaFolder | None:
        """Search in ``folder`` from now on, or in none; return the one before, once no search is in it."""
        with self._changed:
            before, self._use = self._use, Use(generation, folder) if folder is not None else None
            self._moves += 1
            self.is_failing = False
            while before is not None and before.searches:
                self._changed.wait()
        if folder is not None:
            self._exact.forget()
        return before.folder if before else None

    def moved(self) -> None:
        """Notice that pending passages were entered into the generation in use."""
        with self._changed:
            self._moves += 1

    @contextmanager
    def in_use(self) -> Iterator[Use | None]:
        """Keep the generation in use open meanwhile; None where there is none."""
        with self._changed:
            use = self._use
            if use is not None:
                use.searches += 1
        try:
            yield use
        finally:
            with self._changed:
                if use is not None:
                    use.searches -= 1
                    self._changed.notify_all()

    def _pending_of(self, generation: str) -> Stored:
        """Return the pending passages, at most one more than FEW_PASSAGES; read again only after a change."""
        state = (generation, self._moves, self._lookup.revision())
        known, pending = self._pending
        if known != state:
            pending = self._lookup.pending(generation, FEW_PASSAGES + 1)
            self._pending = (state, pending)
        return pending

    def _held_by(self, use: Use) -> int:
        """Return how many numbers a generation holds; counting takes the library milliseconds, so only after a move."""
        state = (use.generation, self._moves)
        known, held = self._held
        if known != state:
            held = use.folder.count()
            self._held = (state, held)
        return held

    def _merged(self, use: Use, pending: Stored, query: Vectors, k: int, within: frozenset[str] | None) -> list[tuple[str, float]] | None:
        """Merge what the generation finds with what is pending; None where so much is asked for that exact scores cost less."""

        def allowed(stored: Stored) -> list[int]:
            return [place for place, passage in enumerate(stored.ids) if within is None or passage in within]

        # Pending passages were read first: one that moves meanwhile is found twice, never missed.
        scored = dict(rank(pending, query, k, allowed(pending)))
        held = self._held_by(use)
        share = 1.0 if within is None else max(1.0, held / len(within))
        limit = int(k * share * _OVER) + _MARGIN
        while held:
            if limit > _MOST:
                return None
            numbers = use.folder.query(query, min(limit, held))
            stored = self._lookup.stored_of(numbers)
            places = allowed(stored)
            if len(places) >= k or limit >= held:
                self.dropped += len(numbers) - len(stored.ids)
                scored.update(rank(stored, query, k, places))
                break
            limit *= 4
        return best(scored.items(), k)
