"""Read the fitted weights of retrieval, kept in a small file and keyed by encoder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEXICAL = "lexical"
"""The entry for an encoder without weights of its own: words alone decide."""


@dataclass(frozen=True)
class Weights:
    """What each signal weighs, by name: of a sentence at first sight and once its tokens are read, of a passage, and of an answer's chance.

    ``encoder`` is the entry that they were read from, ``"lexical"`` where the encoder has none of its own.
    """

    encoder: str
    first: Mapping[str, float]
    sentence: Mapping[str, float]
    passage: Mapping[str, float]
    answerable: Mapping[str, float]


def weights_for(encoder: str) -> Weights:
    """Return the weights fitted for an encoder, by its name; those of words alone where there are none.

    >>> weights_for("an encoder nobody fitted").encoder
    'lexical'
    """
    entries = _entries()
    name = encoder if encoder in entries else LEXICAL
    return Weights(name, **entries[name])


def has_weights(encoder: str) -> bool:
    """Return whether weights were fitted for an encoder, by its name."""
    return encoder in _entries()


@cache
def _entries() -> dict[str, dict[str, dict[str, float]]]:
    entries: dict[str, dict[str, dict[str, float]]] = json.loads((files("qa") / "weights.json").read_text("utf-8"))
    return entries
