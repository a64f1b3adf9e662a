"""Choose of what holders said that which a question about positions asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.positions.asked.question import PositionQuestion
from qa.positions.changes import over_time
from qa.positions.held import Held, stance_of

_SENTENCES = 5  # of an answer
_EACH = 3  # of one holder, where several are asked for
_OTHER = {"supports": -1, "opposes": 1}
_WHO = 5  # holders that "who opposes" names at most
_CHANGED = re.compile(
    r"\b(?:no longer|chang(?:e|es|ed|ing)|revers(?:e|es|ed|al)|apologi[sz]\w+|retract\w*|walk(?:s|ed)? back"
    r"|t(?:ook|ake|aken) back|withdr[ae]w\w*|backed away"
    r"|dropp?(?:ed|s)|abandon\w*|now (?:says?|supports?|opposes?|backs?)|won over|persuaded|convinced|came around|c(?:ame|ome) to"
    r"|(?:I|we|he|she|they) (?:was|were|had been) (?:wrong|mistaken))\b",
    re.IGNORECASE,
)


def chosen(held: Sequence[Held], asked: PositionQuestion) -> tuple[Held, ...]:
    """Return what answers a question: of each holder the best statements, of others' reports only those asked for.

    Nothing where a change is taken for granted of which no statement tells, or a side that only statements for the other are on.
    """
    best = _best(held, asked)
    if asked.kind == "position" and asked.side and any(_sides(one, asked.issue) == {_OTHER[asked.side]} for one in best):
        return ()
    if asked.kind == "change" and asked.is_presupposed and not any(_CHANGED.search(s.sentence.text) for one in best for s in one.own):
        return ()
    return best


def _sides(held: Held, issue: str) -> set[int]:
    """Return the sides that the statements take, 1 for the issue and -1 against it."""
    return {int(stance_of(said, issue).polarity) for said in held.own} - {0}


def _best(held: Sequence[Held], asked: PositionQuestion) -> tuple[Held, ...]:
    if asked.kind == "who":
        return tuple(Held(one.holder, one.own[:1]) for one in held[:_WHO])
    each = _SENTENCES if len(held) == 1 else _EACH
    if asked.kind == "reported":
        return tuple(Held(one.holder, (), one.reported[:each], teller=one.teller) for one in held)
    if asked.kind in ("change", "timeline"):
        return tuple(Held(one.holder, over_time(one.own, asked.issue, each)) for one in held)
    return tuple(Held(one.holder, one.own[:each]) for one in held)
