"""Read a question about positions: whose, on what, and who is asked to tell it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.positions.asked.asking import BASES
from qa.positions.asked.clauses import EMBEDDED, read_clause
from qa.positions.asked.forms import FORMS, Form, Kind
from qa.positions.asked.framing import LIST, OPENS, Framed, bare, framed, without_manners
from qa.positions.asked.phrases import HEADS, Marked, marked

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
_STATED = re.compile(
    r"^(?:(?:what|how|why|where|which|who)\b.{0,20}? )?(?:is|are|was|were|does|do|did|has|have|would|will|could|can)"
    r" (?:it (?:all right|alright|\w+) (?:for|to|that) |there )?(?P<issue>.+)$",
    re.IGNORECASE,
)
_OPEN = r"(?:what|how|why|where|when|which|who)\b"
_IS = re.compile(rf"^(?:is|are|was|were) (?P<holders>{LIST}) (?P<issue>.+)$", re.IGNORECASE)
_WHAT = re.compile(r"^(?:what|which) (?:(?:sort|kinds?|type) of )?(?P<object>\w.+)$", re.IGNORECASE)
_ONLY_HOLDERS = re.compile(
    r"^(?:what |how |where )?(?:(?:the|these) (?:two|three|\w+), )?(?P<holders><\d+>(?:(?:,? and |,? or |, | versus | vs[.]? )<\d+>)*)"
    r"(?: say| said| stand| think)?$",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"^(?P<holders>{LIST})(?:['’]s?)? (?:on|over|about|regarding) (?P<issue>.+)$", re.IGNORECASE)
_AGAINST = re.compile(r"against|oppose|reject|object|denounce|condemn|resist|criticize|criticise|disagree|disapprove")
_EITHER = re.compile(r" (?:or|and) ")
_OR_NOT = re.compile(
    r",? (?:or|and who(?: is|'s|’s)?) (?:not|against|for|opposed to|in favou?r of|opposes|supports)(?: (?:it|this|that|them))?\??$"
)
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
_OWNER = re.compile(r"^(?P<owner>.+)['’]s (?P<owned>.+)$")
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
    the articles. ``may_be_fact`` where they may as well ask for a plain fact, so that other evidence answers where no statement does.
    """

    kind: Kind
    holders: tuple[str, ...]
    issue: str
    teller: str | None = None
    side: Literal["supports", "opposes"] | None = None
    is_presupposed: bool = False
    is_sure: bool = True
    may_be_fact: bool = False


Read = Callable[[Marked, str], PositionQuestion | None]
"""Reads a question, or a part of one, without an issue or holders where it names none."""


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
    ways = ((read, is_wide) for read in (_of_form, _of_clause) for is_wide in (True, False))
    return next(filter(None, (_asked(marked(plain, is_wide), read) for read, is_wide in ways)), None)


def _asked(question: Marked, read: Read) -> PositionQuestion | None:
    frame = framed(question.text)
    asked = _without_frame(question, frame, read)
    voice = frame.teller or frame.minded
    if not voice:
        return asked
    whose = tuple(_owned(name, question, frame.rest) for name in _voices(question, voice))
    if not whose:
        return asked
    if frame.teller and asked is not None and asked.is_sure and asked.holders and asked.kind in ("position", "reported"):
        return asked if asked.teller else replace(asked, kind="reported", teller=whose[0])
    if frame.teller and (match := _WOULD.match(frame.rest)):
        what = _WHAT.match(match["ask"])
        issue = f"{match['do']} {what['object']}" if what else f"{match['ask']} {match['do']}"
        return PositionQuestion("reported", _names(question, match["holders"]), _issue(question, issue), whose[0])
    if frame.teller and not frame.minded and (match := _IS.match(frame.rest)):
        holders = tuple(_owned(name, question, voice) for name in _names(question, match["holders"], is_owned=True))
        return PositionQuestion("reported", holders, _issue(question, match["issue"]), whose[0])
    proposed = _SHOULD.match(frame.rest)
    stated = _STATED.match(frame.rest)
    issue = _proposal(proposed) if proposed else stated["issue"] if stated else ""
    is_open = bool(frame.teller) and re.match(_OPEN, frame.rest, re.IGNORECASE) is not None
    position = PositionQuestion("position", whose, _issue(question, issue), is_sure=not is_open, may_be_fact=is_open)
    return _of_each(position) if issue else asked


