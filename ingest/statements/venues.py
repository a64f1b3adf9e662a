"""Say where something was said: a medium, or an event that the sentence names beside the verb."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.statements.names import MEDIA, MEDIA_LAST
from ingest.statements.reading import Line
from ingest.statements.vocabulary import EVENTS

_PLACING = frozenset(("on", "in", "at", "with", "during", "to", "by", "via"))


def venue(line: Line, skip: Sequence[tuple[int, int]], spoken_to: tuple[int, int] | None) -> str | None:
    """Return where it was said in the sentence's own words: "Sky News", "Twitter", "a rally in Averport"; else ``None``."""
    if spoken_to and _is_medium(line, *spoken_to):
        return _text(line, *spoken_to)
    event: str | None = None
    for i, low in enumerate(line.low):
        if low not in _PLACING or line.quote[i] >= 0 or any(a <= line.starts[i] < b for a, b in skip):
            continue
        j = i + 1
        if line.low[j : j + 1] == ["the"]:
            j += 1
        end = j
        while end < len(line.words) and line.words[end][0].isupper() and line.tags[end] == "X":
            end += 1
        if end > j and _is_medium(line, j, end):
            return _text(line, j, end)
        if event is None and low in ("in", "at", "during"):
            event = _event(line, i + 1)
    return event


def _is_medium(line: Line, start: int, end: int) -> bool:
    words = line.low[start:end]
    return (
        bool(words)
        and line.words[end - 1][0].isupper()
        and (words[-1] in MEDIA or words[0] in MEDIA or (len(words) > 1 and words[-1] in MEDIA_LAST))
    )


def _event(line: Line, i: int) -> str | None:
    """The noun phrase at token i if it is an event, with the place behind it."""
    end = i
    while end < len(line.tags) and line.tags[end] in "D$NJX#SEt":
        end += 1
    if end == i or end - i > 8:
        return None
    last = next((j for j in range(end - 1, i - 1, -1) if line.low[j] in EVENTS), None)
    if last is None:
        return None
    end = last + 1
    if line.low[end : end + 1] == ["in"] and line.tags[end + 1 : end + 2] == "X":
        end += 2
        while end < len(line.tags) and line.tags[end] == "X":
            end += 1
    return _text(line, i, end)


def _text(line: Line, start: int, end: int) -> str:
    offset = line.sentence.start
    words = line.sentence.text[line.starts[start] - offset : line.ends[end - 1] - offset].split()
    return " ".join(words[1:] if words[0].lower() == "the" and len(words) > 1 else words)
