"""Small real classes that stand in for slow or distant ones; each room adds its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ingest.models import Vectors


class HashEncoder:
    """An encoder without a model: a text's vector is the sum of its words' random vectors, so that shared words make texts alike."""

    name = "hash-1"
    dim = 48
    max_tokens = 64

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            total = sum((_word_vector(word, self.dim) for word in text.lower().split()), _word_vector("", self.dim) * 0.01)
            vectors[row] = total / np.linalg.norm(total)
        return vectors


@lru_cache(maxsize=20_000)
def _word_vector(word: str, dim: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(dim, dtype=np.float32)
