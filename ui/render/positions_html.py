"""Positions as HTML that we write ourselves: each holder at a glance, the cited statements, and their order in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.words import visible
from qa.models import Citation, HeldStatement, Position, PositionReport, Relation, Stance
from qa.positions.comparison import comparison
from ui.render.citations_html import bits, escaped, number
from ui.render.claims_html import claim_html
from ui.render.positions_words import STANCES, how_told, none_found, read_by_rules, seen, stance_words
from ui.render.words import by_line, counted

SIDE_BY_SIDE = 3
"""Holders that are set in a table, one a column; more stand below each other."""
_FEWEST_DATES = 2  # of a line of time
_NONE = '<span class="or-quiet">none found</span>'


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement on a line of time: its day, month or year, the lane it stands in, whose words it gives, and its sentence."""

    date: str | None
    lane: str
    how: str
    citation: Citation


def positions_parts(report: PositionReport) -> tuple[str, ...]:
    """Return a report as parts: holders side by side or below each other, and a line of time where there are dates enough."""
    cited = {c.number: c for c in report.citations}
    spoke = [p for p in report.positions if p.statements or p.about]
    silent = [p for p in report.positions if not (p.statements or p.about)]
    blocks = [_table(report, cited)] if 1 < len(spoke) <= SIDE_BY_SIDE else [_holder(p, report, cited) for p in spoke]
    none = "".join(_none(p, report) for p in silent)
    return (*blocks, *([none] if none else []), *filter(None, [line_of_time(_marks(spoke, cited))]))


def line_of_time(marks: Sequence[Mark]) -> str:
    """Return statements in the order of their dates as a list, of which our script makes a picture; nothing where there are too few."""
    dated = sorted((m for m in marks if m.date), key=lambda m: m.date or "")
    if len({m.date for m in dated}) < _FEWEST_DATES:
        return ""
    rows = "".join(
        f'<li><span class="or-day">{escaped(m.date or "")}</span> <span class="or-lane">{escaped(m.lane)}</span> '
        f'<span class="or-how">{escaped(m.how)}</span> {number(m.citation)}</li>'
        for m in dated
    )
    undated = len(marks) - len(dated)
    note = f'<p class="or-note">{counted(undated, "statement").capitalize()} without a date left out.</p>' if undated else ""
    return (
        '<div class="or-timeline"><p class="or-label">Over time <span class="or-quiet">(as these articles date the statements)</span></p>'
        f'<details class="or-as-list"><summary>The same as a list</summary><ol class="or-times">{rows}</ol></details>{note}</div>'
    )


def _marks(positions: Sequence[Position], cited: Mapping[int, Citation]) -> list[Mark]:
    return [
        Mark(statement.as_of.date if statement.as_of else None, visible(p.holder), how_told(statement), cited[statement.citations[0]])
        for p in positions
        for statement in p.statements
    ]


def _holder(position: Position, report: PositionReport, cited: Mapping[int, Citation]) -> str:
    """Return one holder: name, stance, days and occasions in a line, the condition, and the statements."""
    return (
        f'<section class="or-position"><h3 class="or-holder">{escaped(position.holder)}</h3>'
        f'<p class="or-glance">{_stance(position, report, cited)}{_facts(position)}</p>{_reading(position, report, cited)}'
        f"{_condition(position, cited)}{_statements(position, cited)}{_changes(position, cited)}</section>"
    )


def _stance(position: Position, report: PositionReport, cited: Mapping[int, Citation]) -> str:
    """Return the stance with the number of the sentence that shows it best; without a statement, that there is none."""
    if not position.statements:
        return f'<b class="or-stance">{escaped(none_found(position.holder, report.searched))}</b>'
    best = position.summary.citations[:1] if position.summary else ()
    numbers = "".join(number(cited[n]) for n in best if n in cited)
    return f'<b class="or-stance or-stance-{position.stance}">{escaped(stance_words(position))}</b>{numbers}'


def _reading(position: Position, report: PositionReport, cited: Mapping[int, Citation]) -> str:
    """Return a model's line with its verdict, or that rules read the position; nothing where no model was asked."""
    if report.model is None and position.set_aside is None:
        return ""
    if position.read_by == "model" and position.summary:
        return claim_html(position.summary, cited, by_model=True, heading=False)
    return f'<p class="or-note">{escaped(words)}</p>' if (words := read_by_rules(position)) else ""


def _facts(position: Position) -> str:
    facts = [seen(position) or "undated", counted(position.origins, "occasion")] if position.statements else []
    return bits(*facts) if facts else ""


def _condition(position: Position, cited: Mapping[int, Citation]) -> str:
    condition = position.condition
    if condition is None:
        return ""
    return f'<p class="or-condition"><span class="or-printed">{escaped(condition.text)}</span>{number(cited[condition.citation])}</p>'


