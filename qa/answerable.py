"""How likely it is that what was found holds the answer: a calibrated probability from signals that do not depend on the home's size."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from qa.evidence import Floats, Survey
from qa.question import Asked


def answerable_signals(asked: Asked, found: Survey, scores: Floats) -> dict[str, float]:
    """Return what speaks for and against an answer in the best sentence, its passage and those that compete with it."""
    best = int(np.argmax(scores))
    passage = int(found.passage_of[best])
    top = np.argsort(-scores, kind="stable")[:3]
    elsewhere = scores[found.passage_of != passage]
    missing = np.where(found.nearby[passage], 0.0, found.weights)
    similarity = found.sentence["similarity"]
    return {
        "similarity": float(similarity[best]),
        "best similarity": float(similarity.max()),
        "similarity of the first three": float(similarity[top].mean()),
        "passage similarity": float(found.passage["passage similarity"][passage]),
        "best passage similarity": float(found.passage["passage similarity"].max()),
        "words": float(found.sentence["words"][best]),
        "words in passage": float(1 - missing.sum()),
        "heaviest word missing": float(missing.max()),
        "words missing": float(np.log1p((~found.nearby[passage]).sum())),
        "names missing": float((~found.nearby[passage] & found.names).any()),
        "numbers missing": float((~found.nearby[passage] & found.numbers).any()),
        "word pairs": float(found.sentence["word pairs"][best]),
        "asked for and there": float(asked.wanted != "thing" and bool(found.has_wanted[best])),
        "asked for and absent": float(asked.wanted != "thing" and not found.has_wanted[best]),
        "ahead of other passages": float(min(scores[best] - elsewhere.max(), 4.0)) if len(elsewhere) else 0.0,
        "halves agree": float(np.argmax(found.passage["passage bm25"]) == np.argmax(found.passage["passage similarity"])),
        "words asked": float(np.log1p(len(asked.terms))),
    }


def answerable(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that an answer is there; ``weights`` has a bias."""
    total = weights["bias"] + sum(weight * signals[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
