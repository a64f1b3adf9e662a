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
_DOTTED = re.compile(r"\b(?:[A-Z]\.){3,}(?!\w)")
"""An acronym of three letters or more with dots."""
_ACCOUNT = r"(?:telling|account|words|version|reading|description|characteri[sz]ation|retelling)"
_MIND = (
    r"(?:(?:own |considered |professional )?(?:views?|opinions?|eyes|minds?|judge?ment|book|estimation|assessment|reckoning|thinking|belief"
    r"|verdict))"
)
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
_ABOUT = r"(?:on|about|regarding|concerning|as for|as to|when it comes to|with (?:regard|respect) to|turning to|over)"
_OF_IT = r"(?:the (?:question|issue|matter|subject|topic|idea) of\s)?"
_TOPIC = re.compile(rf"^{_ABOUT}\s{_OF_IT}(?P<topic>[^?:]{{3,120}}?),\s+(?P<rest>{OPENS}.*)$", re.IGNORECASE)
_WHOSE = rf"(?:(?:the|a|an|its|his|her|their)\s)?(?:[\w-]+\s){{0,3}}?(?:<\d+>\s(?:[a-z-]+\s){{1,2}})?{LIST}"
_MINDED = (
    rf"(?:in|to|from|by)\s(?:the\s)?{_MIND}\sof\s(?P<m1>{_WHOSE})|(?:in|to|from|by)\s(?P<m2>{_WHOSE})['’]s?\s{_MIND}"
    rf"|if\syou\sask\s(?P<m3>{_WHOSE})|if\s(?P<m4>{_WHOSE})\s(?:is|are)\sto\sbe\sbelieved|(?:going|judging)\sby\s(?P<m5>{_WHOSE})"
    rf"|as\sfar\sas\s(?P<m6>{_WHOSE})\s(?:is|are|was|were)\sconcerned|if\sit\s(?:were|was|is)\sup\sto\s(?P<m7>{_WHOSE})"
)
_TOLD = (
    rf"(?:in|by|to|from|going\sby|according\sto|judging\sby)\s(?:the\s)?{_ACCOUNT}\sof\s(?P<t1>{_WHOSE})"
    rf"|(?:in|by|to|from|going\sby|according\sto|judging\sby)\s(?P<t2>{_WHOSE})['’]s?\s{_ACCOUNT}"
    rf"|as\s(?P<t3>{_WHOSE})\s(?:tells|told|sees|saw|puts|put|has|had|describes|described)\sit|to\shear\s(?P<t4>{_WHOSE})\stell\sit"
)
_ACCORDING = rf"(?:according\sto|per)\s(?P<a1>{_WHOSE})(?:(?:['’]s?)?(?:\s[\w-]+){{1,4}})?"
_LEADS = rf"(?:to|for)\s(?P<w1>{_WHOSE})"
_VOICE = re.compile(
    rf"^(?:{_MINDED}|{_TOLD}|{_ACCORDING}),?\s+(?={OPENS})".replace("(?P<", "(?P<l")
    + rf"|,\s(?:{_MINDED}|{_TOLD}|{_ACCORDING}),\s".replace("(?P<", "(?P<i")
    + rf"|,?\s(?:{_MINDED}|{_TOLD}|{_ACCORDING})$".replace("(?P<", "(?P<e")
    + rf"|^{_LEADS},\s+(?={OPENS})",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"^(?P<lead>if|should|when|while|whenever|since|as|given|now that|after|before|once|between|late|early|by|of|out of|among|with|despite"
    r"|following|during|at|in|from|amid|ahead of|back when|having|asked|because|although|though|under|until|upon|even if)\s"
    rf"(?P<said>[^?:]{{2,140}}?),\s+(?P<rest>{OPENS}.*)$",
    re.IGNORECASE,
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PART = (
    r"(?:(?:the\s+)?(?:early|late|mid|middle of|start of|end of|beginning of|first|last|spring of|summer of|autumn of|fall of|winter "
    r"of)[\s-]+(?:\w+ months of\s+)?)?"
)
_DATE = rf"{_PART}(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}|{_MONTH}|\d{{4}})"
_WHEN = rf"(?:back\s+)?(?:in|on|during|since|before|after|until|by|between|from|as of|of)\s+{_DATE}(?:\s+(?:and|to|until)\s+{_DATE})?"
_TIME = re.compile(
    rf"^{_WHEN},?\s+(?={OPENS})|^(?:(?:going by|as of|during) )?{_DATE},?\s+(?={OPENS})"
    rf"|[\s,]+(?!of\b){_WHEN}(?![\w-])(?!\s+(?:{_MONTH}|bill|law|act|plan|deal|budget|vote|election)\b)"
    r"|\s+(?:last|this) (?:month|week|year)|\s+over (?:the years|time)|\s+so far|\s+(?:in|during) (?:the )?(?:first|last) \w+ "
    r"(?:months|weeks) of \d{4}|\s+in recent (?:months|weeks|years)|^(?:last|this) (?:month|week|year),?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A question without its frame.

    ``teller`` are the marked phrases of whoever is to tell it ("in Arrow's telling"), ``minded`` those of whose opinion it is to be ("in
    the eyes of …"), either where it is "according to" them. ``topic`` is what a comma sets before it ("On the tunnel, …"), ``condition``
    a clause that it depends on ("If fares rise, …"), ``among`` those of whom it asks ("Of Arrow and Pell, who …").
    """

    rest: str
    teller: str = ""
    minded: str = ""
    topic: str = ""
    condition: str = ""
    among: str = ""


def without_manners(text: str) -> str:
    """Leave out how one asks to be told: "Can you tell me where …"."""
    return _POLITE.sub("", text)


def bare(text: str, outlets: Collection[str]) -> str:
    """Leave out manners, the days asked for, and where something is to be looked up.

    >>> bare("In the Courier of May 2025, did Arrow pay?", ["The Osk Courier"])
    'did Arrow pay'
    """
    text = _DOTTED.sub(lambda letters: letters[0].replace(".", ""), " ".join(text.strip().rstrip("?.! ").split()))
    return _EXACTLY.sub(r"\1", without_manners(_TIME.sub("", _without_outlets(text, outlets)).strip(" ,")))


def framed(text: str) -> Framed:
    """Take the frame off a question whose phrases are marked."""
    topic = condition = among = teller = minded = ""
    if match := _VOICE.search(text):
        named = {name: phrases for name, phrases in match.groupdict().items() if phrases}
        (name, phrases), *_ = named.items()
        teller, minded = phrases if name[-2] in "taw" else "", phrases if name[-2] in "ma" else ""
        text = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")
    if match := _TOPIC.match(text):
        topic, text = match["topic"], match["rest"]
    elif match := _CIRCUMSTANCE.match(text):
        lead = match["lead"].lower()
        text = match["rest"]
        if lead in ("if", "should", "even if"):
            condition = match["said"]
        elif lead in ("of", "out of", "among", "between") and re.match(r"who|which|what", text, re.IGNORECASE):
            among = next((listed[0] for listed in re.finditer(LIST, match["said"]) if listed[0].count("<") > 1), "")
    return Framed(text.rstrip(" ,"), teller, minded, topic, condition, among)


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
