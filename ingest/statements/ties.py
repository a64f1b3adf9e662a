"""Tell whether words of a sentence can be what a cue of it introduces, and not another clause beside it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.statements.phrases import Phrase
from ingest.statements.reading import Line

_QUESTIONS = frozenset(("if", "whether"))


def is_tied(
    line: Line, found: Sequence[Phrase], cue: tuple[int, int], holder: tuple[int, int] | None, parts: Sequence[tuple[int, int]]
) -> bool:
    """Whether each part of a content that begins in the sentence is tied to the cue.

    Behind the cue: no verb, no "and", no "after" may part them, as "Lee spoke, and the council sold the ferry" tells a deed of
    others; nor may a part begin with a verb whose subject it leaves out. Before the cue: nothing but a comma and a preposition may
    stand between them ("…, in Lee's telling").

    Args:
        line: the sentence.
        found: its phrases.
        cue: tokens of the cue; an empty range where a colon does its work.
        holder: tokens of the holder with all that belongs to them, ``None`` where nobody is named.
        parts: characters of the content, in order.
    """
    spans = [span for span in (cue, holder) if span and span[0] < span[1]]
    if not spans:
        return False
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    inside = [line.tokens(*part) for part in parts if line.sentence.start <= part[0] < line.sentence.end]
    for place, (start, end) in enumerate(inside):
        if start >= cue[1] and not (holder and start < holder[1] <= cue[0]):
            before = inside[place - 1][1] if place else 0
            left = max(before, *(b for _, b in spans if b <= start))
            if not _leads_over(line, found, left, start) or any(p.kind == "v" and p.start == start > left for p in found):
                return False
        elif end <= first:
            right = inside[place + 1][0] if place + 1 < len(inside) and inside[place + 1][0] <= first else first
            if any(line.tags[i] not in ",-PSY" for i in range(end, right)):
                return False
        elif not (first <= start and end <= last):
            return False
    return True


def _leads_over(line: Line, found: Sequence[Phrase], start: int, end: int) -> bool:
    """Whether the tokens between cue and content are only whom, where and when it was said to."""
    if any(line.tags[i] in "C;" or (line.tags[i] == "U" and line.low[i] not in _QUESTIONS) for i in range(start, end)):
        return False
    return not any(p.kind == "v" and start <= p.start < end for p in found)
