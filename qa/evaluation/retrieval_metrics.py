"""Measures of a ranking, each of one question; ranks count from 1, and what is not found is a failure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence


def hit_at_k(hits: Sequence[bool], k: int) -> float:
    """Return 1 if one of the first k is a hit, else 0.

    >>> hit_at_k([False, True], k=1), hit_at_k([False, True], k=2)
    (0.0, 1.0)
    """
    return float(any(hits[:k]))


def reciprocal_rank(hits: Sequence[bool], k: int) -> float:
    """Return 1 / rank of the first hit, 0 where none of the first k is one. Source: Voorhees (1999).

    >>> reciprocal_rank([False, False, True], k=10), reciprocal_rank([False, False, True], k=2)
    (0.3333333333333333, 0.0)
    """
    return next((1 / rank for rank, hit in enumerate(hits[:k], start=1) if hit), 0.0)


def recall_at_k(found: Sequence[Collection[int]], sufficient: Sequence[Collection[int]], k: int) -> float:
    """Return the share of a sufficient set that the first k hit together, for the set that fares best.

    Args:
        found: for each rank, the gold quotes (indices) that it hits.
        sufficient: sets of gold quotes, each of which answers the question by itself; none is empty.
        k: how many ranks count, >= 1.

    >>> recall_at_k([{0}, {2}], [{0, 1}, {1, 2, 3, 4}], k=2)
    0.5
    """
    hit = {index for indices in found[:k] for index in indices}
    return max(len(hit.intersection(chosen)) / len(set(chosen)) for chosen in sufficient)


def all_evidence_at_k(found: Sequence[Collection[int]], sufficient: Sequence[Collection[int]], k: int) -> float:
    """Return 1 if the first k hit a sufficient set as a whole, else 0: an answer could be complete.

    >>> all_evidence_at_k([{0}, {1}], [{0, 1}], k=1), all_evidence_at_k([{0}, {1}], [{0, 1}], k=2)
    (0.0, 1.0)
    """
    return float(recall_at_k(found, sufficient, k) == 1)


def ndcg_at_k(ranked: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Normalised discounted cumulative gain of one ranking: 0 is worst, 1 is ideal.

    Args:
        ranked: ids, best first; one that comes again gains nothing the second time.
        gains: gain of each relevant id, > 0; an id not listed gains 0.
        k: how many ranks count, >= 1.

    Returns:
        0 where nothing is relevant: a ranking cannot be good then.

    Source: Järvelin and Kekäläinen (2002), with linear gain and discount log2(rank + 1).

    >>> round(ndcg_at_k(["b", "a"], {"a": 1.0}, k=2), 4)
    0.6309
    """
    first = {name: rank for rank, name in reversed(list(enumerate(ranked[:k], start=1)))}
    dcg = sum(gains.get(name, 0.0) / math.log2(rank + 1) for name, rank in first.items())
    ideal = sum(gain / math.log2(rank + 1) for rank, gain in enumerate(sorted(gains.values(), reverse=True)[:k], start=1))
    return dcg / ideal if ideal else 0.0
