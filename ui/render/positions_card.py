"""Positions as the card that a reader copies or saves: Markdown that reads as plain text, with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.models import Citation, HeldStatement, Position, PositionReport
from ui.render.markdown import plain, source_card
from ui.render.positions_words import differences, how_told, none_found, seen, stance_words, when_said
from ui.render.words import articles_searched, counted


def positions_card(report: PositionReport) -> str:
    """Return who stands where with every cited sentence and its source; outside text is never markup where the card is pasted."""
    return "\n".join(_lines(report)).strip() + "\n"


def _lines(report: PositionReport) -> Iterator[str]:
    cited = {c.number: c for c in report.citations}
    yield f"**Positions on {plain(report.issue)}**"
    yield ""
    yield plain(articles_searched(report.searched))
    for position in report.positions:
        yield ""
        yield from _position(position, report, cited)
    if report.citations:
        yield ""
        yield "Sources"
        yield ""
    for c in report.citations:
        yield from source_card(c)


def _position(position: Position, report: PositionReport, cited: Mapping[int, Citation]) -> Iterator[str]:
    if not position.statements:
        yield f"**{plain(position.holder)}**: {none_found(position.holder, report.searched)}"
    else:
        facts = (stance_words(position), seen(position) or "undated", counted(position.origins, "occasion"))
        yield f"**{plain(position.holder)}**: {' · '.join(facts)}"
    yield ""
    if position.condition:
        yield f"- condition: {plain(position.condition.text)} [{position.condition.citation}]"
    for words in differences(position, report.citations):
        yield f"- {plain(words)}"
    for statement in position.statements:
        yield _statement(statement, cited)
    for n in position.about:
        yield f"- the article’s own words: {plain(cited[n].text)} [{n}]"


def _statement(statement: HeldStatement, cited: Mapping[int, Citation]) -> str:
    words = " ".join(f"{plain(cited[n].text)} [{n}]" for n in statement.citations if n in cited)
    again = f"; also in {''.join(f'[{n}]' for n in statement.also_in)}" if statement.also_in else ""
    return f"- {plain(how_told(statement))}, {when_said(statement)}: {words}{again}"
