"""Put verbs, cues and quotations together: the statements of a text before anybody is told apart by name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.statements.cues import according, label, light, nobody, noun, state
from ingest.statements.drafts import Draft, Reading
from ingest.statements.quotations import Quotation
from ingest.statements.reading import Line
from ingest.statements.sources import Source
from ingest.statements.speech import verb
from ingest.statements.verbs import FORMS, LIGHT


def drafts_of(lines: Sequence[Line], quoted: Sequence[Quotation]) -> tuple[list[Draft], list[Source | None]]:
    """Return the statements of a text in order, and of each sentence the subject of its main clause."""
    found: list[Draft] = []
    subjects: list[Source | None] = []
    taken: set[int] = set()  # quotations that a statement has
    starts = [start for start, _, _ in quoted]
    for number, line in enumerate(lines):
        reading = Reading(line, number, quoted, _free_quotation(lines, number, quoted, taken))
        _read(reading)
        for draft in reading.made:
            found.append(draft)
            for a, b in draft.content:
                first = max(0, bisect_right(starts, a) - 1)
                taken.update(q for q in range(first, bisect_left(starts, b)) if quoted[q].end > a)
        if number:
            _continue(found, lines, number - 1, quoted, taken)
        subjects.append(reading.subjects.main())
    if lines:
        _continue(found, lines, len(lines) - 1, quoted, taken)
    return [draft for draft in found if draft.content], subjects


def read_sentence(lines: Sequence[Line], number: int, quoted: Sequence[Quotation]) -> Reading:
    """Return one sentence as the rules read it by itself: its statements and the subjects of its verbs."""
    reading = Reading(lines[number], number, quoted, None)
    _read(reading)
    return reading


def _free_quotation(lines: Sequence[Line], number: int, quoted: Sequence[Quotation], taken: set[int]) -> tuple[int, int] | None:
    """The quotation that ends right before the sentence, in its paragraph, where no statement has it."""
    if not number or lines[number - 1].sentence.paragraph != lines[number].sentence.paragraph or not lines[number - 1].words:
        return None
    q = lines[number - 1].quote[-1]
    return (quoted[q].start, quoted[q].end) if q >= 0 and q not in taken else None


def _read(r: Reading) -> None:
    """Find the statements of one sentence, from left to right."""
    low = r.line.low
    label(r)
    for k, phrase in enumerate(r.found):
        if phrase.kind == "n":
            noun(r, k, phrase)
        elif phrase.kind in "vgik":
            made = len(r.made)
            verb(r, k, phrase)
            if phrase.kind == "v" and len(r.made) == made:
                base = FORMS.get(low[phrase.end - 1], ("",))[0]
                (nobody if base in ("seem", "appear") else light if base in LIGHT else state)(r, k, phrase)
    for i in [i for i, word in enumerate(low[:-1]) if word == "according" and low[i + 1] == "to"]:
        if r.line.quote[i] < 0:
            according(r, i)


def _continue(found: list[Draft], lines: Sequence[Line], number: int, quoted: Sequence[Quotation], taken: set[int]) -> None:
    """Give a sentence that is nothing but a quotation to whoever spoke before it, and a paragraph to "Lee wrote:" above it."""
    line = lines[number]
    last = next((draft for draft in reversed(found) if draft.line < number and draft.spoken), None)
    if last is None or not line.tags:
        return
    until = max(last.lines)
    distance = line.sentence.paragraph - lines[until].sentence.paragraph
    if not last.content and distance == 1 and lines[until].words[-1] == ":" and line.quote[0] < 0:
        last.content.append((line.sentence.start, line.sentence.end))
        last.lines.add(number)
        last.block = line.sentence.paragraph
        return
    if last.block == line.sentence.paragraph and number - until == 1 and line.quote[0] < 0:
        last.content[-1] = (last.content[-1][0], line.sentence.end)
        last.lines.add(number)
        return
    q = line.quote[0]
    if q < 0 or q in taken or distance > 1 or any(tag not in "q.," for tag in line.tags) or quoted[q].start < line.sentence.start:
        return
    is_far = last.line < until or number - until > 2 or (last.source is not None and last.source.relative)
    if distance and last.content and is_far and not _is_quoted(last, quoted):
        return
    end = number
    for later in range(number + 1, len(lines)):  # a later sentence of the same quotation may have the cue
        if lines[later].sentence.start >= quoted[q].end:
            break
        if any(x != q and tag not in ".,q" for x, tag in zip(lines[later].quote, lines[later].tags, strict=True)):
            return
        end = later
    last.content.append((quoted[q].start, quoted[q].end))
    last.lines.add(end)
    taken.add(q)


def _is_quoted(draft: Draft, quoted: Sequence[Quotation]) -> bool:
    """Whether the statement ends with a quotation."""
    return any(q.end == draft.content[-1][1] for q in quoted)