def _statements(position: Position, cited: Mapping[int, Citation]) -> str:
    rows = "".join(_statement(statement, cited) for statement in position.statements)
    about = "".join(_about(cited[n]) for n in position.about if n in cited)
    return f'<ul class="or-statements">{rows}{about}</ul>' if rows or about else ""


def _statement(statement: HeldStatement, cited: Mapping[int, Citation]) -> str:
    """Return a statement: whose words, the sentences as printed, when and where, and where else it stands."""
    told = how_told(statement)
    look = "or-told" if statement.reported_by else f"or-{statement.voice}"
    found = [cited[n] for n in statement.citations if n in cited]
    words = " ".join(f"{escaped(c.text)}{number(c)}" for c in found)
    again = "".join(number(cited[n]) for n in statement.also_in if n in cited)
    also = f'<span class="or-also">also in {again}</span>' if again else ""
    return (
        f'<li class="or-statement {look}"><p class="or-how-told">{escaped(told[0].upper() + told[1:])}{_when(statement)}</p>'
        f'<p class="or-printed">{words}</p><p class="or-where">{bits(*dict.fromkeys(by_line(c) for c in found))}{also}</p></li>'
    )


def _when(statement: HeldStatement) -> str:
    as_of = statement.as_of
    said = "not dated" if as_of is None else f"said {as_of.date}" if as_of.basis == "said" else f"published {as_of.date}"
    return f' <span class="or-quiet">{escaped(said)}</span>'


def _about(c: Citation) -> str:
    return (
        f'<li class="or-statement or-narrated"><p class="or-how-told">The article’s own words</p>'
        f'<p class="or-printed">{escaped(c.text)}{number(c)}</p><p class="or-where">{bits(by_line(c))}</p></li>'
    )


def _changes(position: Position, cited: Mapping[int, Citation]) -> str:
    """Return where the holder's dated words differ from earlier ones, with the numbers of both."""
    of = {s.statement_id: s for s in position.statements}
    rows = []
    for change in position.changes:
        before, after = of.get(change.statement_before), of.get(change.statement_after)
        if before is not None and after is not None:
            rows.append(f"The words {_dated(after, change.to, cited)} differ from those {_dated(before, change.from_, cited)}.")
    return "".join(f'<p class="or-change">{row}</p>' for row in rows)


def _dated(statement: HeldStatement, stance: Stance, cited: Mapping[int, Citation]) -> str:
    numbers = "".join(number(cited[n]) for n in statement.citations if n in cited)
    dated = f"dated {statement.as_of.date}" if statement.as_of else "without a date"
    return f"{escaped(dated)}{numbers} ({STANCES[stance]})"


def _none(position: Position, report: PositionReport) -> str:
    none = escaped(none_found(position.holder, report.searched))
    return f'<p class="or-glance"><b>{escaped(position.holder)}</b> <span class="or-quiet">{none}</span></p>'


def _table(report: PositionReport, cited: Mapping[int, Citation]) -> str:
    """Return holders side by side, and whether two of them who both take sides agree."""
    shown = [p for p in report.positions if p.statements or p.about]
    rows: list[tuple[str, Callable[[Position], str]]] = [
        ("Stance", lambda p: _stance(p, report, cited)),
        ("In the model’s words", lambda p: _reading(p, report, cited)),
        ("Condition", lambda p: _condition(p, cited)),
        ("Seen here", lambda p: f"{bits(seen(p) or 'undated')}<br>{bits(counted(p.origins, 'occasion'))}" if p.statements else ""),
        ("In these words", lambda p: _statements(p, cited)),
        ("Over time", lambda p: _changes(p, cited)),
    ]
    head = "".join(f'<th scope="col">{escaped(p.holder)}</th>' for p in shown)
    body = "".join(_row(name, [cell(p) for p in shown], shown) for name, cell in rows)
    told = "".join(_relation(r, cited) for r in comparison(report).relations if r.relation == "differ" or len(shown) == 2)
    return f'{told}<table class="or-compared"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(name: str, cells: Sequence[str], shown: Sequence[Position]) -> str:
    """Return one row, or nothing where no holder has anything in it; each cell repeats its holder for a narrow screen."""
    if not any(cells):
        return ""
    filled = "".join(
        f'<td><span class="or-of">{escaped(p.holder)}</span>{cell or _NONE}</td>' for p, cell in zip(shown, cells, strict=True)
    )
    return f'<tr><th scope="row">{name}</th>{filled}</tr>'


def _relation(relation: Relation, cited: Mapping[int, Citation]) -> str:
    one, other = relation.holders
    numbers = "".join(number(cited[n]) for n in relation.citations if n in cited)
    verb = "are on the same side" if relation.relation == "agree" else "differ"
    return f'<p class="or-relation">In these sentences {escaped(one)} and {escaped(other)} {verb}{numbers}</p>'
