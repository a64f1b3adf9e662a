"""What kind of answer a question asks for, and whether a sentence holds something of that kind."""

from __future__ import annotations

import re
from typing import Literal

from ingest.words import stems

Wanted = Literal["person", "time", "place", "number", "reason", "condition", "words", "thing"]
"""``words`` are what someone said or thinks; ``thing`` is asked for where a question's words do not tell."""

_AMOUNTS_ASKED = (
    "percent|percentage|number|age|amount|share|proportion|figure|margin|limit|price|cost|rate|raise|rise|toll|fee|fine|total|size|length"
    "|height|width|depth|weight|distance|speed|temperature|population|salary|wage|sum|score|turnout|budget|quantity|value"
)
_PLAIN_HOW = (
    "did|do|does|is|was|were|are|am|be|been|can|could|would|will|shall|should|might|may|must|has|have|had|to|come|the|a|an|he|she|it|they|we|you|i"
    "|this|that|these|those"
)
_PEOPLE = (
    "person|man|woman|people|actor|actress|singer|president|king|queen|author|player|politician|minister|mayor|artist|scientist|leader"
    "|teachers|officials?"
)
_PLACES = (
    "city|country|state|town|place|region|county|location|continent|street|village|nation|river|province|district|area|island|sea|ocean"
)
_TIMES_ASKED = "years?|dates?|day|month|century|decade|time|season|week|era|period"
_MAKE = (
    r"caus\w+|ma[dk]e|prompt\w*|led|leads?|kept|keep|stopp?\w*|dr[io]ves?|motivat\w+|explain\w*|forc\w+|push\w*|persuad\w+|convinc\w+"
    r"|trouble\w*|worri\w+"
)
_PATTERNS: tuple[tuple[Wanted, str], ...] = (  # of two that begin at one place the first counts
    (
        "reason",
        rf"\bhow come\b|\bwhat (?:\w+ )?(?:{_MAKE})\b|\bwhat (?:\w+ ){{0,3}}reasons?\b|\b(?:on|for) what (?:grounds?|reasons?|purpose)\b",
    ),
    (
        "condition",
        r"\b(?:under|on|in|with) (?:what|which) (?:conditions?|terms?|circumstances?)\b"
        r"|\bwhat would (?:it take|make|win|persuade|bring|get)\b|\b(?:what|which) (?:\w+ ){0,3}conditions?\b"
        r"|\bin (?:return|exchange) for\b",
    ),
    ("time", rf"\b(?:what|which) (?:\w+ )?(?:{_TIMES_ASKED})\b|\bhow (?:soon|long ago|recently)\b|\bsince when\b"),
    (
        "number",
        rf"\bhow (?!(?:{_PLAIN_HOW})\b)[a-z]+|\b(?:what|which) (?:\w+ ){{0,3}}(?:{_AMOUNTS_ASKED})\b|\bpopulation of\b",
    ),
    ("person", rf"\b(?:what|which) (?:\w+ )?(?:{_PEOPLE})\b"),
    ("place", rf"\b(?:what|which) (?:\w+ )?(?:{_PLACES})\b"),
)
_CLEAR = [(wanted, re.compile(pattern)) for wanted, pattern in _PATTERNS]
_ASKING = re.compile(r"\b(?:who(?:se|m)?|what|which|when|where|why|how)\b")
_ASKING_ALONE: dict[str, Wanted] = {"who": "person", "whose": "person", "whom": "person", "when": "time", "where": "place", "why": "reason"}
_WORDS_ASKED = re.compile(
    r"\b(?:says?|said|thinks?|claim(?:s|ed)?|argue[sd]?|respon(?:ds?|ded|se)|react(?:s|ed|ion)?|describe[sd]?|views?|opinion|tells?|told"
    r"|answer(?:s|ed)?|comment(?:s|ed)?|promise[sd]?|assurance|stance|position|stand|demand(?:s|ed)?|insist(?:s|ed)?|warn(?:s|ed)?"
    r"|for or against|oppose|support)\b"
)
_STANDS = re.compile(r"where (?:do|does|did)\b.*\bstand\b")  # on an issue
_PRICE_ASKED = re.compile(r"\b(?:cost|price|salary|charged?|paid|pay(?:ing)?|earns?|worth)\b")
_WHETHER = r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will|should)\b"
_QUESTION = re.compile(
    rf"\W*(?:(?:in|on|by|at|for|to|from|with|under|of) )?(?:who|whom|whose|what|when|where|which|why|how)\b|{_WHETHER}", re.IGNORECASE
)
_YES_OR_NO = re.compile(_WHETHER, re.IGNORECASE)
_A_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)

