"""Make position reports: the statements on an issue, by holder, with the stance that their own words show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.models import Article, Passage
from ingest.statements import people_named
from ingest.store.found import HolderCount, Selection
from ingest.words import stems
from qa.cite import Numbering, source_of
from qa.models import (
    Change,
    Citation,
    Claim,
    HeldStatement,
    Label,
    Lean,
    Position,
    PositionReport,
    Proposal,
    Question,
    Searched,
    Source,
    Stance,
    Timeline,
    Verification,
)
from qa.positions.asked.capitals import with_capitals
from qa.positions.asked.question import PositionQuestion, read_position_question
from qa.positions.asked.whom import Meant, Whom, all_of, names_of
from qa.positions.changes import change, dated
from qa.positions.chosen import chosen
from qa.positions.gather import Gatherer, Said, Shelf, sayings
from qa.positions.held import ENOUGH, NEAR, Held, held_by, is_clear, stance_of, strength, told_by
from qa.positions.label import label_of
from qa.positions.names.holders import meant, one_name_each, words_of
from qa.positions.occasions import day_of, grouped, occasions
from qa.positions.overall import opposite_words, overall
from qa.positions.proposals import by_proposal, proposal_in, towards
from qa.positions.spoken_for import spoken_for
from qa.positions.stances.target import is_topic
from qa.positions.statements import condition_in, evidence_of, held_statement
from qa.positions.timeline import timeline
from qa.question import Span, named_outlets, named_span

Verify = Callable[[str, Sequence[Source]], Verification]

_SHOWN = 8  # statements of one holder
_ABOUT = 2  # sentences about a holder's view
_READ_FOR_NAMES = 8  # cited articles at most
_NAMED = 5  # people who are only named
_SPEAKS_TO_IT = 0.2  # chance that one statement of a holder needs to speak to the issue, where everybody is asked for
_PLAINLY = 2.0  # the same of words that do so beyond doubt: "opposed"
_SHOWS = 0.85  # weight of a statement's words from which they carry a stance that is named
_TAKES_A_SIDE = 1.0  # weight of a statement's words from which it shows a side by itself


class PositionShelf(Shelf, Protocol):
    """What reports read of the catalog beside statements."""

    def select(self, outlets: Sequence[str] = (), since: str | None = None, until: str | None = None) -> Selection: ...
    def lexical(self, stems: Sequence[str], k: int, within: frozenset[str] | None = None) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...
    def articles_by_id(self, ids: Collection[str]) -> dict[str, Article]: ...
    def copies(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]: ...
    def corrected_holders(self) -> dict[str, str]: ...
    def holder_counts(self) -> dict[str, HolderCount]: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """What holders said on an issue; ``of_everybody`` where no holder was asked for."""

    issue: str
    held: tuple[Held, ...]
    of_everybody: bool = False


@dataclass(frozen=True)
class Positions:
    """Reports positions over one home. Safe to call from several threads."""

    lookup: PositionShelf
    gatherer: Gatherer
    verify: Verify

    @property
    def whom(self) -> Whom:
        """Who tells whom a question asks about."""
        return Whom(self.lookup)

    def gathered(self, question: Question) -> Gathered:
        """Return an issue, and what holders said on it. ``question.text`` names it in a few words, or in a whole question."""
        filters = question.filters
        asked = self.asked(question.text, self.lookup.select(filters.outlets, filters.since, filters.until).outlets)
        if asked is None or filters.holder:
            issue = asked.issue if asked else question.text
            held = self.held(question, issue, self.named((filters.holder,)) or (filters.holder,) if filters.holder else ())
            return Gathered(issue, held, of_everybody=not filters.holder)
        holders = all_of(self.meant(asked, question.text, question.today))
        return Gathered(asked.issue, chosen(self.asked_for(question, asked, holders), asked) or tuple(Held(name, ()) for name in holders))

    def asked(self, text: str, outlets: Collection[str] = ()) -> PositionQuestion | None:
        """Return what a text asks for if it asks for positions; one that may ask for something else needs a holder who speaks here.

        Of somebody whom the articles only name, other evidence may tell as well.
        """
        text = with_capitals(text, {name: count.statements for name, count in self.lookup.holder_counts().items()})
        asked = read_position_question(text, outlets)
        if asked is None or asked.is_sure:
            return asked
        strangers = [name for name in asked.holders if not self.whom.knows(name)]
        if not strangers:
            return asked
        are_named = all(len(words_of(name)) > 1 and self.naming(name) for name in strangers)
        return replace(asked, may_be_fact=True) if are_named else None

    def asked_for(self, question: Question, asked: PositionQuestion, holders: Sequence[str]) -> tuple[Held, ...]:
        """Return what a question about positions asks for, of the outlets and days that it names."""
        filters = question.filters
        outlets = filters.outlets or named_outlets(question.text, self.lookup.select((), filters.since, filters.until).outlets)
        question = replace(question, filters=replace(filters, outlets=outlets))
        span = None if asked.kind in ("change", "timeline") else named_span(question.text, question.today)
        if asked.teller is not None and asked.teller in asked.holders:
            return self._told_of(question, asked.issue, asked.teller)
        held = self.held(question, asked.issue, holders, span, asked.teller)
        if asked.kind == "who":
            wanted = (asked.side,) if asked.side else ("supports", "opposes", "conditional", "mixed")
            return tuple(one for one in held if overall(one.own, self.gatherer.also_called(asked.issue))[0] in wanted)
        return held

    def _told_of(self, question: Question, issue: str, teller: str) -> tuple[Held, ...]:
        """Return what a teller says of somebody whom the question does not name ("his wife"): whom the statements most often name."""
        said = [s for read in self.gatherer.articles(question, [teller], issue) for s in sayings(read) if s.nearness >= NEAR]
        told = [s for s in said if s.reported_by and meant(teller, [s.reported_by]) and len(words_of(s.holder)) > 1]
        names = sorted({s.holder for s in told}, key=lambda name: (-sum(s.nearness for s in told if s.holder == name), name))
        return self.held(question, issue, names[:1] or [teller], None, teller if names else None)

    def compared(self, question: Question, holders: Sequence[str]) -> Gathered:
        """Return the issue that ``question.text`` names, and what these holders said on it, in their order."""
        issue = self._issue(question)
        return Gathered(issue, self.held(question, issue, [name for one in holders for name in self.named([one]) or (one,)]))

    def timeline(self, question: Question, holder: str) -> Timeline:
        """Return a holder's own statements on the issue ``question.text``, by date."""
        named = self.named([holder]) or (holder,)
        issue = self._issue(question)
        (held,) = self.held(question, issue, named)
        line = timeline(question, self.gatherer.also_called(issue), held, self.searched(question, [held]))
        return replace(line, issue=issue)

    def _issue(self, question: Question) -> str:
        """Return the issue in a few words, where a whole question names it."""
        asked = self.asked(question.text, self.lookup.select().outlets)
        return asked.issue if asked else question.text

    def meant(self, asked: PositionQuestion, text: str, today: str | None = None) -> tuple[Meant, ...]:
        """Return whom a question means: an office is held near the days that it names."""
        span = named_span(text, today)
        return tuple(self.whom.means(one, span) for one in asked.holders)

    def named(self, printed: Sequence[str]) -> tuple[str, ...]:
        """Return holders by name; an office by who holds it, as printed where others are named beside it and left out else."""
        return names_of([self.whom.means(one) for one in printed])

    def written(self, question: Question, gathered: Gathered) -> PositionReport:
        """Return a report with its sentences numbered in the order of their first use."""
        issue, held = gathered.issue, gathered.held
        numbering = Numbering()
        citations: list[Citation] = []
        positions = []
        called = self.gatherer.also_called(issue)
        copies = self.lookup.copies({said.article.article_id for one in held for said in one.shown})
        stories = {article: group[0] for article, group in copies.items()}
        for one in held:
            position, new = _position(one, called, numbering, self.verify, _SHOWN, stories)
            positions.append(position)
            citations += new
        named = self._named_only(citations, held) if gathered.of_everybody else ()
        return PositionReport(issue, question.id, None, tuple(positions), tuple(citations), self.searched(question, held), named)

    def _named_only(self, citations: Sequence[Citation], held: Sequence[Held]) -> tuple[str, ...]:
        """Return whom the cited articles name beside those of whom something was found, whom most of them name first."""
        counts: Counter[str] = Counter()
        for article_id in list(dict.fromkeys(c.article_id for c in citations))[:_READ_FOR_NAMES]:
            article = self.lookup.articles_by_id([article_id])[article_id]
            counts.update(people_named(article, self.lookup.sentences(article_id, article.version)))
        usual = one_name_each(counts, self.lookup.corrected_holders())
        known = {words_of(one.holder)[-1:] for one in held}
        names = dict.fromkeys(usual[name] for name, _ in counts.most_common())
        return tuple(name for name in names if words_of(name)[-1:] not in known)[:_NAMED]

    def held(
        self, question: Question, issue: str, holders: Sequence[str] = (), span: Span | None = None, teller: str | None = None
    ) -> tuple[Held, ...]:
        """Return what holders said on an issue: those asked for in their order, else all, who said most first.

        With a ``teller``, what the teller says of them stands among their reported statements.
        """
        question = replace(question, filters=replace(question.filters, holder=None))
        reads = self.gatherer.articles(question, holders, issue)
        named = [name for name in holders if words_of(name)]
        if not holders:  # those who said something on it may have done something, too: voted, signed
            spoke = (s.holder for read in reads for s in sayings(read) if s.nearness >= ENOUGH and s.names_issue)
            named = sorted({name for name in spoke if len(name.split()) > 1})
        given = [(read, sayings(read, named)) for read in reads]
        said = [s for read, found in given for s in (*found, *(spoken_for(read, found, named) if holders else ()))]
        said = [s for s in said if span is None or span.holds(day_of(s))]
        called = self.gatherer.also_called(issue)
        names = one_name_each(Counter(s.holder for s in said), self.lookup.corrected_holders())
        of: dict[str, list[Said]] = defaultdict(list)
        for one in said:
            of[names[one.holder]].append(one)
        if not holders:
            every = [held_by(_as_printed(name, of[name]), of[name], called) for name in of]
            heard = [one for one in every if _speaks_to(one, called)]
            return tuple(sorted(heard, key=lambda one: (not one.own, -sum(s.nearness for s in one.own), one.holder)))
        found = []
        for asked in holders:
            same = sorted(meant(asked, of), key=lambda name: (-len(of[name]), name))
            whole = held_by(_as_printed(same[0], of[same[0]]), of[same[0]], called) if same and is_clear(same, of) else Held(asked, ())
            found.append(told_by(teller, whole, of, called) if teller else whole)
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

    def naming(self, holder: str, within: frozenset[str] | None = None) -> int:
        """Return how many articles name a holder; ``within`` are the passages that count, by default all."""
        last = stems(holder)[-1:]
        ids = [i for i, _ in self.lookup.lexical(last, self.lookup.passage_count, within)] if last else []
        return len({p.article_id for p in self.lookup.passages(ids).values()})

    def searched(self, question: Question, held: Sequence[Held] = ()) -> Searched:
        """Return which articles count, and how many of them name those of whom no statement was found."""
        filters = question.filters
        s = self.lookup.select(filters.outlets, filters.since, filters.until)
        naming = {one.holder: self.naming(one.holder, s.passages) for one in held if not one.own}
        return Searched(s.articles, s.undated, s.first, s.last, s.outlets, naming)


