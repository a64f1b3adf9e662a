"""How likely it is that what was found holds the answer: a calibrated probability.

None of its signals depends on how many articles a home has, so that it means the same in a home of one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from qa.evidence import Floats, Survey


def answerable_signals(found: Survey, scores: Floats) -> dict[str, float]:
    """Return what speaks for and against an answer in the best sentence and around it."""
    best = int(np.argmax(scores))
    passage = int(found.passage_of[best])
    missing = ~found.nearby[passage]
    signals = {
        "best similarity": float(found.sentence["similarity"].max()),
        "passage similarity": float(found.passage["passage similarity"][passage]),
        "words": float(found.sentence["words"][best]),
        "every word": float(found.terms[best].all()),
        "names missing": float(found.weights[missing & found.names].sum()),
        "numbers missing": float(found.weights[missing & found.numbers].sum()),
        "words asked": float(np.log1p(len(found.weights))),
        "own similarity": float(found.sentence["similarity"][best]),
        "words missing": float(found.weights[missing].sum()),
        "kind asked for missing": float(found.asked.wanted != "thing" and not found.has_wanted[best]),
        "negation missing": float(found.asked.is_negated and not found.readings[best].is_negated),
    }
    if "tokens matched" in found.sentence:
        signals["tokens matched"] = float(found.sentence["tokens matched"].max())
        signals["tokens answered"] = float(found.sentence["tokens answered"][best])
        signals["tokens matched in passage"] = float(found.sentence["tokens matched in passage"][best])
    return signals


def answerable(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that an answer is there; ``weights`` has a bias."""
    total = weights["bias"] + sum(weight * signals[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
