"""A line of time as HTML that we write ourselves: a list of dated statements, of which the page's script makes a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.words import visible
from qa.models import Citation, HeldStatement, Position, Stance, Timeline
from ui.render.citations_html import escaped, number
from ui.render.positions_words import STANCES, how_told
from ui.render.words import counted

_FEWEST_DATES = 2  # of a line of time


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement on a line of time: its day, month or year, the lane it stands in, whose words it gives, and its sentence.

    ``stance`` is what its own words show, where that is known; ``differs`` whether these differ from earlier words of the holder.
    """

    date: str | None
    lane: str
    how: str
    citation: Citation
    stance: Stance | None = None
    differs: bool = False


def marks_of(positions: Sequence[Position], cited: Mapping[int, Citation]) -> list[Mark]:
    """Return the statements of several holders, a lane each."""
    return [
        _mark(statement, p.holder, cited, None, differs=statement.statement_id in {c.statement_after for c in p.changes})
        for p in positions
        for statement in p.statements
    ]


def marks_on(line: Timeline) -> list[Mark]:
    """Return one holder's own statements, each with what its words show."""
    cited = {c.number: c for c in line.citations}
    later = {c.statement_after for c in line.changes}
    return [
        _mark(one.statement, line.holder or "", cited, one.stance, differs=one.statement.statement_id in later)
        for one in (*line.statements, *line.undated)
    ]


def line_of_time(marks: Sequence[Mark]) -> str:
    """Return statements in the order of their dates as a list, of which our script makes a picture; nothing where there are too few."""
    dated = sorted((m for m in marks if m.date), key=lambda m: m.date or "")
    if len({m.date for m in dated}) < _FEWEST_DATES:
        return ""
    undated = len(marks) - len(dated)
    note = f'<p class="or-note">{counted(undated, "statement").capitalize()} without a date left out.</p>' if undated else ""
    return (
        '<div class="or-timeline"><p class="or-label">Over time <span class="or-quiet">(as these articles date the statements)</span></p>'
        f'<details class="or-as-list"><summary>The same as a list</summary><ol class="or-times">{"".join(map(_row, dated))}</ol></details>'
        f"{note}</div>"
    )


def _mark(statement: HeldStatement, holder: str, cited: Mapping[int, Citation], stance: Stance | None, *, differs: bool) -> Mark:
    date = statement.as_of.date if statement.as_of else None
    return Mark(date, visible(holder), how_told(statement), cited[statement.citations[0]], stance, differs)


def _row(m: Mark) -> str:
    look = f' class="or-towards-{m.stance}{" or-differs-here" if m.differs else ""}"' if m.stance or m.differs else ""
    stance = f' <span class="or-shows">{STANCES.get(m.stance, "")}</span>' if m.stance else ""
    differs = ' <span class="or-differing">differs from an earlier statement</span>' if m.differs else ""
    return (
        f'<li{look}><span class="or-day">{escaped(m.date or "")}</span> <span class="or-lane">{escaped(m.lane)}</span> '
        f'<span class="or-how">{escaped(m.how)}</span>{stance}{differs} {number(m.citation)}</li>'
    )
