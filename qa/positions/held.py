"""Sort what holders said on an issue: own statements, what others report of them, what the articles only suppose."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.models import SpanText
from qa.positions.gather import Said
from qa.positions.names.holders import is_same, meant, words_of
from qa.positions.stances.conditions import condition_in_front
from qa.positions.stances.stance import StanceRead, read_stance
from qa.positions.stances.target import is_topic

NEAR = 0.04
"""Chance of speaking to the issue from which a sentence counts."""
ENOUGH = 0.05
"""The same of the holder's best sentence that names the issue itself or takes sides, below which nothing of the holder counts."""
_SHARE = 0.3  # of the holder's nearest sentence's chance, below which words that are not quoted are left out
_OWN_AGAIN = re.compile(r",? (?:and|but) (?:he|she)\b")  # "the real extremist is Venn, and he railed against …"
_BEFORE = 600  # characters before a sentence in which the issue may be named that it points to
_GOES_ON = 0.12  # chance of speaking to the issue from which a sentence may point to it
_CLEAR = 3  # times as often as another of the name: who is meant by it
_CLEARER = 2  # the same where the other says nothing on the issue


@dataclass(frozen=True)
class Held:
    """What one holder said on an issue, best first: own statements, others' reports of them, and the articles' assessments.

    ``teller`` is set where only this one's account of the holder was asked for.
    """

    holder: str
    own: tuple[Said, ...]
    reported: tuple[Said, ...] = ()
    about: tuple[Said, ...] = ()
    teller: str | None = None

    @property
    def shown(self) -> tuple[Said, ...]:
        """The statements that the stance is read in: the holder's own, or the account of the one who was asked for."""
        return self.reported if self.teller else self.own


def held_by(name: str, said: Sequence[Said], issue: str) -> Held:
    """Return what bears on the issue of everything that one holder is given as saying."""
    near = sorted((s for s in said if s.nearness >= NEAR), key=lambda s: (-strength(s, issue), s.sentence.sentence_id, s.statement_id))
    if max((s.nearness for s in near if s.names_issue or stance_of(s, issue).polarity), default=0.0) < ENOUGH:
        near = []
    best = max((s.nearness for s in near), default=0.0)
    near = [s for s in near if s.voice == "direct" or s.nearness >= _SHARE * best]
    own: list[Said] = []
    reported: list[Said] = []
    about: list[Said] = []
    for one in _distinct(near):
        (about if one.is_assessed else reported if one.reported_by else own).append(one)
    return Held(name, tuple(own), tuple(reported), tuple(about))


def told_by(teller: str, held: Held, of: dict[str, list[Said]], issue: str) -> Held:
    """Return only what the teller says of the holder: statements whose sentence, or the one before it, names the holder."""
    last = words_of(held.holder)[-1:]
    told = [s for name in meant(teller, of) for s in of[name] if not s.is_assessed]
    told = [s for s in told if _names(last, s)]
    told = [_of_holder(replace(s, reported_by=teller), last) for s in held_by(held.holder, told, issue).own]
    own = [s for s in held.reported if s.reported_by and meant(teller, [s.reported_by])]
    return Held(held.holder, (), tuple(_distinct([*told, *own])), teller=teller)


def _of_holder(said: Said, last: Sequence[str]) -> Said:
    """Return a teller's statement with only what its sentence says from the holder's name on."""
    sentence = said.sentence
    place = next((m.start() for m in re.finditer(r"[\w’'-]+", sentence.text) if words_of(m[0])[-1:] == last), None)
    if place is None:
        return said
    end = place + len(_OWN_AGAIN.split(sentence.text[place:], maxsplit=1)[0])
    return replace(said, cue="", cued=(), content=(SpanText(sentence.start + place, sentence.start + end, sentence.text[place:end]),))


def is_clear(same: Sequence[str], of: dict[str, list[Said]]) -> bool:
    """Whether a name means one holder: there is no other full name of it, or hardly."""
    full = [name for name in same if len(words_of(name)) > 1] or same[:1]
    if len(full) == 1 or is_same(full[0], full[1]):
        return True
    first, second = (of[name] for name in full[:2])
    is_silent = not any(s.nearness >= NEAR for s in second)
    return len(first) >= (_CLEARER if is_silent else _CLEAR) * len(second)


def stance_of(said: Said, issue: str) -> StanceRead:
    """Return the stance that one sentence shows; none towards a bare topic."""
    if is_topic(issue):
        return StanceRead(0, 0.0)
    behind = said.sentence.text[max(0, said.content[-1].end - said.sentence.start) :] if said.content else ""
    start = said.sentence.start
    before = said.article.text[max(0, start - _BEFORE) : start]
    read = read_stance(
        said.cue, " ".join(c.text for c in said.content), issue, behind, said.holder, before if said.nearness >= _GOES_ON else ""
    )
    if read.polarity <= 0 or read.condition is not None:
        return read
    opening = min((span.start for span in (*said.cued, *said.content)), default=start) - start
    return replace(read, condition=condition_in_front(said.sentence.text[: max(0, opening)]))


def _distinct(near: Sequence[Said]) -> list[Said]:
    """Keep one statement of each sentence: its quotation where it has one, else the strongest."""
    kept: dict[str, Said] = {}
    for one in near:
        known = kept.setdefault(one.sentence.sentence_id, one)
        if one.voice == "direct" and known.voice != "direct" and not one.reported_by:
            kept[one.sentence.sentence_id] = one
    return list(kept.values())


def _names(last: Sequence[str], said: Said) -> bool:
    around = f"{said.before.text if said.before else ''} {said.sentence.text}"
    return any(last == words_of(word)[-1:] for word in around.split())


def strength(said: Said, issue: str) -> float:
    """Return how well a statement shows a position: near the issue, plain, with its condition."""
    stance = stance_of(said, issue)
    return _log_odds(said) + 0.4 * stance.weight + 0.3 * (stance.condition is not None)


def _log_odds(said: Said) -> float:
    chance = min(max(said.nearness, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))
