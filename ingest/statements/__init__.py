"""Find who said what: rules over the sentences of one article.

verbs.py, names.py, vocabulary.py   words that the rules know
quotations.py   which quotation marks belong together
reading.py      sentences as tagged tokens
phrases.py      tokens as phrases
sources.py      who speaks
subjects.py     whose each verb is
contents.py     what a cue introduces
drafts.py       a statement in the making, and its sentence
speech.py       verbs of saying
cues.py         other cues: nouns, states of mind, "according to"
rules.py        all put together, and quotations that go on
people.py       whom names, offices and pronouns mean
dates.py        when it was said
venues.py       where it was said
speakers.py     who uttered it for its holder
turns.py        transcripts
proposals.py    statements as a model proposes them
verbatim.py     where a proposal's words stand
ties.py         whether words belong to a cue
holding.py      whose a proposal is
admission.py    which proposals become drafts
overlap.py      a proposal beside what the rules found
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.models import Article, AsOf, Holder, Sentence, SpanText, Statement, Voice, statement_id
from ingest.statements.admission import Admission, Told
from ingest.statements.dates import as_of
from ingest.statements.drafts import Draft, apart
from ingest.statements.overlap import relation
from ingest.statements.people import Cast, Person
from ingest.statements.proposals import Proposal
from ingest.statements.quotations import Quotation, quotations
from ingest.statements.reading import Line, read
from ingest.statements.rules import drafts_of
from ingest.statements.sources import Source
from ingest.statements.speakers import speaker
from ingest.statements.turns import Turn, is_question, turns
from ingest.statements.venues import venue

STATEMENT_RULES = "rules-8"
"""The recipe of statements: it changes whenever the same article would give others."""

_SPEAKING = ("body", "standfirst")


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of an article, and what became of the proposals for it.

    Of these ``added`` are among the statements, ``known`` are what the rules found too, ``conflicts`` give words to another holder
    than the rules or the sentence's grammar do (the rules' statement stays), and ``refused`` are no statement of the article.
    """

    statements: tuple[Statement, ...]
    added: int = 0
    known: int = 0
    conflicts: int = 0
    refused: int = 0


