"""What one holder holds as HTML that we write ourselves: stance, condition, the cited statements, and where later words differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.models import Citation, HeldStatement, Label, Position, Proposal, Searched, Stance
from ui.render.citations_html import bits, escaped, number
from ui.render.claims_html import claim_html
from ui.render.positions_words import (
    NONE_OF_THEIR_OWN,
    STANCES,
    how_told,
    label_words,
    none_found,
    read_by_rules,
    seen,
    stance_words,
    when_said,
)
from ui.render.words import by_line, counted

Cited = Mapping[int, Citation]
"""Citations by number."""


def stance_html(position: Position, cited: Cited, searched: Searched, facts: Sequence[str] = ()) -> str:
    """Return the stance with the number of the sentence that shows it best and its words; without a statement, that there is none."""
    if not position.statements:
        none = NONE_OF_THEIR_OWN if position.about else none_found(position.holder, searched)
        return f'<p class="or-glance"><b class="or-stance">{escaped(none)}</b></p>'
    best = position.summary.citations[:1] if position.summary else ()
    numbers = "".join(number(cited[n]) for n in best if n in cited)
    labels = "".join(label_html(label, cited, best) for label in (position.label, position.other_label))
    words = f'<b class="or-stance or-stance-{position.stance}">{escaped(stance_words(position))}</b>{numbers}'
    return f'<p class="or-glance">{words}{bits(*facts) if facts else ""}</p>{labels}'


def days_and_occasions(position: Position) -> tuple[str, ...]:
    """Return from when to when a holder has statements here and how many occasions these are; nothing where there is none."""
    return (seen(position) or "undated", counted(position.origins, "occasion")) if position.statements else ()


def reading_html(position: Position, cited: Cited, *, is_by_model: bool) -> str:
    """Return a model's line with its verdict, or that rules read the position; nothing where no model was asked."""
    if not is_by_model and position.set_aside is None:
        return ""
    if position.read_by == "model" and position.summary:
        return claim_html(position.summary, cited, by_model=True, heading=False)
    return f'<p class="or-note">{escaped(words)}</p>' if (words := read_by_rules(position)) else ""


def condition_html(position: Position, cited: Cited) -> str:
    """Return what a stance depends on, as printed, or nothing."""
    condition = position.condition
    if condition is None:
        return ""
    return f'<p class="or-condition"><span class="or-printed">{escaped(condition.text)}</span>{number(cited[condition.citation])}</p>'


def label_html(label: Label | None, cited: Cited, beside: Sequence[int] = ()) -> str:
    """Return the words that a stance is read in, with the number of their sentence unless it is one ``beside``; or nothing."""
    if label is None:
        return ""
    words = f'<span class="or-quoted">{escaped(label_words(label))}</span>'
    return f'<p class="or-label-from">label from {words}{"" if label.citation in beside else number(cited[label.citation])}</p>'


def proposals_html(proposals: Sequence[Proposal], cited: Cited) -> str:
    """Return what statements on a mere topic speak of, with the stance towards it where words show one, or nothing."""
    rows = "".join(_proposal(one, cited) for one in proposals)
    return f'<p class="or-how-told">Speaks of</p><ul class="or-proposals">{rows}</ul>' if rows else ""


def statements_html(statements: Sequence[HeldStatement], about: Sequence[int], cited: Cited, label: Label | None = None) -> str:
    """Return statements as a list, the label's words underlined, then what articles say of the holder's view in their own words."""
    rows = "".join(_statement(statement, cited, label) for statement in statements)
    told = "".join(_about(cited[n]) for n in about if n in cited)
    return f'<ul class="or-statements">{rows}{told}</ul>' if rows or told else ""


def changes_html(position: Position, cited: Cited) -> str:
    """Return where the holder's dated words differ from earlier ones, with the numbers of both."""
    of = {s.statement_id: s for s in position.statements}
    rows = []
    for change in position.changes:
        before, after = of.get(change.statement_before), of.get(change.statement_after)
        if before is not None and after is not None:
            rows.append(f"The words {_dated(after, change.to, cited)} differ from those {_dated(before, change.from_, cited)}.")
    return "".join(f'<p class="or-change">{row}</p>' for row in rows)


def none_html(position: Position, searched: Searched) -> str:
    """Return that nothing was found of a holder in these articles."""
    none = escaped(none_found(position.holder, searched))
    return f'<p class="or-glance"><b>{escaped(position.holder)}</b> <span class="or-quiet">{none}</span></p>'


def _proposal(one: Proposal, cited: Cited) -> str:
    stance = f' <b class="or-stance or-stance-{one.stance}">{STANCES[one.stance]}</b>' if one.label else ""
    return (
        f'<li><span class="or-printed">{escaped(one.text)}</span>{number(cited[one.citation])}{stance}{label_html(one.label, cited)}</li>'
    )


def _statement(statement: HeldStatement, cited: Cited, label: Label | None) -> str:
    """Return a statement: whose words, the sentences as printed, when and where, and where else it stands."""
    told = how_told(statement)
    look = "or-told" if statement.reported_by else f"or-{statement.voice}"
    found = [cited[n] for n in statement.citations if n in cited]
    words = " ".join(f"{_printed(c, label)}{number(c)}" for c in found)
    when = f'<span class="or-quiet">{escaped(when_said(statement))}</span>'
    again = "".join(number(cited[n]) for n in statement.also_in if n in cited)
    also = f'<span class="or-also">also in {again}</span>' if again else ""
    return (
        f'<li class="or-statement {look}"><p class="or-how-told">{escaped(told[0].upper() + told[1:])} {when}</p>'
        f'<p class="or-printed">{words}</p><p class="or-where">{bits(*dict.fromkeys(by_line(c) for c in found))}{also}</p></li>'
    )


def _printed(c: Citation, label: Label | None) -> str:
    """Return a cited sentence, the words underlined that its holder's stance is read in."""
    if label is None or label.citation != c.number:
        return escaped(c.text)
    out, at = "", 0
    for span in label.words:
        start, end = span.start - c.start, span.end - c.start
        out += f'{escaped(c.text[at:start])}<span class="or-carries">{escaped(c.text[start:end])}</span>'
        at = end
    return out + escaped(c.text[at:])


def _about(c: Citation) -> str:
    return (
        f'<li class="or-statement or-narrated"><p class="or-how-told">The article’s own assessment</p>'
        f'<p class="or-printed">{escaped(c.text)}{number(c)}</p><p class="or-where">{bits(by_line(c))}</p></li>'
    )


def _dated(statement: HeldStatement, stance: Stance, cited: Cited) -> str:
    numbers = "".join(number(cited[n]) for n in statement.citations if n in cited)
    dated = f"dated {statement.as_of.date}" if statement.as_of else "without a date"
    return f"{escaped(dated)}{numbers} ({STANCES[stance]})"