def _speaks_to(held: Held, issue: str) -> bool:
    """Whether one of a holder's sentences is likely to speak to the issue, or names it and plainly takes a side."""
    return any(s.nearness >= _SPEAKS_TO_IT for s in (*held.own, *held.about)) or any(
        s.nearness >= ENOUGH and s.names_issue and stance_of(s, issue).weight >= _PLAINLY for s in held.own
    )


def _as_printed(name: str, said: Sequence[Said]) -> str:
    """Return a surname with the title that the articles print before it, most often, where they never give the full name."""
    titled = Counter(s.as_printed for s in said if len(name.split()) == 1 and s.as_printed.endswith(f" {name}"))
    return next((printed for printed, _ in titled.most_common(1) if words_of(printed) == words_of(name)), name)


def _position(
    held: Held, issue: str, numbering: Numbering, verify: Verify, shown: int, stories: Mapping[str, str]
) -> tuple[Position, list[Citation]]:
    citations: list[Citation] = []
    statements: list[HeldStatement] = []
    for group in grouped([*held.own[:shown], *held.reported[: max(0, shown - len(held.own))]]):
        statement, new = held_statement(group, held.holder, numbering)
        statements.append(statement)
        citations += new
    about: list[int] = []
    for one in () if held.shown else held.about[:_ABOUT]:  # an article's assessment stands in where there is no statement
        numbers, more = numbering.cite([replace(evidence_of(one, held.holder), spoken=None)])
        citations += more
        about += numbers
    stance, leans = overall(held.shown, issue)

    def number(one: Said) -> int:
        return numbering.cite([evidence_of(one, held.holder)])[0][0]

    days = sorted(day for day in map(day_of, held.shown) if day)
    best = max(held.shown[:shown], key=lambda said: _rank(said, issue, stance, leans), default=None)
    line = dated(held.own, issue)
    told = change(line)
    changes = (told,) if told and {told.statement_before, told.statement_after} <= {s.statement_id for s in statements} else ()
    condition = None
    if stance == "conditional":
        conditions = (
            condition_in(one, issue, number(one)) for one in sorted(held.shown[:shown], key=lambda said: -strength(said, issue))[:2]
        )
        condition = next(filter(None, conditions), None)
    label = label_of(best, issue, number(best)) if best and _is_plain(best, issue, stance, leans) else None
    other_label = None
    if stance == "mixed" and (both := opposite_words(held.shown, issue)):
        label, other_label = (label_of(one, issue, number(one)) for one in both)
    if label is None and stance != "none_found":
        stance, leans, condition = "unclear", None, None
    speaks_of = proposal_in(best, issue, is_topic=is_topic(issue)) if best else None
    return (
        Position(
            holder=held.holder,
            proposal=speaks_of.text if speaks_of else None,
            stance=stance,
            leans=leans,
            condition=condition,
            summary=_claim(best, held.holder, numbering.cite([evidence_of(best, held.holder)])[0], verify) if best else None,
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            origins=occasions(held.shown, stories),
            about=tuple(about),
            statements=tuple(statements),
            changes=changes,
            side=_side(held, issue, leans or stance, changes, statements, shown),
            label=label,
            other_label=other_label,
            proposals=_proposals(held.shown[:shown], issue, number) if is_topic(issue) else (),
        ),
        citations,
    )


