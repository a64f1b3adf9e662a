"""Positions, comparisons and timelines as tables to take along: CSV for a spreadsheet, Markdown for a note; a row a cited sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from ingest.words import visible
from qa.models import Citation, Comparison, HeldStatement, Position, PositionReport, Searched, Timeline
from ui.render.markdown import plain
from ui.render.positions_words import label_words, none_found

Form = Literal["csv", "markdown"]
Table = Sequence[Sequence[str]]
"""Rows of cells, the first the names of the columns."""

COLUMNS = (
    *("holder", "stance", "condition", "date", "date is", "voice", "said by", "reported by", "sentence", "number"),
    *("source", "title", "outlet", "published", "link", "note"),
)
_NUMBER = COLUMNS.index("number")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # noqa: RUF001 - wide ones count too
_HERE = "in these articles"


def written(table: Table, form: Form) -> str:
    """Return a table as text."""
    return as_csv(table) if form == "csv" else as_markdown(table)


def as_csv(table: Table) -> str:
    r"""Return comma-separated values; a cell that a spreadsheet would take for a formula gets an apostrophe in front and stays text.

    >>> as_csv([["sentence"], ["=1+1"], ["4"]])
    "sentence\r\n'=1+1\r\n4\r\n"
    """
    out = io.StringIO()
    csv.writer(out).writerows([[_as_text(cell) for cell in row] for row in table])
    return out.getvalue()


def as_markdown(table: Table) -> str:
    r"""Return a Markdown table; outside text is never markup.

    >>> print(as_markdown([["holder", "sentence"], ["Oda Kellervane", "a | b"]]), end="")
    | holder | sentence |
    | --- | --- |
    | Oda Kellervane | a \| b |
    """
    head, *rows = table
    lines = [head, ["---"] * len(head), *([plain(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def positions_table(report: PositionReport) -> Table:
    """Return a row for each cited sentence of each position, and one for each holder without a statement."""
    return [COLUMNS, *_positions(report.positions, report.citations, report.searched)]


def one_holder_table(report: PositionReport, line: Timeline) -> Table:
    """Return a report on one holder with the rows of the holder's statements by date that it leaves out."""
    rows = positions_table(report)
    known = {row[_NUMBER] for row in rows}
    return [*rows, *(row for row in timeline_table(line)[1:] if row[_NUMBER] and row[_NUMBER] not in known)]


def comparison_table(found: Comparison) -> Table:
    """Return the positions as ``positions_table`` does, and a row for what holds between each two."""
    rows = _positions(found.positions, found.citations, found.searched)
    relations = [
        _row(" and ".join(r.holders), r.relation, note="shown by " + "".join(f"[{n}]" for n in r.citations)) for r in found.relations
    ]
    return [COLUMNS, *rows, *relations]


def timeline_table(found: Timeline) -> Table:
    """Return a row for each cited sentence, the earliest first; one that differs from an earlier says from which."""
    cited = {c.number: c for c in found.citations}
    numbers = {s.statement.statement_id: s.statement.citations for s in (*found.statements, *found.undated)}
    from_ = {c.statement_after: c.statement_before for c in found.changes}
    rows: list[Sequence[str]] = []
    for place, one in enumerate((*found.statements, *found.undated)):
        note = f"earliest {_HERE}" if place == 0 and found.statements else ""
        if (before := from_.get(one.statement.statement_id)) is not None:
            note = f"differs from {''.join(f'[{n}]' for n in numbers.get(before, ()))}"
        condition = one.condition.text if one.condition else ""
        rows += _statement(found.holder or "", one.stance, condition, one.statement, cited, note)
    if not rows:
        rows.append(_row(found.holder or "", "none_found", note=none_found(found.holder or "", found.searched)))
    return [COLUMNS, *rows]


def _positions(positions: Iterable[Position], citations: Iterable[Citation], searched: Searched) -> Iterator[Sequence[str]]:
    cited = {c.number: c for c in citations}
    for p in positions:
        condition = p.condition.text if p.condition else ""
        for statement in p.statements:
            yield from _statement(p.holder, p.stance, condition, statement, cited, "", _labels(p))
        for number in p.about:
            yield _row(p.holder, "", citation=cited.get(number), note="the article’s own assessment")
        if not p.statements:
            yield _row(p.holder, "none_found", note=none_found(p.holder, searched))


def _labels(position: Position) -> dict[int, str]:
    """Return what is to be said of a cited sentence: what it speaks of, and which of its words the stance is read in."""
    said = {one.citation: f"speaks of: {one.text}" for one in position.proposals}
    for label in (position.label, *(one.label for one in position.proposals)):
        if label is not None:
            said[label.citation] = "; ".join(filter(None, [said.get(label.citation), f"label from: {label_words(label)}"]))
    return said


def _statement(
    holder: str,
    stance: str,
    condition: str,
    statement: HeldStatement,
    cited: Mapping[int, Citation],
    note: str,
    labels: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[Sequence[str]]:
    for number in statement.citations:
        also = f"also in {''.join(f'[{n}]' for n in statement.also_in)}" if statement.also_in else ""
        yield _row(holder, stance, condition, statement, cited.get(number), "; ".join(filter(None, [note, labels.get(number), also])))
    for number in statement.also_in:
        yield _row(holder, stance, condition, statement, cited.get(number), "the same statement again")


def _row(
    holder: str, stance: str, condition: str = "", said: HeldStatement | None = None, citation: Citation | None = None, note: str = ""
) -> Sequence[str]:
    as_of = said.as_of if said else None
    c = citation
    cells = (
        *(holder, stance, condition, as_of.date if as_of else "", as_of.basis if as_of else ""),
        *((said.voice, said.speaker, said.reported_by) if said else ("", "", "")),
        *((c.text, str(c.number), c.source_id, c.title, c.outlet, c.published, _link(c)) if c else ("",) * 7),
        note,
    )
    return [visible(cell or "") for cell in cells]


def _link(c: Citation) -> str | None:
    return (c.link or c.url) if c.url and c.url.startswith(("https://", "http://")) else None


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
