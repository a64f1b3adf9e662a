"""Compares negation, modality and opposites between a claim and the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.words import stems
from qa.verify import lexicon
from qa.verify.reading import Reading, Word

_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without|hardly|barely)\b|n['’]t\b", re.IGNORECASE)
_NEGATORS = lexicon.words("negators")
_NEGATING_VERBS = lexicon.words("negating_verbs")
_SKIPPED = frozenset(["only", "just", "least", "longer"])  # "not only", "no longer" (handled), "not least"
_REACH = 3  # content words after a negation that it can hold for

_MODALS = lexicon.groups("modals")
_PLANS = lexicon.groups("plans")


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement: the words of the claim and those of the source that show it, as printed."""

    claimed: str
    printed: str


def hides_negation(words: str) -> bool:
    """Whether words left out of a quotation, or put into it, turn its sense.

    >>> hides_negation(" did not "), hides_negation(" in the north ")
    (True, False)
    """
    return _NEGATION.search(words) is not None or re.search(r"\b(?:if|unless|deny|denied|refused|failed|except)\b", words, re.I) is not None


def negation_difference(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """Return where claim and sources disagree on whether something is so; ``sources`` are those that the claim rests on."""
    return _negated_in_one(claim, sources) or _opposite(claim, sources)


def modality_difference(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """Return where the claim is surer, or less sure, than every sentence that it rests on."""
    claimed = _modal_of(claim)
    printed = [_modal_of(source) for source in sources]
    for word in claim.words:
        if not word.is_content:
            continue
        there = [
            modal[w.stem]
            for source, modal in zip(sources, printed, strict=True)
            for w in source.words
            if w.stem == word.stem and w.is_content and w.stem in modal
        ]
        plain = any(
            w.stem == word.stem and w.stem not in modal for source, modal in zip(sources, printed, strict=True) for w in source.words
        )
        mine = claimed.get(word.stem)
        if mine is None:
            if (
                there
                and not plain
                and all(kind in ("may", "would", "plan", "if", "likely", "should") for _, kind in there)
                and _is_verb_place(claim, word)
            ):
                return Difference(word.text, f"{there[0][0]} {word.text}")
            continue
        if there and not plain and all(not _compatible(mine[1], kind) for _, kind in there):
            return Difference(f"{mine[0]} {word.text}", f"{there[0][0]} {word.text}")
        if plain and not there and mine[1] in ("may", "will", "should", "plan"):
            return Difference(f"{mine[0]} {word.text}", word.text)
    return None


def _compatible(one: str, other: str) -> bool:
    alike = ({"will", "would"}, {"may", "can"}, {"plan", "will"}, {"plan", "would"}, {"likely", "may"}, {"likely", "plan"})
    return one == other or {one, other} in alike[1:2] or {one, other} in alike[4:]


def _is_verb_place(claim: Reading, word: Word) -> bool:
    return not word.is_capital


@lru_cache(maxsize=4096)
def _modal_of(reading: Reading) -> dict[str, tuple[str, str]]:
    """The modal word, printed and by kind, that governs each content word next after it."""
    found: dict[str, tuple[str, str]] = {}
    words = reading.words
    for i, word in enumerate(words):
        following = words[i + 1].key if i + 1 < len(words) else ""
        kind = _PLANS.get(word.key) if following == "to" and word.key in _PLANS else _MODALS.get(word.key)
        if kind is None or (word.key == "may" and word.is_capital and not word.opens):
            continue
        for later in words[i + 1 : i + 5]:
            if later.clause != word.clause:
                break
            if later.is_content and later.key not in _MODALS:
                found.setdefault(later.stem, (word.text, kind))
                break
    return found


@lru_cache(maxsize=4096)
def _negated(reading: Reading) -> dict[int, str]:
    """The negating word, as printed, over each word (by its place) that it holds for."""
    found: dict[int, str] = {}
    words = reading.words
    for i, word in enumerate(words):
        is_negator = word.key in _NEGATORS or word.key.endswith(("n't", "n’t")) or word.key in _NEGATING_VERBS
        if not is_negator:
            continue
        if i + 1 < len(words) and words[i + 1].key in _SKIPPED - {"longer"}:
            continue
        left = _REACH
        for j in range(i + 1, len(words)):
            if words[j].clause != word.clause or left == 0:
                break
            if words[j].key in ("but", "until", "because"):
                break
            if words[j].is_content:
                found[j] = word.text
                left -= 1
    return found


def _negated_in_one(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    mine = _negated(claim)
    if not mine and not any(_negated(source) for source in sources):
        return None
    theirs: dict[str, list[str | None]] = {}
    for source in sources:
        negated = _negated(source)
        for j, word in enumerate(source.words):
            if word.is_content:
                theirs.setdefault(word.stem, []).append(negated.get(j))
    seen: set[str] = set()
    for i, word in enumerate(claim.words):
        if not word.is_content or word.stem not in theirs or word.key in _NEGATING_VERBS:
            continue
        if i in mine and mine[i] not in seen:
            seen.add(mine[i])  # the word next after the negation stands for its predicate
            if all(t is None for t in theirs[word.stem]) and not _near_negation(word, sources):
                return Difference(f"{mine[i]} {word.text}", word.text)
        elif i not in mine and all(t is not None for t in theirs[word.stem]) and _is_predicate_negated(word, sources) and not mine:
            return Difference(word.text, f"{theirs[word.stem][0]} {word.text}")
    return None


def _near_negation(word: Word, sources: Sequence[Reading]) -> bool:
    """Whether a source that has the word denies anything in the same sentence."""
    return any(_negated(source) and any(w.stem == word.stem for w in source.words) for source in sources)


def _is_predicate_negated(word: Word, sources: Sequence[Reading]) -> bool:
    """Whether the word is the first that some negation holds for, in every source that has it."""
    for source in sources:
        negated = _negated(source)
        for j, w in enumerate(source.words):
            if w.stem == word.stem and w.is_content:
                earlier = [k for k in range(j) if k in negated and negated[k] == negated.get(j)]
                if earlier and source.words[earlier[-1]].clause == w.clause:
                    return False
    return True


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in lexicon.pairs("opposites"):
        one, other = ("".join(stems(w)) for w in pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in found.items()}


def _opposite(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """A word of the claim that no source has, where a source has its opposite and the claim has not."""
    table = _opposites()
    mine = {w.stem for w in claim.words}
    theirs = {w.stem for source in sources for w in source.words}
    for word in claim.words:
        others = table.get(word.stem)
        if others is None or word.stem in theirs:
            continue
        for source in sources:
            for i, w in enumerate(source.words):
                if w.stem in others and w.stem not in mine and _same_neighbours(claim, word, source, i):
                    return Difference(word.text, w.text)
    return None


def _same_neighbours(claim: Reading, word: Word, source: Reading, place: int) -> bool:
    """Whether the two opposites stand beside a content word in common."""
    at = claim.words.index(word)
    near_claim = {w.stem for w in claim.words[max(0, at - 4) : at + 5] if w.is_content and w is not word}
    near_source = {w.stem for w in source.words[max(0, place - 5) : place + 6] if w.is_content}
    return bool(near_claim & near_source)
