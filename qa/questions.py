"""Question files, where outside text becomes questions: one JSON object a line, as in a question set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import InputError
from qa.models import Filters, Problem, Question, Turn


def _is_day(text: str) -> str:
    if len(text) != 10:
        raise ValueError("write the day as YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def is_not_blank(text: str) -> str:
    """Return a text that has words; pydantic tells of one that has none."""
    if not text.strip():
        raise ValueError("it is blank")
    return text


Day = Annotated[str, AfterValidator(_is_day)]
"""A day as YYYY-MM-DD."""


class FiltersLine(BaseModel):
    """The filters of a question as a file or a request names them."""

    model_config = ConfigDict(extra="ignore")

    outlets: list[str] = Field(default_factory=list)
    since: Day | None = None
    until: Day | None = None
    holder: str | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} lies after until {self.until}")
        return self

    def to_filters(self) -> Filters:
        return Filters(tuple(self.outlets), self.since, self.until, self.holder)


class TurnLine(BaseModel):
    """An earlier question with its answer."""

    model_config = ConfigDict(extra="ignore")

    question: str
    text: str


class QuestionLine(BaseModel):
    """A question as a file or a request names it; fields of a question set that only scoring uses are ignored here."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str | None = None
    question: Annotated[str, AfterValidator(is_not_blank)] = Field(min_length=1, max_length=20_000)
    history: list[TurnLine] = Field(default_factory=list)
    filters: FiltersLine = Field(default_factory=FiltersLine)
    today: Day | None = None

    def to_question(self, k: int, default: Filters = Filters(), today: str | None = None) -> Question:
        """Return the question; its own filters win over the default ones, one by one."""
        own = self.filters.to_filters()
        filters = Filters(
            own.outlets or default.outlets, own.since or default.since, own.until or default.until, own.holder or default.holder
        )
        history = tuple(Turn(turn.question, turn.text) for turn in self.history)
        return Question(self.question, self.id, history, filters, self.today or today, k)


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no question, with what could be read of it."""

    line: int  # from 1
    id: str | None
    question: str
    problem: Problem


def read_questions(path: Path, k: int, default: Filters = Filters(), today: str | None = None) -> Iterator[Question | BrokenLine]:
    """Yield a question or a broken line for each line of the file that is not blank, in order.

    Raises:
        InputError: the file cannot be read.
    """
    for number, text in read_lines(path):
        row = parse_line(text)
        try:
            yield QuestionLine.model_validate(row).to_question(k, default, today)
        except ValidationError as error:
            known: dict[str, Any] = row if isinstance(row, dict) else {}
            named = known.get("id")
            yield BrokenLine(number, None if named is None else str(named), str(known.get("question", "")), _problem(number, error, row))


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 file that are not blank, numbered from 1.

    Raises:
        InputError: the file cannot be read, or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).", remedy="Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8.", remedy="Save it as UTF-8, one JSON object a line.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def parse_line(text: str) -> object:
    """Return the JSON value of a line, or None where it is none, or one with half a character, which no file can hold."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
        return value
    except (ValueError, RecursionError):  # the second: brackets within brackets without end
        return None


def _problem(number: int, error: ValidationError, row: object) -> Problem:
    if not isinstance(row, dict):
        return Problem("bad_line", f"Line {number} is not a JSON object.", 'Write one object a line: {"question": "…"}.')
    return Problem("bad_line", f"Line {number}: {first_fault(error)}.", 'A line needs {"question": "…"}; days are written as YYYY-MM-DD.')


def first_fault(error: ValidationError) -> str:
    """Return the first thing wrong, in words: where, and what."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    what = first["msg"].removeprefix("Value error, ")
    return f"{where}: {what[0].lower()}{what[1:]}"
