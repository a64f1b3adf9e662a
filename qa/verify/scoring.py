"""Turns signals into one score by a logistic sum of readable coefficients."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_FILE = "coefficients.json"


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Weights of the signals, fitted by ``benchmarks/fitting/claims_fit.py``; a claim is supported from ``threshold`` on."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    weak: float  # below, a claim is unsupported


@lru_cache(maxsize=1)
def known_coefficients() -> Mapping[str, Coefficients]:
    """Return the coefficients by the name of the encoder that they were fitted with; "words" are those without one."""
    known = json.loads((files("qa.verify") / _FILE).read_text(encoding="utf-8"))
    return {name: Coefficients(**fitted) for name, fitted in known.items()}


def score(signals: Mapping[str, float], by: Coefficients) -> float:
    """Return the support of a claim, 0 to 1."""
    total = by.intercept + sum(weight * signals[name] for name, weight in by.weights.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
