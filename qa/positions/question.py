"""Read a question about positions: whose, on what, and who is asked to tell it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from qa.positions.frames import FRAMES, Kind
from qa.positions.wording import ACCOUNT, AUX, HOLDERS, LIST, MIND, NAME
from qa.question import named_outlets

_PATTERNS = tuple((kind, re.compile(rf"^(?:{pattern})$")) for kind, pattern in FRAMES)
_OPENS = r"(?:where|what|how|why|which|who|does|do|did|would|will|is|are|was|were|has|have|had|should|could|can|compare|contrast)\b"
_LEAD = re.compile(
    rf"^(?:in|going by|according to|as reported (?:by|in)|back in|as of|by|per|from|judging by|based on|to judge "
    rf"from)\s(?P<frame>[^?]{{2,70}}?),\s+(?P<rest>{_OPENS}.*)$",
    re.IGNORECASE,
)
_TELLER = re.compile(rf"^(?:(?P<one>{NAME})['’]s? {ACCOUNT}|the (?:words|telling|account|version) of (?P<two>{NAME})|(?P<three>{NAME}))$")
_MIND = re.compile(rf"^(?:(?P<one>{LIST})['’]s? {MIND}|the {MIND} of (?P<two>{LIST}))$")
_TRAIL = re.compile(
    rf"^(?P<rest>.+),\s+(?:in|according to|by|to)\s(?P<frame>(?:{LIST})['’]s? (?:{MIND}|{ACCOUNT})|the (?:{MIND}|words|account) of "
    rf"(?:{LIST})|{NAME})$"
)
_SHOULD = re.compile(
    r"^(?:should|must|may|can|ought|would it be (?:right|wrong|good|fair|wise) (?:to|for)|is it (?:right|wrong|good|fair|wise) (?:to"
    r"|for))\s+(?P<issue>.+)$",
    re.IGNORECASE,
)
_ANY = re.compile(rf"^(?P<ask>(?:[Hh]ow|[Ww]hat|[Ww]hich|[Ww]here|[Ww]hen)\b.*?)\s+{AUX} {HOLDERS} (?P<issue>.+)$")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|middle of|start of|end of|beginning of|first|last|spring of|summer of|autumn of|fall of|winter "
    r"of)[\s-]+(?:\w+ months of\s+)?)?"
)
_DATE = rf"{_PART}(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}|{_MONTH}|\d{{4}})"
_TIME = re.compile(
    rf"[\s,]+(?:back\s+)?(?:in|on|during|since|before|after|until|by|between|from|as of)\s+{_DATE}(?:\s+(?:and|to"
    rf"|until)\s+{_DATE})?(?![\w-])(?!\s+(?:{_MONTH}|bill|law|act|plan|deal|budget|vote|election)\b)"
    r"|\s+(?:last|this) (?:month|week|year)|\s+over (?:the years|time)|\s+so far|\s+(?:in|during) (?:the )?(?:first|last) \w+ "
    r"(?:months|weeks) of \d{4}"
    r"|\s+in recent (?:months|weeks|years)"
)
_AGAINST = re.compile(r"against|oppose|reject|object")
_NOT_HOLDERS = frozenset(("the", "a", "who", "what", "it", "he", "she", "they", "you", "i", "we", "this", "that", "there"))
_EMPTY = re.compile(r"^(?:that|whether|if|to|the idea (?:of|that)|the question of|the issue of)\s+")


@dataclass(frozen=True, slots=True)
class PositionQuestion:
    """What a question about positions asks for.

    ``holders`` are as printed, a name or an office ("the governor of Norhava"), none where everybody is meant. ``teller`` is whose
    account of them is asked for. ``side`` is the stance that "who opposes" and "who supports" ask for. ``is_presupposed`` where the
    question takes a change for granted ("Why did … take back …").
    """

    kind: Kind
    holders: tuple[str, ...]
    issue: str
    teller: str | None = None
    side: Literal["supports", "opposes"] | None = None
    is_presupposed: bool = False


def read_position_question(text: str, outlets: Collection[str] = ()) -> PositionQuestion | None:
    """Return what a question about positions asks for, or ``None`` where it asks for something else.

    Args:
        text: the question.
        outlets: names of outlets, who are no holders in "According to the Courier, …".

    >>> read_position_question("Where does Oda Kellervane stand on the harbour tunnel?")
    PositionQuestion(kind='position', holders=('Oda Kellervane',), issue='the harbour tunnel', teller=None, side=None, is_presupposed=False)
    >>> read_position_question("How long is the harbour tunnel?") is None
    True
    """
    bare = " ".join(text.strip().rstrip("?.! ").split())
    bare = _without_outlets(bare, outlets)
    framed = _LEAD.match(bare) or _TRAIL.match(bare)
    frame = framed["frame"] if framed else ""
    bare = _TIME.sub("", framed["rest"] if framed else bare).strip()
    told, minded = _TELLER.match(frame), _MIND.match(frame)
    if minded and (should := _SHOULD.match(bare)):
        return PositionQuestion("position", _holders(minded["one"] or minded["two"]), _issue(should["issue"]))
    if told and (should := _SHOULD.match(bare)):
        return PositionQuestion("position", (_unowned(_teller(told)),), _issue(should["issue"]))
    asked = _read(bare)
    if asked is None and told and (match := _ANY.match(bare)):
        return PositionQuestion("reported", _holders(match["holders"]), f"{match['ask']} {match['issue']}", _unowned(_teller(told)))
    if asked is None or not told or asked.kind not in ("position", "reported") or asked.teller:
        return asked
    return replace(asked, kind="reported", teller=_unowned(_teller(told)))


def _read(bare: str) -> PositionQuestion | None:
    for kind, pattern in _PATTERNS:
        match = pattern.match(bare) or pattern.match(bare[:1].lower() + bare[1:])
        if match is None:
            continue
        parts = match.groupdict()
        printed = parts.get("holders") or ", ".join(filter(None, (parts.get("first"), parts.get("second"))))
        holders = _holders(printed)
        teller = parts.get("teller")
        if kind == "reported" and not holders:
            holders = (_unowned(teller or ""),)
        if kind != "who" and not holders:
            continue
        side = parts.get("side")
        stance: Literal["supports", "opposes"] | None = None if side is None else "opposes" if _AGAINST.search(side) else "supports"
        if kind == "position" and len(holders) > 1:
            kind = "comparison"
        return PositionQuestion(kind, holders, _issue(parts["issue"]), _unowned(teller) if teller else None, stance, bool(parts.get("why")))
    return None


def _teller(told: re.Match[str]) -> str:
    return told["one"] or told["two"] or told["three"]


def _issue(printed: str) -> str:
    return _EMPTY.sub("", printed.strip(" ,"))


def _without_outlets(text: str, outlets: Collection[str]) -> str:
    """Leave out where something is to be looked up: "in the Courier's coverage", "according to the Courier"."""
    for outlet in named_outlets(text, sorted(outlets)):
        name = re.escape(re.sub(r"^The\s+", "", outlet.strip()))
        text = re.sub(
            rf"(?:^|,?\s+)(?:going |as reported |judging |to judge )?(?:in|by|according to|per|from|on)\s+(?:the\s+)?{name}(?:['’]s?)?"
            rf"(?:\s+(?:\w+\s+){{0,3}}(?:coverage|reports?|reporting|articles?|stories|pages))?(?:,(?=\s)|(?=\s|$))",
            "",
            text,
            flags=re.IGNORECASE,
        ).strip(" ,")
    return text


def _holders(printed: str) -> tuple[str, ...]:
    """Return the holders of a list; an office that several names follow only describes them ("the two ministers, A and B")."""
    parts = [part.strip() for part in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|versus|vs\.?)\s+", printed) if part.strip()]
    named = [part for part in parts if not part.lower().startswith("the ")]
    chosen = named if len(named) > 1 else parts
    return tuple(_unowned(part) for part in chosen if part.lower() not in _NOT_HOLDERS)


def _unowned(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)
