"""Positions as the page's own part shows them, in HTML that we write ourselves: who holds what at a glance, the rest folded behind it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from qa.models import Comparison, HeldStatement, Position, PositionReport, Stance, Timeline
from ui.render.citations_html import escaped, sources
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
from ui.render.line_of_time import line_of_time, marks_of, marks_on
from ui.render.positions_card import positions_card
from ui.render.positions_words import STANCES, named_words, speaks_of, these_articles, who_read
from ui.render.words import articles_searched, counted

SIDE_BY_SIDE = 4
"""Holders that are set in a table, one a column; more stand below each other."""
_FEWEST_SORTED = 4  # holders, from which on one stance can be looked at alone
_FOLDED = 2  # statements, from which on they are folded behind the first


def report_html(report: PositionReport, line: Timeline | None = None) -> str:
    """Return who stands where, holders below each other.

    Args:
        report: the positions.
        line: where one holder was asked for, all own statements by date, their numbers going on from the report's.
    """
    if report.error is not None:
        return f'<p class="or-failed">{escaped(report.error.message)} {escaped(report.error.remedy)}</p>'
    cited = {c.number: c for c in report.citations}
    spoke = [p for p in report.positions if p.statements or p.about]
    blocks = "".join(_holder(p, report, cited) for p in spoke)
    marks = marks_on(line) if line and line.statements else marks_of(spoke, cited)
    return f"{_head(report, spoke)}{_choices(spoke)}{blocks}{_silent(report)}{line_of_time(marks)}{_sources(report, line)}"


def comparison_html(found: Comparison) -> str:
    """Return holders side by side, or below each other where there are many, and which of them differ."""
    report = PositionReport(
        found.issue, found.id, found.error, found.positions, found.citations, found.searched, (), found.model, found.host, usage=found.usage
    )
    spoke = [p for p in report.positions if p.statements or p.about]
    if report.error is not None or not 1 < len(spoke) <= SIDE_BY_SIDE:
        return report_html(report)
    cited = {c.number: c for c in report.citations}
    told = relations_html(found.relations, cited, is_pair=len(spoke) == 2)
    table = table_html(spoke, cited, report.searched, lambda p: _words(p, cited), is_by_model=found.model is not None)
    time = line_of_time(marks_of(spoke, cited))
    return f"{_head(report, spoke)}{told}{table}{_silent(report)}{time}{_sources(report, None)}"


def _head(report: PositionReport, spoke: Sequence[Position]) -> str:
    """Return what was asked, how many have a statement, what was searched, and what to take along."""
    issue = f'Positions on <span class="or-issue">{escaped(report.issue)}</span>'
    if report.searched.articles == 0:
        return f'<h3 class="or-outcome" tabindex="-1">{issue}</h3><p class="or-note">No articles were searched.</p>'
    own = sum(bool(p.statements) for p in spoke)
    none = f"No statement found in {these_articles(report.searched)}. This says nothing about anyone’s views."
    topics = f'<p class="or-note">Sentences here speak of: {escaped(spoken)}.</p>' if (spoken := speaks_of(report)) else ""
    read = f'<p class="or-note">{escaped(" ".join(sentences))}</p>' if (sentences := who_read(report)) else ""
    said = f"{counted(own, 'holder').capitalize()} with a statement." if own else none
    take = (
        '<p class="or-take"><button type="button" class="or-copy">Copy with sources</button>'
        f'<span class="or-card">{html.escape(positions_card(report))}</span>'
        '<button type="button" class="or-save" value="md">Save as Markdown</button>'
        '<button type="button" class="or-save" value="csv">Save as CSV</button></p>'
    )
    return (
        f'<h3 class="or-outcome" tabindex="-1">{issue}</h3>'
        f'<p class="or-note">{escaped(said)} {escaped(articles_searched(report.searched))}</p>{read}{topics}{take if spoke else ""}'
    )


def _choices(spoke: Sequence[Position]) -> str:
    """Return buttons that show only the holders of one stance; our script minds them."""
    found = Counter(p.stance for p in spoke if p.statements)
    if len(spoke) < _FEWEST_SORTED or len(found) < 2:
        return ""
    order: Sequence[Stance] = tuple(STANCES)
    buttons = "".join(
        f'<button type="button" class="or-only or-holds-{stance}" value="holds-{stance}" aria-pressed="false">'
        f'{_one_word(stance)} <span class="or-badge">{found[stance]}</span></button>'
        for stance in order
        if found[stance]
    )
    return f'<div class="or-choices" role="group" aria-label="Show only">{buttons}</div>'


def _one_word(stance: Stance) -> str:
    words = "no clear side" if stance == "unclear" else STANCES[stance]
    return words[0].upper() + words[1:]


def _holder(position: Position, report: PositionReport, cited: Cited) -> str:
    """Return one holder: name, stance, days and occasions beside the words that carry the stance."""
    facts = "".join(f"<li>{escaped(fact)}</li>" for fact in days_and_occasions(position))
    name = escaped(position.holder)
    buttons = (
        f'<p class="or-next"><button type="button" class="or-pick" value="{name}">Compare <span class="or-vh">{name} </span>with …</button>'
        f'<button type="button" class="or-alone" value="{name}">Over time<span class="or-vh">: {name}</span></button></p>'
        if len(report.positions) > 1 and position.statements
        else ""
    )
    stance = stance_html(position, cited, report.searched)
    proposals = proposals_html(position.proposals, cited)
    reading = reading_html(position, cited, is_by_model=report.model is not None)
    words = f"{reading}{condition_html(position, cited)}{proposals}{_words(position, cited)}{changes_html(position, cited)}"
    return (
        f'<section class="or-position or-holds-{position.stance}"><div class="or-at-a-glance"><h4 class="or-holder">{name}</h4>'
        f'{stance}<ul class="or-facts-of">{facts}</ul>{buttons}</div><div class="or-words-of">{words}</div></section>'
    )


def _words(position: Position, cited: Cited) -> str:
    """Return the statement that carries the stance, and the others folded behind it."""
    first = _carrying(position)
    rest = [s for s in position.statements if s is not first]
    about = [n for n in position.about if n in cited]
    if first is None or len(rest) + len(about) < _FOLDED:
        return statements_html([*filter(None, [first]), *rest], about, cited, position.label)
    more = " and ".join(
        ([counted(len(rest), "more statement")] if rest else [])
        + ([counted(len(about), "sentence") + " of the articles’ own"] if about else [])
    )
    folded = statements_html(rest, about, cited, position.label)
    return (
        f"{statements_html([first], (), cited, position.label)}"
        f'<details class="or-more"><summary>{more[0].upper()}{more[1:]}</summary>{folded}</details>'
    )


def _carrying(position: Position) -> HeldStatement | None:
    """Return the statement whose sentence shows the stance best, else the first."""
    best = position.summary.citations[:1] if position.summary else ()
    return next((s for s in position.statements if set(best) & set(s.citations)), next(iter(position.statements), None))


def _silent(report: PositionReport) -> str:
    """Return of whom nothing was found: those asked for, and those whom the cited articles name."""
    none = "".join(none_html(p, report.searched) for p in report.positions if not (p.statements or p.about))
    named = f'<p class="or-glance or-named">{escaped(named_words(report))}</p>' if report.named else ""
    return none + named


def _sources(report: PositionReport, line: Timeline | None) -> str:
    numbers = {c.number for c in report.citations}
    more = [c for c in line.citations if c.number not in numbers] if line else []
    return sources([*report.citations, *more])
