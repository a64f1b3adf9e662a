"""Compares negation, modality and opposites between a claim and the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.words import stems
from qa.verify import lexicon
from qa.verify.memory import remembered
from qa.verify.reading import Reading, Word
from qa.verify.wording import departures

_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without|hardly|barely)\b|n['’]t\b", re.IGNORECASE)
_NEGATORS = lexicon.words("negators")
_NEGATING_VERBS = lexicon.words("negating_verbs")
_SKIPPED = frozenset({"only", "just", "least", "matter", "doubt"})  # "not only", "no matter"
_BREAKS = frozenset({"but", "until", "because", "although", "while", "and"})
_CUES = lexicon.words("speech") | lexicon.words("loose_speech") | {"said", "says", "told"}
_DENIALS = frozenset("".join(stems(w)) for w in lexicon.words("denials"))
_LIGHT = lexicon.words("light_words")
_NEAR = 3  # content words on either side
_COPY = 4  # shared neighbours from which a source counts as the claim's own wording
_NO_NEAR, _NO_FAR = 4, 6  # words within which a denial may belong to another word of the claim's wording, or of any wording
_NO_ABOUT = 2  # words around the claim's that a denial must stand near
_AS_LONG = 1.5  # times the words of a claim, up to which a sentence denies as often as the claim does where it says the same
_REACH = 3  # content words after a negation that it can hold for

_ON_CONDITION = re.compile(
    r"\b(?:will|would|can|could|shall|should|must|may|might|['’]ll|['’]d)\b(?P<what>[^.;:!?]{3,90}?)"
    r"\b(?P<condition>only (?:if|when|after|once)|unless|provided(?: that)?|on (?:the )?condition that|(?:as|so) long as)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|provided|providing|when|once|after|until|condition(?:s|al|ally)?|as long as)\b", re.IGNORECASE)

_MODALS = lexicon.groups("modals")
_PLANS = lexicon.groups("plans")


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement: the words of the claim and those of the source that show it; "" where the source has nothing of the kind."""

    claimed: str
    printed: str


@dataclass(frozen=True, slots=True)
class _Negation:
    text: str
    is_head: bool  # the first word that it holds for: its predicate


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
    return _slipped(claim, stated) or _denied_in_one(claim, stated) or _opposite(claim, stated)


def modality_difference(claim: Reading, sources: Sequence[Reading], is_reported: bool) -> Difference | None:
    """Return where the claim is surer, or less sure, than every sentence that it rests on.

    ``is_reported`` says that the claim reports words, where "will" rightly turns into "would".
    """
    mine = _modal_of(claim)
    theirs = [_modal_of(source) for source in sources]
    open_ones = [m for modal in theirs for m in modal.values() if m.kind in ("may", "plan", "likely", "if")]
    is_conditional = _CONDITION.search(claim.text) is not None
    is_settled = any(m.kind in ("will", "would", "should") for modal in theirs for m in modal.values())
    for place, word in enumerate(claim.words):
        if not word.is_content or word.is_capital or word.key[0].isdigit():
            continue
        modal = mine.get(place)
        if modal is None and place and claim.words[place - 1].key == "to":
            continue  # "gathered to compete": what is meant to be is nothing that is said to be
        printed = [there.get(j) for source, there in zip(sources, theirs, strict=True) for j, _ in _counterparts(claim, place, source)]
        if not printed and modal and modal.kind == "will" and open_ones and not is_settled:
            return Difference(f"{modal.text} {word.text}", open_ones[0].text)
        if not printed or any(_may_stand_for(modal, there, is_reported, is_conditional) for there in printed):
            continue
        there = printed[0]
        return Difference(f"{modal.text} {word.text}" if modal else word.text, f"{there.text} {word.text}" if there else word.text)
    return _modal_dropped(claim, sources) or _condition_dropped(claim, sources)


