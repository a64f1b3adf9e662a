"""Find what the outlet says a holder did or stands for, where no rule of ingest made it a statement: voted, signed, is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Sentence

_ADVERB = r"(?:also|now|then|has|have|had|is|was|already|recently|later|previously|since|once|long|still|both|again|publicly|\w+ly)"
_ACT = (
    r"vot(?:ed|es) (?:for|against|to)|signed|vetoed|support(?:s|ed)|back(?:s|ed)|oppos(?:es|ed)|endors(?:es|ed)|favou?r(?:s|ed)"
    r"|reject(?:s|ed)|embrac(?:es|ed)|call(?:s|ed) for|push(?:es|ed) (?:for|to|back)|sponsored|co-?sponsored|introduced"
    r"|t(?:akes?|ook) (?:issue with|aim at)|promis(?:es|ed)|pledg(?:es|ed)|vow(?:s|ed)|rip(?:s|ped)|slam(?:s|med)|urg(?:es|ed)"
    r"|welcom(?:es|ed)|condemn(?:s|ed)|propos(?:es|ed)|in favou?r of|open to|opposed to|committed to"
    r"|an? (?:\w+ )?(?:supporter|opponent|critic|advocate|champion) of"
)
_SAYING = r"said|says|told|declared|declares|wrote|argued|argues|suggested|insisted|asked|asks"
_OWN = r"(?:call|push|plan|pledge|promise|vow|proposal|support|opposition|bid|demand|commitment) (?:for|to|of|that)"
_BEFORE_A_SUBJECT = re.compile(r"(?:^|[,;:—–]|\b(?:and|but|while|as|after|when|where|though|although|however,?|has))\s*$", re.IGNORECASE)
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:[A-Z][\w’'-]*\.?|[A-Z]\.|president|senator|mayor|minister|governor|candidate|nominee|leader|chairman|secretary|former|the"
    r"|rival|presumptive)\s+){0,7}$"
)


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
        before = _TITLE_BEFORE.sub("", text[: match.start()])
        if before.strip() and not _BEFORE_A_SUBJECT.search(before):
            continue
        behind = text[match.end() :]
        told = re.match(rf",?\s+(?:{_ADVERB}\s+){{0,3}}(?P<cue>{_ACT}|{_SAYING})\b", behind) or re.match(
            rf"['’]s?\s+(?:\w+\s+){{0,2}}(?P<cue>{_OWN})\b", behind
        )
        if told is None:
            continue
        start = match.end() + told.start("cue")
        end = match.end() + told.end("cue")
        content = (end + len(text[end:]) - len(text[end:].lstrip()), len(text.rstrip()))
        if content[0] >= content[1]:
            continue
        place = sentence.start
        return Narrated(
            (place + start, place + end), (place + content[0], place + content[1]), re.fullmatch(_SAYING, told["cue"]) is not None
        )
    return None
