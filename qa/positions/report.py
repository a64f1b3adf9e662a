"""Make position reports: the statements on an issue, by holder, with the stance that their own words show."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from ingest.models import Passage
from ingest.store.lookup import Selection
from ingest.words import content_stems, stems
from qa.cite import Numbering, source_of
from qa.models import (
    Citation,
    Claim,
    Condition,
    Evidence,
    HeldStatement,
    Lean,
    Position,
    PositionReport,
    Question,
    Searched,
    Source,
    Spoken,
    Stance,
    Verification,
)
from qa.positions.gather import Gatherer, Said, Shelf, sayings
from qa.positions.holders import is_same, meant, one_name_each, words_of
from qa.positions.offices import office_holder
from qa.positions.question import read_position_question
from qa.positions.stance import StanceRead, read_stance
from qa.question import Span

Verify = Callable[[str, Sequence[Source]], Verification]

NEAR = 0.08
"""Chance of speaking to the issue from which a sentence counts."""
ENOUGH = 0.1
"""The same of the holder's best sentence that names the issue itself or takes sides, below which nothing of the holder counts."""
_BELOW = 3.0  # log-odds below the holder's first from which a sentence is left out
_SHOWN = 8  # statements of one holder
_APART = 30  # days between two sides, from which the later one is where the holder stands
_ISO_DAY = 10  # characters
_ABOUT = 2  # sentences about a holder's view
_SAME = 0.7  # share of content words from which two statements are one


class PositionShelf(Shelf, Protocol):
    """What reports read of the catalog beside statements."""

    def select(self, outlets: Sequence[str] = (), since: str | None = None, until: str | None = None) -> Selection: ...
    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...


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


@dataclass(frozen=True)
class Positions:
    """Reports positions over one home. Safe to call from several threads."""

    lookup: PositionShelf
    gatherer: Gatherer
    verify: Verify

    def report(self, question: Question) -> PositionReport:
        """Return who stands where. ``question.text`` is an issue in a few words, or a whole question that names it and its holders."""
        asked = read_position_question(question.text)
        issue = asked.issue if asked else question.text
        holders = (question.filters.holder,) if question.filters.holder else asked.holders if asked else ()
        held = self.held(question, issue, self.named(holders))
        return self.written(question, issue, held)

    def named(self, printed: Sequence[str]) -> tuple[str, ...]:
        """Return holders by name: an office by who holds it, left out where the articles do not tell."""
        found = [self.office(name) if name.lower().startswith("the ") else name for name in printed]
        return tuple(name for name in found if name)

    def written(self, question: Question, issue: str, held: Sequence[Held], shown: int = _SHOWN) -> PositionReport:
        """Return a report with its sentences numbered in the order of their first use."""
        numbering = Numbering()
        citations: list[Citation] = []
        positions = []
        for one in held:
            position, new = _position(one, issue, numbering, self.verify, shown)
            positions.append(position)
            citations += new
        return PositionReport(issue, question.id, None, tuple(positions), tuple(citations), self.searched(question, held))

    def held(
        self, question: Question, issue: str, holders: Sequence[str] = (), span: Span | None = None, teller: str | None = None
    ) -> tuple[Held, ...]:
        """Return what holders said on an issue: those asked for in their order, else all, who said most first.

        With a ``teller``, what the teller says of them stands among their reported statements.
        """
        question = replace(question, filters=replace(question.filters, holder=None))
        surnames = [words_of(name)[-1] for name in holders if words_of(name)]
        reads = self.gatherer.articles(question, " ".join([*holders, issue]), issue)
        printed = {w for name in holders for w in name.split() if w.casefold() in surnames}
        if not holders:  # those who said something on it may have done something, too: voted, signed
            spoke = (s.holder.split() for read in reads for s in sayings(read) if s.nearness >= ENOUGH and s.names_issue)
            printed = {words[-1] for words in spoke if len(words) > 1}
        said = [s for read in reads for s in sayings(read, sorted(printed))]
        said = [s for s in said if span is None or span.holds(_day(s))]
        names = one_name_each(Counter(s.holder for s in said))
        of: dict[str, list[Said]] = defaultdict(list)
        for one in said:
            of[names[one.holder]].append(one)
        if not holders:
            every = [_held(name, of[name], issue) for name in of]
            heard = [one for one in every if one.own or one.about]
            return tuple(sorted(heard, key=lambda one: (not one.own, -sum(s.nearness for s in one.own), one.holder)))
        found = []
        for asked in holders:
            same = sorted(meant(asked, of), key=lambda name: (-len(of[name]), name))
            whole = _held(same[0], of[same[0]], issue) if same and _is_clear(same, of) else Held(asked, ())
            found.append(_told_by(teller, whole, of, issue) if teller else whole)
        return tuple(found)

    def claims(self, report: PositionReport) -> tuple[Claim, ...]:
        """Return the sentences of a report's statements as claims, each once, in the order of their numbers."""
        cited = {c.number: c for c in report.citations}
        about = {n for p in report.positions for n in p.about}
        claims = []
        for number, c in sorted(cited.items()):
            if number not in about:
                v = self.verify(c.text, [Source(c.text, c.sentence_id, c.speaker, outlet=c.outlet, published=c.published)])
                claims.append(Claim(c.text, v.verdict, v.score, (number,), v.reasons, v.quotations))
        return tuple(claims)

    def office(self, office: str) -> str | None:
        """Return who holds an office by these articles, or ``None``."""
        words = content_stems(office)
        short = {"governor": "gov", "senat": "sen", "repres": "rep"}
        ids = [i for i, _ in self.lookup.lexical([*words, *(short[w] for w in words if w in short)], 80)]
        passages = self.lookup.passages(ids)
        return office_holder(office, [s.text for i in ids if i in passages for s in passages[i].sentences])

    def naming(self, holder: str) -> int:
        """Return how many articles name a holder."""
        last = stems(holder)[-1:]
        ids = [i for i, _ in self.lookup.lexical(last, self.lookup.passage_count)] if last else []
        return len({p.article_id for p in self.lookup.passages(ids).values()})

    def searched(self, question: Question, held: Sequence[Held] = ()) -> Searched:
        """Return which articles count, and how many of them name those of whom no statement was found."""
        filters = question.filters
        s = self.lookup.select(filters.outlets, filters.since, filters.until)
        naming = {one.holder: self.naming(one.holder) for one in held if not one.own}
        return Searched(s.articles, s.undated, s.first, s.last, s.outlets, naming)


