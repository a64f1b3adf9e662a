"""Set a holder's statements on an issue in the order of their dates, with the change that they show."""

from __future__ import annotations

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
