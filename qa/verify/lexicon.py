"""Reads the words that the checks know from lexicon.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


def words(name: str) -> frozenset[str]:
    """Return the words listed under a name."""
    return frozenset(_lexicon()[name].split())


def groups(name: str) -> dict[str, str]:
    """Return for each word of a table the key that it stands under."""
    return {word: key for key, listed in _lexicon()[name].items() for word in listed.split()}


def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs listed under a name."""
    return tuple((one, other) for one, _, other in (entry.partition("/") for entry in _lexicon()[name].split()))


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    return tomllib.loads((files("qa.verify") / "lexicon.toml").read_text(encoding="utf-8"))
