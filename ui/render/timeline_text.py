"""Timelines as plain text for a terminal: dated statements in order, and where a later one differs from an earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.models import Change, Citation, DatedStatement, Timeline
from ui.render.positions_words import STANCES, how_told, none_found, told_words
from ui.render.text import Line, source_lines, wrapped
from ui.render.words import articles_searched


def timeline_lines(found: Timeline, width: int = 100) -> Iterator[Line]:
    """Yield a timeline as lines: the statements by date, those without one, the differences, the sources."""
    if found.error is not None:
        yield from wrapped(f"{found.error.message} {found.error.remedy}", width, "", "warn")
        return
    yield from wrapped(articles_searched(found.searched), width, "", "quiet")
    yield Line("")
    if not found.statements and not found.undated:
        yield from wrapped(f"{found.holder}: {none_found(found.holder or '', found.searched)}.", width, "", "head")
        return
    cited = {c.number: c for c in found.citations}
    yield from wrapped(f"{found.holder} on {found.issue}", width, "", "head")
    for place, one in enumerate(found.statements):
        first = ", earliest in these articles" if place == 0 else ""
        yield from _statement(one, f"{one.date}{first}", cited, width)
    for one in found.undated:
        yield from _statement(one, "not dated", cited, width)
    for change in found.changes:
        yield Line("")
        yield from wrapped(difference(change, found), width, "", "head")
    yield Line("")
    yield from source_lines(found.citations, width)


def difference(change: Change, found: Timeline) -> str:
    """Return in words how a later statement differs from an earlier, with the numbers of both sentences."""
    numbers = {s.statement.statement_id: "".join(f"[{n}]" for n in s.statement.citations) for s in (*found.statements, *found.undated)}
    after, before = numbers.get(change.statement_after, ""), numbers.get(change.statement_before, "")
    return f"{STANCES[change.to]} {after} differs from {STANCES[change.from_]} {before}"


def _statement(one: DatedStatement, when: str, cited: Mapping[int, Citation], width: int) -> Iterator[Line]:
    condition = f": {one.condition.text}" if one.condition else ""
    yield from wrapped(f"{when}   {STANCES[one.stance]}{condition}", width, "", "head", "  ")
    basis = ""
    if one.statement.as_of and one.statement.as_of.basis == "published":
        basis = " (day of publication)"
    numbers = "".join(f"[{n}]" for n in one.statement.citations)
    again = f" also in {''.join(f'[{n}]' for n in one.statement.also_in)}" if one.statement.also_in else ""
    yield from wrapped(
        f"{how_told(one.statement)}: {told_words(one.statement, cited)} {numbers}{again}{basis}", width, "  ", "plain", "    "
    )
