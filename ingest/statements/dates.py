"""Say when something was said: the day, month or year that its sentence names, against the publication day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ingest.models import AsOf
from ingest.statements.reading import Line
from ingest.statements.vocabulary import MONTHS, WEEKDAYS

_YEARS = range(1900, 2100)
_DATING = frozenset((*MONTHS, *WEEKDAYS, "yesterday", "today", "this", "last"))


def as_of(line: Line, skip: Sequence[tuple[int, int]], published: str | None) -> AsOf | None:
    """Return the date that a sentence gives outside the characters of ``skip``, else the publication day, else ``None``.

    ``skip`` holds the content and the holder: a date in there is what the statement is about. Of several dates the last counts
    (nearest to the verb in "…, he said on Tuesday"); nothing later than the publication day is taken.
    """
    day = _day(published)
    said: AsOf | None = None
    for i, low in enumerate(line.low):
        if low not in _DATING and not (len(low) == 4 and low.isdigit()):
            continue
        if line.quote[i] >= 0 or any(a <= line.starts[i] < b for a, b in skip):
            continue
        if _is_no_day_of_saying(line, i):
            continue
        found = _at(line, i, day)
        if found and (said is None or len(found.date) >= len(said.date)):
            said = found
    if said is not None:
        return said
    return AsOf(day.isoformat(), "day", "published") if day else None


def _is_no_day_of_saying(line: Line, i: int) -> bool:
    """Whether a date is one to come, or part of a name: "by Nov. 15", "before the end of next week", "the Sept. 11, 2001, attacks"."""
    if i and line.low[i - 1] == "the" and line.low[i] in MONTHS:
        return True
    return any(low in ("by", "until", "till", "before", "through", "next", "since") for low in line.low[max(0, i - 3) : i])


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _at(line: Line, i: int, day: date | None) -> AsOf | None:
    """The date that begins or stands at token i."""
    low = line.low
    word = low[i]
    before = low[i - 1] if i else ""
    after = low[i + 1] if i + 1 < len(low) else ""
    if word in MONTHS and line.words[i][0].isupper():
        return _month(line, i, day)
    if word.isdigit() and int(word) in _YEARS and len(word) == 4:
        if before in ("in", "since", "a", "the", "of", "from", "during", "early", "late", "mid", "his", "her", "their") and not (
            i > 1 and low[i - 2] in MONTHS
        ):
            year = int(word)
            if day is None or year <= day.year:
                return AsOf(word, "year", "said")
        return None
    if day is None:
        return None
    if word in WEEKDAYS and before != "next" and not (before in ("every", "each") or word.endswith("days")):
        back = (day.weekday() - WEEKDAYS[word]) % 7
        if before == "last" and back == 0:
            back = 7
        return AsOf((day - timedelta(days=back)).isoformat(), "day", "said")
    if word == "yesterday":
        return AsOf((day - timedelta(days=1)).isoformat(), "day", "said")
    if word == "today" or (word == "this" and after in ("morning", "afternoon", "evening")):
        return AsOf(day.isoformat(), "day", "said")
    if word == "last" and after == "night":
        return AsOf((day - timedelta(days=1)).isoformat(), "day", "said")
    if word == "last" and after == "week":
        return AsOf((day - timedelta(days=7)).isoformat()[:7], "month", "said")
    if word == "last" and after == "month":
        return AsOf((day.replace(day=1) - timedelta(days=1)).isoformat()[:7], "month", "said")
    if word == "last" and after == "year":
        return AsOf(str(day.year - 1), "year", "said")
    if word == "this" and after == "month":
        return AsOf(day.isoformat()[:7], "month", "said")
    if word == "this" and after == "year":
        return AsOf(str(day.year), "year", "said")
    return None


def _month(line: Line, i: int, day: date | None) -> AsOf | None:
    """Read "July 30, 2014", "30 July 2014", "July 2014", "July 30", "in July": without a year the latest before the publication day."""
    low = line.low
    month = MONTHS[low[i]]
    number: int | None = None
    j = i + 1
    if j < len(low) and low[j].isdigit() and 1 <= int(low[j]) <= 31:
        number = int(low[j])
        j += 1
    elif i and low[i - 1].isdigit() and 1 <= int(low[i - 1]) <= 31:
        number = int(low[i - 1])
    if j < len(low) and low[j] in (",", "of"):
        j += 1
    year = int(low[j]) if j < len(low) and len(low[j]) == 4 and low[j].isdigit() and int(low[j]) in _YEARS else None
    if (
        year is None
        and number is None
        and not (i and low[i - 1] in ("in", "since", "last", "early", "late", "mid", "of", "this", "a", "during"))
    ):
        return None
    if year is None:
        if day is None:
            return None
        year = day.year if (month, number or 1) <= (day.month, day.day) else day.year - 1
    if number is None:
        return AsOf(f"{year:04}-{month:02}", "month", "said") if day is None or (year, month) <= (day.year, day.month) else None
    try:
        said = date(year, month, number)
    except ValueError:
        return None
    return AsOf(said.isoformat(), "day", "said") if day is None or said <= day else None
