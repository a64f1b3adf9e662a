"""Reads quantities and compares them by value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.verify import lexicon
from qa.verify.memory import remembered

_CARDINAL_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
eighteenth nineteenth twentieth
"""
_UNITS = {word: value for value, word in enumerate(_CARDINAL_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), 2)}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), 1)} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_IMPLIED = lexicon.groups("implied_numbers")
_SYMBOLS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹"}
_CURRENCY_WORDS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}

_NUMBER = re.compile(
    r"(?:(?P<symbol>[$€£¥₹])\s?)?(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?P<ordinal>st|nd|rd|th)\b)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|(?:k|mn|mm|m|bn|b|tn))\b)?"
    r"(?:\s?-?\s?(?P<percent>%|percent(?:age)?\b|per cent\b|pc\b))?"
    r"(?:\s(?:US |U\.S\. )?(?P<currency>dollar|euro|pound|yen|rupee)s?\b)?",
    re.IGNORECASE,
)
_NAMES = "|".join([*_UNITS, *_TENS, "hundred", "thousand", "million", "billion", "trillion", "dozen"])
_SPELLED = re.compile(
    rf"\b(?P<words>(?:(?:a|half a|{_NAMES})(?:\s+and\s+|[\s-]+))*(?:{_NAMES}))\b(?:\s?-?\s?(?P<percent>%|percent(?:age)?\b|per cent\b))?"
    r"(?:\s(?P<currency>dollar|euro|pound|yen|rupee)s?\b)?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})-)?(?P<ordinal>{'|'.join(_ORDINALS)})\b(?!\s+(?:of all|lady|ladies|hand|person)\b)", re.IGNORECASE
)
_FRACTION = re.compile(rf"\b(?P<count>one|two|three|four|a|an)[\s-](?P<part>{'|'.join(_FRACTIONS)})\b(?=\s+of\b|[\s-]|\W|$)", re.IGNORECASE)
_NOT_A_PART = re.compile(
    r"\s+(?!(?:of|more|less|fewer|higher|lower|larger|smaller|are|were|was|is|have|had|has|said|say|by|to|in|since|from|over|than|and|or|a"
    r"|on|as|each|voted|will|would)\b)[a-z]"
)
_RANGE = re.compile(r"^\s*(?:-|–|—|to|and|or)\s*$", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:(?P<about>about|around|approximately|roughly|nearly|almost|some|close to|(?:an )?estimated|circa|up to|as many as)"
    r"|(?P<above>more than|over|at least|above|upwards of|exceeding|in excess of|no fewer than|no less than)"
    r"|(?P<below>less than|fewer than|under|below|at most|no more than))\s+(?:a\s+|\$)?$",
    re.IGNORECASE,
)


_ROUNDED = 0.015
"""Share by which a rounded number may be off."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed at ``text[start:end]``.

    ``values`` are its readings: "3 to 4 million" gives the 3 two of them. ``unit`` is a currency sign, "%" or nothing.
    ``hedge`` is "about", "above", "below" or nothing; ``is_round`` says that it is printed with a scale word, so that it may be rounded.
    """

    text: str
    start: int
    end: int
    values: tuple[float, ...]
    unit: str = ""
    hedge: str = ""
    is_round: bool = False
    is_ordinal: bool = False
    is_share: bool = False  # a fraction in words, which is seldom exact