def _condition_dropped(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """What someone will do only on a condition, in a claim that names no condition, where no other sentence says it without one."""
    if _CONDITION.search(claim.text):
        return None
    verbs = {w.stem: w.text for w in claim.words if w.is_content and not w.is_capital and not w.key[0].isdigit()}
    plain: set[str] = set()
    found: dict[str, str] = {}
    for source in sources:
        promised = [(m.start("what"), m.end("what"), m["condition"]) for m in _ON_CONDITION.finditer(source.text)]
        for word in source.words:
            condition = next((c for start, end, c in promised if start <= word.start < end), None)
            if condition is None:
                plain.add(word.stem)
            elif word.stem in verbs:
                found.setdefault(word.stem, f"{word.text} … {condition}")
    lost = next((stem for stem in verbs if stem in found and stem not in plain), None)
    return Difference(verbs[lost], found[lost]) if lost else None


def _modal_dropped(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """One verb in the place of "may" or "plans to" with its verb, in a claim that otherwise repeats the sentence."""
    for source in sources:
        for departure in departures(claim, source):
            claimed, printed = departure.claimed, departure.printed
            mine, theirs = ({_MODALS.get(w.key) or _PLANS.get(w.key) for w in words} for words in (claimed, printed))
            is_verb = sum(w.is_content for w in claimed) == 1 and sum(w.is_content and w.key not in _PLANS for w in printed) <= 1
            if is_verb and not departure.opens and mine == {None} and theirs & {"may", "plan", "likely", "should"}:
                return Difference(" ".join(w.text for w in claimed), " ".join(w.text for w in printed))
    return None


def _may_stand_for(modal: _Modal | None, printed: _Modal | None, is_reported: bool, is_conditional: bool) -> bool:
    """Whether a claim may use one modal, or none, where its source uses another, or none.

    ``is_conditional`` says that the claim names a condition.
    """
    mine, theirs = (m.kind if m else "plain" for m in (modal, printed))
    if mine == theirs or "can" in (mine, theirs):
        return True
    if mine == "plain":
        return (theirs == "will" and is_reported) or (theirs == "if" and is_conditional)
    if theirs == "plain":
        return mine in ("plan", "would", "if", "likely", "should")  # "wants to know" rests on "asked": no modal of its own
    return {mine, theirs} in ({"likely", "may"}, {"likely", "plan"}, {"plan", "should"}) or (
        is_reported and {mine, theirs} == {"will", "would"}
    )


@remembered(4096)
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
                if j not in found or kind in ("may", "likely"):  # "will probably close" is less than "will close"
                    found[j] = _Modal(word.text, kind)
                break
    return found


@remembered(4096)
def _negated(reading: Reading) -> dict[int, _Negation]:
    """The negation over each word, by its place: the three content words after it in its clause."""
    found: dict[int, _Negation] = {}
    words = reading.words
    for i, word in enumerate(words):
        if not (_is_negator(word) or word.key in _NEGATING_VERBS):
            continue
        if i + 1 < len(words) and (words[i + 1].key in _SKIPPED or words[i + 1].key[0].isdigit()):
            continue
        left = _REACH
        for j in range(i + 1, len(words)):
            if words[j].clause != word.clause or left == 0 or words[j].key in _BREAKS:
                break
            if words[j].is_content:
                found.setdefault(j, _Negation(word.text, is_head=left == _REACH))
                left -= 1
    return found


def _slipped(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """A "not" that the claim has more, or less, than a sentence that it otherwise repeats."""
    for source in sources:
        found = departures(claim, source)
        if _denies_alike(claim, source) or _denials(d.claimed for d in found) == _denials(d.printed for d in found):
            continue  # "no play is suspected", "play isn't suspected"
        for departure in found:
            if departure.opens and not departure.claimed:
                continue  # the claim begins later in the sentence
            if [w.key for w in departure.printed] == ["or", "not"]:
                continue  # "whether or not"
            mine, theirs = (any(map(_is_negator, words)) for words in (departure.claimed, departure.printed))
            rests = [{w.stem for w in words if w.is_content and not _is_negator(w)} for words in (departure.claimed, departure.printed)]
            if mine != theirs and rests[0] == rests[1]:
                claimed, printed = (" ".join(w.text for w in words) for words in (departure.claimed, departure.printed))
                return Difference(claimed or "the same without it", printed or "the same without it")
    return None


def _denies_alike(claim: Reading, source: Reading) -> bool:
    """Whether a sentence about as long as a claim denies as often."""
    return len(source.words) <= _AS_LONG * len(claim.words) and _denials([claim.words]) == _denials([source.words])


def _denials(words: Iterable[Sequence[Word]]) -> int:
    return sum(_is_negator(word) for several in words for word in several)


def _is_negator(word: Word) -> bool:
    return word.key in _NEGATORS or word.key.endswith("n't")


def _denied_in_one(claim: Reading, sources: Sequence[Reading]) -> Difference | None:
    """A predicate that the claim denies and no source does, or the other way round."""
    mine = _negated(claim)
    theirs = [_negated(source) for source in sources]
    if not mine and not any(theirs):
        return None
    for place, word in enumerate(claim.words):
        negation = mine.get(place)
        if not word.is_content or word.is_capital or (word.key[0].isdigit() and negation is None) or word.key in _NEGATING_VERBS:
            continue
        if negation is not None and not negation.is_head:
            continue
        printed = [
            (negated.get(j), _denies_near(source, j, is_copy=shared >= _COPY and not _denies_alike(claim, source)))
            for source, negated in zip(sources, theirs, strict=True)
            for j, shared in _counterparts(claim, place, source)
        ]
        if (
            negation is not None
            and not any(by or denies for by, denies in printed)
            and (printed or not _denied_anywhere(claim, place, sources))
        ):
            return Difference(f"{negation.text} {word.text}", word.text if printed else "")
        if negation is None and printed and all(by and by.is_head for by, _ in printed) and not _denies_near(claim, place, is_copy=False):
            return Difference(word.text, f"{printed[0][0].text if printed[0][0] else ''} {word.text}")
    return None


def _denied_anywhere(claim: Reading, place: int, sources: Sequence[Reading]) -> bool:
    """Whether a source says no, in whatever words, near words that stand near this one."""
    about = {w.stem for w in _near(claim, place)} | {claim.words[place].stem}
    return any(
        len({w.stem for j, w in enumerate(source.words) if w.stem in about and _denies_near(source, j, is_copy=False, reach=_NO_FAR)})
        >= min(_NO_ABOUT, len(about))
        for source in sources
    )


def _denies_near(reading: Reading, place: int, is_copy: bool, reach: int = _NO_NEAR) -> bool:
    """Whether a sentence says no near a word; a copy of the claim's words has to say it at the very word."""
    words = reading.words
    if is_copy:
        return False
    near = range(max(0, place - reach), min(len(words), place + reach + 1))
    return any(_is_negator(words[k]) or words[k].stem in _DENIALS for k in near)


def _counterparts(claim: Reading, place: int, source: Reading) -> list[tuple[int, int]]:
    """Where a source has a word of the claim among the same neighbours, and how many of those they share, of at most six."""
    word = claim.words[place]
    near_claim = {w.stem for w in _near(claim, place)}
    found = []
    for j, other in enumerate(source.words):
        if other.is_content and other.stem == word.stem:
            shared = len(near_claim & {w.stem for w in _near(source, j)})
            if shared >= min(2, len(near_claim)):
                found.append((j, shared if len(near_claim) >= _COPY else shared + _COPY - len(near_claim)))
    return found


@remembered(20000)
def _near(reading: Reading, place: int) -> tuple[Word, ...]:
    words = reading.words
    before = [w for w in words[max(0, place - 8) : place] if w.is_content and w.key not in _CUES][-_NEAR:]
    after = [w for w in words[place + 1 : place + 9] if w.is_content and w.key not in _CUES][:_NEAR]
    return (*before, *after)


def _shares_neighbour(claim: Reading, place: int, source: Reading, there: int) -> bool:
    """Whether two words stand among two content words in common, so that they speak of the same thing."""
    near_claim = {w.stem for w in _near(claim, place)}
    return len(near_claim & {w.stem for w in _near(source, there)}) >= min(2, len(near_claim))


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
    for place, word in enumerate(claim.words):
        others = table.get(word.stem)
        if others is None or word.stem in theirs:
            continue
        for source in sources:
            for i, w in enumerate(source.words):
                if w.stem in others and w.stem not in mine and _shares_neighbour(claim, place, source, i):
                    return Difference(word.text, w.text)
    return None
