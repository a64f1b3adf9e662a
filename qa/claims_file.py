"""Files of claims to verify: one claim with its evidence sentences a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.models import Problem
from qa.questions import first_fault, parse_line, read_lines


class ClaimLine(BaseModel):
    """A claim and the sentences that it is checked against."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str | None = None
    claim: str = Field(min_length=1)
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class BrokenClaim:
    """A line that is no claim."""

    id: str | None
    problem: Problem


def read_claims(path: Path) -> Iterator[ClaimLine | BrokenClaim]:
    """Yield a claim or what is wrong with it for each line that is not blank, in order.

    Raises:
        InputError: the file cannot be read.
    """
    for number, text in read_lines(path):
        row = parse_line(text)
        try:
            yield ClaimLine.model_validate(row)
        except ValidationError as error:
            named = row.get("id") if isinstance(row, dict) else None
            what = f": {first_fault(error)}" if isinstance(row, dict) else " is not a JSON object"
            problem = Problem("bad_line", f"Line {number}{what}.", 'A line is {"id", "claim", "evidence": ["sentence", …]}.')
            yield BrokenClaim(None if named is None else str(named), problem)
