"""Position reports as plain text for a terminal: holder, stance, and the sentences that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.words import visible
from qa.models import Citation, HeldStatement, Position, PositionReport
from ui.render.positions_words import (
    NONE_OF_THEIR_OWN,
    STANCES,
    differences,
    how_told,
    is_own_words,
    label_words,
    named_words,
    none_found,
    read_by_rules,
    seen,
    speaks_of,
    stance_words,
    these_articles,
    told_words,
    who_read,
)
from ui.render.text import Line, source_lines, wrapped
from ui.render.words import articles_searched, counted, reason_words, whom_it_means

_SHOWN = 4  # statements of a holder


def position_lines(report: PositionReport, width: int = 100) -> Iterator[Line]:
    """Yield a report as lines: each holder with stance and sentences, then those without a statement, then the sources."""
    if report.error is not None:
        yield from wrapped(f"{report.error.message} {report.error.remedy}", width, "", "warn")
        return
    if topics := speaks_of(report):
        yield from wrapped(f"Sentences here speak of: {topics}.", width, "", "plain")
    yield from wrapped(" ".join([articles_searched(report.searched), *who_read(report)]), width, "", "quiet")
    cited = {c.number: c for c in report.citations}
    spoke = [p for p in report.positions if p.statements]
    if not spoke:
        nothing = f"No statement found in {these_articles(report.searched)}. This says nothing about anyone’s views."
        yield from wrapped(nothing, width, "", "head")
    for position in spoke:
        yield Line("")
        yield from _position(position, cited, report.model is not None, width)
    for position in report.positions:
        if not position.statements:
            yield Line("")
            none = NONE_OF_THEIR_OWN if position.about else none_found(position.holder, report.searched)
            yield from _head(position.holder, none, "", width)
            yield from _about(position, cited, width)
    if report.named:
        yield Line("")
        yield from wrapped(named_words(report), width, "", "plain")
    if report.citations:
        yield Line("")
        yield from source_lines(report.citations, width)


def _position(position: Position, cited: Mapping[int, Citation], has_model: bool, width: int) -> Iterator[Line]:
    days = f" · {seen(position)}" if seen(position) else ""
    yield from _head(position.holder, stance_words(position), f"{counted(position.origins, 'occasion')}{days}", width)
    if has_model or position.set_aside:
        yield from _reading(position, width)
    if position.condition:
        yield from wrapped(f"condition: {position.condition.text} [{position.condition.citation}]", width, "  ", "plain")
    for words in differences(position, tuple(cited.values())):
        yield from wrapped(words, width, "  ", "plain", "    ")
    for statement in _best(position):
        yield from _statement(statement, cited, width)
    for label in filter(None, (position.label, position.other_label)):
        yield from wrapped(f"label from: {label_words(label)} [{label.citation}]", width, "  ", "plain", "    ")
    yield from _proposals(position, width)
    yield from _about(position, cited, width)


def _head(holder: str, stance: str, facts: str, width: int) -> Iterator[Line]:
    """Return a holder's line with its parts set apart, or wrapped where it is too long for that."""
    parts = [visible(part) for part in (holder, stance, facts) if part]
    line = "   ".join(parts)
    if len(line) <= width:
        yield Line(line, "head")
    else:
        yield from wrapped(" · ".join(parts), width, "", "head")


def _proposals(position: Position, width: int) -> Iterator[Line]:
    for one in position.proposals:
        shown = f": {STANCES[one.stance]}, label from: {label_words(one.label)} [{one.label.citation}]" if one.label else ""
        yield from wrapped(f"speaks of: {one.text} [{one.citation}]{shown}", width, "  ", "plain", "    ")


def _reading(position: Position, width: int) -> Iterator[Line]:
    """Yield a model's line with its verdict, or that rules read the position."""
    line = position.summary
    if position.read_by == "rules" or line is None:
        yield from wrapped(read_by_rules(position), width, "  ", "warn" if position.set_aside else "quiet", "    ")
        return
    numbers = "".join(f"[{n}]" for n in line.citations)
    yield from wrapped(f"in the model’s words: {line.text} {numbers}", width, "  ", "plain", "    ")
    if line.verdict != "supported":
        yield from wrapped(f"{line.verdict}: {reason_words(line)}", width, "    ", "warn")


def _best(position: Position) -> tuple[HeldStatement, ...]:
    """Return the first statements, the first quotation in quotation marks always among them."""
    first, rest = position.statements[:_SHOWN], position.statements[_SHOWN:]
    if any(s.voice == "direct" for s in first):
        return first
    quoted = next((s for s in rest if s.voice == "direct"), None)
    return (*first[:-1], quoted) if quoted else first


def _statement(statement: HeldStatement, cited: Mapping[int, Citation], width: int) -> Iterator[Line]:
    is_quoted = is_own_words(statement)
    text = told_words(statement, cited)
    numbers = "".join(f"[{n}]" for n in statement.citations)
    again = f" also in {''.join(f'[{n}]' for n in statement.also_in)}" if statement.also_in else ""
    yield from wrapped(f"{how_told(statement)}: {text} {numbers}{again}", width, "  ", "plain", "    ")
    for n in statement.citations:
        if n in cited and not is_quoted and (meant := whom_it_means(cited[n], cited[n].text)):
            yield from wrapped(meant, width, "    ", "quiet")


def _about(position: Position, cited: Mapping[int, Citation], width: int) -> Iterator[Line]:
    for number in position.about:
        yield from wrapped(f"the article’s own assessment: {cited[number].text} [{number}]", width, "  ", "plain", "    ")