def _proposals(said: Sequence[Said], issue: str, number: Callable[[Said], int]) -> tuple[Proposal, ...]:
    """Return what statements on a topic speak of, with the stance towards it where the words of one show it plainly."""
    found = []
    for span, group in by_proposal(said, lambda one: proposal_in(one, issue, is_topic=True)):
        if span is None:
            continue
        shown = [(one, proposal) for one in group if (proposal := proposal_in(one, issue, is_topic=True)) is not None]
        reads = [(one, *towards(one, proposal)) for one, proposal in shown]
        one, stance, words = next((read for read in reads if read[2]), (group[0], "unclear", ()))
        label = Label(words, number(one)) if words else None
        ids = tuple(dict.fromkeys(one.statement_id for one in group))
        found.append(Proposal(span.text, number(group[0]), stance, label, ids))
    return tuple(found)


def _is_plain(said: Said, issue: str, stance: Stance, leans: Lean | None) -> bool:
    """Whether a statement by itself shows a stance plainly enough to name it."""
    if stance in ("unclear", "none_found"):
        return False
    read = stance_of(said, issue)
    return stance == "declined" or read.condition is not None or _weight(said, issue, leans or stance) >= _SHOWS


def _rank(said: Said, issue: str, stance: Stance, leans: Lean | None) -> tuple[bool, bool, bool, float]:
    """How well a statement stands for a stance: it shows it, plainly, it is the holder's and not the outlet's account, it is strong."""
    is_plain = _is_plain(said, issue, stance, leans)
    return _carries(said, issue, stance, leans), is_plain, is_plain and said.voice != "narrated", strength(said, issue)


