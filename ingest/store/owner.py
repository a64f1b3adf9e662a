"""Keeps the index of a home that this process owns: probes it, fills it, builds it anew, and answers requests of others."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

from ingest.errors import HomeBusyError, HomeError
from ingest.store import failpoints
from ingest.store.catalog import Catalog
from ingest.store.generations import Generations
from ingest.store.index import ChromaFolder, OwnedIndex
from ingest.store.lookup import Lookup
from ingest.store.probe import Finding, examine, is_worn, probe

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""How often the owner looks for commits and requests."""

_AFTER_TROUBLE_S = 30.0
_BATCH = 1_000


class IndexOwner:
    """A thread that keeps ``HOME/index`` in step with the catalog, within seconds of a commit.

    Args:
        home: the home's folder, whose lock this process holds.
        catalog: for requests.
        lookup: for vectors.
        generations: the account of the index.
        index: told which generation to search.
        encoder: whose vectors are indexed, by name.
    """

    def __init__(self, home: Path, catalog: Catalog, lookup: Lookup, generations: Generations, index: OwnedIndex, encoder: str) -> None:
        self._home, self._catalog, self._lookup = home, catalog, lookup
        self._generations, self._index, self._encoder = generations, index, encoder
        self._folder: ChromaFolder | None = None
        self._generation = ""
        self._seen = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="index-owner", daemon=True)
        self.finding: Finding | None = None  # of the last probe

    def start(self) -> None:
        """Begin to keep the index."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the batch at hand and let go of the index's files."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._leave()

    @property
    def is_settled(self) -> bool:
        """Whether a generation is in use and held every current passage when last looked at."""
        return self._folder is not None and self._seen == self._lookup.revision()

    def examine(self) -> tuple[str, Finding] | None:
        """Return the generation in use and what can be said of it now; None where none is in use yet."""
        with self._index.in_use() as use:
            if use is None:
                return None
            return use.generation, examine(use.folder, self._generations.held(use.generation), self._lookup)

    def _run(self) -> None:
        is_swept, failures = False, 0
        while not self._stop.is_set():
            try:
                if not is_swept:
                    self._sweep()
                    is_swept = True
                self._step()
                failures = 0
            except HomeBusyError:
                log.info("Another process is busy with the catalog; the index is kept a little later.")
            except (HomeError, OSError):
                log.exception("The index cannot be kept for now; passages are scored exactly.")
                self._leave()
                self._stop.wait(_AFTER_TROUBLE_S)
            except Exception:  # the library raises unrelated classes
                log.exception("The vector index failed; passages are scored exactly until it is built again.")
                self._index.is_failing = True
                is_swept = False  # a half-built generation is in the way
                failures += 1
                self._stop.wait(min(2**failures, _AFTER_TROUBLE_S))
            self._stop.wait(LOOK_EVERY_S)

    def _step(self) -> None:
        waiting = self._catalog.waiting()
        revision = self._lookup.revision()
        if revision == self._seen and not waiting and not self._index.is_failing:
            return
        if self._folder is None and not self._lookup.passage_count and not waiting:
            return
        if any(kind == "purge" for _, kind in waiting):
            self._catalog.scrub()
        if waiting or self._index.is_failing or (self._folder is None and not self._open()):
            if not self._build():
                return
            if waiting:
                self._catalog.carried_out([number for number, _ in waiting])
        if self._folder is None or not self._fill(self._folder, self._generation):
            return
        held = self._folder.count()
        if is_worn(held - self._lookup.indexed_count(self._generation), held) and not self._build():
            return
        self._seen = revision

    def _open(self) -> bool:
        """Use the current generation if a child process finds it sound."""
        name = self._generations.current()
        if name is None or not (self._home / "index" / name).is_dir():
            return False
        self.finding = probe(self._home, name, self._encoder, self._stop, n_passages=self._lookup.passage_count)
        if self._stop.is_set():
            return True
        if self.finding.problem is not None:
            log.warning("The vector index is built again: %s.", self.finding.problem)
            return False
        self._use(name, ChromaFolder(self._home / "index" / name))
        return True

    def _build(self) -> bool:
        """Build a new generation beside the old one, flip to it, and remove the old one; False if stopped before that."""
        name = self._generations.new_name()
        path = self._home / "index" / name
        path.mkdir(parents=True)
        folder = ChromaFolder(path)
        try:
            is_whole = self._fill(folder, name)
            if is_whole:
                self._generations.flip(name)
        except BaseException:
            folder.close()
            raise
        if not is_whole:
            folder.close()
            return False
        self._use(name, folder)
        self._sweep()
        return True

    def _fill(self, folder: ChromaFolder, generation: str) -> bool:
        """Move pending passages into a generation; False if stopped before the last."""
        after = 0
        while not self._stop.is_set():
            pending = self._lookup.pending(generation, _BATCH, after)
            if not pending.numbers:
                return True
            folder.add(pending.numbers, pending.vectors)
            failpoints.reach("after_upsert")
            self._generations.mark(generation, pending.numbers)
            self._index.moved()
            after = pending.numbers[-1]
        return False

    def _use(self, generation: str, folder: ChromaFolder) -> None:
        before = self._index.take(generation, folder)
        self._generation, self._folder = generation, folder
        if before is not None:
            before.close()

    def _leave(self) -> None:
        before = self._index.take("", None)
        self._folder, self._seen = None, 0
        if before is not None:
            before.close()

    def _sweep(self) -> None:
        """Remove what is not the current generation: folders and accounts left by a flip or by a process that was stopped."""
        self._generations.strike_unused()
        current = self._generations.current()
        folder = self._home / "index"
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name != current:
                    shutil.rmtree(path, ignore_errors=True)
