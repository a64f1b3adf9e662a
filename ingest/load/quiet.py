"""Keeps a parser's own log of what is wrong with a file off the terminal; the rejection says what matters."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside: Counter[str] = Counter()
_levels: dict[str, int] = {}


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Silence a library's loggers for the time of the block; blocks in several threads may overlap."""
    logger = logging.getLogger(library)
    with _lock:
        if not _inside[library]:
            _levels[library] = logger.level
            logger.setLevel(logging.CRITICAL + 1)
        _inside[library] += 1
    try:
        yield
    finally:
        with _lock:
            _inside[library] -= 1
            if not _inside[library]:
                logger.setLevel(_levels[library])
