"""Printed dates become ISO days; what names no full day, or more than one, stays unread."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_PRINTED = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\b{_MONTH}\s*{_DAY}\b\s*,?\s*{_YEAR}",  # March 3, 2024
        rf"(?<![0-9]){_DAY}[\s-]*(?:of\s+)?{_MONTH}[\s,-]*{_YEAR}",  # 3 March 2024
        r"(?<![0-9])(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])",  # 2024/3/3
        r"(?<![0-9.])(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})(?![0-9])",  # 3.3.2024
    )
)
_SLASHED = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])", re.ASCII)
_ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
    r"\s?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})?",
    re.IGNORECASE | re.ASCII,
)
_COMPACT_DAY = re.compile(r"[0-9]{8}", re.ASCII)
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3},?\s+)?[0-9]{1,2}\s+[A-Za-z]{3}\s+[0-9]{4}\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s+\S+", re.ASCII)
_MAX_CHARS = 200


def read_date(printed: str) -> str | None:
    """Return the day, or the day and time with offset, that a printed date names: ISO 8601, seconds at the finest.

    A time without an offset is not a moment, so its day alone is returned. ``None`` where no full day is named, where the day does
    not exist, where day and month cannot be told apart (03/04/2024), and where two different days are named. Nothing is filled in.

    >>> read_date("March 3, 2024"), read_date("2024-03-03T10:00:00Z"), read_date("March 2024")
    ('2024-03-03', '2024-03-03T10:00:00+00:00', None)
    """
    printed = printed.strip()
    if len(printed) > _MAX_CHARS:
        return None
    if iso := _ISO.fullmatch(printed):
        return _moment(iso["day"], iso["time"], iso["zone"])
    if _COMPACT_DAY.fullmatch(printed):
        return _day(printed[:4], printed[4:6], printed[6:])
    if _RFC_2822.fullmatch(printed):
        try:
            moment = parsedate_to_datetime(printed)
        except ValueError:
            return None
        return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat(timespec="seconds")
    return _named_day(printed)


def _moment(day: str, time: str, zone: str | None) -> str | None:
    try:
        if zone is None:
            return datetime.fromisoformat(f"{day}T{time}").date().isoformat()
        return datetime.fromisoformat(f"{day}T{time}{zone.upper()}").isoformat(timespec="seconds")
    except ValueError:
        return None


def _named_day(printed: str) -> str | None:
    """Return the one day that is named somewhere in the line, or ``None``."""
    named = {_day(found["year"], found["month"], found["day"]) for pattern in _PRINTED for found in pattern.finditer(printed)}
    for first, second, year in _SLASHED.findall(printed):
        readings = {_day(year, first, second), _day(year, second, first)} - {None}
        named |= readings if len(readings) == 1 else {None}
    return named.pop() if len(named) == 1 else None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
