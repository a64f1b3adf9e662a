"""Find quotations: which marks belong together, over sentences and over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"[“”„«»\"]|''|``|‘|’|(?<![\w'])'(?=\w)|(?<=[\w.,?!…])'(?![\w'])")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")


class Quotation(NamedTuple):
    """Quoted words with their marks; ``goes_on`` where the next paragraph continues them, so that no mark closes them here."""

    start: int
    end: int
    goes_on: bool = False


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Return the outermost quotations of the paragraphs (start and end of each), in order.

    A mark that is never closed counts only where the next paragraph opens with one: then the quotation runs on.
    """
    found: list[Quotation] = []
    single = "‘" in text and text.count("‘") > text.count("“") + text.count('"') / 2
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found += _in_paragraph(text, start, end, following in '“"‘' and following != "", single)
    return found


def _in_paragraph(text: str, start: int, end: int, runs_on: bool, single: bool) -> list[Quotation]:
    """Match the marks of one paragraph: curly ones by their shape, straight ones by the space beside them."""
    found: list[Quotation] = []
    opened = -1
    mark = ""
    for match in _MARKS.finditer(text, start, end):
        at, sign = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        if sign in "‘’'":
            if not single or sign == "'":
                continue
            if sign == "‘" and opened < 0 and not before.isalnum():
                opened, mark = at, sign
            elif sign == "’" and mark == "‘" and opened >= 0 and not after.isalnum() and _closes(text, at, before, end):
                found.append(Quotation(opened, match.end()))
                opened = -1
            continue
        if opened >= 0 and mark == "‘":
            continue
        straight = sign in ('"', "''")
        opens = sign in _OPENING or (straight and not after.isspace() and (before.isspace() or before in "([—–-‘“/…" or at == start))
        closes = (
            sign in _CLOSING
            or (sign == "“" and opened >= 0 and before in ",.?!" and after.isspace())
            or (straight and (not before.isspace() or after.isspace() or at + len(sign) == end))
        )
        if opened < 0 and opens:
            opened, mark = at, sign
        elif opened >= 0 and closes and (not straight or mark != "“" or before in ".,?!…" or "”" not in text[at:end]):
            found.append(Quotation(opened, match.end()))
            opened = -1
        elif opened >= 0 and opens and (straight or sign == "“") and at - opened > 1:
            if mark == '"' and sign == "“" and (runs_on or '"' in text[at:end]):
                continue  # one quotation inside another
            opened, mark = at, sign  # the first one was never closed
    if opened >= 0 and (runs_on and (not found or opened > found[-1].end)):
        found.append(Quotation(opened, end, goes_on=True))
    return found


def _closes(text: str, at: int, before: str, end: int) -> bool:
    """Tell a closing ’ from the apostrophe of a plural ("the farmers’ leader")."""
    if before in ".,?!…;:—":
        return True
    if before != "s":
        return True
    rest = text[at + 1 : end]
    later = re.search(r"’(?!\w)", rest)
    opening = rest.find("‘")
    return later is None or (0 <= opening < later.start())
