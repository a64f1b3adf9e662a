"""Let a model's proposals in as drafts: only words that stand in their sentences, only holders whom the sentence gives the cue to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from ingest.statements.drafts import Draft, Span, apart, meets
from ingest.statements.holding import Holding
from ingest.statements.people import Cast
from ingest.statements.proposals import WHOLE, Proposal
from ingest.statements.quotations import Quotation
from ingest.statements.reading import Line
from ingest.statements.ties import is_tied
from ingest.statements.verbatim import places
from ingest.statements.verbs import CUES, FORMS, NOUNS, STATES
from ingest.statements.vocabulary import CLASS, WRITINGS

_NEGATED = frozenset(word for word, tag in CLASS.items() if tag == "n") | {"no", "nor", "neither", "without", "hardly", "nobody", "nothing"}
_CONDITIONS = frozenset(("if", "unless", "until", "provided", "except", "without"))


class Told(NamedTuple):
    """What a proposal says beside holder, cue and content, where the sentence has it."""

    speaker: str | None
    reported_by: Span | None
    venue: str | None


class Admitted(NamedTuple):
    """A proposal as a draft."""

    draft: Draft
    told: Told


Refusal = Literal["not_verbatim", "no_statement", "other_holder"]
"""Why a proposal is not let in: words that are not there; nothing that anybody says; a holder whom the sentence's grammar contradicts."""