def statements_of(article: Article, sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """Return the statements of an article by rules, in the order of their cues; headlines and captions make none by themselves.

    Every span is verbatim: ``article.text[span.start:span.end] == span.text``.
    """
    return statements_with(article, sentences, ()).statements


def to_be_proposed_from(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences of an article in which a model may find statements; of a transcript none, as its labels say who speaks."""
    spoken = tuple(s for s in sentences if s.role in _SPEAKING)
    return () if turns(article, spoken) else spoken


def statements_with(article: Article, sentences: Sequence[Sentence], proposals: Sequence[Proposal]) -> Found:
    """Return the statements of an article by rules, and those that a model proposed and the rules did not find."""
    spoken = [s for s in sentences if s.role in _SPEAKING]
    taken = turns(article, spoken)
    if taken:
        asked = _who_is_asked(article, sentences, taken)
        return Found(tuple(_turn(article, turn, asked) for turn in taken), refused=len(proposals))
    quoted = quotations(article.text, _paragraphs(spoken))
    lines = read(spoken, quoted)
    drafts, subjects = drafts_of(lines, quoted)
    return _Writer(article, lines, quoted, subjects).write(drafts, proposals)


def people_named(article: Article, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the people whom an article gives in full, by a first name that is one, those named most often first."""
    spoken = [s for s in sentences if s.role in _SPEAKING]
    quoted = quotations(article.text, _paragraphs(spoken))
    lines = read(spoken, quoted)
    return Cast(lines, drafts_of(lines, quoted)[1]).in_full()


def named_as(corrected: Mapping[str, str], found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements with whom a person said that their holders' and speakers' names mean."""
    if not corrected:
        return tuple(found)

    def name(known: str | None) -> str | None:
        return corrected.get(known, known) if known else known

    return tuple(
        replace(
            s,
            holder=replace(s.holder, name=name(s.holder.name)) if s.holder else None,
            speaker=name(s.speaker),
            reported_by=name(s.reported_by),
        )
        for s in found
    )


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    places: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = places.get(sentence.paragraph, (sentence.start, 0))
        places[sentence.paragraph] = (start, sentence.end)
    return list(places.values())


_Named = tuple[Draft, Holder | None]


class _Writer:
    """Turns drafts into statements: names their holders, dates them, and says who reports them."""

    def __init__(self, article: Article, lines: Sequence[Line], quoted: Sequence[Quotation], subjects: Sequence[Source | None]) -> None:
        self.article, self.lines, self.quoted = article, lines, quoted
        self.openings = [q.start for q in quoted]
        self.starts = [line.sentence.start for line in lines]
        self.cast = Cast(lines, subjects)

    def write(self, drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> Found:
        """Name the rules' statements first, as if there were no proposals: nothing that a model says changes them."""
        holders: list[tuple[int, Person]] = []
        named: list[_Named] = []
        for draft in drafts:
            holder, person = self._speaks_of_self(draft, named) or self._holder(draft, holders)
            if person:
                holders.append((draft.line, person))
            named.append((draft, holder))
        found = self._told_by(named, named)
        if not proposals:
            return Found(tuple(found))
        admission = Admission(self.lines, self.quoted, self.cast)
        added: list[_Named] = []
        told: dict[int, Told] = {}
        count: Counter[str] = Counter()
        for proposal in proposals:
            admitted = admission.admit(proposal)
            if isinstance(admitted, str):
                count["conflicts" if admitted == "other_holder" else "refused"] += 1
                continue
            holder, _ = self._holder(admitted.draft, holders)
            how = relation((admitted.draft, holder), [*named, *added])
            if how == "new":
                added.append((admitted.draft, holder))
                told[id(admitted.draft)] = admitted.told
            count["conflicts" if how == "conflict" else how] += 1
        by_model = self._told_by(added, [*named, *added], told)
        placed = sorted((*found, *by_model), key=_place)
        return Found(tuple(placed), len(by_model), count["known"], count["conflicts"], count["refused"] + len(added) - len(by_model))

    def _told_by(self, named: Sequence[_Named], others: Sequence[_Named], told: Mapping[int, Told] = {}) -> list[Statement]:
        """Return statements with those who tell them; ``told`` is what a model says beside, of the drafts that it proposed."""
        found: list[Statement] = []
        beside: dict[int, list[_Named]] = defaultdict(list)
        for draft, holder in others:
            for number in {draft.line, *draft.lines}:
                beside[number].append((draft, holder))
        for draft, holder in named:
            teller = self._teller(draft, beside[draft.line])
            own = teller is None or (holder is not None and _is_same(holder, teller))
            if teller is None or self._stands(draft, holder, own):
                reported_by = None if own or teller is None else teller.name or teller.text
                statement = self._statement(draft, holder, reported_by)
                found.append(self._with_told(statement, told[id(draft)], beside[draft.line]) if id(draft) in told else statement)
        return found

    def _with_told(self, statement: Statement, told: Told, beside: Sequence[_Named]) -> Statement:
        """Add what a model says of the telling where the rules say nothing; who reports it must hold a statement of that sentence."""
        reporter = None
        if told.reported_by is not None:
            start, end = told.reported_by
            reporter = next((h for _, h in beside if h and h.start < end and start < h.end and not _is_held_by(statement, h)), None)
        return replace(
            statement,
            made_by="model",
            speaker=statement.speaker or told.speaker,
            reported_by=statement.reported_by or (None if reporter is None else reporter.name or reporter.text),
            venue=statement.venue or told.venue,
        )

    def _speaks_of_self(self, draft: Draft, named: Sequence[_Named]) -> tuple[Holder, Person | None] | None:
        """The teller whose words begin with the "he" who holds a statement within them: "Lee, whom Ray met, said he had told Ray that"."""
        source, line = draft.source, self.lines[draft.line]
        if source is None or source.head_end - source.head != 1 or line.low[source.head] not in ("he", "she"):
            return None
        start, end = line.starts[source.head], line.ends[source.head]
        teller = next(
            (h for d, h in reversed(named) if d.line == draft.line and h and d.content and self._opens(d.content[0], start)), None
        )
        if teller is None or teller.name is None:
            return None
        person = self.cast.persons.get(teller.name.casefold())
        if person is not None and person.votes * (1 if line.low[source.head] == "he" else -1) < 0:
            return None
        return Holder(start, end, self.article.text[start:end], person.name if person else None), person

    def _opens(self, content: tuple[int, int], start: int) -> bool:
        """Whether a content begins at a character, or there behind "that"."""
        return content[0] == start or (content[0] < start <= content[0] + 5 and self.article.text[content[0] : start].strip() == "that")

    def _holder(self, draft: Draft, holders: Sequence[tuple[int, Person]]) -> tuple[Holder | None, Person | None]:
        source = draft.source
        if source is None:
            return None, None
        line = self.lines[draft.line]
        name, person = self.cast.holder(draft.line, source, draft.content, holders)
        start, end = line.starts[source.start], line.ends[source.end - 1]
        return Holder(start, end, self.article.text[start:end], name), person

    def _teller(self, draft: Draft, named: Sequence[_Named]) -> Holder | None:
        """Who tells that the holder said so: the holder of the statement whose content has this one's cue."""
        at = draft.cue[0][0] if draft.cue else draft.content[0][0]
        for other, teller in named:
            if other is not draft and teller is not None and any(a <= at < b for a, b in other.content):
                return teller
        return None

    def _stands(self, draft: Draft, holder: Holder | None, own: bool) -> bool:
        """Whether a statement inside another's words is one of its own: somebody else who is named, or somebody who "said"."""
        if draft.cue and self.article.text[slice(*draft.cue[-1])].split()[-1].lower() in ("say", "says", "said"):
            return True
        return not own and holder is not None and holder.name is not None

    def _statement(self, draft: Draft, holder: Holder | None, reported_by: str | None) -> Statement:
        article, line = self.article, self.lines[draft.line]
        content = apart(self._trimmed(a, b) for a, b in draft.content)
        skip = [*content, (holder.start, holder.end)] if holder else content
        places = sorted({*(s for s in self._sentences(content)), *draft.lines})
        return Statement(
            statement_id(article.article_id, article.version, draft.cue[0][0] if draft.cue else -1, content[0][0], content[-1][1]),
            article.article_id,
            article.version,
            holder,
            tuple(self._span(a, b) for a, b in draft.cue),
            tuple(self._span(a, b) for a, b in content),
            self._voice(content),
            tuple(self.lines[i].sentence.sentence_id for i in places),
            speaker=speaker(line, skip),
            reported_by=reported_by,
            venue=venue(line, skip, draft.spoken_to),
            as_of=as_of(line, skip, article.metadata.published_day),
        )

    def _sentences(self, content: Sequence[tuple[int, int]]) -> list[int]:
        found: list[int] = []
        for start, end in content:
            found += range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end))
        return found

    def _span(self, start: int, end: int) -> SpanText:
        return SpanText(start, end, self.article.text[start:end])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self.article.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return start, end

    def _voice(self, content: Sequence[tuple[int, int]]) -> Voice:
        """Direct where all words are quoted, indirect where none are."""
        words = sum(b - a for a, b in content)
        inside = 0
        for a, b in content:
            for q in self.quoted[max(0, bisect_right(self.openings, a) - 1) : bisect_left(self.openings, b)]:
                inside += max(0, min(b, q.end) - max(a, q.start))
        return "direct" if inside and inside >= words - 2 * len(content) else "mixed" if inside else "indirect"


def _is_held_by(statement: Statement, holder: Holder) -> bool:
    return statement.holder is not None and _is_same(statement.holder, holder)


def _place(statement: Statement) -> int:
    """Where a statement's cue stands, or its content."""
    return (statement.cue or statement.content)[0].start


def _is_same(one: Holder, other: Holder) -> bool:
    return one.start == other.start or (one.name is not None and one.name == other.name)


def _who_is_asked(article: Article, sentences: Sequence[Sentence], taken: Sequence[Turn]) -> str | None:
    """The one person named in full above the questions of an interview, who gives the answers; ``None`` where there are more."""
    if all(turn.name != "A" for turn in taken):
        return None
    above = people_named(article, [s for s in sentences if s.end <= taken[0].start and not is_question(article.text, s)])
    return above[0] if len(above) == 1 else None


def _turn(article: Article, turn: Turn, asked: str | None) -> Statement:
    """Return a turn as a statement; ``asked`` is who gives the answers that are labelled "A"."""
    day = article.metadata.published_day
    text = article.text
    return Statement(
        statement_id(article.article_id, article.version, turn.start, turn.content[0][0], turn.content[-1][1]),
        article.article_id,
        article.version,
        Holder(turn.start, turn.end, text[turn.start : turn.end], asked if turn.name == "A" else turn.name),
        (),
        tuple(SpanText(a, b, text[a:b]) for a, b in turn.content),
        "direct",
        tuple(s.sentence_id for s in turn.sentences),
        as_of=AsOf(day, "day", "published") if day else None,
    )


__all__ = ["STATEMENT_RULES", "Found", "named_as", "people_named", "statements_of", "statements_with", "to_be_proposed_from"]
