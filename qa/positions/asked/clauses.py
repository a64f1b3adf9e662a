"""Read a question as a clause: how it opens, whom it is about, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.statements.verbs import FORMS
from ingest.statements.vocabulary import CLASS
from qa.positions.asked.predicates import AUXILIARIES, Told, Words, told_by

_ASKS = frozenset(("what", "how", "where", "why", "which", "who", "whom", "when", "whose"))
EMBEDDED = frozenset(("whether", "how", "where", "why", "what"))
"""Words by which a question opens inside another."""
_AMOUNTS = frozenset(("many", "much", "long", "old", "often", "big", "large", "tall"))  # behind "how"
_QUANTIFIERS = frozenset(("both", "each", "all", "either", "of", "the", "two", "three"))
_JOINS = frozenset((",", "and", "or", "versus", "vs", "&", "nor"))
_FARTHEST = 8  # words between the one that asks and the auxiliary
_BEFORE = 5  # words that describe a subject before its name
_BESIDE = 16  # words of an apposition or an aside
_PHRASE = 7  # words of "of the harbour workers"


@dataclass(frozen=True, slots=True)
class Clause:
    """A question as a clause: places of the words that name the subject, first and one past the last, and what is told of it."""

    subject: tuple[int, int]
    told: Told


def read_clause(words: Words) -> Clause | None:
    """Return a question as a clause about a position of its subject, or ``None`` where it asks for something else.

    >>> clause = read_clause("does the charity <0> , which runs <1> , object to the tunnel".split())
    >>> clause.subject, clause.told.kind
    ((3, 4), 'position')
    """
    for asks, auxiliary, at in _openings(words):
        for first, last, predicate in _subjects(words, at, auxiliary):
            told = told_by(words, predicate, auxiliary or "does", asks)
            if told is not None:
                return Clause((first, last), told)
    return None


def _openings(words: Words) -> Iterator[tuple[str, str, int]]:
    """Yield how a question may open: the word that asks, the auxiliary, and where the subject starts."""
    if not words:
        return
    if words[0] in AUXILIARIES:
        yield "", words[0], 1
    elif words[0] in _ASKS and words[1:2] and words[1] not in _AMOUNTS:
        for at in range(1, min(len(words), _FARTHEST)):
            if words[at] in AUXILIARIES:
                yield words[0], words[at], at + 1
                break
    if words[0] in EMBEDDED | {"if"} and words[1:2] and words[1] not in AUXILIARIES | _AMOUNTS:
        yield ("" if words[0] in ("whether", "if") else words[0]), "", 1


def _subjects(words: Words, at: int, auxiliary: str) -> Iterator[tuple[int, int, int]]:
    """Yield places of the subject's names, and where its predicate may start: behind the names, or behind what is said beside them."""
    while at < len(words) and words[at] in _QUANTIFIERS:
        at += 1
    first = _name(words, at)
    if first is None:
        return
    last = first + 1
    for end, is_joined in _listed(words, last):
        if is_joined:
            last = end
    if words[last : last + 1] == ["'s"]:
        return
    place: int | None = last
    for _ in range(3):
        if place is None or place >= len(words):
            return
        yield first, last, place
        place = _past_aside(words, place)


def _listed(words: Words, at: int) -> Iterator[tuple[int, bool]]:
    """Yield where further names of a list end, and whether "and" or its like joins them: a comma alone may set off what describes one."""
    while True:
        onward = at
        while onward < len(words) and words[onward] in _JOINS:
            onward += 1
        following = _name(words, onward) if onward > at else None
        if following is None:
            return
        yield following + 1, words[onward - 1] != ","
        at = following + 1


def _name(words: Words, at: int) -> int | None:
    """Return where the phrase stands that names somebody, what describes it before it left out: "the charity <0>", "<0> nurse <1>"."""
    i = at
    while i < len(words) and i - at <= _BEFORE and _describes(words[i]):
        i += 1
    if i >= len(words) or not words[i].startswith("<"):
        return None
    for n in (1, 2, 3):
        beside = words[i + 1 : i + 1 + n]
        if len(words) > i + n + 1 and words[i + n + 1].startswith("<") and all(map(_is_noun, beside)):
            return i + n + 1
    return i


def _describes(word: str) -> bool:
    return word[0].isalpha() and (CLASS.get(word, "N") in "DJN#$" and (word not in FORMS or FORMS[word][1] in "EGK"))


def _is_noun(word: str) -> bool:
    return word[0].isalpha() and word not in FORMS and CLASS.get(word, "N") in "NJ"


def _past_aside(words: Sequence[str], at: int) -> int | None:
    """Return where words go on behind an aside between commas, or behind a preposition and what it is about."""
    if words[at] == ",":
        end = next((i for i in range(at + 1, min(len(words), at + _BESIDE)) if words[i] == ","), None)
        return end + 1 if end is not None else None
    if CLASS.get(words[at]) != "P":
        return None
    i = at + 1
    while i < len(words) and i - at <= _PHRASE and (words[i].startswith("<") or words[i] == "'s" or _describes(words[i])):
        i += 1
    return i if i > at + 1 else None
