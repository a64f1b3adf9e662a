"""Turns signals into one score by a logistic sum of readable coefficients."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Weights of the signals as ``benchmarks/fitting/claims_fit.py`` finds them.

    A claim is supported from ``threshold`` on, and unsupported below ``weak``.
    """

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    weak: float


@lru_cache(maxsize=1)
def fitted_coefficients() -> Coefficients:
    """Return the coefficients that ship with us."""
    return Coefficients(**json.loads((files("qa.verify") / "coefficients.json").read_text(encoding="utf-8")))


def score(signals: Mapping[str, float], by: Coefficients) -> float:
    """Return the support of a claim, 0 to 1."""
    total = by.intercept + sum(weight * signals[name] for name, weight in by.weights.items())
    return 1.0 / (1.0 + math.exp(-total))
