"""Measures of citations, claims and wording against gold, each of one answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ingest.words import content_stems, stems

NUGGET_SHARE = 0.6
"""Share of a nugget's content words that an answer must have."""

_NUMBER = re.compile(r"\d")


def citation_precision(cited: Sequence[Collection[int]]) -> float:
    """Return the share of cited sentences that are gold; 0 where nothing is cited.

    Args:
        cited: for each cited sentence, the gold quotes (indices) that it hits; gold of any alternative is fair to cite.

    Source: as in ALCE (Gao et al., 2023), with a person's sentences in place of an entailment model.

    >>> citation_precision([{0}, set(), {1}, {1}])
    0.75
    """
    return sum(bool(hit) for hit in cited) / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[Collection[int]], sufficient: Sequence[Collection[int]]) -> float:
    """Return the share of a sufficient gold set that is cited, for the set that fares best.

    >>> citation_recall([{0}, {3}], [{0, 1}, {1, 2, 3}])
    0.5
    """
    hit = {index for indices in cited for index in indices}
    return max(len(hit.intersection(chosen)) / len(set(chosen)) for chosen in sufficient)


def citation_f1(cited: Sequence[Collection[int]], sufficient: Sequence[Collection[int]]) -> float:
    """Return the harmonic mean of citation precision and recall, recall by the best sufficient set.

    >>> round(citation_f1([{0}, set()], [{0}]), 4)
    0.6667
    """
    precision, recall = citation_precision(cited), citation_recall(cited, sufficient)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def is_nugget_told(nugget: str, answer: str) -> bool:
    """Whether an answer has a nugget: each number of it, and at least ``NUGGET_SHARE`` of its content words, stemmed, in any order.

    A proxy by words: it does not see a negation. Content words are all words where a nugget has none but stop words.

    >>> is_nugget_told("the state pays 60 per cent", "She asked that the state should pay 60 per cent of it.")
    True
    >>> is_nugget_told("the state pays 60 per cent", "She asked that the state should pay 50 per cent of it.")
    False
    """
    wanted = set(content_stems(nugget)) or set(stems(nugget))
    has = set(stems(answer))
    numbers = {word for word in wanted if _NUMBER.search(word)}
    return bool(wanted) and numbers <= has and len(wanted & has) >= NUGGET_SHARE * len(wanted)


def nugget_recall(nuggets: Collection[str], answer: str) -> float:
    """Return the share of nuggets that an answer tells. Source: Voorhees (2003), with ``is_nugget_told`` in place of an assessor.

    >>> nugget_recall(["four lanes", "a toll of 42 crowns"], "The road has four lanes.")
    0.5
    """
    return sum(is_nugget_told(nugget, answer) for nugget in nuggets) / len(nuggets)


def token_f1(nuggets: Iterable[str], answer: str) -> float:
    """Return F1 of an answer's content words against those of all nuggets, stemmed, with repeats: it falls as an answer grows idle.

    Source: Rajpurkar et al. (2016), with our stems and stop words.

    >>> round(token_f1(["four lanes"], "The road has four lanes."), 4)
    0.8
    """
    wanted, has = Counter(content_stems(" ".join(nuggets))), Counter(content_stems(answer))
    shared = (wanted & has).total()
    return 2 * shared / (wanted.total() + has.total()) if shared else 0.0