class Admission:
    """Checks proposals against one article."""

    def __init__(self, lines: Sequence[Line], quoted: Sequence[Quotation], cast: Cast) -> None:
        self.lines, self.quoted, self.holding = lines, quoted, Holding(lines, quoted, cast)
        self.openings = [q.start for q in quoted]
        self.number = {line.sentence.index: number for number, line in enumerate(lines)}

    def admit(self, proposal: Proposal) -> Admitted | Refusal:
        """Return a proposal as a draft, or why it is refused."""
        number = self.number.get(proposal.by)
        if number is None:
            return "not_verbatim"
        line = self.lines[number]
        content = self._content(proposal)
        attribution = self._attribution(proposal, line, content) if content else None
        if content is None or attribution is None:
            return "not_verbatim"
        holder, words = attribution
        parts = self._without(self._spoken(content, number), holder, words, line)
        cue = self._whole_verb(number, line.tokens(*words)) if words else (0, 0)
        if words:
            words = (line.starts[cue[0]], line.ends[cue[1] - 1])
        parts = apart(self._widened(part, words, line) for part in parts)
        lines = sorted({number, *(n for part in parts for n in self._lines_of(part))})
        is_mixed_up = any(meets(part, span) for part in parts for span in (holder, words) if span)
        if not parts or is_mixed_up or not self._may_be_said(line, cue, parts, lines, number):
            return "no_statement"
        source = self.holding.source(number, holder, cue, parts) if holder else None
        if holder is not None and source is None:
            return "other_holder"
        whole = (source.start, source.end) if source else None
        if not is_tied(line, self.holding.reading(number).found, cue, whole, parts):
            return "no_statement"
        draft = Draft(number, source, [words] if words else [], parts, False, set(lines))
        return Admitted(draft, self._told(proposal, line, [*parts, *([holder] if holder else [])]))

    # words

    def _content(self, proposal: Proposal) -> list[Span] | None:
        """Return where the words of the content stand; the first place of each, behind the one before it where that is possible."""
        found: list[Span] = []
        for index, words in proposal.content:
            number = self.number.get(index)
            if number is None:
                return None
            line = self.lines[number]
            spans = [(line.sentence.start, line.sentence.end)] if words.strip() == WHOLE else places(words, line)
            if not spans:
                return None
            end = found[-1][1] if found else 0
            found.append(next((span for span in spans if span[0] >= end), spans[0]))
        return found or None

    def _spoken(self, content: Sequence[Span], number: int) -> list[Span]:
        """The content without what stands in other sentences that are more than quoted words: those have a teller of their own."""
        kept = []
        for part in content:
            others = [n for n in self._lines_of(part) if n != number]
            if all(all(tag in "q.," for tag in self.lines[n].tags) for n in others):
                kept.append(part)
        return kept

    def _attribution(self, proposal: Proposal, line: Line, content: Sequence[Span]) -> tuple[Span | None, Span | None] | None:
        """Return where holder and cue stand, the two places nearest to each other outside quotations; a colon needs no cue."""
        cues: list[Span | None] = [*self._outside(places(proposal.cue, line), line)] if proposal.cue.strip() else [None]
        holders: list[Span | None] = [*self._outside(places(proposal.holder, line), line)] if proposal.holder else [None]
        pairs = [(h, c) for h in holders for c in cues if not (h and c and meets(h, c)) and (c or (h and _ends_in_colon(line, h)))]
        if not pairs:
            return None
        near = content[0][0]
        return min(pairs, key=lambda pair: (_gap(*pair), min(abs(span[0] - near) for span in pair if span)))

    def _outside(self, spans: Sequence[Span], line: Line) -> list[Span]:
        """The spans that do not begin inside a quotation."""
        return [span for span in spans if line.quote[line.tokens(*span)[0]] < 0]

    def _without(self, content: Sequence[Span], holder: Span | None, cue: Span | None, line: Line) -> list[Span]:
        """Cut holder and cue, and what stands between them, out of the content: "“We will,” Lee said, “not sell.”"."""
        marked = [span for span in (holder, cue) if span]
        start, end = min(a for a, _ in marked), max(b for _, b in marked)
        if not any(meets(part, span) for part in content for span in marked):
            return list(content)
        kept: list[Span] = []
        for a, b in content:
            pieces = [(a, min(b, start)), (max(a, end), b)] if a < end and start < b else [(a, b)]
            kept += [p for p in (self._trimmed(*piece, line) for piece in pieces if piece[0] < piece[1]) if p]
        return kept

    def _trimmed(self, start: int, end: int, line: Line) -> Span | None:
        """Whole tokens of a span without punctuation at its ends, quotation marks apart; ``None`` where no word is left."""
        inside = list(range(*line.tokens(start, end)))
        while inside and line.quote[inside[0]] < 0 and not line.words[inside[0]][0].isalnum():
            inside.pop(0)
        while inside and line.quote[inside[-1]] < 0 and (not line.words[inside[-1]][-1].isalnum() or line.tags[inside[-1]] == "P"):
            inside.pop()
        if not any(line.words[i][0].isalnum() for i in inside):
            return None
        return line.starts[inside[0]], line.ends[inside[-1]]

    def _widened(self, part: Span, cue: Span | None, line: Line) -> Span:
        """Take quotations whole; and into the content a "not" between cue and content, and a condition behind it ("only if …")."""
        start, end = part
        for q in self.quoted[max(0, bisect_right(self.openings, start) - 1) : bisect_left(self.openings, end)]:
            if q.start < end and start < q.end:
                start, end = min(start, q.start), max(end, q.end)
        if cue and cue[1] <= start < line.sentence.end:
            between = line.tokens(cue[1], start)
            if any(line.low[i] in _NEGATED for i in range(*between)):
                start = line.starts[between[0]]
        return start, self._end_of_condition(line, end, cue)

    @staticmethod
    def _end_of_condition(line: Line, end: int, cue: Span | None) -> int:
        """The end of a condition that follows a character of the sentence, up to the cue where that comes later; else the character."""
        first, stop = bisect_left(line.starts, end), len(line.words)
        while first < stop and line.low[first] in (",", "only", "but", "even"):
            first += 1
        if first >= stop or line.low[first] not in _CONDITIONS or line.quote[first] >= 0:
            return end
        if cue and cue[0] >= end:
            return end
        while stop > first and not line.words[stop - 1][0].isalnum():
            stop -= 1
        return line.ends[stop - 1]

    def _lines_of(self, part: Span) -> list[int]:
        return [n for n, line in enumerate(self.lines) if line.sentence.start < part[1] and part[0] < line.sentence.end]

    # whether it is a statement

    def _may_be_said(self, line: Line, cue: Span, parts: Sequence[Span], lines: Sequence[int], number: int) -> bool:
        """Whether this can be somebody's statement: by a cue that we know or in quoted words; in other sentences, only in these."""
        is_known = cue == (0, 0) or _is_known(line, cue) or _opens_clause(line, cue, parts)
        is_quoted = any(meets(part, (q.start, q.end)) for part in parts for q in self._quotations_in(part))
        if not is_known and not is_quoted:
            return False
        if lines[-1] - lines[0] != len(lines) - 1 or (
            not is_known and any(self._starts_in(parts, self.lines[n]) for n in lines if n != number)
        ):
            return False
        return all(self.lines[b].sentence.paragraph - self.lines[a].sentence.paragraph <= 1 for a, b in pairwise(lines))

    def _quotations_in(self, part: Span) -> Sequence[Quotation]:
        return self.quoted[max(0, bisect_right(self.openings, part[0]) - 1) : bisect_left(self.openings, part[1])]

    @staticmethod
    def _starts_in(parts: Sequence[Span], line: Line) -> bool:
        return any(line.sentence.start <= a < line.sentence.end for a, _ in parts)

    def _whole_verb(self, number: int, cue: Span) -> Span:
        """The cue with the auxiliaries and the "not" before it: "has not yet said"."""
        line = self.lines[number]
        first = at = cue[0]
        while at and line.quote[at - 1] < 0 and (line.tags[at - 1] in "AMnIY" or line.low[at - 1] == "yet"):
            at -= 1
            if line.tags[at] in "AMn" and line.low[at] not in ("'s", "’s"):
                first = at
        return first, cue[1]

    # what else is told

    def _told(self, proposal: Proposal, line: Line, taken: Sequence[Span]) -> Told:
        def found(words: str | None) -> Iterator[Span]:
            for span in self._outside(places(words or "", line), line):
                if not any(meets(span, other) for other in taken):
                    yield span

        def printed(span: Span | None) -> str | None:
            return (
                None
                if span is None
                else " ".join(line.sentence.text[span[0] - line.sentence.start : span[1] - line.sentence.start].split())
            )

        through = next((s for s in found(proposal.speaker) if line.low[line.tokens(*s)[0] - 1] == "through"), None)
        placed = next((s for s in found(proposal.venue) if line.tags[max(0, line.tokens(*s)[0] - 1)] == "P"), None)
        return Told(printed(through), next(found(proposal.reported_by), None), printed(placed))


def _is_known(line: Line, cue: Span) -> bool:
    """Whether our word lists have a word of the cue as one of saying, thinking or wanting."""
    for i in range(*cue):
        low = line.low[i]
        if FORMS.get(low, ("",))[0] in CUES or low in NOUNS or low in STATES or low == "according" or low.removesuffix("s") in WRITINGS:
            return True
    return False


def _opens_clause(line: Line, cue: Span, parts: Sequence[Span]) -> bool:
    """Whether a verb, of saying or not, has what is said behind it as a clause: "thundered that nobody would …"."""
    first = bisect_left(line.starts, parts[0][0])
    return first == cue[1] < len(line.low) and line.low[first] == "that" and line.tags[first - 1] in "EpVBKG"


def _ends_in_colon(line: Line, holder: Span) -> bool:
    end = line.tokens(*holder)[1]
    return line.low[end : end + 1] == [":"]


def _gap(one: Span | None, other: Span | None) -> int:
    return max(one[0] - other[1], other[0] - one[1]) if one and other else 0
