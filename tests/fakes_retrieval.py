"""Passages with vectors that are as similar to one query as a test says."""

from __future__ import annotations

import numpy as np

from ingest.models import Passage, PassageVectors, Sentence
from qa.evidence import Candidate

QUERY = np.array([1.0, 0.0], dtype=np.float32)


def a_candidate(*texts: str, name: str = "p", title: str = "", similar: float = 0.0) -> Candidate:
    """A passage whose vectors all have the similarity given with QUERY."""
    sentences = tuple(Sentence(f"{name}{i}", name, "v", i, 0, len(text), text, 1) for i, text in enumerate(texts))
    vector = np.array([similar, np.sqrt(1 - similar**2)], dtype=np.float32)
    passage = Passage(name, name, "v", 0, 0, 1, " ".join(texts), sentences)
    return Candidate(passage, title, PassageVectors(vector, np.tile(vector, (len(texts), 1))))
