"""Lines of a PDF page, with their places, become paragraphs whose sentences are not broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.load.article import Part

_LEADING = 1.2  # times the font size, where a page is too short to measure it
_GAP = 1.35  # times the usual leading: the next paragraph stands apart
_INDENT_POINTS = (4.0, 60.0)
_OTHER_SIZE = 1.12  # ratio of font sizes from which a line is of another kind
_SHORT = 0.8  # of the full width: a sentence that ends there ends its paragraph
_BULLETS = ("•", "◦", "▪", "■", "●")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"(\w+)-$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_MIN_PAGES_OF_A_RUNNING_LINE = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, the place of its first letter in points (y grows upward) and its font size."""

    text: str
    page: int
    x: float
    y: float
    size: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[list[Part], int]:
    """Return the paragraphs of all pages, and how many running heads, feet and page numbers were left out.

    A word broken at a line's end is mended only where the same document prints it whole; else its hyphen stays.
    """
    kept, left_out = _without_running_lines(pages)
    words = Counter(word.lower() for page in kept for line in page for word in _WORD.findall(line.text))
    parts: list[Part] = []
    for page in kept:
        groups = _groups(page)
        for number, group in enumerate(groups):
            text = _joined([line.text for line in group], words)
            runs_on = bool(number == 0 and parts and text[:1].islower() and not _ENDS_SENTENCE.search(parts[-1].text))
            parts.append(Part(text, page=group[0].page, continues=runs_on))
    return parts, left_out


def _without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Drop the first and last lines of a page that stand on most pages alike but for numbers, and bare page numbers there."""
    edges = Counter(key for page in pages for key in {_running_key(line) for line in (*page[:1], *page[-1:])})
    often = max(_MIN_PAGES_OF_A_RUNNING_LINE, len(pages) // 2)
    kept = []
    for page in pages:
        lines = list(page)
        for edge in (0, -1):
            while len(lines) > 1 and (edges[_running_key(lines[edge])] >= often or _PAGE_NUMBER.fullmatch(lines[edge].text.strip("-–— "))):
                lines.pop(edge)
        kept.append(lines)
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _running_key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _groups(page: Sequence[Line]) -> list[list[Line]]:
    if not page:
        return []
    leadings = [above.y - below.y for above, below in pairwise(page) if 0 < above.y - below.y < 4 * above.size]
    leading = median(leadings) if leadings else _LEADING * page[0].size
    width = max(len(line.text) for line in page)
    left = Counter(round(line.x) for line in page).most_common(1)[0][0]
    groups = [[page[0]]]
    for above, below in pairwise(page):
        if _begins_paragraph(above, below, leading, width, left):
            groups.append([below])
        else:
            groups[-1].append(below)
    return groups


def _begins_paragraph(above: Line, below: Line, leading: float, width: int, left: float) -> bool:
    small, large = sorted((above.size, below.size))
    if large > _OTHER_SIZE * small or below.text.startswith(_BULLETS):
        return True
    ended = bool(_ENDS_SENTENCE.search(above.text))
    if not ended and below.text[:1].islower():
        return False  # a sentence goes on, round a picture or into the next column
    gap = above.y - below.y
    if gap < 0 or gap > _GAP * leading:
        return True
    indented = _INDENT_POINTS[0] <= below.x - left <= _INDENT_POINTS[1] and below.x - above.x >= _INDENT_POINTS[0]
    return ended and (indented or len(above.text) < _SHORT * width)


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif broken := _BROKEN_WORD.search(text):
            text = _mended(text, broken, line, words)
        else:
            text = f"{text} {line}" if text else line
    return text


def _mended(text: str, broken: re.Match[str], line: str, words: Counter[str]) -> str:
    rest = _WORD.match(line)
    if rest is None or not line[:1].islower():
        return f"{text}{line}" if line[:1].isalnum() else f"{text} {line}"
    whole = broken[1] + rest[0]
    return text[:-1] + line if words[whole.lower()] > words[f"{broken[1]}-{rest[0]}".lower()] else text + line
