"""Find quotations: which marks belong together, over sentences and over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"[“”„«»\"]|''|``|‘|’|(?<![\w'])'(?=\w)|(?<=[\w.,?!…])'(?![\w'])")
_SINGLE_OPENING = re.compile(r"(?<![\w.,?!'])[‘'](?=[^\W_])(?!'|\d\ds?\b|(?:em|til|cause|tis|twas|n)\b)")
_SINGLE_CLOSING = {sign: re.compile(rf"(?<!\s){sign}(?!\w)") for sign in ("’", "'")}
_SINGLE = frozenset(("‘", "’", "'"))
_DOUBLE = re.compile("[“”\"]|''")
_ANY_OPENING = frozenset(("“", '"', "‘", "'"))
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
    singles = sum(1 for _ in _SINGLE_OPENING.finditer(text))
    single = bool(singles) and singles > text.count("“") + text.count('"') / 2 + text.count("''") / 2
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found += _in_paragraph(text, start, end, following if following in _ANY_OPENING else "", single)
    return found


def _in_paragraph(text: str, start: int, end: int, following: str, single: bool) -> list[Quotation]:
    """Match the marks of one paragraph: curly ones by their shape, straight ones by the space beside them.

    ``following`` is the mark that opens the next paragraph, if one does; ``single`` says that the article quotes with single marks.
    """
    found: list[Quotation] = []
    opened = -1
    mark = ""
    nested = False
    runs_on = following != "" and following not in _SINGLE
    for match in _MARKS.finditer(text, start, end):
        at, sign = match.start(), match[0]
        if found and at < found[-1].end:
            continue
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        if sign in _SINGLE:
            if opened >= 0 or sign == "’" or not _SINGLE_OPENING.match(text, at):
                continue
            last = _closing(text, at, end, single)
            if last is not None:
                found.append(Quotation(at, last))
            elif single and following == sign:
                return [*found, Quotation(at, end, goes_on=True)]
            continue
        straight = sign in ('"', "''")
        opens = sign in _OPENING or (straight and not after.isspace() and (before.isspace() or before in "([—–-‘“/…" or at == start))
        closes = (
            sign in _CLOSING
            or (sign == "“" and opened >= 0 and before in ",.?!" and after.isspace())
            or (straight and (not before.isspace() or after.isspace() or at + len(sign) == end))
        )
        if nested and sign == "”":
            nested = False
            continue
        if opened < 0 and opens:
            opened, mark = at, sign
        elif opened >= 0 and closes and (not straight or mark != "“" or before in ".,?!…" or "”" not in text[at:end]):
            found.append(Quotation(opened, match.end()))
            opened = -1
        elif opened >= 0 and opens and (straight or sign == "“") and at - opened > 1:
            if mark == '"' and sign == "“" and (runs_on or '"' in text[at:end]):
                nested = "”" in text[at:end]
                continue  # one quotation inside another
            opened, mark = at, sign  # the first one was never closed
    if opened >= 0 and (runs_on and (not found or opened > found[-1].end)):
        found.append(Quotation(opened, end, goes_on=True))
    return found


def _closing(text: str, at: int, end: int, single: bool) -> int | None:
    """Return where the single quotation ends that opens at a character; ``None`` where it is none."""
    sign = "’" if text[at] == "‘" else text[at]
    for match in _SINGLE_CLOSING[sign].finditer(text, at + 2, end):
        if _closes(text, match.start(), end, sign):
            inside = text[at + 1 : match.start()]
            return match.end() if len(inside) > 2 and (single or not _DOUBLE.search(inside)) else None
    return None


def _closes(text: str, at: int, end: int, sign: str) -> bool:
    """Tell a closing mark from the apostrophe of a plural ("the farmers’ leader")."""
    if text[at - 1] != "s":
        return True
    later = _SINGLE_CLOSING[sign].search(text, at + 1, end)
    opening = _SINGLE_OPENING.search(text, at + 1, end)
    return later is None or (opening is not None and opening.start() < later.start())
