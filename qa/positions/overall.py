"""Tell the stance that one holder's statements show together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.models import Lean, Stance
from qa.positions.gather import Said
from qa.positions.held import stance_of
from qa.positions.occasions import day_of
from qa.positions.stance import StanceRead

_APART = 30  # days between two sides, from which the later one is where the holder stands
_ISO_DAY = 10  # characters


def overall(own: Sequence[Said], issue: str) -> tuple[Stance, Lean | None]:
    """Return the stance that a holder's statements show together, and which way a conditional or mixed one leans."""
    if not own:
        return "none_found", None
    reads = _latest([(s, stance_of(s, issue)) for s in own])
    sides = {sign: sum(r.weight * s.nearness for s, r in reads if r.polarity == sign) for sign in (1, -1)}
    total = sides[1] + sides[-1]
    lean: Lean | None = None if not total else "supports" if sides[1] >= sides[-1] else "opposes"
    if any(r.condition for _, r in reads[:2]):
        return "conditional", lean
    if not total:
        return ("declined" if any(r.declined for _, r in reads) else "unclear"), None
    return lean or "unclear", None


def _latest(reads: Sequence[tuple[Said, StanceRead]]) -> Sequence[tuple[Said, StanceRead]]:
    """Where a holder took both sides on days apart, return only what was said about the last of them."""
    days = {sign: [day for s, r in reads if r.polarity == sign and (day := day_of(s)) and len(day) == _ISO_DAY] for sign in (1, -1)}
    if not days[1] or not days[-1]:
        return reads
    first, last = sorted((max(days[1]), max(days[-1])))
    if (date.fromisoformat(last) - date.fromisoformat(first)).days <= _APART:
        return reads
    return [(s, r) for s, r in reads if (day_of(s) or "") > first]
