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
_SKIPPED = frozenset({"only", "just", "least", "matter", "doubt"})  # "not only", "no matter"
_BREAKS = frozenset({"but", "until", "because", "although", "while", "and"})
_CUES = lexicon.words("cues")
_LIGHT = lexicon.words("light_words")
_NEAR = 3  # content words on either side
_REACH = 3  # content words after a negation that it can hold for

_MODALS = lexicon.groups("modals")
_PLANS = lexicon.groups("plans")


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement: the words of the claim and those of the source that show it, as printed."""

    claimed: str
    printed: str


@dataclass(frozen=True, slots=True)
class _Modal:
    text: str
    kind: str


def hides_negation(words: str) -> bool:
    """Whether words left out of a quotation, or put into it, turn its sense.

    >>> hides_negation(" did not "), hides_negation(" in the north ")
    (True, False)
    """
    return _NEGATION.search(words) is not None or re.search(r"\b(?:if|unless|deny|denied|refused|failed|except)\b", words, re.I) is not None


def negation_difference(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """Return where claim and sources disagree on whether something is so; ``sources`` are those that the claim rests on."""
    stated = [source for source in sources if not source.text.rstrip("\"'”’) ").endswith("?")]
    return _denied_in_one(claim, stated) or _opposite(claim, stated)


def modality_difference(claim: Reading, sources: Sequence[Reading], is_reported: bool) -> Difference | None:
    """Return where the claim is surer, or less sure, than every sentence that it rests on.

    ``is_reported`` says that the claim reports words, where "will" rightly turns into "would".
    """
    mine = _modal_of(claim)
    theirs = [_modal_of(source) for source in sources]
    for place, word in enumerate(claim.words):
        if not word.is_content or word.is_capital or word.key[0].isdigit():
            continue
        printed = [
            modal.get(j)
            for source, modal in zip(sources, theirs, strict=True)
            for j, w in enumerate(source.words)
            if w.is_content and w.stem == word.stem and _shares_neighbour(claim, place, source, j)
        ]
        if not printed:
            continue
        modal = mine.get(place)
        if any(_may_stand_for(modal, there, is_reported) for there in printed):
            continue
        there = printed[0]
        return Difference(f"{modal.text} {word.text}" if modal else word.text, f"{there.text} {word.text}" if there else word.text)
    return None


def _may_stand_for(modal: _Modal | None, printed: _Modal | None, is_reported: bool) -> bool:
    """Whether a claim may use one modal, or none, where its source uses another, or none."""
    mine, theirs = (m.kind if m else "plain" for m in (modal, printed))
    if mine == theirs or "can" in (mine, theirs):
        return True
    if mine == "plain":
        return theirs == "will" and is_reported
    if theirs == "plain":
        return mine in ("plan", "would", "if", "likely", "should")  # "wants to know" rests on "asked": no modal of its own
    return {mine, theirs} in ({"likely", "may"}, {"likely", "plan"}, {"plan", "should"}) or (
        is_reported and {mine, theirs} == {"will", "would"}
    )


@lru_cache(maxsize=4096)
def _modal_of(reading: Reading) -> dict[int, _Modal]:
    """The modal word over each word, by its place: the first of weight after it in its clause."""
    found: dict[int, _Modal] = {}
    words = reading.words
    for i, word in enumerate(words):
        following = words[i + 1].key if i + 1 < len(words) else ""
        kind = _PLANS.get(word.key) if following == "to" and word.key in _PLANS else _MODALS.get(word.key)
        if kind is None or (word.key == "may" and (following[:1].isdigit() or (word.is_capital and not word.opens))):
            continue
        for j in range(i + 1, len(words)):
            if words[j].clause != word.clause or words[j].key in _BREAKS:
                break
            if words[j].is_content and words[j].key not in _LIGHT and not words[j].key.endswith("ly"):
                found.setdefault(j, _Modal(word.text, kind))
                break
    return found


@lru_cache(maxsize=4096)
def _negated(reading: Reading) -> dict[int, str]:
    """The negating word, as printed, over each word (by its place) that it holds for: the three content words after it in its clause."""
    found: dict[int, str] = {}
    words = reading.words
    for i, word in enumerate(words):
        if not (word.key in _NEGATORS or word.key.endswith("n't") or word.key in _NEGATING_VERBS):
            continue
        if i + 1 < len(words) and (words[i + 1].key in _SKIPPED or words[i + 1].key[0].isdigit()):
            continue
        left = _REACH
        for j in range(i + 1, len(words)):
            if words[j].clause != word.clause or left == 0 or words[j].key in _BREAKS:
                break
            if words[j].is_content:
                found.setdefault(j, word.text)
                left -= 1
    return found


def _denied_in_one(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """A predicate that the claim denies and no source does, or the other way round."""
    mine = _negated(claim)
    theirs = [_negated(source) for source in sources]
    if not mine and not any(theirs):
        return None
    heads = _heads(mine)
    for place, word in enumerate(claim.words):
        if not word.is_content or word.is_capital or word.key[0].isdigit() or word.key in _NEGATING_VERBS:
            continue
        printed = [
            (negated.get(j), j in _heads(negated), bool(negated))
            for source, negated in zip(sources, theirs, strict=True)
            for j, w in enumerate(source.words)
            if w.is_content and w.stem == word.stem and _shares_neighbour(claim, place, source, j)
        ]
        if not printed:
            continue
        if place in heads and not any(anything for _, _, anything in printed):
            return Difference(f"{mine[place]} {word.text}", word.text)
        if not mine and all(by is not None and is_head for by, is_head, _ in printed):
            return Difference(word.text, f"{printed[0][0]} {word.text}")
    return None


def _heads(negated: dict[int, str]) -> set[int]:
    """The first word that each negation holds for: its predicate."""
    return {place for place in negated if place - 1 not in negated}


def _shares_neighbour(claim: Reading, place: int, source: Reading, there: int) -> bool:
    """Whether a word has two content words in common nearby in claim and source, so that it speaks of the same thing."""
    near_claim = {w.stem for w in _near(claim, place)}
    near_source = {w.stem for w in _near(source, there)}
    return len(near_claim & near_source) >= min(2, len(near_claim))


@lru_cache(maxsize=20000)
def _near(reading: Reading, place: int) -> tuple[Word, ...]:
    words = reading.words
    before = [w for w in words[max(0, place - 8) : place] if w.is_content and w.key not in _CUES][-_NEAR:]
    after = [w for w in words[place + 1 : place + 9] if w.is_content and w.key not in _CUES][:_NEAR]
    return (*before, *after)


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
                if w.stem in others and w.stem not in mine and _shares_neighbour(claim, claim.words.index(word), source, i):
                    return Difference(word.text, w.text)
    return None
