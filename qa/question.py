"""What a question names: its words and names, the kind of answer it wants, outlets, and a span of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ingest.models import Metadata
from ingest.words import STOP_WORDS, content_stems, fold, stems
from qa.wanted import Wanted, asks_yes_or_no, is_question, wanted_by

CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w]*(?:[-'’.][^\W\d_]\w*)*")
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(name.capitalize() for name in MONTHS)
_WEEKDAYS = [name for name in calendar.day_name if name]
_WEEKDAY = "|".join(_WEEKDAYS)
_LEAD = r"in|during|since|after|before|until|by|of|from|for|on|between|and|last|this|to"
_SPANS = re.compile(
    rf"\b(?:(?P<lead>{_LEAD})\s+)?(?:(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\b"
    r"(?:\s+(?P<day_after>\d{1,2})(?:st|nd|rd|th)?\b)?(?:,?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d)\b)?"
    rf"|\b(?P<lead_of_year>{_LEAD})\s+(?P<year_alone>(?:1[5-9]|20)\d\d)\b"
    rf"|\b(?P<relative>today|yesterday|(?:on|last|this) (?P<weekday>{_WEEKDAY})|(?:this|last|past)\s+(?:week|month|year)"
    r"|(?:last|past)\s+(?P<count>\d{1,3})\s+(?P<unit>days|weeks|months|years))\b"
)


_SHORT_NAME = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)(?! [A-Z])")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot|except|least|fail\w*|unable|lacks?|lacking|non\w*)\b|n['’]t\b"
    r"|\bun(?!der|it|iv|ion|iq|less|til|cle|anim)\w{4,}|\bdis(?!t|c[ou]|ease|play|pute)\w{4,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a question names, YYYY-MM-DD, both ends included; ``None`` is open."""

    since: str | None
    until: str | None

    def holds(self, day: str | None) -> bool:
        """Whether a day lies in the span; an unknown day does not."""
        return day is not None and (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def reported(self) -> Span:
        """Return the days on which that is news: a day longer, as the papers print it the morning after."""
        return Span(self.since, (date.fromisoformat(self.until) + timedelta(days=1)).isoformat() if self.until else None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as retrieval reads it.

    ``terms`` are its distinct content stems in order, ``pairs`` neighbours among them, ``names`` the terms that were printed with a
    capital, ``is_claim`` tells that it states rather than asks, ``is_yes_or_no`` that it asks if something is so, ``is_negated`` that it
    says no to something, ``span`` the days it names, ``outlets`` those that it names of the home's; ``outlet_words`` and ``span_words``
    are the question's words that name them.
    """

    terms: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    names: frozenset[str]
    wanted: Wanted
    is_claim: bool = False
    is_yes_or_no: bool = False
    is_negated: bool = False
    outlets: tuple[str, ...] = ()
    span: Span | None = None
    outlet_words: str = ""
    span_words: str = ""

    def met_by(self, about: Metadata) -> str:
        """Return the words of the question that an article meets by its outlet and its day, whatever its sentences say."""
        is_of_outlet = about.outlet in self.outlets
        is_of_days = self.span is not None and self.span.reported().holds(about.published_day)
        return " ".join([self.outlet_words] * is_of_outlet + [self.span_words] * is_of_days)


def read_question(text: str, outlets: Sequence[str] = (), today: str | None = None, latest: str | None = None) -> Asked:
    """Read a question.

    Args:
        text: as it was asked.
        outlets: those of the home.
        today: YYYY-MM-DD, anchors "last week", "on Friday" and a month without a year.
        latest: the last day of the home's articles, which anchors a month without a year where ``today`` is not known.

    >>> asked = read_question("When did Ana Sole close the Marl Tunnel?")
    >>> asked.wanted, sorted(asked.names)
    ('time', ['ana', 'marl', 'sole', 'tunnel'])
    """
    content = content_stems(text) or stems(text)
    terms = tuple(dict.fromkeys(content))
    pairs = tuple(dict.fromkeys((a, b) for a, b in pairwise(content) if a != b))
    return Asked(
        terms=terms,
        pairs=pairs,
        names=names_in(text) & frozenset(terms),
        wanted=wanted_by(text),
        is_claim=not is_question(text),
        is_yes_or_no=asks_yes_or_no(text),
        is_negated=is_negated(text),
        outlets=named_outlets(text, outlets),
        span=named_span(text, today, latest),
        outlet_words=" ".join(text[start:end] for start, end, _ in _outlets_in(text, outlets)),
        span_words=" ".join(match[0] for match in _SPANS.finditer(text)),
    )


def is_negated(text: str) -> bool:
    """Whether a text says no to something, by a word or by how one begins.

    >>> is_negated("Who did not vote?"), is_negated("Which road was unpaved?"), is_negated("Which unit was under water?")
    (True, True, False)
    """
    return _NEGATION.search(text) is not None


def names_in(text: str) -> frozenset[str]:
    """Return the stems of words printed with a capital, but for stop words that only open a sentence."""
    words = " ".join(word for word in CAPITALISED.findall(text) if fold(word) not in STOP_WORDS)
    return frozenset(stems(words))


def named_outlets(text: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets that a question names: as they print themselves, "The" left out or not, or by the end of the name after "the".

    A name inside a longer one that is named too does not count, nor an end that several outlets share.

    >>> named_outlets("What did the Harbour Post report on the strike?", ["Post", "The Harbour Post", "Strike"])
    ('The Harbour Post',)
    >>> named_outlets("What did the Courier report?", ["The Osk Courier", "Harbour Post"])
    ('The Osk Courier',)
    """
    return tuple(outlet for _, _, outlet in _outlets_in(text, outlets))


def _outlets_in(text: str, outlets: Sequence[str]) -> list[tuple[int, int, str]]:
    bare = {outlet: re.sub(r"^The\s+", "", outlet.strip()) for outlet in outlets}
    places = []
    for outlet, name in bare.items():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else None
        if match:
            places.append((match.start(), match.end(), outlet))
    ends: dict[str, list[str]] = {}
    for outlet, name in bare.items():
        words = name.split()
        for n in range(1, len(words)):
            ends.setdefault(" ".join(words[n:]), []).append(outlet)
    for match in _SHORT_NAME.finditer(text):
        named = ends.get(match[1], [])
        if len(named) == 1:
            places.append((match.start(1), match.end(1), named[0]))
    places = list(dict.fromkeys(places))
    return [
        (start, end, outlet)
        for start, end, outlet in places
        if not any(a <= start and end <= b and b - a > end - start for a, b, other in places if other != outlet)
    ]


def named_span(text: str, today: str | None = None, latest: str | None = None) -> Span | None:
    """Return the days from the first to the last that a question names, or ``None``.

    "since" and "after" leave the end open, "until" and "before" (which ends a day earlier) the beginning. Without ``today``, words
    relative to it name no days, and a month without a year is the last such month up to ``latest``.

    >>> named_span("What happened in March 2014?")
    Span(since='2014-03-01', until='2014-03-31')
    >>> named_span("What was said last week?", today="2024-11-27")
    Span(since='2024-11-18', until='2024-11-24')
    """
    anchor, months_anchor = _day(today), _day(today) or _day(latest)
    named: list[tuple[str, date, date]] = []
    for match in _SPANS.finditer(text):
        lead = match["lead"] or match["lead_of_year"] or ""
        days = _days(match, months_anchor if match["month"] else anchor)
        if days is not None:
            named.append((lead.lower(), *days))
    if not named:
        return None
    leads = {lead for lead, _, _ in named}
    since, until = min(first for _, first, _ in named), max(last for _, _, last in named)
    if leads & {"since", "after"}:
        return Span(since.isoformat(), None)
    if "before" in leads:
        return Span(None, (since - timedelta(days=1)).isoformat())
    return Span(None if leads & {"until", "by"} else since.isoformat(), until.isoformat())


def _day(printed: str | None) -> date | None:
    try:
        return date.fromisoformat(printed[:10]) if printed else None
    except ValueError:
        return None


def _days(match: re.Match[str], today: date | None) -> tuple[date, date] | None:
    try:
        return _days_named(match, today)
    except (OverflowError, ValueError):  # before the year 1
        return None


def _days_named(match: re.Match[str], today: date | None) -> tuple[date, date] | None:
    if match["month"]:
        return _days_of_month(match, today)
    if match["year_alone"]:
        year = int(match["year_alone"])
        return date(year, 1, 1), date(year, 12, 31)
    return _relative(match, today) if today else None


def _days_of_month(match: re.Match[str], today: date | None) -> tuple[date, date] | None:
    """Return the days of a month named with a day or a year, or after a word that leads to one: "May" alone may be no month."""
    if not (match["lead"] or match["year"] or match["day"] or match["day_after"]):
        return None
    month = MONTHS[match["month"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif today:
        year = today.year if month <= today.month else today.year - 1
    else:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"] or match["day_after"] or 0)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else (date(year, month, 1), date(year, month, last))


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["weekday"]:
        day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(match["weekday"])) % 7)
        return day, day
    words = match["relative"].lower().split()
    if words[0] in ("today", "yesterday"):
        day = today - timedelta(days=words[0] == "yesterday")
        return day, day
    if match["count"]:
        days = int(match["count"]) * {"days": 1, "weeks": 7, "months": 30, "years": 365}[match["unit"]]
        return today - timedelta(days=days), today
    if words[1] == "week":
        monday = today - timedelta(days=today.weekday())
        return (monday, today) if words[0] == "this" else (monday - timedelta(days=7), monday - timedelta(days=1))
    if words[1] == "month":
        first = today.replace(day=1)
        return (first, today) if words[0] == "this" else ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1))
    first = today.replace(month=1, day=1)
    return (first, today) if words[0] == "this" else (first.replace(year=first.year - 1), first - timedelta(days=1))
