"""Find where a holder's own dated statements differ over time; nothing that somebody else tells, and nothing printed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.models import Change, Stance
from qa.positions.gather import Said
from qa.positions.held import stance_of
from qa.positions.occasions import day_of, grouped
from qa.positions.stances.stance import StanceRead

_PLAIN = 2.0  # weight of words that take a side
_ON_A_CONDITION = 1.0  # the same where they name a condition
_CLEAR = 0.1  # chance of speaking to the issue
_SHARE = 0.25  # of the nearest statement's chance, all for a statement to tell of a change
_PLAIN_CONDITION = re.compile(
    r"\b(?:only (?:if|when|after|once)|unless|as long as|so long as|provided|on (?:the )?condition)\b", re.IGNORECASE
)
_SURE = 0.75  # share of each side's statements that have to show it
_OTHER_DATES = re.compile(
    r"\b(?:had|once|previously|formerly|earlier|originally|used to|at the time|in the past|long|ago|(?:19|20)\d\d|last|since|then"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b"
)
_GROUP = re.compile(r"\b(?:[a-z]+s|Republicans|Democrats|Conservatives|Liberals|Senators|Members|Leaders|Officials|Voters|Critics)$")
_NO_WORDS_OF_THEIR_OWN = ("opinion", "satire")
_NOT_DATED = "9999"


@dataclass(frozen=True, slots=True)
class Dated:
    """One statement with its repetitions, the earliest date that they give it, and what its words show."""

    said: tuple[Said, ...]
    date: str | None
    stance: Stance
    read: StanceRead

    @property
    def first(self) -> Said:
        """The statement that stands for all."""
        return self.said[0]


def dated(said: Sequence[Said], issue: str) -> tuple[Dated, ...]:
    """Return statements in the order of their dates, repetitions together, undated ones last."""
    found = []
    for group in grouped(said):
        read = stance_of(group[0], issue)
        found.append(Dated(group, min(filter(None, map(day_of, group)), default=None), stance_word(read), read))
    return tuple(sorted(found, key=lambda one: (one.date or _NOT_DATED, one.first.sentence.index)))


def stance_word(read: StanceRead) -> Stance:
    """Return the name of what one sentence shows."""
    if read.declined:
        return "declined"
    if read.condition is not None:
        return "conditional"
    return "supports" if read.polarity > 0 else "opposes" if read.polarity < 0 else "unclear"


def change(line: Sequence[Dated]) -> Change | None:
    """Return the change that dated statements show, or ``None``: where the earlier ones take one side and the later ones another.

    Only the holder's and the holder's spokesman's statements count that are dated by the sentence, or are news of their day.
    """
    if any(_GROUP.search(one.first.holder) for one in line):
        return None  # many people, who differ among each other
    clear = max(_CLEAR, _SHARE * max((one.first.nearness for one in line), default=0.0))
    tells = [one for one in line if one.first.nearness >= clear and _tells(one)]
    best: tuple[float, int] | None = None
    for at in range(1, len(tells)):
        before, after = tells[:at], tells[at:]
        if not _is_earlier(before[-1].date or "", after[0].date or "") or (a := _side(before)) == (b := _side(after)) or not a or not b:
            continue
        agreed = sum(one.stance == a for one in before) + sum(one.stance == b for one in after)
        if best is None or agreed > best[0]:
            best = (agreed, at)
    if best is None:
        return None
    before, after = tells[: best[1]], tells[best[1] :]
    was, now = _side(before), _side(after)
    if was is None or now is None:
        return None
    last = max((one for one in before if one.stance == was), key=_plainness)
    next_ = max((one for one in after if one.stance == now), key=_plainness)
    return Change(was, now, last.first.statement_id, next_.first.statement_id)


def over_time(said: Sequence[Said], issue: str, n: int) -> tuple[Said, ...]:
    """Return n statements in the order of their dates: the two of a change, the best ones, and with them both ends of the time."""
    line = dated(said, issue)
    found = change(line)
    first = {found.statement_before, found.statement_after} if found else set()
    ranked = sorted(said, key=lambda one: one.statement_id not in first)  # else in the order given
    chosen = list(ranked[:n])
    spread = [one.first for one in line if one.date is not None and one.read.weight >= _PLAIN and one.first.nearness >= _CLEAR]
    for end in (spread[:1], spread[-1:]):
        if end and n > len(first) + len(end) and not {one.statement_id for one in end} & {one.statement_id for one in chosen}:
            chosen = [*chosen[:-1], *end] if chosen[-1].statement_id not in first else chosen
    return tuple(sorted(chosen, key=lambda one: (day_of(one) or _NOT_DATED, one.sentence.index)))


def _tells(one: Dated) -> bool:
    said = one.first
    if one.read.weight < (_PLAIN if one.read.condition is None else _ON_A_CONDITION):
        return False
    if one.read.condition is not None and not (one.read.polarity and _PLAIN_CONDITION.search(one.read.condition)):
        return False  # words that depend on something but take no side, or seem to: nothing that another stance could differ from
    if one.stance not in ("supports", "opposes", "conditional") or one.date is None or said.article.metadata.kind in _NO_WORDS_OF_THEIR_OWN:
        return False
    if said.reported_by or said.is_assessed or said.voice == "narrated" or said.sentence.role == "headline":
        return False
    return any(s.as_of is not None and s.as_of.basis == "said" for s in one.said) or not _OTHER_DATES.search(_unquoted(said))


def _unquoted(said: Said) -> str:
    """Return the words of a sentence around what was said in quotation marks."""
    text, start = said.sentence.text, said.sentence.start
    if said.voice == "direct":
        for span in reversed(said.content):
            text = text[: max(0, span.start - start)] + text[max(0, span.end - start) :]
    return text


def _side(some: Sequence[Dated]) -> Stance | None:
    """Return the stance that nearly all of these show."""
    stances = [one.stance for one in some]
    most = max(sorted(set(stances)), key=stances.count)
    return most if stances.count(most) >= _SURE * len(stances) else None


def _plainness(one: Dated) -> tuple[float, float]:
    return (one.read.weight, one.first.nearness)


def _is_earlier(one: str, other: str) -> bool:
    """Whether one date is before another, as far as both say: 2025 is not before 2025-04."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]
