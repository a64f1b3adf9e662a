"""A statement in the making, and the sentence that it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.statements.contents import Content, end_of
from ingest.statements.phrases import phrases
from ingest.statements.quotations import Quotation
from ingest.statements.reading import Line
from ingest.statements.sources import Source
from ingest.statements.subjects import Subjects

Span = tuple[int, int]
Spans = list[Span]


@dataclass(slots=True)
class Draft:
    """A statement by places in the text; ``line`` is the sentence of its cue."""

    line: int
    source: Source | None
    cue: Spans
    content: Spans
    spoken: bool  # a verb of speech, so that a quotation that follows goes on
    lines: set[int] = field(default_factory=set)
    spoken_to: tuple[int, int] | None = None
    block: int = 0  # the paragraph that follows "Lee wrote:" without marks


class Reading:
    """One sentence while its statements are found: its phrases, the subjects of its verbs, and the places of its parts."""

    def __init__(self, line: Line, number: int, quoted: Sequence[Quotation], before: tuple[int, int] | None) -> None:
        self.line, self.number, self.quoted = line, number, quoted
        self.before = before  # a quotation right before the sentence that nobody has spoken yet
        self.found = phrases(line)
        self.made: list[Draft] = []
        self.subjects = Subjects(line, self.found, self._ended_at)

    def _ended_at(self, place: int) -> Source | None:
        """Who holds the statement whose content ends right before a character."""
        return next((d.source for d in self.made if d.source and d.content and place - 2 <= d.content[-1][1] <= place), None)

    def add(self, source: Source | None, cue: tuple[int, int], content: Spans, spoken: bool, got: Content | None = None) -> None:
        """Keep a statement: characters of its content, tokens of its cue, which takes an adverb and "in a statement" behind it."""
        line = self.line
        start, end = cue
        while end < len(line.tags) and line.tags[end] == "Y" and line.tags[start] in "EpVBGPKMAYnI" and line.quote[end] < 0:
            end += 1
        if line.low[end : end + 3] == ["in", "a", "statement"] and end > start and line.low[end - 1] in ("said", "says"):
            end += 3
        spans = [(line.starts[start], line.ends[end - 1])] if end > start else []
        self.made.append(Draft(self.number, source, spans, content, spoken, {self.number}, got.spoken_to if got else None))

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Tokens as characters; a quotation that runs on into later sentences is taken whole."""
        line = self.line
        while end > start + 1 and line.tags[end - 1] in ",;:-.":
            end -= 1
        last = line.ends[end - 1]
        number = line.quote[end - 1]
        if number >= 0 and end == len(line.words):
            last = max(last, self.quoted[number].end)
        first = line.starts[start]
        return first, last

    def closes_left(self, k: int) -> bool:
        """Whether a quotation or a comma ends right before ``found[k]``."""
        j = k - 1
        return j >= 0 and (self.found[j].kind == "q" or (self.found[j].kind == "," and j > 0 and self.found[j - 1].kind == "q"))

    def left(self, k: int, least: int = 3) -> tuple[int, int] | None:
        """The characters before ``found[k]`` back to the start of the sentence, or of a quotation that began before it."""
        found, line = self.found, self.line
        j = k - 1
        if j < 0 or (found[j].kind not in ",q-" and line.low[found[k].start] != "according"):
            return None
        if found[j].kind in ",-":
            j -= 1
        if j < 0:
            return None
        end = found[j].end
        first = 0
        while first < end and line.tags[first] in ",;:-":
            first += 1
        if end - first < 1:
            return None
        if end - first < least and line.tags[first] != "q":
            return None
        if j > 0 and found[j].kind == "q" and found[j - 1].kind == ":":
            first = found[j].start  # what leads up to the quotation is the outlet's
        start = line.starts[first]
        if line.quote[first] >= 0:
            start = min(start, self.quoted[line.quote[first]].start)
        return start, line.ends[end - 1]

    def quotation_behind(self, k: int) -> Spans:
        """A quotation that goes on in the rest of the sentence: "…," she said on Tuesday, "and …"."""
        found = self.found
        for j in range(k, len(found)):
            if found[j].kind == "q":
                speaks = [p.kind for p in found[j + 1 : j + 3]]
                is_other = speaks[:1] == ["v"] or speaks == ["n", "v"]
                return [] if is_other or found[j].end - found[j].start < 4 else [self.chars(found[j].start, found[j].end)]
            if found[j].kind == "C" and any(p.kind == "q" for p in found[j + 1 : j + 3]) and found[j + 1].kind in "yq":
                continue
            if found[j].kind in "v.CUWg":
                break
        return []

    def opening(self, first: int) -> int:
        """Where the clause begins that an inserted "she said" at ``found[first]`` interrupts: behind a dash, a semicolon, or ", and"."""
        found = self.found
        for j in range(first - 2, 0, -1):
            if found[j].kind in "v:q":
                return 0
            if found[j].kind in "-;" or (found[j].kind == "C" and found[j - 1].kind in ",-;"):
                return j + 1 if found[j].kind != "C" or found[j + 1].kind == "n" else 0
        return 0

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether a finite verb or a quotation stands there, and no clause that only leads up to another ("Unless it rains, …")."""
        inside = self.found[start:end]
        leads = inside[:1] and inside[0].kind == "U" and sum(p.kind == "," for p in inside) == 1
        return any(p.kind == "q" or (p.kind == "v" and not leads) for p in inside)

    def rest(self, first: int, k: int) -> Spans:
        """The words behind an inserted "she said", where those before it make no clause: "The tunnel, she said, will open"."""
        found = self.found
        while k < len(found) and found[k].kind in "yt":
            k += 1
        if k + 1 >= len(found) or found[k].kind != "," or self._is_clause(self.opening(first), first):
            return []
        if found[k + 1].kind == "g":
            return []
        return [self.chars(found[k + 1].start, end_of(self.line, found, k + 1, True))]


def meets(one: Span, other: Span) -> bool:
    """Whether two spans share anything."""
    return one[0] < other[1] and other[0] < one[1]


def apart(spans: Iterable[tuple[int, int]]) -> Spans:
    """Put spans in order, and make one of two that overlap.

    >>> apart([(8, 12), (0, 5), (4, 6)])
    [(0, 6), (8, 12)]
    """
    found: Spans = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
