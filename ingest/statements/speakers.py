"""Say who uttered a statement where that is not its holder: "through her spokesman, Piet Ansgard, she said …"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.statements.reading import Line

_GO_BETWEEN = frozenset(("spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney", "aide", "representative", "publicist"))
_FAR = 5


def speaker(line: Line, skip: Sequence[tuple[int, int]]) -> str | None:
    """Return the go-between that the sentence names outside the characters of ``skip``, by name where it has one, else ``None``."""
    for i, low in enumerate(line.low):
        if low != "through" or line.quote[i] >= 0 or any(a <= line.starts[i] < b for a, b in skip):
            continue
        end = next((j + 1 for j in range(i + 1, min(i + 1 + _FAR, len(line.low))) if line.low[j] in _GO_BETWEEN), None)
        if end is None:
            continue
        start = name_end = end + 1 if line.low[end : end + 1] == [","] else end
        while name_end < len(line.tags) and line.tags[name_end] == "X":
            name_end += 1
        return _text(line, start, name_end) if name_end > start else _text(line, i + 1, end)
    return None


def _text(line: Line, start: int, end: int) -> str:
    offset = line.sentence.start
    return " ".join(line.sentence.text[line.starts[start] - offset : line.ends[end - 1] - offset].split())
