"""Reads dates, whole or partial, and compares them by value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.verify.memory import remembered

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>[12]\d{3})-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{_MONTH}\s+{_DAY}\b(?!:)(?:\s*,?\s+{_YEAR}\b)?",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:\s*,?\s+{_YEAR}\b)?",
        rf"\b{_MONTH}\s*,?\s+(?:of\s+)?{_YEAR}\b",
        r"\b(?P<month_number>[01]?\d)/(?P<day>[0-3]?\d)/(?P<year>[12]\d{3}|\d{2})\b",
    )
)
_LONE_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept\.|Oct\.|Nov\.|Dec\.|Jan\.|Feb\.)(?![\w'])"
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|through|from|to|between|and|mid|last|next|late|early|this|each|every)[\s-]$", re.IGNORECASE
)
_AMBIGUOUS = frozenset({"March", "May"})
_LONE_YEAR = re.compile(
    r"(?<![\w$€£.,/-])(?P<year>1[5-9]\d{2}|20\d{2})(?P<decade>s)?(?:[-–/](?P<until>\d{4}|\d{2}))?"
    r"(?![\w%]|[.,]\d)(?!\s+(?:people|million|per|votes|km|miles|feet|men|women)\b)"
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class When:
    """What a text says of a day: any of year, month, day and weekday (0 is Monday), printed at ``text[start:end]``."""

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    is_decade: bool = False


@remembered(4096)
def dates(text: str) -> tuple[When, ...]:
    """Return the dates of a text in order; words that name no part of a calendar day ("last week") are none.

    >>> [(d.year, d.month, d.day) for d in dates("On 3 May 2017 she left; by June she was back.")]
    [(2017, 5, 3), (None, 6, None)]
    """
    found: list[When] = []
    for form in _FORMS:
        for m in form.finditer(text):
            _add(found, _from(m))
    for m in _LONE_MONTH.finditer(text):
        if m.group() in _AMBIGUOUS and not _BEFORE_MONTH.search(text[: m.start()]):
            continue
        _add(found, When(m.group(), m.start(), m.end(), month=_month(m.group())))
    for m in _LONE_YEAR.finditer(text):
        if any(f.start <= m.start() < f.end for f in found):
            continue  # the year of a whole date, whose month is no second year: 2025-12-09
        _add(found, When(m["year"], m.start(), m.end("year"), year=int(m["year"]), is_decade=bool(m["decade"])))
        if m["until"]:
            until = m["until"] if len(m["until"]) == 4 else m["year"][:2] + m["until"]
            found.append(When(m["until"], m.start("until"), m.end("until"), year=int(until)))
    for m in _WEEKDAY.finditer(text):
        _add(found, When(m.group(), m.start(), m.end(), weekday=_WEEKDAYS.index(m[1].lower())))
    return tuple(sorted(found, key=lambda w: w.start))


def relative(text: str, published: str | None) -> tuple[When, ...]:
    """Return the days that a text names only against its day of publication: that day, "yesterday", "on Friday"."""
    if not published:
        return ()
    try:
        issued = date.fromisoformat(published[:10])
    except ValueError:
        return ()
    found = [issued, *(issued + timedelta(days=shift) for word, shift in _NEAR.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE))]
    for m in _WEEKDAY.finditer(text):
        back = (issued.weekday() - _WEEKDAYS.index(m[1].lower())) % 7
        found += [issued - timedelta(days=back), issued + timedelta(days=(7 - back) % 7)]
    return tuple(When(d.isoformat(), 0, 0, d.year, d.month, d.day, d.weekday()) for d in found)


def has(claimed: When, printed: Sequence[When]) -> bool:
    """Whether the sources give every part of a claimed date, together or each on its own where a sentence leaves the year unsaid."""
    if any(_covers(claimed, p) for p in printed):
        return True
    if claimed.year is not None and (claimed.month is not None or claimed.day is not None):
        year_is_there = any(p.year == claimed.year for p in printed) or all(p.year is None for p in printed)
        rest = [p for p in printed if p.year is None or p.year == claimed.year]
        return year_is_there and any(p.month == claimed.month and (claimed.day is None or p.day == claimed.day) for p in rest)
    return False


def comparable(claimed: When, printed: Sequence[When]) -> When | None:
    """Return the source's date that gives the same parts with other values, where there is one."""
    parts = _parts(claimed)
    return next((p for p in printed if p.text and p.end and parts <= _parts(p)), None)


def _parts(when: When) -> set[str]:
    return {name for name in ("year", "month", "day", "weekday") if getattr(when, name) is not None}


def _covers(claimed: When, printed: When) -> bool:
    if claimed.is_decade:
        return printed.year is not None and claimed.year is not None and printed.year // 10 == claimed.year // 10
    if printed.is_decade and claimed.year is not None:
        return printed.year == claimed.year
    weekday = printed.weekday
    if weekday is None and printed.year and printed.month and printed.day:
        weekday = _weekday(printed.year, printed.month, printed.day)
    if claimed.weekday is not None and claimed.weekday != weekday:
        return False
    return (
        claimed.year in (None, printed.year)
        and claimed.month in (None, printed.month)
        and claimed.day in (None, printed.day)
    )  # fmt: skip


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _from(m: re.Match[str]) -> When:
    parts = m.groupdict()
    year = parts.get("year")
    month = int(parts["month_number"]) if parts.get("month_number") else _month(parts["month"])
    full_year = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
    return When(m.group(), m.start(), m.end(), full_year, month, int(parts["day"]) if parts.get("day") else None)


def _month(printed: str) -> int:
    return next(i for i, name in enumerate(_MONTHS.split(), 1) if name.startswith(printed.lower().rstrip(".")[:3]))


def _add(found: list[When], when: When) -> None:
    """Keep a date unless a longer one was read there."""
    if not any(f.start < when.end and when.start < f.end for f in found):
        found.append(when)
