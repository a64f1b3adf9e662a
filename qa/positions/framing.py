"""Take apart what frames a question: manners, outlets, days, who is to tell it, and the topic before a comma."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa.question import named_outlets

LIST = r"<\d+>(?:(?:,? and |,? or |, )<\d+>)*"
"""Phrases beside each other in a question whose phrases are numbered."""
_OPENS_WORDS = """
where what how why which who when whether does do did would will is are was were has have had should could can must ought compare contrast
under
"""
OPENS = rf"(?:{'|'.join(_OPENS_WORDS.split())}|on what)\b"
"""A word by which a question opens."""
_ACCOUNT = r"(?:telling|account|words|version|reading|description|characteri[sz]ation)"
_MIND = r"(?:views?|opinions?|eyes|minds?|judge?ment|book)"
_ASK = (
    r"(?:tell me|show me|give me|give(?= an? )|explain|find out|say|report|set out|lay out|outline|describe|summari[sz]e|sum up|state"
    r"|find|list|check|quote)"
)
_POLITE = re.compile(
    rf"^(?:(?:please|and|so|but|well|now|hi|hello|ok|okay),?\s+|(?:can|could|would|will) you (?:please )?{_ASK}\s+(?:for me\s+)?"
    rf"|(?!list\b){_ASK}\s+(?:about\s+)?|(?:an? )?(?:short |brief |quick )?(?:summary|overview|account|outline) of\s+"
    r"|i(?: would|['’]d)? (?:like|want|need) to (?:know|see|find out)\s+"
    r"|i (?:need|want|am looking for)\s+(?!to\b)(?:the )?"
    r"|(?:do|does) (?:you|anyone|anybody|we) know\s+)+",
    re.IGNORECASE,
)
_EXACTLY = re.compile(
    r"^(where|what|how|why|who),? (?:exactly|precisely|specifically|currently|then|now|else|if anything),?(?= )", re.IGNORECASE
)
_BY = r"(?:in|going by|according to|as reported (?:by|in)|by|per|from|judging by|based on|to judge from|for|to)"
_LEAD = re.compile(rf"^{_BY}\s(?P<frame>[^?:]{{2,70}}?)(?:,\s+|\s+(?=what\b|how\b|where\b))(?P<rest>{OPENS}.*)$", re.IGNORECASE)
_ABOUT = r"(?:on|about|regarding|concerning|as for|as to|when it comes to|with (?:regard|respect) to|turning to|over)"
_OF_IT = r"(?:the (?:question|issue|matter|subject|topic|idea) of\s)?"
_TELLS_IT = re.compile(rf"^as (?P<teller><\d+>) (?:tells it|sees it|puts it|has it|describes it),? (?P<rest>{OPENS}.*)$", re.IGNORECASE)
_TOPIC = re.compile(rf"^{_ABOUT}\s{_OF_IT}(?P<topic>[^?:]{{3,120}}?),\s+(?P<rest>{OPENS}.*)$", re.IGNORECASE)
_TELLER = re.compile(rf"^(?:(?P<one><\d+>)['’]s? {_ACCOUNT}|the {_ACCOUNT} of (?P<two><\d+>)|(?P<three><\d+>))$")
_MINDED = re.compile(rf"^(?:(?P<one>{LIST})['’]s? {_MIND}|the {_MIND} of (?P<two>{LIST}))$")
_TRAIL = re.compile(
    rf"^(?P<rest>.+),?\s+(?:in|according to|by|to)\s(?P<frame>(?:{LIST})['’]s? (?:{_MIND}|{_ACCOUNT})|the (?:{_MIND}|{_ACCOUNT}) of {LIST}"
    r"|(?<=according to )<\d+>|(?<=, in )<\d+>|(?<=, by )<\d+>|(?<=, to )<\d+>)$"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|middle of|start of|end of|beginning of|first|last|spring of|summer of|autumn of|fall of|winter "
    r"of)[\s-]+(?:\w+ months of\s+)?)?"
)
_DATE = rf"{_PART}(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}|{_MONTH}|\d{{4}})"
_WHEN = rf"(?:back\s+)?(?:in|on|during|since|before|after|until|by|between|from|as of|of)\s+{_DATE}(?:\s+(?:and|to|until)\s+{_DATE})?"
_TIME = re.compile(
    rf"^{_WHEN},?\s+(?={OPENS})|^(?:going by|as of|during) {_DATE},?\s+(?={OPENS})"
    rf"|[\s,]+(?!of\b){_WHEN}(?![\w-])(?!\s+(?:{_MONTH}|bill|law|act|plan|deal|budget|vote|election)\b)"
    r"|\s+(?:last|this) (?:month|week|year)|\s+over (?:the years|time)|\s+so far|\s+(?:in|during) (?:the )?(?:first|last) \w+ "
    r"(?:months|weeks) of \d{4}|\s+in recent (?:months|weeks|years)|^(?:last|this) (?:month|week|year),?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A question without its frame.

    ``teller`` are the marked phrases of whoever is to tell it ("in Arrow's telling"), ``minded`` those of whose opinion it is to be ("in
    the eyes of …"), ``topic`` what a comma sets before it ("On the tunnel, …").
    """

    rest: str
    teller: str = ""
    minded: str = ""
    topic: str = ""


def without_manners(text: str) -> str:
    """Leave out how one asks to be told: "Can you tell me where …"."""
    return _POLITE.sub("", text)


def bare(text: str, outlets: Collection[str]) -> str:
    """Leave out manners, the days asked for, and where something is to be looked up.

    >>> bare("In the Courier of May 2025, did Arrow pay?", ["The Osk Courier"])
    'did Arrow pay'
    """
    text = " ".join(text.strip().rstrip("?.! ").split())
    return _EXACTLY.sub(r"\1", without_manners(_TIME.sub("", _without_outlets(text, outlets)).strip(" ,")))


def framed(text: str) -> Framed:
    """Take the frame off a question whose phrases are marked."""
    if telling := _TELLS_IT.match(text):
        return Framed(telling["rest"], telling["teller"])
    topic = _TOPIC.match(text)
    frame = (None if topic else _LEAD.match(text)) or _TRAIL.match(topic["rest"] if topic else text)
    rest = (frame or topic or {"rest": text})["rest"].rstrip(" ,")
    printed = frame["frame"] if frame else ""
    told, minded = _TELLER.match(printed), _MINDED.match(printed)
    return Framed(
        rest,
        next(filter(None, told.groups())) if told else "",
        next(filter(None, minded.groups())) if minded else "",
        topic["topic"] if topic else "",
    )


def _without_outlets(text: str, outlets: Collection[str]) -> str:
    """Leave out where something is to be looked up: "in the Courier's coverage", "according to the Courier"."""
    for outlet in named_outlets(text, sorted(outlets)):
        name = _any_end_of(re.sub(r"^The\s+", "", outlet.strip()).split())
        text = re.sub(
            rf"(?:^|,?\s+)(?:going |as reported |judging |to judge )?(?:in|by|according to|per|from|on)\s+(?:the\s+)?{name}(?:['’]s?)?"
            rf"(?:\s+(?:[\w']+\s+){{0,3}}(?:coverage|reports?|reporting|articles?|stories|pages))?(?:,(?=\s)|(?=\s|$))",
            "",
            text,
            flags=re.IGNORECASE,
        ).strip(" ,")
    return text


def _any_end_of(words: Sequence[str]) -> str:
    """Return a pattern of a name or an end of it, as an outlet is called for short."""
    first, *others = map(re.escape, words)
    return rf"(?:{first}\s+)?{_any_end_of(others)}" if others else first