def _without_frame(question: Marked, frame: Framed, read: Read) -> PositionQuestion | None:
    """Read what a question asks apart from whose account of it is asked for."""
    if frame.topic and (asked := _read_parts(question, [frame.topic, frame.rest], read)):
        return asked
    if frame.among and (asked := _read_parts(question, [frame.rest, frame.among], read)):
        return asked
    parts = [without_manners(part) for part in _PARTS.split(frame.rest) if part.strip() and not _IDLE.match(part)]
    asked = _read_parts(question, parts, read)
    return replace(asked, issue=f"{asked.issue} if {question.expanded(frame.condition)}") if asked and frame.condition else asked


def _voices(question: Marked, printed: str) -> tuple[str, ...]:
    """Return whose account phrases name: of "the Harbour Union's Corle" (flyer) the union."""
    owners = (_OWNER.match(phrase.printed) for phrase in question.named_in(printed))
    named = tuple(match["owner"] for match in owners if match and not any(word.lower() in HEADS for word in match["owned"].split()))
    return named or _names(question, printed, is_owned=True)


def _owned(name: str, question: Marked, others: str) -> str:
    """Return a holder who is named by somebody else in the question with that name: "its economy minister" as "Norhava's …"."""
    owner = next((phrase.names[0] for phrase in question.named_in(others) if phrase.is_named and phrase.names), None)
    return _OWNED.sub(f"{owner}'s ", name) if owner else name


def _read_parts(question: Marked, parts: Sequence[str], read: Read) -> PositionQuestion | None:
    """Read a question whose parts stand by themselves, as in "Oda Kellervane, Pim Arrow: what does each make of the tunnel?"."""
    whole = read(question, ": ".join(parts))
    if whole and whole.issue and (whole.holders or whole.kind == "who"):
        return _of_each(whole)
    headed = next((match for part in parts[:1] if len(parts) > 1 and (match := _HEADING.match(part.strip(" ,")))), None)
    if headed and re.match(OPENS, parts[1], re.IGNORECASE) and not question.named_in(parts[1]):
        return _of_each(PositionQuestion("position", _names(question, headed["holders"]), _issue(question, headed["issue"])))
    listed = next((match["holders"] for part in parts if (match := _ONLY_HOLDERS.match(part.strip(" ,")))), "")
    for part in parts if len(parts) > 1 else ():
        asked = read(question, part)
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


def _of_form(question: Marked, text: str) -> PositionQuestion | None:
    """Return what the first form reads that fits, without an issue or holders where the form has none."""
    words, places = _words(text)
    for form in FORMS:
        match = form.pattern.match(words)
        if match is not None and (asked := _fitted(question, form, match, text, places)):
            return asked
    return None


def _of_clause(question: Marked, text: str) -> PositionQuestion | None:
    """Return what a question asks for that is a clause about a position of its subject, or about an account of somebody else's."""
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].lower().replace("’", "'") for token in tokens]
    clause = read_clause(words)
    if clause is None:
        return None

    def named(subject: tuple[int, int]) -> tuple[str, ...]:
        return _names(question, text[tokens[subject[0]].start() : tokens[subject[1] - 1].end()])

    holders, told = named(clause.subject), clause.told
    if not holders:
        return None
    inner = read_clause(words[told.issue :]) if words[told.issue] in EMBEDDED else None
    if inner is not None and (others := named((inner.subject[0] + told.issue, inner.subject[1] + told.issue))):
        issue = _issue(question, text[tokens[told.issue + inner.told.issue].start() :])
        return PositionQuestion("reported", others, issue, holders[0])
    issue = _issue(question, text[tokens[told.issue].start() :])
    return PositionQuestion(told.kind, holders, issue, is_sure=told.is_sure, may_be_fact=told.may_be_fact) if issue else None


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
        side = (
            None
            if _EITHER.search(parts["side"]) or _OR_NOT.search(issue.strip(" ,"))
            else "opposes"
            if _AGAINST.search(parts["side"])
            else "supports"
        )
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


def _names(question: Marked, printed: str, *, is_owned: bool = False) -> tuple[str, ...]:
    """Return the holders that phrases name; one that only counts those behind it ("the two ministers, A and B") names nobody."""
    phrases = question.named_in(printed)
    if len(phrases) > 1 and phrases[0].is_plural and not phrases[0].is_named:
        phrases = phrases[1:]
    return tuple(dict.fromkeys(name for phrase in phrases for name in phrase.names if is_owned or not _OWNED.match(name)))