@remembered(4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order, in digits and in words.

    >>> [q.values for q in quantities("It cost $1.2bn; twenty-one people and 40,000 cows saw it.")]
    [(1200000000.0,), (21.0,), (40000.0,)]
    """
    found = [*_digits(text), *_fractions(text)]
    taken = [(q.start, q.end) for q in found]
    for quantity in [*_spelled(text), *_ordinals(text)]:
        if not any(a < quantity.end and quantity.start < b for a, b in taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    return _ranges(text, sorted(found, key=lambda q: q.start))


def implied(words: Sequence[str]) -> frozenset[float]:
    """Return the values that words stand for without being numbers: both, a pair, a decade."""
    return frozenset(float(_IMPLIED[w]) for w in words if w in _IMPLIED)


def agree(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a claim may give a quantity of its source this way."""
    if claimed.unit and printed.unit and claimed.unit != printed.unit:
        return False
    return any(_close(c, p, claimed, printed) for c in claimed.values for p in printed.values)


def comparable(claimed: Quantity, printed: Sequence[Quantity], following: str, texts: Sequence[str]) -> int | None:
    """Return which quantity the claim most likely means: one of its unit before the same word, else the only one of its unit."""
    alike = [i for i, q in enumerate(printed) if q.unit == claimed.unit and q.is_ordinal == claimed.is_ordinal]
    same_word = [i for i in alike if following and texts[i] == following]
    if same_word:
        return same_word[0]
    return alike[0] if len(alike) == 1 else None


def _close(c: float, p: float, claimed: Quantity, printed: Quantity) -> bool:
    if c == p:
        return True
    largest = max(abs(c), abs(p))
    difference = abs(c - p) / largest if largest else 0.0
    if claimed.hedge == "about" and not claimed.is_share and _digits_of(c) >= _digits_of(p):
        return difference <= _ROUNDED and claimed.is_round  # "about 51" is not "48", though "about 50" may stand for it
    if claimed.hedge == "about" or printed.is_share:
        return difference <= 0.1
    if claimed.hedge in ("above", "below") and claimed.hedge == printed.hedge:
        return False  # "less than 30" where it says "less than 24"
    if claimed.hedge == "above":
        return p > c and difference <= 0.34
    if claimed.hedge == "below":
        return p < c and difference <= 0.34
    may_be_rounded = claimed.is_round or p != int(p)
    return may_be_rounded and difference <= _ROUNDED


def _digits_of(value: float) -> int:
    """How many digits a number has before its closing noughts: 1 of 50, 2 of 48."""
    return len(f"{value:g}".split("e")[0].replace(".", "").strip("0"))


def _hedge(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    found = _HEDGE.search(before)
    return found.lastgroup or "" if found else ""


def _digits(text: str) -> list[Quantity]:
    found = []
    for m in _NUMBER.finditer(text):
        if m.start() and (text[m.start() - 1].isalpha() or text[m.start() - 1] in "._"):
            continue  # part of a name: G20, v2.0
        value = float(re.sub(r"[,\s]", "", m["digits"]))
        scale = (m["scale"] or "").lower()
        unit = _SYMBOLS.get(m["symbol"] or "") or _CURRENCY_WORDS.get((m["currency"] or "").lower()) or ("%" if m["percent"] else "")
        end = m.end()
        if scale in ("m", "mm", "b", "k") and not unit and not (scale == "k" and m["scale"] == "K"):
            scale, end = "", m.start("scale")  # metres, bytes
        value *= _SCALES.get(scale) or _SHORT_SCALES.get(scale) or 1.0
        printed = text[m.start() : end].rstrip(" -")
        values: tuple[float, ...] = (value,)
        if re.search(r",\s", m["digits"]):
            values = (value, *(float(part) for part in re.split(r",\s?", m["digits"])))  # a spaced thousand, or a list
        found.append(
            Quantity(printed, m.start(), m.start() + len(printed), values, unit, _hedge(text, m.start()), bool(scale), bool(m["ordinal"]))
        )
    return found


def _spelled(text: str) -> list[Quantity]:
    found = []
    for m in _SPELLED.finditer(text):
        words = re.split(r"[\s-]+", m["words"].lower())
        if words == ["one"] and not m["percent"]:
            continue  # more often a pronoun than a number
        unit = _CURRENCY_WORDS.get((m["currency"] or "").lower(), "%" if m["percent"] else "")
        is_round = words[-1] in _SCALES and words[-1] != "dozen"
        found.append(Quantity(m.group(), m.start(), m.end(), (_value(words),), unit, _hedge(text, m.start()), is_round))
    return found


def _value(words: Sequence[str]) -> float:
    """The value of a spelled number: hundreds multiply what stands before them, larger scales close a group.

    >>> _value(["two", "hundred", "and", "five", "thousand"])
    205000.0
    """
    total, group, is_half = 0.0, 0.0, False
    for word in words:
        if word in _UNITS or word in _TENS:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "half":
            is_half = True
        elif word in ("hundred", "dozen"):
            group = max(group, 1.0) * _SCALES[word]
        elif word in _SCALES:
            total += (0.5 if is_half else max(group, 1.0)) * _SCALES[word]
            group, is_half = 0.0, False
    return total + group


def _ordinals(text: str) -> list[Quantity]:
    found = []
    for m in _ORDINAL.finditer(text):
        value = float(_ORDINALS[m["ordinal"].lower()] + _TENS.get((m["tens"] or "").lower(), 0))
        found.append(Quantity(m.group(), m.start(), m.end(), (value,), is_ordinal=True))
    return found


def _fractions(text: str) -> list[Quantity]:
    found = []
    for m in _FRACTION.finditer(text):
        if m["part"].lower() in _ORDINALS and m["count"].lower() in ("a", "an") and _NOT_A_PART.match(text, m.end()):
            continue  # "a third cousin", "a fifth term"
        count = {"a": 1, "an": 1}.get(m["count"].lower()) or _UNITS[m["count"].lower()]
        share = count / _FRACTIONS[m["part"].lower()]
        if share <= 1:
            found.append(Quantity(m.group(), m.start(), m.end(), (share, 100 * share), "", "about", is_share=True))
    return found


def _ranges(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Give the first number of a range the scale and unit of the second as a further reading."""
    for i, (first, second) in enumerate(pairwise(found)):
        if not _RANGE.match(text[first.end : second.start]) or first.is_round or not (second.is_round or second.unit):
            continue
        scale = next((_SCALES[w] for w in _SCALES if w in second.text.lower()), 1.0)
        values = tuple(dict.fromkeys((*first.values, *(v * scale for v in first.values))))
        found[i] = Quantity(first.text, first.start, first.end, values, first.unit or second.unit, first.hedge, scale > 1, first.is_ordinal)
    return tuple(found)
