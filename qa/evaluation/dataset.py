"""Question sets: a file of questions with what people judged to be their answers, one JSON object a line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qa.errors import QuestionSetError
from qa.models import Problem, Question
from qa.questions import BrokenLine, QuestionLine, first_fault, parse_line, read_lines

Stance = Literal["supports", "opposes", "conditional", "mixed", "declined", "unclear", "none_found"]

SHOWN = 5  # broken lines named in an error; `check` names them all


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words that answer a question: in which article, and at which characters where the words occur there more than once."""

    source: str  # source_id or its unique path suffix
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """Who holds what, shown by which gold quotes (indices); "none_found" where the articles have no statement of the holder's.

    A question's positions are all that its answer should show. A gold quote of no position is nobody's statement: the outlet's prose.
    """

    holder: str
    stance: Stance
    gold: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a set. ``answerable`` is None where nobody judged it.

    Each of ``alternatives`` is a set of gold quotes (indices) that suffices; where there are none, all of them together do. A gold quote
    in no alternative answers nothing; it tells whose words a sentence is, where an answer shows it all the same.
    Questions of one ``group`` (about one article, say) are not independent: intervals are made over groups.
    """

    id: str
    line: int  # from 1
    question: Question
    answerable: bool | None = None
    gold: tuple[GoldQuote, ...] = ()
    alternatives: tuple[tuple[int, ...], ...] = ()
    nuggets: tuple[str, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    tags: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set without a fault; ``sha256`` is of the file's bytes."""

    name: str
    sha256: str
    items: tuple[Item, ...]


class _GoldLine(BaseModel):
    model_config = ConfigDict(extra="ignore")

    source: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _has_both_offsets_or_none(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give start and end, or neither")
        return self


class _PositionLine(BaseModel):
    model_config = ConfigDict(extra="ignore")

    holder: str = Field(min_length=1)
    stance: Stance
    gold: list[int] = Field(default_factory=list)


class _ItemLine(QuestionLine):
    """A question with the fields that only scoring reads."""

    answerable: bool | None = None
    gold: list[_GoldLine] = Field(default_factory=list)
    alternatives: list[list[int]] = Field(default_factory=list)
    nuggets: list[str] = Field(default_factory=list)
    positions: list[_PositionLine] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    group: str | None = None

    @model_validator(mode="after")
    def _names_gold_that_is_there(self) -> Self:
        for name, chosen in [*(("alternatives", a) for a in self.alternatives), *(("positions", p.gold) for p in self.positions)]:
            if name == "alternatives" and not chosen:
                raise ValueError("an alternative is empty: it needs at least one index into gold")
            if wrong := [index for index in chosen if not 0 <= index < len(self.gold)]:
                raise ValueError(f"{name} name gold[{wrong[0]}], and there are {len(self.gold)} gold quotes, counted from 0")
        return self

    def to_item(self, line: int, text: str) -> Item:
        question = self.to_question(k=10)
        return Item(
            self.id or f"q-{hashlib.sha256(text.strip().encode()).hexdigest()[:10]}",
            line,
            question,
            self.answerable,
            tuple(GoldQuote(gold.source, gold.quote, gold.start, gold.end) for gold in self.gold),
            tuple(tuple(sorted(set(chosen))) for chosen in self.alternatives),
            tuple(nugget for nugget in self.nuggets if nugget.strip()),
            tuple(GoldPosition(position.holder, position.stance, tuple(position.gold)) for position in self.positions),
            tuple(self.tags),
            self.group,
        )


def read_set(path: Path) -> list[Item | BrokenLine]:
    """Read every line of a question set; a broken one stands in its place and ends nothing.

    A question without an id gets one from its line's text.

    Raises:
        InputError: the file cannot be read.
    """
    return [_read_line(number, text) for number, text in read_lines(path)]


def load_set(path: Path) -> QuestionSet:
    """Read a question set that has to be whole.

    Raises:
        InputError: the file cannot be read.
        QuestionSetError: a line is broken, two have one id, or there is none; the message names the lines.
    """
    lines = read_set(path)
    items = [line for line in lines if isinstance(line, Item)]
    faults = [line.problem.message for line in lines if isinstance(line, BrokenLine)] + _repeated_ids(items)
    if faults:
        more = f" And {len(faults) - SHOWN} more." if len(faults) > SHOWN else ""
        raise QuestionSetError(f"{path} has {_counted(len(faults))}. {' '.join(faults[:SHOWN])}{more}", remedy="Correct the file.")
    if not items:
        raise QuestionSetError(f"{path} has no question.", remedy='Write one object a line: {"question": "…"}.')
    return QuestionSet(path.stem, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(items))


def _read_line(number: int, text: str) -> Item | BrokenLine:
    row = parse_line(text)
    if not isinstance(row, dict):
        problem = Problem("bad_line", f"Line {number} is not a JSON object.", 'Write one object a line: {"question": "…"}.')
        return BrokenLine(number, None, "", problem)
    try:
        return _ItemLine.model_validate(row).to_item(number, text)
    except ValidationError as error:
        named = row.get("id")
        fault = first_fault(error).removeprefix(": ")  # a fault of the whole line has no field before the colon
        problem = Problem("bad_line", f"Line {number}: {fault}.", "The README describes the fields of a question set.")
        return BrokenLine(number, None if named is None else str(named), str(row.get("question", "")), problem)


def _repeated_ids(items: Sequence[Item]) -> list[str]:
    first: dict[str, int] = {}
    return [
        f"Line {item.line} repeats the id {item.id!r} of line {first[item.id]}."
        for item in items
        if first.setdefault(item.id, item.line) != item.line
    ]


def _counted(n: int) -> str:
    return "a fault" if n == 1 else f"{n} faults"
