"""Holders side by side as HTML that we write ourselves: a table, a holder a column, and what holds between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.models import Position, Relation, Searched
from ui.render.citations_html import bits, escaped, number
from ui.render.held_html import (
    Cited,
    changes_html,
    condition_html,
    days_and_occasions,
    proposals_html,
    reading_html,
    stance_html,
    statements_html,
)


def table_html(
    shown: Sequence[Position],
    cited: Cited,
    searched: Searched,
    words: Callable[[Position], str] | None = None,
    *,
    is_by_model: bool,
) -> str:
    """Return holders side by side, one a column; ``words`` sets a holder's statements, by default all of them as a list."""
    words = words or (lambda p: statements_html(p.statements, p.about, cited, p.label))
    rows: list[tuple[str, Callable[[Position], str]]] = [
        ("Stance", lambda p: stance_html(p, cited, searched)),
        ("In the model’s words", lambda p: reading_html(p, cited, is_by_model=is_by_model)),
        ("Condition", lambda p: condition_html(p, cited)),
        ("Speaks of", lambda p: proposals_html(p.proposals, cited)),
        ("Seen here", lambda p: "<br>".join(bits(fact) for fact in days_and_occasions(p))),
        ("In these words", words),
    ]
    over_time = _row("Over time", [changes_html(p, cited) for p in shown], shown, "nothing that differs")
    head = "".join(f'<th scope="col">{escaped(p.holder)}</th>' for p in shown)
    body = "".join(_row(name, [cell(p) for p in shown], shown) for name, cell in rows) + over_time
    return f'<table class="or-compared"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def relations_html(relations: Sequence[Relation], cited: Cited, *, is_pair: bool) -> str:
    """Return which holders differ, and of two alone also that they are on the same side."""
    return "".join(_relation(r, cited) for r in relations if r.relation == "differ" or is_pair)


def _row(name: str, cells: Sequence[str], shown: Sequence[Position], nothing: str = "none found") -> str:
    """Return one row, or nothing where no holder has anything in it; each cell repeats its holder for a narrow screen."""
    if not any(cells):
        return ""
    none = f'<span class="or-quiet">{nothing}</span>'
    filled = "".join(f'<td><span class="or-of">{escaped(p.holder)}</span>{cell or none}</td>' for p, cell in zip(shown, cells, strict=True))
    return f'<tr><th scope="row">{name}</th>{filled}</tr>'


def _relation(relation: Relation, cited: Cited) -> str:
    one, other = relation.holders
    numbers = "".join(number(cited[n]) for n in relation.citations if n in cited)
    verb = "are on the same side" if relation.relation == "agree" else "differ"
    return f'<p class="or-relation">In these sentences {escaped(one)} and {escaped(other)} {verb}{numbers}</p>'
