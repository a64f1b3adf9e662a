"""Find the paragraphs of a text: which line breaks end one and which only wrap it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"[*•\u2043◦▪‣●]\s")
_LABEL = re.compile(r"(?:[-–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_STOPS, _CLOSERS = ".!?:;…。\uff01\uff1f", "\"'”’»)]"

_MIN_WIDTH, _MAX_WIDTH = 30, 160  # characters a line of wrapped text may have
_WRAPPED = 0.6  # share of line breaks that stand where the next word did not fit
_RUN_ON = 0.5  # share of those lines that stop inside a sentence

Line = tuple[int, int]


def paragraphs(text: str) -> Iterator[Line]:
    """Yield start and end of each paragraph, in order, without the white space around it.

    A blank line ends a paragraph. A line break by itself ends one too, unless the text is wrapped (its lines are of one
    width and stop where the next word did not fit) or the next line goes on in lower case after an unfinished one.
    """
    lines = [line for line in map(_stripped, _LINE.finditer(text)) if line]
    if not lines:
        return
    breaks = [(a, b) for a, b in pairwise(lines) if _is_lone(text, a[1], b[0])]
    width = _wrap_width(text, breaks)
    start = lines[0][0]
    for before, after in pairwise(lines):
        if not (_is_lone(text, before[1], after[0]) and _goes_on(text, before, after, width)):
            yield start, before[1]
            start = after[0]
    yield start, lines[-1][1]


def _stripped(match: re.Match[str]) -> Line | None:
    line = match.group()
    bare = line.strip()
    if not bare:
        return None
    start = match.start() + len(line) - len(line.lstrip())
    return start, start + len(bare)


def _is_lone(text: str, end: int, start: int) -> bool:
    """Tell whether one line break, and no blank line or page break, stands between two lines."""
    gap = text[end:start]
    if gap == "\n\n" or "\x0c" in gap or "\u2029" in gap:
        return False
    return len(gap.splitlines()) <= 2 and gap.count("\n") <= 1


def _wrap_width(text: str, breaks: list[tuple[Line, Line]]) -> int | None:
    """Return the width at which a text is wrapped, in characters; None where its line breaks are its author's."""
    if not breaks:
        return None
    lengths = sorted(end - start for (start, end), _ in breaks)
    width = lengths[len(lengths) * 95 // 100]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    full = [line for line, after in breaks if _is_full(text, line, after, width)]
    run_on = sum(not _is_ended(text, line) for line in full)
    return width if len(full) >= _WRAPPED * len(breaks) and run_on >= _RUN_ON * len(full) else None


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted; a tenth of the width is let pass for print."""
    word = text[after[0] : after[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > 0.9 * width


def _goes_on(text: str, line: Line, after: Line, width: int | None) -> bool:
    if text[after[0]].islower():
        return not _is_ended(text, line)
    if width is None or not _is_full(text, line, after, width) or _BULLET.match(text, *after):
        return False
    return not (_is_ended(text, line) and _LABEL.match(text, *after))  # "J. Orr" or a dash may well begin a line


def _is_ended(text: str, line: Line) -> bool:
    return text[max(line[0], line[1] - 10) : line[1]].rstrip(_CLOSERS)[-1:] in _STOPS
