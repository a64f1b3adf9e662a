"""Tries a generation of the index in a process of its own, since opening a damaged one can kill the process.

    python -m ingest.store.probe HOME GENERATION ENCODER

prints a Finding as JSON and exits with 0; a process that ends otherwise has found it unusable.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import ingest
from ingest.store.generations import Generations
from ingest.store.index import ChromaFolder
from ingest.store.lookup import Lookup
from ingest.store.schema import catalog_url, open_engine

DEAD_SHARE = 0.2
"""A generation with more dead ids than this is built anew."""

MIN_DEAD = 50
"""So few dead ids are no reason to build anew."""

_SAMPLE = 20
_NEIGHBOURS = 10
_MIN_FOUND = 0.95
_SAME = 1e-6  # cosines of one vector with itself, and with copies of it
_STARTUP_S = 60.0
_PASSAGES_A_SECOND = 1_000
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """What a probe found; ``problem`` is None where the generation can be used.

    ``indexed`` passages should be held, ``missing`` of them are not; ``dead`` ids are held and no current passage. Of ``asked``
    vectors, ``found`` were found by themselves.
    """

    problem: str | None
    indexed: int = 0
    missing: int = 0
    dead: int = 0
    asked: int = 0
    found: int = 0


def is_worn(dead: int, held: int) -> bool:
    """Return whether so many ids are dead that a generation should be built anew."""
    return dead > MIN_DEAD and dead > DEAD_SHARE * held


def probe(home: Path, generation: str, encoder: str, stop: threading.Event, *, n_passages: int) -> Finding:
    """Try a generation in a child process, which ``stop`` ends early; no process may have it open.

    Args:
        home: the home's folder.
        generation: its name.
        encoder: whose vectors it holds.
        stop: when set, the child is killed.
        n_passages: how many passages it may hold, for the time that the child may take.
    """
    command = [sys.executable, "-m", "ingest.store.probe", str(home), generation, encoder]
    root = str(Path(ingest.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])}
    deadline = time.monotonic() + _STARTUP_S + n_passages / _PASSAGES_A_SECOND
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment) as child:
        while child.poll() is None:
            if stop.wait(_POLL_S) or time.monotonic() > deadline:
                child.kill()
                child.wait()
                return Finding("stopped" if stop.is_set() else "opening it took too long")
        printed = child.stdout.read() if child.stdout else b""
    if child.returncode != 0:
        return Finding(f"opening it ended the process with {child.returncode}")
    return Finding(**json.loads(printed))


def examine(folder: ChromaFolder, accounted: set[int], lookup: Lookup) -> Finding:
    """Compare a generation's ids with the catalog's account of it, and look some of its vectors up by themselves."""
    held = folder.numbers()
    missing, dead = len(accounted - held), len(held - accounted)
    present = sorted(accounted & held)
    sample = lookup.stored_of(present[:: max(1, len(present) // _SAMPLE)][:_SAMPLE])
    found = 0
    for number, vector in zip(sample.numbers, sample.vectors, strict=True):
        neighbours = folder.query(vector, min(_NEIGHBOURS, len(held)))
        like = lookup.stored_of(neighbours).vectors
        found += number in neighbours or bool(len(like) and (like @ vector).max() >= 1 - _SAME)
    problem = None
    if missing:
        problem = f"it lacks {missing} of {len(accounted)} passages"
    elif found < _MIN_FOUND * len(sample.numbers):
        problem = f"only {found} of {len(sample.numbers)} vectors are found by themselves"
    elif is_worn(dead, len(held)):
        problem = f"{dead} of its {len(held)} ids are dead"
    return Finding(problem, len(accounted), missing, dead, len(sample.numbers), found)


def _examine_alone(home: Path, generation: str, encoder: str) -> Finding:
    engine = open_engine(catalog_url(home))
    try:
        folder = ChromaFolder(home / "index" / generation)
        try:
            return examine(folder, Generations(engine, encoder).held(generation), Lookup(engine, encoder))
        finally:
            folder.close()
    finally:
        engine.dispose()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_examine_alone(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))))
