"""Fit the coefficients of the verifier's score on labelled claims, and measure it by cross-validation over groups.

    python -m benchmarks.fitting.claims_fit --data DIR [--write qa/verify/coefficients.json]

DIR holds the measuring sets (NAME.docs.jsonl, NAME.dev.jsonl); they are no part of this project. Each set counts the same, and
so do its two sides. Every figure comes from folds that the group had no part in fitting. ``best`` is the balanced accuracy of
the threshold that would have been best for that very set, which no single threshold can reach on all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting.claims_records import LabelledClaim, pair_overlap, read_claims, word_overlap
from qa.models import Source, Verification
from qa.verify import quotations
from qa.verify.scoring import Coefficients
from qa.verify.verdict import examine, judge

SIGNALS = ("covered", "pairs", "page", "together", "numbers_missing", "dates_missing", "names_missing", "quotation")
FITTED_ON = {"wice": 1.0, "attribution": 1.0, "qags cnndm": 1.0, "qags xsum": 0.5}  # weight of each set; xsum is small
FOLDS = 5
PENALTY = 2.0  # of squared standardised coefficients; the sets weigh 400 claims each
THRESHOLD, WEAK = 0.36, 0.18

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Examined:
    """A set with what the verifier finds in each claim."""

    claims: Sequence[LabelledClaim]
    signals: Floats  # (n, len(SIGNALS))
    found: Sequence[tuple[Mapping[str, float], tuple, tuple]]  # signals, reasons, quotations
    labels: NDArray[np.bool_]
    folds: NDArray[np.int64]


def main() -> None:
    """Fit, print the table, and write the coefficients where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    sets = {name: _examine(claims) for name, claims in read_claims(args.data).items()}
    by_fold = [_fit(sets, leave_out=fold) for fold in range(FOLDS)]
    for name, examined in sets.items():
        verdicts = [judge(*found, by_fold[fold]) for found, fold in zip(examined.found, examined.folds, strict=True)]
        print(_line(name, examined, verdicts))
    fitted = _fit(sets, leave_out=None)
    print(json.dumps(_as_json(fitted), indent=2))
    if args.write:
        args.write.write_text(json.dumps(_as_json(fitted), indent=2) + "\n", encoding="utf-8")


def _examine(claims: Sequence[LabelledClaim]) -> Examined:
    found = []
    for claim in claims:
        sources = [Source(text) for text in claim.evidence]
        quoted = quotations(claim.claim, sources)
        found.append((*examine(claim.claim, sources, quoted), quoted))
    signals = np.array([[f[0][name] for name in SIGNALS] for f in found])
    folds = np.array([int(hashlib.md5(c.group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS for c in claims])
    return Examined(claims, signals, found, np.array([c.is_supported for c in claims]), folds)


def _fit(sets: Mapping[str, Examined], leave_out: int | None) -> Coefficients:
    """Logistic regression by Newton's method, on every fold but one."""
    rows, labels, weights = [], [], []
    for name, importance in FITTED_ON.items():
        kept = sets[name].folds != leave_out
        here = sets[name].labels[kept]
        rows.append(sets[name].signals[kept])
        labels.append(here)
        weights.append(400 * importance * np.where(here, 0.5 / here.sum(), 0.5 / (~here).sum()))
    x, y, w = np.vstack(rows), np.concatenate(labels).astype(float), np.concatenate(weights)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    design = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.diag([PENALTY] * len(SIGNALS) + [1e-6])
    beta = np.zeros(design.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (w * (p - y)) + penalty @ beta
        beta -= np.linalg.solve((design * (w * p * (1 - p))[:, None]).T @ design + penalty, gradient)
    raw = beta[:-1] / spread
    return Coefficients(float(beta[-1] - raw @ mean), dict(zip(SIGNALS, raw.tolist(), strict=True)), THRESHOLD, WEAK)


def _as_json(fitted: Coefficients) -> dict[str, object]:
    weights = {name: round(weight, 3) for name, weight in fitted.weights.items()}
    return {"intercept": round(fitted.intercept, 3), "weights": weights, "threshold": fitted.threshold, "weak": fitted.weak}


def _line(name: str, examined: Examined, verdicts: Sequence[Verification]) -> str:
    y = examined.labels
    scores = np.array([v.score for v in verdicts])
    supported = np.array([v.verdict == "supported" for v in verdicts])
    words = np.array([word_overlap(c.claim, c.evidence) for c in examined.claims])
    pairs = np.array([pair_overlap(c.claim, c.evidence) for c in examined.claims])
    best = max(_balanced(y, scores >= t) for t in np.unique(scores))
    return (
        f"{name:12} n {len(y):4}  AUROC {_auroc(y, scores):.3f} (words {_auroc(y, words):.3f}, pairs {_auroc(y, pairs):.3f})"
        f"  balanced accuracy {_balanced(y, supported):.3f} (best {best:.3f})  true claims supported {supported[y].mean():.2f}"
    )


def _balanced(y: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return float((said[y].mean() + (~said[~y]).mean()) / 2)


def _auroc(y: NDArray[np.bool_], scores: Floats) -> float:
    """Share of pairs of a supported and another claim that are ranked rightly, ties counting half."""
    above = (scores[y][:, None] > scores[~y]).mean()
    return float(above + (scores[y][:, None] == scores[~y]).mean() / 2)


if __name__ == "__main__":
    main()
