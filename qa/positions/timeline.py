"""Set a holder's statements on an issue in the order of their dates, with the change that they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.cite import Numbering
from qa.models import Citation, DatedStatement, Question, Searched, Timeline
from qa.positions.changes import change, dated
from qa.positions.held import Held
from qa.positions.statements import condition_in, held_statement


def timeline(question: Question, issue: str, held: Held, searched: Searched) -> Timeline:
    """Return the own statements of one holder, the earliest first, those without a date apart."""
    numbering = Numbering()
    citations: list[Citation] = []
    marks: list[DatedStatement] = []
    undated: list[DatedStatement] = []
    line = dated(held.own, issue)
    for one in line:
        statement, new = held_statement(one.said, held.holder, numbering)
        citations += new
        condition = condition_in(one.first, issue, statement.citations[0])
        mark = DatedStatement(one.date, one.stance, condition, statement)
        (undated if one.date is None else marks).append(mark)
    found = change(line)
    changes = (found,) if found else ()
    return Timeline(issue, question.id, None, held.holder, tuple(marks), tuple(undated), changes, tuple(citations), searched)


def numbered_after(line: Timeline, citations: Sequence[Citation]) -> Timeline:
    """Return a line of time whose numbers go on from those of a report beside it: a sentence that has one there keeps it."""
    known = {c.sentence_id: c.number for c in citations}
    last = max(known.values(), default=0)
    new: dict[int, int] = {}
    for c in line.citations:
        if c.sentence_id not in known:
            last += 1
        new[c.number] = known.setdefault(c.sentence_id, last)

    def moved(one: DatedStatement) -> DatedStatement:
        said = one.statement
        said = replace(said, citations=tuple(new[n] for n in said.citations), also_in=tuple(new[n] for n in said.also_in))
        condition = one.condition and replace(one.condition, citation=new[one.condition.citation])
        return replace(one, condition=condition, statement=said)

    return replace(
        line,
        statements=tuple(map(moved, line.statements)),
        undated=tuple(map(moved, line.undated)),
        citations=tuple(replace(c, number=new[c.number]) for c in line.citations),
    )
