"""Turn what was gathered into cited statements."""

from __future__ import annotations

from collections.abc import Sequence

from qa.cite import Numbering
from qa.models import Citation, Condition, Evidence, HeldStatement, Spoken
from qa.positions.gather import Said
from qa.positions.held import stance_of


def held_statement(group: Sequence[Said], holder: str, numbering: Numbering) -> tuple[HeldStatement, list[Citation]]:
    """Return one statement and its repetitions as a cited statement, with the citations that are used for the first time."""
    first = group[0]
    numbers, new = numbering.cite([evidence_of(first, holder)])
    also, more = numbering.cite([evidence_of(one, holder) for one in group[1:]])
    also_in = tuple(n for n in also if n not in numbers)
    statement = HeldStatement(
        first.statement_id, numbers, first.content, first.voice, first.as_of, first.speaker, first.reported_by, also_in
    )
    return statement, [*new, *more]


def condition_in(said: Said, issue: str, number: int) -> Condition | None:
    """Return the condition that a sentence names, if it stands there word for word."""
    text = stance_of(said, issue).condition
    return Condition(text, number) if text is not None and text in said.sentence.text else None


def evidence_of(said: Said, holder: str) -> Evidence:
    """Return a sentence of a statement as evidence, with whose words it gives."""
    spoken = Spoken(said.reported_by or said.speaker or holder, said.as_printed, said.voice, said.as_of)
    return Evidence(said.sentence, said.article, "", 0, said.nearness, said.before, spoken=spoken)
