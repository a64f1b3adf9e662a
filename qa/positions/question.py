"""Read a question about positions: whose, on what, and who is asked to tell it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.positions.asking import BASES
from qa.positions.forms import FORMS, Form, Kind
from qa.positions.framing import LIST, OPENS, bare, framed, without_manners
from qa.positions.phrases import Marked, marked

_TOKEN = re.compile(r"<\d+>|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s\b|(?=\s|$))|[^\W_]+(?:(?:[-/.]|['’](?!s\b))[^\W_]+)*|\S")
_PARTS = re.compile(r"(?:[?!;]|(?<=[^\s.]{2})(?<!\bvs)\.)\s+|:\s+|\s+[-–—]+\s+|(?<=\w)—(?=\w)")
_IDLE = re.compile(r"^(?:what|how|where|which) (?:is|was|are|were) (?:it|that|they|he|she|this)$", re.IGNORECASE)
_WISE = r"(?:right|wrong|good|fair|wise|justified|correct)"
_SHOULD = re.compile(
    rf"^(?:(?:should|must|may|can|ought|would it be {_WISE} (?:to|for)|(?:is|was) it {_WISE} (?:to|for))\s+(?P<one>.+)"
    rf"|(?:is|was|were|are) (?P<who>.+?) {_WISE} (?:to|in) (?P<two>.+))$",
    re.IGNORECASE,
)
_WOULD = re.compile(
    rf"^(?P<ask>(?:how|what|which|where|when)\b.*?)\s+(?:would|will|does|did|do|should) (?P<holders>{LIST}) (?P<do>.+)$", re.IGNORECASE
)
_STATED = re.compile(r"^(?:is|are|was|were|does|do|did|has|have) (?P<issue>.+)$", re.IGNORECASE)
_WHAT = re.compile(r"^(?:what|which) (?:(?:sort|kinds?|type) of )?(?P<object>\w.+)$", re.IGNORECASE)
_ONLY_HOLDERS = re.compile(
    r"^(?:what |how |where )?(?:(?:the|these) (?:two|three|\w+), )?(?P<holders><\d+>(?:(?:,? and |,? or |, | versus | vs[.]? )<\d+>)*)"
    r"(?: say| said| stand| think)?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"against|oppose|reject|object|denounce|condemn|resist|criticize|criticise|disagree|disapprove")
_EITHER = re.compile(r" (?:or|and) ")
_OR_NOT = re.compile(r",? or (?:not|against|for|opposed to|in favou?r of)(?: (?:it|this|that|them))?$")
_HIS = r"(?:his|her|its|their)(?: own| earlier| first| old)?"
_CALL = (
    r"(?:calls?|demands?|promises?|pledge|vow|plans?|threat|proposal|idea|words|statements|position|stance|views?|criticism|opposition"
    r"|support|endorsement|objections?)"
)
_EMPTY = re.compile(
    r"^(?:that|whether|if|to(?= \w)|the (?:idea|question|issue|matter|subject|topic) (?:of|that)"
    r"|(?:what|everything|all) (?:he|she|they|it) (?:has |have |had |once )?(?:said|promised|pledged|proposed|wrote|demanded)"
    r" (?:about|on|of|over)"
    rf"|{_HIS} {_CALL} (?:for|to|of|on|that|about|over))\s+"
)
_OWNED = re.compile(r"^(?:his|her|its|their) ")  # "his wife" is somebody whom only an article can name
_NO_ISSUES_WORDS = (
    "what who whom which where it he she they you i we this that there anyone anybody in at during when after before if because themselves"
)
_NO_ISSUES = frozenset(_NO_ISSUES_WORDS.split())


@dataclass(frozen=True, slots=True)
class PositionQuestion:
    """What a question about positions asks for.

    ``holders`` are as printed, a name or an office ("the governor of Norhava"), none where everybody is meant. ``teller`` is whose
    account of them is asked for. ``side`` is the stance that "who opposes" asks for and "why does … oppose" takes for granted.
    ``is_presupposed`` where the question takes a change for granted ("Why did … take back …"). ``is_sure`` where its words tell that a
    position is asked for, whoever the holder; else ("Would … sell the ferry?") it is one only if the holder is somebody who speaks in
    the articles.
    """

    kind: Kind
    holders: tuple[str, ...]
    issue: str
    teller: str | None = None
    side: Literal["supports", "opposes"] | None = None
    is_presupposed: bool = False
    is_sure: bool = True


def read_position_question(text: str, outlets: Collection[str] = ()) -> PositionQuestion | None:
    """Return what a question about positions asks for, or ``None`` where it asks for something else.

    Args:
        text: the question.
        outlets: names of outlets, who are no holders in "According to the Courier, …".

    >>> asked = read_position_question("Where does Oda Kellervane stand on the harbour tunnel?")
    >>> asked.kind, asked.holders, asked.issue
    ('position', ('Oda Kellervane',), 'the harbour tunnel')
    >>> read_position_question("How long is the harbour tunnel?") is None
    True
    """
    plain = bare(text, outlets)
    return next(filter(None, (_asked(marked(plain, is_wide)) for is_wide in (True, False))), None)


def _asked(question: Marked) -> PositionQuestion | None:
    frame = framed(question.text)
    proposed = _SHOULD.match(frame.rest)
    if proposed and (frame.minded or frame.teller):
        holders = _names(question, frame.minded or frame.teller)
        return _of_each(PositionQuestion("position", holders, _issue(question, _proposal(proposed))))
    if frame.topic and (asked := _read_parts(question, [frame.topic, frame.rest])):
        return asked
    asked = _read_parts(question, [without_manners(part) for part in _PARTS.split(frame.rest) if part.strip() and not _IDLE.match(part)])
    teller = next(iter(_names(question, frame.teller)), None)
    if teller and (asked is None or not asked.is_sure) and (match := _WOULD.match(frame.rest)):
        what = _WHAT.match(match["ask"])
        issue = f"{match['do']} {what['object']}" if what else f"{match['ask']} {match['do']}"
        return PositionQuestion("reported", _names(question, match["holders"]), _issue(question, issue), teller)
    if asked is None and frame.minded and (match := _STATED.match(frame.rest)):
        return _of_each(PositionQuestion("position", _names(question, frame.minded), _issue(question, match["issue"])))
    if asked is None or not teller or asked.kind not in ("position", "reported") or asked.teller:
        return asked
    return replace(asked, kind="reported", teller=teller)


def _read_parts(question: Marked, parts: Sequence[str]) -> PositionQuestion | None:
    """Read a question whose parts stand by themselves, as in "Oda Kellervane, Pim Arrow: what does each make of the tunnel?"."""
    whole = _read(question, ": ".join(parts))
    if whole and whole.issue and (whole.holders or whole.kind == "who"):
        return _of_each(whole)
    listed = next((match["holders"] for part in parts if (match := _ONLY_HOLDERS.match(part.strip(" ,")))), "")
    for part in parts if len(parts) > 1 else ():
        asked = _read(question, part)
        if asked is None or (not asked.holders and asked.kind not in ("position", "comparison", "change", "who")):
            continue
        topics = (_topic(other) for other in parts if other is not part)
        issue = asked.issue or next((_issue(question, topic) for topic in topics if topic), "")
        holders = asked.holders or _names(question, listed)
        if issue and holders:
            if asked.kind == "who":
                asked = replace(asked, kind="position", side=None)
            return _of_each(replace(asked, holders=holders, issue=issue))
    if listed and (proposed := _SHOULD.match(parts[0])):
        return _of_each(PositionQuestion("position", _names(question, listed), _issue(question, _proposal(proposed))))
    return None


def _of_each(asked: PositionQuestion) -> PositionQuestion:
    return replace(asked, kind="comparison") if asked.kind == "position" and len(asked.holders) > 1 else asked


def _topic(part: str) -> str | None:
    """Return what a part of a question names as the issue: "Should the tunnel be built" or "A second tunnel", nobody's list of names."""
    proposed = _SHOULD.match(part)
    if proposed:
        return _proposal(proposed)
    return None if _ONLY_HOLDERS.match(part.strip(" ,")) or re.match(OPENS, part, re.IGNORECASE) else part


