"""Positions as the card that a reader copies or saves: Markdown that reads as plain text, with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.models import Citation, HeldStatement, Label, Position, PositionReport
from ui.render.markdown import claim_card, plain, source_card
from ui.render.positions_words import (
    NONE_OF_THEIR_OWN,
    STANCES,
    differences,
    how_told,
    label_words,
    named_words,
    none_found,
    read_by_rules,
    seen,
    stance_words,
    when_said,
    who_read,
)
from ui.render.words import articles_searched, counted


def positions_card(report: PositionReport) -> str:
    """Return who stands where with every cited sentence and its source; outside text is never markup where the card is pasted."""
    return "\n".join(_lines(report)).strip() + "\n"


def _lines(report: PositionReport) -> Iterator[str]:
    cited = {c.number: c for c in report.citations}
    yield f"**Positions on {plain(report.issue)}**"
    yield ""
    yield plain(" ".join([articles_searched(report.searched), *who_read(report)]))
    for position in report.positions:
        yield ""
        yield from _position(position, report, cited)
    if report.named:
        yield ""
        yield plain(named_words(report))
    if report.citations:
        yield ""
        yield "Sources"
        yield ""
    for c in report.citations:
        yield from source_card(c)


def _reading(position: Position) -> Iterator[str]:
    """Yield a model's line with its verdict, or that rules read the position."""
    if position.read_by == "model" and position.summary:
        yield f"{claim_card(position.summary)} (the model’s words)"
    elif words := read_by_rules(position):
        yield f"- {plain(words)}"


def _position(position: Position, report: PositionReport, cited: Mapping[int, Citation]) -> Iterator[str]:
    if not position.statements:
        none = NONE_OF_THEIR_OWN if position.about else plain(none_found(position.holder, report.searched))
        yield f"**{plain(position.holder)}**: {none}"
    else:
        facts = (stance_words(position), seen(position) or "undated", counted(position.origins, "occasion"))
        yield f"**{plain(position.holder)}**: {' · '.join(facts)}"
    yield ""
    if report.model is not None or position.set_aside:
        yield from _reading(position)
    if position.condition:
        yield f"- condition: {plain(position.condition.text)} [{position.condition.citation}]"
    for label in filter(None, (position.label, position.other_label)):
        yield f"- {_label(label)}"
    for one in position.proposals:
        stance = f": {STANCES[one.stance]}, {_label(one.label)}" if one.label else ""
        yield f"- speaks of: {plain(one.text)} [{one.citation}]{stance}"
    for words in differences(position, report.citations):
        yield f"- {plain(words)}"
    for statement in position.statements:
        yield _statement(statement, cited)
    for n in position.about:
        yield f"- the article’s own assessment: {plain(cited[n].text)} [{n}]"


def _label(label: Label) -> str:
    return f"label from: {plain(label_words(label))} [{label.citation}]"


def _statement(statement: HeldStatement, cited: Mapping[int, Citation]) -> str:
    words = " ".join(f"{plain(cited[n].text)} [{n}]" for n in statement.citations if n in cited)
    again = f"; also in {''.join(f'[{n}]' for n in statement.also_in)}" if statement.also_in else ""
    return f"- {plain(how_told(statement))}, {when_said(statement)}: {words}{again}"