_TIMES = frozenset(
    stems(
        "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday"
        " Friday Saturday Sunday today yesterday tomorrow century year month week day decade ago season spring summer autumn winter"
        " morning evening night"
    )
)
_AMOUNTS = frozenset(
    stems(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        " thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion half dozen percent third quarter double"
        " twice triple"
    )
)
_REASONS = frozenset(
    stems(
        "because due cause result reason lead led so therefore since owe thus order allow prevent enable concern fear ground worry"
        " blame after"
    )
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|only|condition\w*|until|without|in (?:return|exchange)|as long as|guarantee\w*|accept\w*|require\w*"
    r"|demand\w*|would)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"[\"“”‘]|\b(?:said|says?|told|tells?|thinks?|thought|believe[sd]?|argue[sd]?|added|insist\w*|warn\w*|claim\w*|call\w*|describ\w*|asked"
    r"|answer\w*|repl(?:y|ied|ies)|declin\w*|promis\w*|support\w*|oppos\w*|view|demand\w*|wrote|declared|confirmed|denied)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a text asks, by its mark or its opening words; otherwise it states, and what is looked for is its own content.

    >>> is_question("who closed the tunnel"), is_question("The tunnel was closed on Friday.")
    (True, False)
    """
    return text.rstrip().endswith("?") or _QUESTION.match(text) is not None


def asks_itself(sentence: str) -> bool:
    """Whether a printed sentence ends with a question mark, closing marks aside, so that it answers nothing.

    >>> asks_itself("“Who will pay?”"), asks_itself("“Who will pay?” she asked.")
    (True, False)
    """
    return sentence.rstrip("\"'”’»)] ").endswith("?")


def asks_yes_or_no(text: str) -> bool:
    """Whether a text asks if something is so, and for nothing else.

    >>> [asks_yes_or_no(text) for text in ("Did she agree?", "Did she say why?", "Is it open or closed?", "She agreed.")]
    [True, False, False, False]
    """
    return _YES_OR_NO.match(text) is not None and _ASKING.search(text.lower()) is None and _A_CHOICE.search(text) is None


def wanted_by(text: str) -> Wanted:
    """Return the kind of answer that a text asks for; a statement asks for no kind.

    >>> wanted_by("How much quicker would it be?"), wanted_by("What kept her from voting?"), wanted_by("What did she say when it opened?")
    ('number', 'reason', 'words')
    """
    if not is_question(text):
        return "thing"
    lowered = text.lower()
    found = [(match.start(), wanted) for wanted, pattern in _CLEAR if (match := pattern.search(lowered))]
    first = _ASKING.search(lowered)
    if first and first[0] in _ASKING_ALONE and not _STANDS.match(lowered, first.start()):
        found.append((first.start(), _ASKING_ALONE[first[0]]))
    if found:
        return min(found, key=lambda f: f[0])[1]
    if _WORDS_ASKED.search(lowered):
        return "words"
    if _PRICE_ASKED.search(lowered) and first:
        return "number"
    return "thing"


def holds(wanted: Wanted, text: str, words: tuple[str, ...], names: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether a sentence has something of the kind wanted, beside the question's own words.

    Args:
        wanted: the kind; a ``thing`` is never told.
        text: the sentence.
        words: its stems.
        names: those of them that are printed as names.
        asked: the stems that the question has.
    """
    if wanted in ("person", "place"):
        return not names <= asked
    if wanted == "time":
        return any((stem[0].isdigit() and len(stem) >= 3) or stem in _TIMES for stem in set(words) - asked)
    if wanted == "number":
        return any(stem[0].isdigit() or stem in _AMOUNTS for stem in set(words) - asked)
    if wanted == "reason":
        return not _REASONS.isdisjoint(words)
    if wanted == "condition":
        return _CONDITION.search(text) is not None
    return wanted == "words" and _WORDS.search(text) is not None
