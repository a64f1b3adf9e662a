"""Positions as the parts of an answer, in HTML that we write ourselves: each holder at a glance, side by side, and over time."""

from __future__ import annotations

from qa.models import Position, PositionReport
from qa.positions.comparison import comparison
from ui.render.citations_html import escaped
from ui.render.compared_html import relations_html, table_html
from ui.render.held_html import (
    Cited,
    changes_html,
    condition_html,
    days_and_occasions,
    none_html,
    proposals_html,
    reading_html,
    stance_html,
    statements_html,
)
from ui.render.line_of_time import line_of_time, marks_of

SIDE_BY_SIDE = 3
"""Holders that are set in a table, one a column; more stand below each other."""


def positions_parts(report: PositionReport) -> tuple[str, ...]:
    """Return a report as parts: holders side by side or below each other, and a line of time where there are dates enough."""
    cited = {c.number: c for c in report.citations}
    spoke = [p for p in report.positions if p.statements or p.about]
    silent = [p for p in report.positions if not (p.statements or p.about)]
    if 1 < len(spoke) <= SIDE_BY_SIDE:
        told = relations_html(comparison(report).relations, cited, is_pair=len(spoke) == 2)
        blocks = [told + table_html(spoke, cited, report.searched, is_by_model=report.model is not None)]
    else:
        blocks = [_holder(p, report, cited) for p in spoke]
    none = "".join(none_html(p, report.searched) for p in silent)
    return (*blocks, *([none] if none else []), *filter(None, [line_of_time(marks_of(spoke, cited))]))


def _holder(position: Position, report: PositionReport, cited: Cited) -> str:
    """Return one holder: name, stance, days and occasions in a line, the condition, and the statements."""
    facts = days_and_occasions(position)
    return (
        f'<section class="or-position"><h3 class="or-holder">{escaped(position.holder)}</h3>'
        f"{stance_html(position, cited, report.searched, facts)}"
        f"{reading_html(position, cited, is_by_model=report.model is not None)}"
        f"{condition_html(position, cited)}{proposals_html(position.proposals, cited)}"
        f"{statements_html(position.statements, position.about, cited, position.label)}{changes_html(position, cited)}"
        "</section>"
    )
