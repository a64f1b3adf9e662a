"""Tell how near sentences are to an issue: by meaning, by words, and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.models import Article, Sentence
from ingest.words import content_stems
from qa.evidence import Floats, read_sentence

LIKE = 0.28
"""Likeness to the issue from which a sentence names it in other words."""
FAR = 0.15
"""Likeness to the issue below which a sentence without a word of it speaks of something else, unless it points back to it."""
WEIGHTS = {
    "bias": -7.3,
    "similarity": 2.8,
    "similarity around": 3.4,
    "words": 3.1,
    "words before": 1.3,
    "words around": 0.9,
    "words in title": 0.8,
    "similarity in article": 3.1,
    "words pointed to": 1.6,
}
"""Weights of the logistic regression whose value is nearness, fitted on the hand-judged questions."""
_GOES_ON = 0.6  # of the chance of the sentence before it, where a sentence points back to it: "She would not vote for it."
_BACK = 6  # sentences in which "the bill" may have been named
_POINTS = re.compile(
    r"\b(?:the|this|that|his|her|their|such an?|such) (?:[\w’'-]+ )?(?:bill|deal|measure|plan|proposal|idea|law|legislation|policy"
    r"|agreement|pact|treaty"
    r"|move|decision|ban|project|program(?:me)?|package|issue|act|practice|technique|order|pledge|promise)s?\b"
    r"|\b(?:support|oppose|back|sign|vote for|do|against|for|of|about|to|on|reject|veto|end|stop|defend|accept|want|allow|like"
    r"|called?) (?:it|this|that|them)\b"
    r"|\b(?:it|this|that)(?: is| was| would|['’]s| will| should)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class AskedFor:
    """One form of an issue: its words with the weight that their rarity gives them, and its vector."""

    terms: tuple[str, ...]
    weights: Floats
    vector: Floats


def nearness(values: dict[str, Floats]) -> Floats:
    """Return the chance, 0 to 1, that each sentence speaks to the issue."""
    total = np.full(len(values["similarity"]), WEIGHTS["bias"])
    for name, weight in WEIGHTS.items():
        if name != "bias":
            total = total + weight * values[name]
    elsewhere = (values["similarity"] < FAR) & (values["words"] == 0) & (values["words pointed to"] < 0.5)
    chances: Floats = np.where(elsewhere, 0.0, 1 / (1 + np.exp(-total)))
    for i in np.flatnonzero(values["goes on"]):
        chances[i] = max(chances[i], _GOES_ON * chances[i - 1])
    return chances


def signals(article: Article, sentences: Sequence[Sentence], similar: Floats, asked: Sequence[AskedFor]) -> dict[str, Floats]:
    """Return what tells whether sentences speak to an issue, a value each: likeness of meaning and shared words, here and around.

    Args:
        article: the article.
        sentences: all its sentences.
        similar: likeness of each sentence to each form of the issue, shape (sentences, forms).
        asked: the forms of the issue; the one with most words in a sentence counts there.
    """
    paragraphs = np.array([s.paragraph for s in sentences])
    like = similar.max(axis=1, initial=0.0)
    each = [_of_words(article, sentences, paragraphs, one) for one in asked]
    values = {name: np.max([one[name] for one in each], axis=0) for name in each[0]}
    best = like.copy()
    for back in (1, 2):
        best[back:] = np.maximum(best[back:], like[:-back] * (paragraphs[back:] - paragraphs[:-back] <= 1))
    named = values["words"]
    points = np.array([_POINTS.search(s.text) is not None for s in sentences])
    pointed = np.zeros(len(sentences))
    for back in range(1, _BACK + 1):
        pointed[back:] = np.maximum(pointed[back:], named[:-back])
    return {
        "similarity": like,
        "similarity around": best,
        **values,
        "goes on": np.append(False, paragraphs[1:] == paragraphs[:-1])[: len(sentences)] & points & (named == 0),
        "words pointed to": np.where(points, np.maximum(0.0, pointed - named), 0.0),
        "similarity in article": np.full(len(sentences), like.max(initial=0.0)),
    }


def _of_words(article: Article, sentences: Sequence[Sentence], paragraphs: Floats, asked: AskedFor) -> dict[str, Floats]:
    terms, weights = asked.terms, asked.weights
    total = float(weights.sum()) or 1.0
    has = np.array([[term in read_sentence(s.text).content for term in terms] for s in sentences], dtype=bool).reshape(
        len(sentences), len(terms)
    )
    before = np.zeros_like(has)
    around = np.zeros_like(has)
    for back in (1, 2):
        near = has[:-back] & (paragraphs[back:] - paragraphs[:-back] <= 1)[:, None]
        if back == 1:
            before[back:] |= near
        around[back:] |= near
    around[:-1] |= has[1:]
    title = content_stems(f"{article.metadata.title or ''} {sentences[0].text if sentences else ''}")
    in_title = np.array([term in title for term in terms], dtype=bool)
    return {
        "words": has @ weights / total,
        "words before": (before & ~has) @ weights / total,
        "words around": (around & ~has & ~before) @ weights / total,
        "words in title": (in_title & ~has & ~around) @ weights / total,
    }