def _told_by(teller: str, held: Held, of: dict[str, list[Said]], issue: str) -> Held:
    """Return only what the teller says of the holder: statements whose sentence, or the one before it, names the holder."""
    last = words_of(held.holder)[-1:]
    told = [s for name in meant(teller, of) for s in of[name] if not s.is_assessed]
    told = [s for s in told if words_of(s.holder) == words_of(held.holder) or _names(last, s)]
    near = [replace(s, reported_by=s.reported_by or s.holder) for s in _held(held.holder, told, issue).own]
    own = [s for s in held.reported if s.reported_by and meant(teller, [s.reported_by])]
    return Held(held.holder, (), tuple(_distinct([*near, *own])), teller=teller)


def _names(last: Sequence[str], said: Said) -> bool:
    around = f"{said.before.text if said.before else ''} {said.sentence.text}"
    return any(last == words_of(word)[-1:] for word in around.split())


def _is_clear(same: Sequence[str], of: dict[str, list[Said]]) -> bool:
    """Whether a name means one holder: there is no other of it, or hardly."""
    return len(same) == 1 or is_same(same[0], same[1]) or len(of[same[0]]) >= 3 * len(of[same[1]])


def _day(said: Said) -> str | None:
    if said.as_of and said.as_of.basis == "said":
        return said.as_of.date
    return said.article.metadata.published_day


def _held(name: str, said: Sequence[Said], issue: str) -> Held:
    near = sorted((s for s in said if s.nearness >= NEAR), key=lambda s: (-_strength(s, issue), s.sentence.sentence_id, s.statement_id))
    if max((s.nearness for s in near if s.names_issue or stance_of(s, issue).polarity), default=0.0) < ENOUGH:
        near = []
    near = [s for s in near if s.voice == "direct" or _log_odds(s) >= _log_odds(near[0]) - _BELOW]
    own: list[Said] = []
    reported: list[Said] = []
    about: list[Said] = []
    for one in _distinct(near):
        (about if one.is_assessed else reported if one.reported_by else own).append(one)
    return Held(name, tuple(own), tuple(reported), tuple(about))


def _distinct(near: Sequence[Said]) -> list[Said]:
    """Keep one statement of each sentence: its quotation where it has one, else the strongest."""
    kept: dict[str, Said] = {}
    for one in near:
        known = kept.setdefault(one.sentence.sentence_id, one)
        if one.voice == "direct" and known.voice != "direct" and not one.reported_by:
            kept[one.sentence.sentence_id] = one
    return list(kept.values())


