"""Keeps a PDF's hidden text out of its extraction: invisible render modes, text under one point, white on white.

pypdf shows each drawing operator to a visitor before it carries it out; where the text would not be seen, the visitor empties the
operator's string. Forms inside the page pass through the same visitor.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, TextStringObject

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_ENDS_PATH = _FILLS | {b"S", b"s", b"n"}
_WHITE = 0.98
_MIN_POINTS = 1.0
_EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))
_MAX_GROUNDS = 1_000  # a page with more is a drawing: its white text is taken for seen
_INVISIBLE_MODES = frozenset({3, 7})  # neither filled nor stroked; 7 only clips


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that decides whether text is seen."""

    mode: int = 0
    is_white: bool = False
    size: float = 12.0


@dataclass
class HiddenText:
    """Follows one page's operators, empties the hidden strings, and counts both kinds."""

    hidden: int = 0
    shown: int = 0
    _state: _State = _State()
    _saved: list[_State] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)
    _grounds: list[tuple[float, float, float, float]] = field(default_factory=list)

    def before(self, operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        """Follow one operator; the current and the text matrix are those before it."""
        if operator in _SHOWS:
            self._show(operator, operands, cm, tm)
        elif operator in {b"q", b"Do"}:  # a form restores what it changes
            self._saved.append(self._state)
            if operator == b"Do":
                self._add_ground([_place(cm, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
        elif operator == b"Q":
            self._state = self._saved.pop() if self._saved else _State()
        elif operator == b"sh":
            self._grounds.append(_EVERYWHERE)
        else:
            numbers = [float(operand) for operand in operands if isinstance(operand, int | float)]
            self._set(operator, numbers)
            self._draw(operator, numbers, cm)

    def after(self, operator: bytes, _operands: list[Any], _cm: list[float], _tm: list[float]) -> None:
        """Leave a form."""
        if operator == b"Do" and self._saved:
            self._state = self._saved.pop()

    def _set(self, operator: bytes, numbers: list[float]) -> None:
        if operator == b"Tr" and numbers:
            self._state = replace(self._state, mode=int(numbers[0]))
        elif operator == b"Tf" and numbers:
            self._state = replace(self._state, size=abs(numbers[-1]))
        elif operator == b"g" or (operator in {b"rg", b"sc", b"scn"} and len(numbers) == 3):
            self._state = replace(self._state, is_white=bool(numbers) and min(numbers) >= _WHITE)
        elif operator == b"k" or (operator in {b"sc", b"scn"} and len(numbers) == 4):
            self._state = replace(self._state, is_white=bool(numbers) and max(numbers) <= 1 - _WHITE)
        elif operator in {b"cs", b"sc", b"scn"}:  # a colour of another space: not known to be white
            self._state = replace(self._state, is_white=False)

    def _draw(self, operator: bytes, numbers: list[float], cm: list[float]) -> None:
        """Remember what is painted in a colour other than white: white text is read on it."""
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            self._path += [_place(cm, x, y), _place(cm, x + width, y + height)]
        elif operator in {b"m", b"l", b"c", b"v", b"y"}:
            self._path += [_place(cm, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        elif operator in _ENDS_PATH:
            if operator in _FILLS and self._path and not self._state.is_white:
                self._add_ground(self._path)
            self._path = []

    def _add_ground(self, corners: list[tuple[float, float]]) -> None:
        if len(self._grounds) >= _MAX_GROUNDS:
            self._grounds = [_EVERYWHERE]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self._grounds.append((min(xs), min(ys), max(xs), max(ys)))

    def _show(self, operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        if not operands or not _has_words(operands[-1]):
            return
        if not self._is_hidden(cm, tm):
            self.shown += 1
            return
        self.hidden += 1
        operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")

    def _is_hidden(self, cm: list[float], tm: list[float]) -> bool:
        if self._state.mode in _INVISIBLE_MODES:
            return True
        rise = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        if self._state.size * (rise[0] ** 2 + rise[1] ** 2) ** 0.5 < _MIN_POINTS:
            return True
        if not self._state.is_white or self._state.mode in {1, 2, 5, 6}:  # stroked text has another colour
            return False
        x, y = _place(cm, tm[4], tm[5])
        return not any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._grounds)


def _has_words(operand: Any) -> bool:
    if isinstance(operand, list):
        return any(_has_words(item) for item in operand)
    return isinstance(operand, str | bytes) and bool(operand.strip())


def _place(cm: list[float], x: float, y: float) -> tuple[float, float]:
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]
