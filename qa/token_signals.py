"""Compare what the tokens of sentences mean with those of the question, each with its most similar (as ColBERT, 2020, scores)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ingest.models import Vectors
from ingest.words import stems
from qa.evidence import HELD, IN_PASSAGE, TOKEN_SIGNALS, Floats, Survey

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_UNREAD = 0.02
_UNLIKE, _ALIKE = 0.3, 0.7  # cosines at which a token says nothing of another, and means the same


def token_weights(text: str, spans: Sequence[tuple[int, int]], rarities: Mapping[str, float]) -> Floats:
    """Share the weight of each of the question's words among its tokens, sum 1.

    Args:
        text: the question as the encoder reads it.
        spans: the characters of each token.
        rarities: by stem; other words weigh nothing. Where none weighs anything all weigh the same.
    """
    weights = np.zeros(len(spans))
    for words, own in _words(text, spans):
        weights[own] = max((rarities.get(stem, 0.0) for stem in words), default=0.0) / max(len(own), 1)
    total = float(weights.sum())
    return weights / total if total else np.full(len(spans), 1 / max(len(spans), 1))


def tokens_of_terms(text: str, spans: Sequence[tuple[int, int]], terms: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return, for each of the question's terms, which of its tokens are of a word with that stem; ``text`` and ``spans`` as above."""
    own: dict[str, list[int]] = {term: [] for term in terms}
    for words, tokens in _words(text, spans):
        for stem in set(words) & own.keys():
            own[stem] += tokens
    return tuple(tuple(own[term]) for term in terms)


def _words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Yield the stems of each word and the tokens inside it."""
    for word in _WORD.finditer(text):
        yield stems(word[0]), [i for i, (start, end) in enumerate(spans) if word.start() <= start and end <= word.end()]


def compare_tokens(
    found: Survey, question: Vectors, weights: Floats, tokens: Mapping[int, Vectors], of_terms: Sequence[Sequence[int]] = ()
) -> Survey:
    """Add how the tokens of some sentences and the question's match.

    Sentences whose tokens are not given stand a little below the least of the others.

    Args:
        found: the survey to add to.
        question: a row of length 1 a token.
        weights: of the question's tokens, sum 1: 0 for words that say nothing by themselves.
        tokens: rows like the question's of sentences, by their own rows in the survey.
        of_terms: the question's tokens of each of its terms, where it is to be told which terms a sentence has something like.
    """
    known: dict[str, dict[int, float]] = {name: {} for name in TOKEN_SIGNALS}
    in_passage: dict[int, Floats] = {}
    alike: dict[int, Floats] = {}
    heavy = weights > 0
    for row, sentence in tokens.items():
        if not (len(sentence) and len(question)):
            continue
        similar = (sentence @ question.T).astype(np.float64)
        best = similar.max(axis=0)
        alike[row] = np.array([best[list(own)].mean() if own else 0.0 for own in of_terms])
        passage = int(found.passage_of[row])
        in_passage[passage] = np.maximum(in_passage[passage], best) if passage in in_passage else best
        known["tokens matched"][row] = float(best.mean())
        known["tokens answered"][row] = float(similar.max(axis=1).mean())
        known["words met by tokens"][row] = float(best @ weights)
        known["least word met by tokens"][row] = float(best[heavy].min())
        known["asking words met by tokens"][row] = float(best[~heavy].mean() if (~heavy).any() else best.mean())
        known["words surely met by tokens"][row] = float(np.clip((best - _UNLIKE) / (_ALIKE - _UNLIKE), 0, 1) @ weights)
    of_passage = {passage: (float(best.mean()), float(best @ weights), float(best[heavy].min())) for passage, best in in_passage.items()}
    for row, passage in enumerate(found.passage_of.tolist()):
        for name, value in zip(IN_PASSAGE, of_passage.get(passage, ()), strict=False):
            known[name][row] = value
    signals = {name: _spread_out(values, len(found.readings)) for name, values in known.items()}
    signals[HELD] = signals["words met by tokens"] * found.has_wanted
    return replace(found, sentence=found.sentence | signals, alike=alike if of_terms else {})


def _spread_out(known: Mapping[int, float], n: int) -> Floats:
    values = np.full(n, min(known.values(), default=0.0) - _UNREAD)
    values[list(known)] = list(known.values())
    return values
