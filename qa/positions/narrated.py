"""Find what the outlet says a holder did or stands for, where no rule of ingest made it a statement: voted, signed, is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Sentence

_DAY = (
    r"(?:(?:on|in|at|late|early|during|since|over)\s+)?(?:(?:last|this|late|early|next|the same)\s+\w+"
    r"|[A-Z][a-z]+day(?:\s+(?:night|morning|afternoon|evening))?|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?:\s+\d{1,2})?(?:,?\s+\d{4})?|\d{4})"
)
_BESIDE = rf"(?:\s*\([^)]{{1,20}}\))?(?:,\s(?:an?|the|[a-z]+ed)\s[^,;:()“”\"]{{3,90}},)?(?:,?\s+{_DAY})?"
"""What may stand between a name and its verb: a party, an apposition, a day."""
_ADVERB = (
    r"(?:also|now|then|has|have|had|is|was|were|been|already|recently|later|previously|since|once|long|still|both|again|publicly|even"
    r"|never|not|immediately|repeatedly|\w+ly)"
)
_SIDE = (
    r"support|back|oppose|endorse|favou?r|reject|embrace|champion|criticise|criticize|condemn|denounce|blast|slam|bash|pan|knock|assail"
    r"|attack|decry|deplore|denounce|lambast|lambaste|rebuke|mock|ridicule|deride|dismiss|welcome|praise|applaud|hail|laud|cheer|commend"
    r"|celebrate|defend|urge|promise|pledge|vow|propose|demand|introduce|sponsor|co-?sponsor|author|disband|repeal|cancel|scrap|block"
    r"|restore|reinstate|ban|accuse|disavow|renounce|repudiate|resist|approve|accept|adopt|protest|contest|lament|object to|fight"
)
_ACT = (
    r"vot(?:ed|es) (?:for|against|to)|signed|vetoed|voted down|ripped|rips|slammed|"
    rf"(?:{_SIDE})(?:d|ed|s|es)?|(?:slam|pan|ban|scrap|rip)(?:med|ned|ped)|fought|"
    r"call(?:s|ed)? (?:for|on|upon)|push(?:es|ed)? (?:for|to|back)|c(?:ame|omes|ome) out (?:for|against|in favou?r of|in support of)"
    r"|sp(?:oke|eaks) out against|rail(?:s|ed) against|t(?:akes?|ook) (?:issue with|aim at)|in favou?r of|open to|opposed to|committed to"
    r"|joined (?:the |a )?(?:calls?|push|chorus|fight)|le(?:d|ads) (?:the |a )?(?:push|fight|charge|effort|opposition|campaign)"
    r"|turned against|lobbied (?:for|against|to)|campaigned (?:for|against)|argued (?:for|against)"
    r"|an? (?:\w+ (?:and \w+ )?){0,2}(?:supporter|opponent|critic|advocate|champion|backer|proponent|foe) of"
)
_SAYING = r"said|says|told|declared|declares|wrote|argued|argues|suggested|insisted|asked|asks"
_OWN = r"(?:call|push|plan|pledge|promise|vow|proposal|support|opposition|bid|demand|commitment) (?:for|to|of|that)"
_BEFORE_A_SUBJECT = re.compile(
    r"(?:^|[,;:—–]|\b(?:and|but|while|as|after|when|where|though|although|however,?|has|because|since|even))\s*$"
    r"|^(?:In|During|After|Since|On|At|Throughout|Before) [^,;:“”\"]{2,40}$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:[A-Z][\w’'-]*\.?|[A-Z]\.|president|senator|mayor|minister|governor|candidate|nominee|leader|chairman|secretary|former|the"
    r"|rival|presumptive|presidential|hopeful|contender|his|her|main)\s+){0,8}$"
)


_VERB = rf"(?P<cue>(?:{_ADVERB}\s+){{0,4}}(?:{_ACT}|(?P<saying>{_SAYING})))\b(?!\s+by\b)"
_PREDICATE = re.compile(rf"{_BESIDE},?\s+{_VERB}")
_RELATIVE = re.compile(rf"(?:\s*\([^)]{{1,20}}\))?,?\s+who\s+{_VERB}")
_CLAUSE_ENDS = re.compile(r";|\s[–—-]\s|—|,?\s(?:while|whereas|although|though|but)\s")
_PASSIVE = re.compile(r"\b(?:is|was|were|been)\s+(?:\w+ly\s+)?(?!opposed\b|committed\b)\w+(?:ed|ought)$")
_OWNED = re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}(?P<cue>{_OWN})\b")


@dataclass(frozen=True, slots=True)
class Narrated:
    """What a sentence says of a holder: ``cue`` and ``content`` are places in the article; ``is_told`` for saying, else for doing."""

    cue: tuple[int, int]
    content: tuple[int, int]
    is_told: bool


def narrated(sentence: Sentence, surname: str, quoted: Sequence[tuple[int, int]] = ()) -> Narrated | None:
    """Return what a sentence says of the holder with this surname as its subject, or ``None``.

    >>> from ingest.models import Sentence
    >>> text = "Mayor Ilka Tolvane voted against the tunnel."
    >>> narrated(Sentence("s", "a", "v", 0, 0, len(text), text, 1), "Tolvane").cue
    (19, 32)
    """
    text = sentence.text
    for match in re.finditer(rf"\b{re.escape(surname)}\b(?:\s*\([^)]{{1,12}}\))?", text):
        at = sentence.start + match.start()
        if any(a <= at < b for a, b in quoted):
            continue
        behind = text[match.end() :]
        told = _RELATIVE.match(behind)
        if told is None:
            before = _TITLE_BEFORE.sub("", text[: match.start()])
            if before.strip() and not _BEFORE_A_SUBJECT.search(before):
                continue
            told = _PREDICATE.match(behind) or _OWNED.match(behind)
        if told is None or _PASSIVE.search(told["cue"]):
            continue
        start = match.end() + told.start("cue")
        end = match.end() + told.end("cue")
        clause = _CLAUSE_ENDS.split(text[end:], maxsplit=1)[0]
        content = (end + len(clause) - len(clause.lstrip()), end + len(clause.rstrip()))
        if content[0] >= content[1]:
            continue
        place = sentence.start
        return Narrated((place + start, place + end), (place + content[0], place + content[1]), told.groupdict().get("saying") is not None)
    return None
