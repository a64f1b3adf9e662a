"""Tell the stance that one holder's statements show together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qa.models import Lean, Stance
from qa.positions.gather import Said
from qa.positions.held import stance_of, strength
from qa.positions.occasions import day_of
from qa.positions.stances.stance import StanceRead

_APART = 30  # days between two sides, from which the later one is where the holder stands
_ISO_DAY = 10  # characters
_PLAIN = 0.5  # of the weight of the other side's plainest statement that a later statement needs to take its place
_NEAR = 0.3  # of the nearest statement's chance, below which a statement says nothing of the side
_TAKES_A_SIDE = 2.0  # weight of words that plainly do
_SHARE = 0.5  # of the nearest such statement's chance, that both sides of what is mixed need
_BOTH = 2
_CONTESTED = 0.5  # of the weight of one side that the other may have, beyond which no side is named
_FIRST = 2  # statements that may put a condition


def overall(own: Sequence[Said], issue: str) -> tuple[Stance, Lean | None]:
    """Return the stance that a holder's statements show together, and which way a conditional or mixed one leans."""
    if not own:
        return "none_found", None
    ranked = sorted(own, key=lambda said: -strength(said, issue))
    reads = _latest([(s, stance_of(s, issue)) for s in ranked])
    near = _NEAR * max(s.nearness for s, _ in reads)
    sides = {sign: sum(_weight(s, r) for s, r in reads if r.polarity == sign and s.nearness >= near) for sign in (1, -1)}
    total = sides[1] + sides[-1]
    lean: Lean | None = None if not total else "supports" if sides[1] >= sides[-1] else "opposes"
    if any(r.condition for _, r in reads[:_FIRST]):
        return "conditional", lean
    if opposite_words(own, issue):
        return "mixed", lean
    if not total:
        return ("declined" if any(r.declined for _, r in reads) else "unclear"), None
    if min(sides.values()) > _CONTESTED * max(sides.values()):
        return "unclear", None
    return lean or "unclear", None


def opposite_words(own: Sequence[Said], issue: str) -> tuple[Said, Said] | None:
    """Return a plain statement for and one against an issue that a holder made at one time: in one article, or on one day that both name.

    Only own words count, none that the outlet puts for the holder, and none where the other side's are far nearer to the issue.
    """
    plain = [(s, r) for s in own if (r := stance_of(s, issue)).polarity and r.weight >= _TAKES_A_SIDE and r.condition is None]
    plain = [(s, r) for s, r in plain if s.names_issue and s.voice != "narrated" and not s.reported_by]
    near = _SHARE * max((s.nearness for s, _ in plain), default=0.0)
    for one, read in plain:
        for other, against in plain:
            at_once = read.polarity > against.polarity and min(one.nearness, other.nearness) >= near
            if at_once and one.sentence.sentence_id != other.sentence.sentence_id and _is_at_one_time(one, other):
                return one, other
    return None


def _is_at_one_time(one: Said, other: Said) -> bool:
    days = [s.as_of.date for s in (one, other) if s.as_of is not None and s.as_of.basis == "said"]
    if len(days) == _BOTH:
        return days[0] == days[1]
    return one.article.article_id == other.article.article_id and not days


def _weight(said: Said, read: StanceRead) -> float:
    return read.weight * said.nearness


def _latest(reads: Sequence[tuple[Said, StanceRead]]) -> Sequence[tuple[Said, StanceRead]]:
    """Where a holder plainly took both sides on days apart, return only what was said from the later side's first day on."""
    sides = {sign: [(s, r) for s, r in reads if r.polarity == sign and s.names_issue and _is_dated(s)] for sign in (1, -1)}
    if not sides[1] or not sides[-1]:
        return reads
    days = {sign: max(day_of(s) or "" for s, _ in side) for sign, side in sides.items()}
    before, after = sorted((1, -1), key=lambda sign: days[sign])
    plainest = {sign: max(_weight(s, r) for s, r in side) for sign, side in sides.items()}
    late = [_weight(s, r) for s, r in sides[after] if (day_of(s) or "") > days[before]]
    if (date.fromisoformat(days[after]) - date.fromisoformat(days[before])).days <= _APART or max(late) < _PLAIN * plainest[before]:
        return reads
    return [(s, r) for s, r in reads if (day_of(s) or "") > days[before]]


def _is_dated(said: Said) -> bool:
    return len(day_of(said) or "") == _ISO_DAY
