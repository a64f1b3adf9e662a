"""Read a stance in a sentence's own words: what speaks for and against, what it depends on. Never further than the words go."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from ingest.words import stems

Polarity = Literal[-1, 0, 1]

_FOR_WORDS = """
    support supports supported supporting supportive supporter back backs backed backing favor favors favored favour favours favoured
    endorse endorses endorsed embrace embraces embraced embracing champion champions championed advocate advocates advocated welcome
    welcomes welcomed applaud applauds applauded defend defends defended defending propose proposes proposed proposing proposal promise
    promises promised promising pledge pledges pledged pledging vow vows vowed vowing want wants wanted urge urges urged urging demand
    demands demanded call calls called calling push pushes pushed pushing plan plans planned planning pitch agree agrees agreed accept
    accepts accepted openness willing willingness open should must need needs needed necessity necessary important good wonderful fine
    restore restored reinstate reinstating bring help helped improve strengthen strong great like likes love signed sign build fund
    celebrated committed commitment hold benefits praise praised commend hope hopes believe right allow proud legalize legalizing
"""
_AGAINST_WORDS = """
    oppose opposes opposed opposing opposition opponent reject rejects rejected rejecting against criticize criticizes criticized
    criticise criticised condemn condemns condemned denounce denounced slam slams slammed rip rips ripped blast blasts blasted decry
    decried deride derided mock mocked wrong bad disaster disastrous terrible horrible mistake veto vetoed block blocked kill scrap tear
    unacceptable object objects objected disagree disagrees disagreed refuse refuses refused resist resists dangerous danger
    risk risky inhumane hurt hurting hurts harm lambasted warn warns warned warning concerns concern concerned obsolete costing
    unrealistic unserious distance distanced repeal repealed fight fighting bemoaned failed fail threatens threatened replace fire
    suspend suspended suspension abolish abolishing eliminate dismantle blamed blames
    jeopardize end ends deny denied undermine unfair withdraw withdrew withdrawn catastrophe outrageous
"""
_FOR = frozenset(_FOR_WORDS.split())
_AGAINST = frozenset(_AGAINST_WORDS.split())
_NEGATED = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b|\bno longer\b|\bno\b|\bneither\b|\bnor\b"
    r"|\bwithout\b|\bstop(?:ped|s)? short of\b|\bcannot\b)[^,;.]{0,18}$"
)
_TURNED = re.compile(r"\b(?:ban(?:s|ned|ning)?|prohibit\w*|outlaw\w*|anti|restrict\w*|cap|moratorium)\b", re.IGNORECASE)
_TO_END = re.compile(
    r"\b(?:reject|oppose|stop|block|kill|veto|fire|replace|tear|scrap|suspen\w+|dismantl\w+"
    r"|cancel\w*|repeal\w*|abolish\w*|end(?:ing)?|remov\w+|halt\w*)\b",
    re.IGNORECASE,
)
_VERB_CHARS = 30  # of the content, in which its first verb stands
_OBJECT_CHARS = 60  # of the content, in which its object begins
_DECLINED = re.compile(
    r"\b(?:declin(?:ed|es|ing) to (?:say|comment|take|give|answer|discuss)|would not (?:say|comment)|wouldn['’]t (?:say|comment)"
    r"|refus(?:ed|es) to (?:say|comment|answer)"
    r"|(?:has|have|had) no (?:view|opinion|position)|not (?:yet )?(?:decided|taken a (?:position|stance)))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:(?:but )?only (?:if|when|where|after|once|in|with|to|on condition)\b|unless\b|as long as\b|so long as\b|provided\b"
    r"|on (?:the )?condition\b|if (?!he\b|she\b)\w+|would first\b|sparingly\b|when they should\b"
    r"|in exchange for\b|in return for\b)[^.;:”\"]*",
    re.IGNORECASE,
)
_CONDITION_BEHIND = re.compile(
    r"^[\s,–—-]*(?P<only>only if [^.;:”\"–—]*)"
    r"|\bbut (?:emphasi[sz]ed|insisted|stressed|added|demanded) that (?P<condition>it (?:should|must|had to|would have to)\b[^.;:”\"]*)",
    re.IGNORECASE,
)
_THREAT = re.compile(r"\b(?:court|sue|strike|fight|resign|quit|leave|protest|block)\b", re.IGNORECASE)
_VOTE_FOR = re.compile(r"\bvot(?:e|es|ed|ing) for\b")
_IS_OPEN = re.compile(r"\b(?:(?:refus\w+|declin\w+) to|(?:did|would|has|have) not|(?:did|would)n['’]t) rule(?:d)? out\b")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class StanceRead:
    """What one sentence shows: whether for (1) or against (-1), how plainly (0 to 2), on what condition, or that it declines to say."""

    polarity: Polarity
    weight: float
    condition: str | None = None
    declined: bool = False


def read_stance(cue: str, content: str, issue: Collection[str], behind: str = "") -> StanceRead:
    """Return the stance that a cue and what it introduces show towards an issue; the issue's own words tell none.

    Args:
        cue: the words that introduce the statement.
        content: what was said.
        issue: stems of the issue.
        behind: what follows the content in its sentence, where a condition may stand.

    >>> read_stance("supports", "the tunnel", {"tunnel"}).polarity, read_stance("would not support", "the tunnel", {"tunnel"}).polarity
    (1, -1)
    >>> read_stance("backs", "a ban on ferries", {"ferri"}).polarity, read_stance("backs", "a ban on ferries", {"ferri", "ban"}).polarity
    (-1, 1)
    """
    if _DECLINED.search(f"{cue} {content}"):
        return StanceRead(0, 0.0, declined=True)
    sign, _ = _sign(cue, issue)
    weight, at = 2.0, 0
    if not sign:
        (sign, at), weight = _sign(content, issue), 1.0
    turning = [*_TURNED.finditer(content, max(0, at - _OBJECT_CHARS), at + _OBJECT_CHARS)]
    turning += _TO_END.finditer(content, at, at + _VERB_CHARS) if sign > 0 else ()
    if sign and any(not set(stems(m[0])) <= set(issue) for m in turning):
        sign = -1 if sign > 0 else 1
    found = _CONDITION.search(content)
    if found and found[0].lower().startswith("if ") and (sign < 0 or _THREAT.search(content)):
        found = None  # "would sue if …": what somebody fears is no condition of a stance
    later = None if found else _CONDITION_BEHIND.search(behind)
    condition = found[0] if found else (later["condition"] or later["only"]) if later else None
    return StanceRead(sign, weight if sign else 0.0, condition.strip() if condition else None)


def _sign(text: str, issue: Collection[str]) -> tuple[Polarity, int]:
    """Return the sign of the first word that takes sides, turned where it is negated, and where the word stands."""
    low = _IS_OPEN.sub(_as_long_as("open"), _VOTE_FOR.sub(_as_long_as("support"), text.lower()))
    for match in _WORD.finditer(low):
        word = match[0]
        side: Polarity = 1 if word in _FOR else -1 if word in _AGAINST else 0
        if not side or set(stems(word)) <= set(issue):
            continue
        if _NEGATED.search(low[: match.start()]):
            return (-1 if side > 0 else 1), match.start()
        return side, match.start()
    return 0, 0


def _as_long_as(word: str) -> Callable[[re.Match[str]], str]:
    """Put a word in the place of a phrase, so that every other word stays where it is."""
    return lambda phrase: word.ljust(len(phrase[0]))
