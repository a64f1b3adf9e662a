"""Find words of a model in a sentence: the same characters, but for quotation marks, dashes and space, which models exchange."""

from __future__ import annotations

from ingest.statements.reading import Line
from ingest.words import visible

_SIGNS = {
    **dict.fromkeys("“”„\u201f«»\u301d\u301e\uff02", '"'),
    **dict.fromkeys("‘’\u201a\u201b`\u00b4\u02bc\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012–—\u2015−", "-"),
    "…": "...",
}
_EDGES = " \"'.,;:-"


def places(words: str, line: Line) -> list[tuple[int, int]]:
    """Return where a sentence has the words, as characters of the article; never inside a longer word.

    What is not found as it stands is looked for without quotation marks and punctuation at its ends.
    """
    text, at = _folded(line.sentence.text)
    wanted, _ = _folded(words)
    for needle in dict.fromkeys((wanted.strip(), wanted.strip(_EDGES))):
        found = _all(needle, text) if any(sign.isalnum() for sign in needle) else []
        if found:
            offset = line.sentence.start
            return [(offset + at[start], offset + at[end - 1] + 1) for start, end in found]
    return []


def _all(needle: str, text: str) -> list[tuple[int, int]]:
    found = []
    start = text.find(needle)
    while start >= 0:
        end = start + len(needle)
        opens = not (needle[0].isalnum() and text[max(0, start - 1) : start].isalnum())
        if opens and not (needle[-1].isalnum() and text[end : end + 1].isalnum()):
            found.append((start, end))
        start = text.find(needle, start + 1)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with one sign for all of a kind, and for each of its characters the place that it comes from."""
    kept: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            sign = " " if kept and kept[-1] != " " else ""
        elif not visible(sign):
            sign = ""
        for part in _SIGNS.get(sign, sign):
            kept.append(part)
            at.append(place)
    return "".join(kept), at
