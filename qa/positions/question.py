"""Read a question about positions: whose, on what, and who is asked to tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["position", "comparison", "change", "reported", "who"]

_NAME = r"(?:@?[A-Z][\w’'-]*\.?|[A-Z]\.)(?:\s+(?:(?:de|van|von|der|al|bin|la|le|du)\s+)?[A-Z][\w’'-]*\.?)*"
_OFFICE = r"[Tt]he\s+[\w’'-]+(?:\s+(?:of|from|for|the|[\w’'-]+)){0,4}?"
_ONE = rf"(?:{_NAME}|{_OFFICE})"
_HOLDERS = rf"(?P<holders>(?:{_OFFICE},\s+)?{_ONE}(?:\s*(?:,|,?\s+and|,?\s+or|versus|vs\.?)\s+{_ONE})*)"
_HOLDERS2 = _HOLDERS.replace("<holders>", "<others>")
_SELF = r"(?:\s+(?:himself|herself|itself|themselves|each|both|ever|really))?"
_VIEW = r"(?:own\s+)?(?:view|views|position|positions|stance|stand|line|opinion|attitude|take|thinking)"
_THINKS = r"(?:thinks?|wants?|said|believes?)(?: of| about| on)?"
_AUX = r"(?:does|do|did|would|will|is|are|was|were|has|have|had|should|could|can)"
_FRAMES: tuple[tuple[Kind, str], ...] = (
    ("reported", rf"according to (?P<teller>{_NAME}), what (?:would|does|did|will) {_HOLDERS} (?:do (?:to|about|with) )?(?P<issue>.+)"),
    ("reported", rf"in (?P<teller>{_NAME}?)['’]s? telling, (?P<ask>how \w+ .+?) {_AUX} {_HOLDERS} (?P<issue>.+)"),
    (
        "reported",
        rf"how (?:does|did) (?P<teller>{_NAME}) (?:describe|characteri[sz]e) {_HOLDERS}['’]s? {_VIEW} (?:on|of|about) (?P<issue>.+)",
    ),
    (
        "reported",
        rf"what (?:does|did) (?P<teller>{_NAME}) say (?:that )?{_HOLDERS} {_THINKS} (?P<issue>.+)",
    ),
    (
        "reported",
        rf"what (?:does|did) (?P<teller>{_NAME}) say (?:his|her) \w+ {_THINKS} (?P<issue>.+)",
    ),
    ("comparison", rf"(?:how|where) (?:do|did) {_HOLDERS},? (?:differ|disagree|agree) (?:on|over|about) (?P<issue>.+)"),
    ("comparison", rf"how far apart are {_HOLDERS} on (?P<issue>.+)"),
    ("comparison", rf"compare (?:what|where|how) {_HOLDERS} (?:think|say|stand|said|thought)\w* (?:of|about|on) (?P<issue>.+)"),
    ("comparison", rf"(?:do|did|would|will) {_HOLDERS} (?:dis)?agree (?:on|over|about) (?P<issue>.+)"),
    ("comparison", rf"who among {_HOLDERS} (?:would|wants to|supports?|opposes?|backs?|is for|is against) (?P<issue>.+)"),
    ("comparison", rf"(?:would|do|did) both (?:of )?{_HOLDERS} (?P<issue>.+)"),
    (
        "comparison",
        rf"{_HOLDERS}: (?:who is |who )?(?:for|against|supports?|opposes?|backs?)(?: and who is (?:for|against))? (?P<issue>.+)",
    ),
    ("comparison", rf"{_HOLDERS}: (?:would|do|did) (?:each|both|either) (?:of them )?(?P<issue>.+)"),
    (
        "change",
        rf"has {_HOLDERS} (?:ever )?(?:changed|shifted|reversed|softened|hardened)"
        r" (?:his|her|its|their) \w+ (?:on|about|over|towards?) (?P<issue>.+)",
    ),
    ("change", rf"has {_HOLDERS} (?:changed|shifted|been (?:steady|consistent)(?: over time)?) (?:on|about|over) (?P<issue>.+)"),
    (
        "change",
        rf"how (?:has|have|did) {_HOLDERS}['’]s? (?:{_VIEW} (?:of|on|about) )?(?P<issue>.+?) (?:changed?|evolved?|shift(?:ed)?)\b.*",
    ),
    ("change", rf"did {_HOLDERS}{_SELF} (?:back away from|stick to|walk back|move away from|give up|keep to) (?P<issue>.+)"),
    (
        "change",
        rf"(?P<why>why did) {_HOLDERS} (?:take back|reverse|drop|abandon|walk back|give up|retract|change \w+ \w+ (?:on|about))"
        r" (?P<issue>.+)",
    ),
    ("change", rf"(?P<why>what) (?:won {_HOLDERS} over to|made {_HOLDERS2} change \w+ \w+ (?:on|about)) (?P<issue>.+)"),
    ("position", rf"where (?:does|do|did) {_HOLDERS}{_SELF} stand on (?P<issue>.+)"),
    ("position", rf"what (?:does|do|did|has|have) {_HOLDERS}{_SELF} (?:say|said|think|make) (?:about|of|on|to) (?P<issue>.+)"),
    ("position", rf"what (?:was|were|is|are) {_HOLDERS} saying (?:about|of|on) (?P<issue>.+)"),
    ("position", rf"what (?:is|was|were|are) {_HOLDERS}['’]s? {_VIEW} (?:on|of|about|towards?) (?P<issue>.+)"),
    (
        "position",
        rf"what (?:does|do|did|would|will) {_HOLDERS} (?:want|demand|propose|do about|want from|want to do about)"
        r" (?P<issue>(?!to |in |with ).+)",
    ),
    (
        "position",
        rf"(?:is|was|are|were) {_HOLDERS} (?:for or against|in favou?r of|against|for|opposed to|open to|with .{{2,30}} on) (?P<issue>.+)",
    ),
    (
        "position",
        rf"(?:does|do|did|has|have) {_HOLDERS}{_SELF} (?:favou?r(?:ed)? or oppose[d]?|support(?:ed)?|oppose[d]?|back(?:ed)?|favou?r(?:ed)?"
        r"|want(?:ed)?|endorsed?|agree[d]? with|reject(?:ed)?|call(?:ed)? for|think|believe) (?P<issue>.+)",
    ),
    ("position", rf"(?:would|will) {_HOLDERS}{_SELF} (?P<issue>.+)"),
    ("position", rf"should (?P<issue>.+), in the eyes of {_HOLDERS}"),
    ("who", r"(?P<who>who|which \w+) (?:is|are|was|were) (?P<side>for|against|opposed to|in favou?r of) (?P<issue>.+)"),
    (
        "who",
        r"(?P<who>who|which \w+) (?P<side>opposes?d?|supports?|supported|backs|backed|favou?rs|favou?red|rejects|rejected|objects? to)"
        r" (?P<issue>.+)",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"^(?:{pattern})$")) for kind, pattern in _FRAMES)
_LEAD = re.compile(
    r"^(?:(?:in|going by|according to|back in|as of|by|per)\s[^,?]*(?:\d{4}|coverage|reports?|articles?)[^,?]*,\s+)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_TRAILING_TIME = re.compile(
    r"\s+(?:(?:in|since|during|before|after|between|until|on|last|this)\s+[^?]*\b(?:\d{4}|month|week|year)\b.*"
    r"|last (?:month|week|year)|over the years|over time)$"
)
_AGAINST = re.compile(r"against|oppose|reject|object")
_NOT_HOLDERS = frozenset(("the", "a", "who", "what"))


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


def read_position_question(text: str) -> PositionQuestion | None:
    """Return what a question about positions asks for, or ``None`` where it asks for something else.

    >>> read_position_question("Where does Oda Kellervane stand on the harbour tunnel?")
    PositionQuestion(kind='position', holders=('Oda Kellervane',), issue='the harbour tunnel', teller=None, side=None, is_presupposed=False)
    >>> read_position_question("How long is the harbour tunnel?") is None
    True
    """
    bare = " ".join(text.strip().rstrip("?.! ").split())
    if led := _LEAD.match(bare):
        bare = led["rest"]
    for kind, pattern in _PATTERNS:
        match = pattern.match(bare) or pattern.match(bare[:1].lower() + bare[1:])
        if match is None:
            continue
        parts = match.groupdict()
        issue = _TRAILING_TIME.sub("", " ".join(filter(None, [parts.get("ask"), parts["issue"]])))
        holders = _holders(parts.get("holders") or parts.get("others") or "")
        if kind == "reported" and not holders:
            holders = (_unowned(parts["teller"] or ""),)
        if kind != "who" and not holders:
            continue
        side = parts.get("side")
        stance: Literal["supports", "opposes"] | None = None if side is None else "opposes" if _AGAINST.search(side) else "supports"
        teller = parts.get("teller")
        return PositionQuestion(kind, holders, issue, _unowned(teller) if teller else None, stance, bool(parts.get("why")))
    return None


def _holders(printed: str) -> tuple[str, ...]:
    """Return the holders of a list; an office that several names follow only describes them ("the two ministers, A and B")."""
    parts = [part.strip() for part in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|versus|vs\.?)\s+", printed) if part.strip()]
    named = [part for part in parts if not part.lower().startswith("the ")]
    chosen = named if len(named) > 1 else parts
    return tuple(_unowned(part) for part in chosen if part.lower() not in _NOT_HOLDERS)


def _unowned(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)
