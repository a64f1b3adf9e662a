"""Score passages and sentences as evidence for a question, from signals that a person can read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.models import Passage, PassageVectors, Vectors
from ingest.words import STOP_STEMS, stems
from qa.models import Signal
from qa.question import Asked, is_negated, names_in
from qa.wanted import holds

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

IN_PASSAGE = ("tokens matched in passage", "words met in passage by tokens", "least word met in passage by tokens")
HELD = "words met by tokens, holds what is asked for"
TOKEN_SIGNALS = (
    "tokens matched",  # mean cosine of the question's tokens, each with its most similar in the sentence
    "tokens answered",  # the same the other way round
    "words met by tokens",  # the first, but each word of the question by its rarity
    "words surely met by tokens",  # the same of cosines stretched from .3 to .7
    "least word met by tokens",
    "asking words met by tokens",  # of the words that weigh nothing: "how many"
    HELD,
    *IN_PASSAGE,  # with the most similar in any sentence read of the passage
)
"""What ``qa.token_signals`` adds where the encoder gives tokens."""

BACKGROUND_PASSAGES = 100
BACKGROUND_FREQUENCY = 0.3
"""What is known of English before any article is read: a content word stands in .3 of 100 passages. It keeps the weights of
words sane in a home of one article, where every word of the question may be in every passage."""

_K1, _B = 1.2, 0.75  # BM25, as Robertson and Zaragoza (2009)
_PASSAGE_WORDS = 130.0  # a usual length, stop words included
_CLOSE_WORDS = 3
_CLAIM_SIGNALS = ("similarity", "passage similarity", "best similarity", "words", "words in passage", "length", "early", "opening")
"""Signals that weigh otherwise where a claim is looked for, not asked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may hold evidence, what its article is headed (its title, and what it meets of the question), and its vectors."""

    passage: Passage
    title: str
    vectors: PassageVectors


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as scoring reads it; ``names`` leaves out a first word, which has a capital in any case."""

    text: str
    stems: tuple[str, ...]
    content: frozenset[str]
    names: frozenset[str]

    @property
    def is_negated(self) -> bool:
        """Whether it says no to something: read when asked, which is of one sentence in hundreds."""
        return is_negated(self.text)


@dataclass(frozen=True)
class Survey:
    """The signals of every sentence and every passage of the candidates, and what they were made from.

    Arrays over sentences follow the order of the candidates and of their sentences; ``passage_of`` names a sentence's
    candidate and ``starts`` a candidate's first sentence. ``terms`` tells which terms of the question a sentence has,
    ``nearby`` which a passage or its title has; ``weights`` are those of the terms, sum 1. ``alike`` has, for sentences whose tokens
    were read, the cosine of each term with what is most similar in the sentence.
    """

    asked: Asked
    sentence: dict[str, Floats]
    passage: dict[str, Floats]
    passage_of: NDArray[np.intp]
    starts: NDArray[np.intp]
    readings: tuple[Reading, ...]
    terms: Flags
    nearby: Flags
    weights: Floats
    names: Flags
    numbers: Flags
    has_wanted: Flags
    alike: Mapping[int, Floats] = field(default_factory=dict)


@lru_cache(maxsize=65_536)
def read_sentence(text: str) -> Reading:
    """Read a sentence once."""
    opening = text.lstrip("\"'“‘([ ").split(" ", 1)
    names = names_in(opening[1]) if len(opening) > 1 else frozenset()
    words = stems(text)
    return Reading(text, words, frozenset(words) - STOP_STEMS, names)


def rarity(terms: Sequence[str], frequencies: Mapping[str, int], passages: int) -> Floats:
    """Weigh terms by how few of the home's passages have them, in (0, 1]; the background stands in where a home is small."""
    total = passages + BACKGROUND_PASSAGES
    raw = [math.log(total / (min(frequencies.get(term, 0), passages) + BACKGROUND_FREQUENCY)) for term in terms]
    return np.asarray(raw, dtype=np.float64) / math.log(total / BACKGROUND_FREQUENCY)