def _strength(said: Said, issue: str) -> float:
    stance = stance_of(said, issue)
    return _log_odds(said) + 0.4 * stance.weight + 0.3 * (stance.condition is not None)


def _log_odds(said: Said) -> float:
    chance = min(max(said.nearness, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def stance_of(said: Said, issue: str) -> StanceRead:
    """Return the stance that one sentence shows."""
    behind = said.sentence.text[max(0, said.content[-1].end - said.sentence.start) :] if said.content else ""
    return read_stance(said.cue, " ".join(c.text for c in said.content), frozenset(content_stems(issue)), behind)


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
    days = {sign: [day for s, r in reads if r.polarity == sign and (day := _day(s)) and len(day) == _ISO_DAY] for sign in (1, -1)}
    if not days[1] or not days[-1]:
        return reads
    first, last = sorted((max(days[1]), max(days[-1])))
    if (date.fromisoformat(last) - date.fromisoformat(first)).days <= _APART:
        return reads
    return [(s, r) for s, r in reads if (_day(s) or "") > first]


def _position(held: Held, issue: str, numbering: Numbering, verify: Verify, shown: int) -> tuple[Position, list[Citation]]:
    citations: list[Citation] = []
    statements: list[HeldStatement] = []
    contents: list[frozenset[str]] = []
    for one in [*held.own[:shown], *held.reported[: shown - len(held.own)]]:
        numbers, new = numbering.cite([evidence_of(one, held.holder)])
        citations += new
        words = frozenset(content_stems(" ".join(c.text for c in one.content)))
        same = next((i for i, w in enumerate(contents) if words and len(words & w) >= _SAME * len(words | w)), None)
        if same is not None and bool(statements[same].reported_by) == bool(one.reported_by):
            statements[same] = replace(statements[same], also_in=(*statements[same].also_in, *numbers))
            continue
        contents.append(words)
        statements.append(HeldStatement(one.statement_id, numbers, one.content, one.voice, one.as_of, one.speaker, one.reported_by))
    about: list[int] = []
    for one in held.about[:_ABOUT]:
        numbers, new = numbering.cite([replace(evidence_of(one, held.holder), spoken=None)])
        citations += new
        about += numbers
    stance, leans = overall(held.shown, issue)
    days = sorted(day for day in map(_day, held.shown) if day)
    best = held.shown[0] if held.shown else None
    condition = _condition(held.shown, issue, numbering, citations, held.holder) if stance == "conditional" else None
    return (
        Position(
            holder=held.holder,
            proposal=best.content[0].text if best and best.content else None,
            stance=stance,
            leans=leans,
            condition=condition,
            summary=_claim(best, held.holder, statements[0].citations, verify) if best else None,
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            origins=occasions(held.shown),
            about=tuple(about),
            statements=tuple(statements),
        ),
        citations,
    )


def _condition(own: Sequence[Said], issue: str, numbering: Numbering, citations: list[Citation], holder: str) -> Condition | None:
    for one in own[:2]:
        text = stance_of(one, issue).condition
        if text is not None and text in one.sentence.text:
            numbers, new = numbering.cite([evidence_of(one, holder)])
            citations += new
            return Condition(text, numbers[0])
    return None


def occasions(own: Sequence[Said]) -> int:
    """Count on how many occasions statements were made: the same day and place are one, and so are near-identical words."""
    places: list[tuple[object, frozenset[str]]] = []
    for one in own:
        words = frozenset(content_stems(" ".join(c.text for c in one.content)))
        place = (_day(one), one.venue) if one.venue else one.article.article_id
        if not any(place == p or (words and len(words & w) >= _SAME * len(words | w)) for p, w in places):
            places.append((place, words))
    return len(places)


def evidence_of(said: Said, holder: str) -> Evidence:
    """Return a sentence of a statement as evidence, with whose words it gives."""
    spoken = Spoken(said.reported_by or said.speaker or holder, said.as_printed, said.voice, said.as_of)
    return Evidence(said.sentence, said.article, "", 0, said.nearness, said.before, spoken=spoken)


def _claim(said: Said, holder: str, numbers: tuple[int, ...], verify: Verify) -> Claim:
    v = verify(said.sentence.text, [source_of(evidence_of(said, holder))])
    return Claim(said.sentence.text, v.verdict, v.score, numbers, v.reasons, v.quotations)
