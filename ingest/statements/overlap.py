"""Say what a proposed statement is beside those that are there: new, known already, or in conflict about who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ingest.models import Holder
from ingest.statements.drafts import Draft, Spans, meets

Relation = Literal["new", "known", "conflict"]
_SHARED = 0.5  # of the shorter content: from here on two statements give the same words


def relation(proposed: tuple[Draft, Holder | None], there: Sequence[tuple[Draft, Holder | None]]) -> Relation:
    """Return "new" where no statement gives the same words, "conflict" where one gives them to somebody else.

    What another statement's cue introduces is known, too: its words are those of that statement and no others. A statement inside
    another's words ("Lee says that Ann Marsh opposes it") is one of its own.
    """
    draft, holder = proposed
    relations: set[Relation] = set()
    for other, other_holder in there:
        if draft.cue and any(meets(mine, its) for mine in draft.cue for its in other.cue):
            relations.add("known")
        if _is_inside(draft.cue, other.content) or _is_inside(other.cue, draft.content) or not _shares(draft.content, other.content):
            continue
        is_other = other_holder is not None and (holder is None or not _is_same(holder, other_holder))
        relations.add("conflict" if is_other and holder is not None else "known")
    return "conflict" if "conflict" in relations else "known" if relations else "new"


def _shares(one: Spans, other: Spans) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return shared > 0 and shared >= _SHARED * min(_length(one), _length(other))


def _length(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


def _is_inside(cue: Spans, content: Spans) -> bool:
    return bool(cue) and any(a <= cue[0][0] < b for a, b in content)


def _is_same(one: Holder, other: Holder) -> bool:
    """Whether two holders are the same words or the same person."""
    return meets((one.start, one.end), (other.start, other.end)) or (one.name is not None and one.name == other.name)