def _proposal(proposed: re.Match[str]) -> str:
    return proposed["one"] or f"{proposed['who']} {proposed['two']}"


def _read(question: Marked, text: str) -> PositionQuestion | None:
    """Return what the first form reads that fits, without an issue or holders where the form has none."""
    words, places = _words(text)
    for form in FORMS:
        match = form.pattern.match(words)
        if match is not None and (asked := _fitted(question, form, match, text, places)):
            return asked
    return None


def _fitted(
    question: Marked, form: Form, match: re.Match[str], text: str, places: Sequence[tuple[int, int, int]]
) -> PositionQuestion | None:
    parts = match.groupdict()

    def printed(name: str) -> str:
        if not parts.get(name):
            return ""
        start, end = match.span(name)
        first = bisect_left(places, start, key=lambda place: place[0])
        last = bisect_right(places, end - 1, key=lambda place: place[0]) - 1
        return text[places[first][1] : places[last][2]]

    holders = _names(question, printed("holders") or ", ".join(filter(None, (printed("first"), printed("second")))))
    teller = _names(question, printed("teller"))
    if form.kind == "reported":
        holders = holders or teller
    names_none = "holders" not in parts and "first" not in parts
    if not holders and not names_none:
        return None
    if form.kind == "comparison" and not names_none and len(holders) < 2:
        return None
    issue = printed("issue") or " ".join(filter(None, (printed("verb"), printed("object"))))
    if issue and _words(issue)[0].split()[0] in _NO_ISSUES and not _EMPTY.match(issue):
        return None
    side: Literal["supports", "opposes"] | None = None
    if parts.get("side"):
        side = None if _EITHER.search(parts["side"]) else "opposes" if _AGAINST.search(parts["side"]) else "supports"
    presupposed = bool(parts.get("why"))
    return PositionQuestion(form.kind, holders, _issue(question, issue), next(iter(teller), None), side, presupposed, form.is_sure)


def _words(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Return a text as forms are written over it, and for each of its tokens: where it starts there, and where it stands in the text."""
    words: list[str] = []
    places: list[tuple[int, int, int]] = []
    at = 0
    for match in _TOKEN.finditer(text):
        low = match[0].lower().replace("’", "'")
        word = "'s" if low == "'" else BASES.get(low, low)
        words.append(word)
        places.append((at, match.start(), match.end()))
        at += len(word) + 1
    return " ".join(words), places


def _issue(question: Marked, printed: str) -> str:
    issue = _OR_NOT.sub("", printed.strip(" ,"))
    while (shorter := _EMPTY.sub("", issue)) != issue:
        issue = shorter
    return question.expanded(issue)


def _names(question: Marked, printed: str) -> tuple[str, ...]:
    """Return the holders that phrases name; one that only counts those behind it ("the two ministers, A and B") names nobody."""
    phrases = question.named_in(printed)
    if len(phrases) > 1 and phrases[0].is_plural and not phrases[0].is_named:
        phrases = phrases[1:]
    return tuple(dict.fromkeys(name for phrase in phrases for name in phrase.names if not _OWNED.match(name)))