def _carries(said: Said, issue: str, stance: Stance, leans: Lean | None) -> bool:
    """Whether a statement shows the stance by its own words: what is cited behind a stance has to."""
    if stance == "conditional":
        return stance_of(said, issue).condition is not None
    return _weight(said, issue, leans or stance) > 0


def _side(held: Held, issue: str, side: Stance, changes: Sequence[Change], statements: Sequence[HeldStatement], shown: int) -> int | None:
    """Return the number of an own sentence that plainly takes a side by itself, the last one of a change before the plainest."""
    later = {change.statement_after for change in changes}
    numbers = {statement.statement_id: statement.citations[0] for statement in statements}
    plain = [s for s in held.own[:shown] if s.statement_id in numbers and _weight(s, issue, side) >= _TAKES_A_SIDE]
    best = max(plain, key=lambda s: (s.statement_id in later, _weight(s, issue, side), strength(s, issue)), default=None)
    return None if best is None else numbers[best.statement_id]


def _weight(said: Said, issue: str, side: Stance) -> float:
    """How plainly a statement takes a side, 0 to 2; 0 where it takes none, or the other."""
    read = stance_of(said, issue)
    return read.weight if read.polarity == {"supports": 1, "opposes": -1}.get(side) else 0.0


def _claim(said: Said, holder: str, numbers: tuple[int, ...], verify: Verify) -> Claim:
    v = verify(said.sentence.text, [source_of(evidence_of(said, holder))])
    return Claim(said.sentence.text, v.verdict, v.score, numbers, v.reasons, v.quotations)