def survey(asked: Asked, query: Vectors, candidates: Sequence[Candidate], rarities: Floats) -> Survey:
    """Compute the signals of at least one candidate; ``rarities`` are those of ``asked.terms``, of which there is at least one."""
    sentences = [sentence for c in candidates for sentence in c.passage.sentences]
    readings = tuple(read_sentence(sentence.text) for sentence in sentences)
    sizes = [len(c.passage.sentences) for c in candidates]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
    here = np.repeat(np.arange(len(candidates)), sizes)
    first = np.zeros(len(sentences), dtype=bool)
    first[starts] = True

    counts, pairs, printed_as_names = _matches(asked, readings)
    weights = rarities / rarities.sum()
    terms = counts > 0
    titles = np.array([[term in title for term in asked.terms] for title in (read_sentence(c.title).content for c in candidates)])
    around = _of_neighbours(terms, first)
    in_passage = np.logical_or.reduceat(terms, starts, axis=0)
    nearby = in_passage | titles
    names = np.array([term in asked.names for term in asked.terms]) | (
        printed_as_names.sum(axis=0) > 0.6 * np.maximum(terms.sum(axis=0), 1)
    )
    numbers = np.array([term[0].isdigit() for term in asked.terms])

    own = np.concatenate([c.vectors.sentences for c in candidates]).astype(np.float64) @ query
    whole = np.stack([c.vectors.passage for c in candidates]).astype(np.float64) @ query
    best_own = np.maximum.reduceat(own, starts)
    lengths = np.array([len(r.stems) for r in readings], dtype=np.float64)
    passage_lengths = np.add.reduceat(lengths, starts)
    passage_bm25 = _bm25(np.add.reduceat(counts, starts, axis=0) + titles, rarities, passage_lengths / _PASSAGE_WORDS)

    own_words = frozenset(asked.terms)
    has_wanted = np.array([holds(asked.wanted, s.text, r.stems, r.names, own_words) for s, r in zip(sentences, readings, strict=True)])
    in_own_passage = in_passage[here] & ~terms & ~around
    passage = {
        "passage similarity": whole,
        "passage similarity below the best": whole - whole.max(),
        "best similarity": best_own,
        "best similarity below the best": best_own - best_own.max(),
        "words in passage": in_passage @ weights,
        "words in title": (titles & ~in_passage) @ weights,
        "passage bm25": passage_bm25,
        "passage bm25 below the best": passage_bm25 - passage_bm25.max(),
        "names in passage": _share(nearby, names, weights),
        "passage length": np.log1p(passage_lengths),
    }
    sentence = {
        "similarity": own,
        "similarity below the best": own - own.max(),
        "words": terms @ weights,
        "words beside": (around & ~terms) @ weights,
        "words in passage": in_own_passage @ weights,
        "words in title": (titles[here] & ~in_passage[here]) @ weights,
        "word pairs": pairs,
        "names": _share(terms, names, weights),
        "names in passage": _share(nearby[here] & ~terms, names, weights),
        "numbers": _share(terms, numbers, weights),
        "passage similarity": whole[here],
        "passage similarity below the best": (whole - whole.max())[here],
        "best similarity": best_own[here],
        "passage bm25": passage_bm25[here],
        "passage bm25 below the best": (passage_bm25 - passage_bm25.max())[here],
        "new words": np.log1p([len(r.content - own_words) for r in readings]),
        "length": np.log1p(lengths),
        "opening": np.array([float(s.index == 0) for s in sentences]),
        "early": np.array([1 / (1 + s.index) for s in sentences]),
        "holds what is asked for": has_wanted.astype(np.float64),
    }
    sentence |= {f"{name}, claim": sentence[name] * asked.is_claim for name in _CLAIM_SIGNALS}
    return Survey(asked, sentence, passage, here, starts, readings, terms, nearby, weights, names, numbers, has_wanted)


def sentence_scores(found: Survey, weights: Mapping[str, float]) -> Floats:
    """Score each sentence, larger is better: the sum of its weighted signals."""
    return _weighted(found.sentence, weights, len(found.readings))


def passage_scores(found: Survey, scores: Floats, weights: Mapping[str, float]) -> Floats:
    """Score each passage, larger is better, from its own signals and its best sentence's score."""
    return _weighted(with_best_sentence(found, scores), weights, len(found.starts))


def with_best_sentence(found: Survey, scores: Floats) -> dict[str, Floats]:
    """Return the signals of the passages, with the best score and the best token signals among the sentences of each."""
    sentence = {"best sentence": scores} | {
        name if name in IN_PASSAGE else f"best {name}": found.sentence[name] for name in TOKEN_SIGNALS if name in found.sentence
    }
    return found.passage | {name: np.maximum.reduceat(values, found.starts) for name, values in sentence.items()}


def explain(signals: Mapping[str, Floats], weights: Mapping[str, float], row: int) -> tuple[Signal, ...]:
    """Say what made up a score: the signals that counted, the heaviest first."""
    counted = [Signal(name, float(signals[name][row]), weight, float(signals[name][row]) * weight) for name, weight in weights.items()]
    return tuple(sorted((s for s in counted if s.contribution), key=lambda s: (-abs(s.contribution), s.name)))


def _weighted(signals: Mapping[str, Floats], weights: Mapping[str, float], n: int) -> Floats:
    total = np.zeros(n)
    for name, weight in weights.items():
        total += weight * signals[name]
    return total


def _matches(asked: Asked, readings: Sequence[Reading]) -> tuple[Floats, Floats, Flags]:
    """Match terms with sentences.

    Returns, a row a sentence: how often each term occurs; the share of the question's word pairs that stand close; whether
    the term is printed as a name.
    """
    place = {term: j for j, term in enumerate(asked.terms)}
    neighbours = {(place[a], place[b]) for a, b in asked.pairs}
    shape = (len(readings), len(asked.terms))
    counts, names, pairs = np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(len(readings))
    for i, reading in enumerate(readings):
        close: set[tuple[int, int]] = set()
        at, before = -_CLOSE_WORDS - 1, -1
        for position, stem in enumerate(reading.stems):
            j = place.get(stem)
            if j is None:
                continue
            counts[i, j] += 1
            if position - at <= _CLOSE_WORDS and (before, j) in neighbours:
                close.add((before, j))
            at, before = position, j
        for name in reading.names & place.keys():
            names[i, place[name]] = True
        pairs[i] = len(close) / max(len(neighbours), 1)
    return counts, pairs, names


def _of_neighbours(rows: Flags, first: Flags) -> Flags:
    """Return, a row a sentence, what the sentences before and after it in its passage have."""
    before = np.roll(rows, 1, axis=0)
    before[first] = False
    after = np.roll(rows, -1, axis=0)
    after[np.roll(first, -1)] = False
    return before | after


def _bm25(counts: Floats, rarities: Floats, relative_length: Floats) -> Floats:
    """BM25 as a share of the most that these terms could reach, 0 to 1."""
    norm = _K1 * (1 - _B + _B * relative_length)
    score: Floats = (counts / (counts + norm[:, None])) @ rarities / rarities.sum()
    return score


def _share(rows: Flags, which: Flags, weights: Floats) -> Floats:
    """Return the weight of the chosen terms that a row has over that of all of them; 0 where none are chosen."""
    chosen = np.where(which, weights, 0.0)
    total = float(chosen.sum())
    return rows @ chosen / total if total else np.zeros(len(rows))
