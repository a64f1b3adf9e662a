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
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.models import Article, AsOf, Holder, Sentence, SpanText, Statement, Voice, statement_id
from ingest.statements.dates import as_of
from ingest.statements.drafts import Draft
from ingest.statements.people import Cast, Person
from ingest.statements.quotations import Quotation, quotations
from ingest.statements.reading import Line, read
from ingest.statements.rules import drafts_of
from ingest.statements.sources import Source
from ingest.statements.speakers import speaker
from ingest.statements.turns import Turn, turns
from ingest.statements.venues import venue

STATEMENT_RULES = "rules-2"
"""The recipe of statements: it changes whenever the same article would give others."""

_SPEAKING = ("body", "standfirst")


def statements_of(article: Article, sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """Return the statements of an article, in the order of their cues; headlines and captions make none by themselves.

    Every span is verbatim: ``article.text[span.start:span.end] == span.text``.
    """
    spoken = [s for s in sentences if s.role in _SPEAKING]
    taken = turns(article, spoken)
    if taken:
        return tuple(_turn(article, turn) for turn in taken)
    quoted = quotations(article.text, _paragraphs(spoken))
    lines = read(spoken, quoted)
    drafts, subjects = drafts_of(lines, quoted)
    return tuple(_Writer(article, lines, quoted, subjects).write(drafts))


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


class _Writer:
    """Turns drafts into statements: names their holders, dates them, and says who reports them."""

    def __init__(self, article: Article, lines: Sequence[Line], quoted: Sequence[Quotation], subjects: Sequence[Source | None]) -> None:
        self.article, self.lines, self.quoted = article, lines, quoted
        self.openings = [q.start for q in quoted]
        self.starts = [line.sentence.start for line in lines]
        self.cast = Cast(lines, subjects)

    def write(self, drafts: Sequence[Draft]) -> list[Statement]:
        holders: list[tuple[int, Person]] = []
        named: list[tuple[Draft, Holder | None]] = []
        for draft in drafts:
            holder, person = self._holder(draft, holders)
            if person:
                holders.append((draft.line, person))
            named.append((draft, holder))
        found: list[Statement] = []
        beside: dict[int, list[tuple[Draft, Holder | None]]] = defaultdict(list)
        for draft, holder in named:
            for number in {draft.line, *draft.lines}:
                beside[number].append((draft, holder))
        for draft, holder in named:
            teller = self._teller(draft, beside[draft.line])
            own = teller is None or (holder is not None and _is_same(holder, teller))
            if teller is None or self._stands(draft, holder, own):
                found.append(self._statement(draft, holder, None if own or teller is None else teller.name or teller.text))
        return found

    def _holder(self, draft: Draft, holders: Sequence[tuple[int, Person]]) -> tuple[Holder | None, Person | None]:
        source = draft.source
        if source is None:
            return None, None
        line = self.lines[draft.line]
        name, person = self.cast.holder(draft.line, source, draft.content, holders)
        start, end = line.starts[source.start], line.ends[source.end - 1]
        return Holder(start, end, self.article.text[start:end], name), person

    def _teller(self, draft: Draft, named: Sequence[tuple[Draft, Holder | None]]) -> Holder | None:
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
        content = _apart(self._trimmed(a, b) for a, b in draft.content)
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


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put spans in order, and make one of two that overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _is_same(one: Holder, other: Holder) -> bool:
    return one.start == other.start or (one.name is not None and one.name == other.name)


def _turn(article: Article, turn: Turn) -> Statement:
    day = article.metadata.published_day
    text = article.text
    return Statement(
        statement_id(article.article_id, article.version, turn.start, turn.content[0][0], turn.content[-1][1]),
        article.article_id,
        article.version,
        Holder(turn.start, turn.end, text[turn.start : turn.end], turn.name),
        (),
        tuple(SpanText(a, b, text[a:b]) for a, b in turn.content),
        "direct",
        tuple(s.sentence_id for s in turn.sentences),
        as_of=AsOf(day, "day", "published") if day else None,
    )


__all__ = ["STATEMENT_RULES", "named_as", "people_named", "statements_of"]
