"""Printed forms of a quotation as HTML that we write ourselves, the differing words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.models import SpanText
from ingest.words import visible
from qa.models import Citation
from qa.quote import PrintedForm, PrintedForms
from ui.render.citations_html import bits, escaped, number
from ui.render.words import articles_searched, by_line, counted, day_of, source_name, who_spoke

NONE = "These words are not in these articles, and no quotation here comes close."


def quote_html(found: PrintedForms) -> str:
    """Return the forms with the words as given, the earliest first, and then those that come close."""
    cited = {c.number: c for c in found.citations}
    given = [form for form in found.forms if form.match != "close"]
    close = [form for form in found.forms if form.match == "close"]
    searched = f'<p class="or-note">{escaped(articles_searched(found.searched))}</p>'
    if not found.forms:
        return f'<h3 class="or-outcome" tabindex="-1">{NONE}</h3>{searched}'
    n = len({cited[number].article_id for form in given for number in (*form.citations, *form.also_in)})
    head = f"As given in {counted(n, 'article')}" + (", earliest first" if n > 1 else "")
    left_out = f'<p class="or-note">{counted(found.left_out, "more form").capitalize()} left out.</p>' if found.left_out else ""
    nearby = (
        f'<h3 class="or-outcome">Close to it <span class="or-quiet">what differs is marked</span></h3>{_forms(close, cited)}'
        if close
        else ""
    )
    return f'<h3 class="or-outcome" tabindex="-1">{head}</h3>{searched}{_forms(given, cited)}{nearby}{left_out}'


def _forms(forms: Sequence[PrintedForm], cited: Mapping[int, Citation]) -> str:
    return f'<ol class="or-forms">{"".join(_form(form, cited) for form in forms)}</ol>' if forms else ""


def _form(form: PrintedForm, cited: Mapping[int, Citation]) -> str:
    """Return one form; quotation marks stand round it only where the article prints them."""
    opening, closing = ("“", "”") if form.quoted else ("", "")
    numbers = "".join(number(cited[n]) for n in form.citations)
    first = cited[form.citations[0]]
    notes = [f"Lacks: {', '.join(visible(span.text) for span in form.lacks)}"] if form.lacks else []
    notes += [] if form.quoted else ["Not between quotation marks there"]
    said = "".join(f'<p class="or-finding">{escaped(note)}</p>' for note in notes)
    where = bits(by_line(first), day_of(first.published), who_spoke(form.citations, cited), source_name(first.title, first.source_id))
    return (
        f'<li><p class="or-printed">{opening}{_marked(form.text, form.differs)}{closing}{numbers}</p>{said}'
        f'<p class="or-where">{where}</p>{_copies(form, cited)}</li>'
    )


def _copies(form: PrintedForm, cited: Mapping[int, Citation]) -> str:
    copies = {cited[n].article_id: cited[n] for n in form.also_in}.values()
    if not copies:
        return ""
    rows = "".join(f"<li>{number(c)}{bits(by_line(c), day_of(c.published))}</li>" for c in copies)
    return (
        f'<details class="or-copies"><summary>Same sentence in {counted(len(copies), "other article")}</summary><ul>{rows}</ul></details>'
    )


def _marked(text: str, spans: Sequence[SpanText]) -> str:
    out, at = "", 0
    for span in spans:
        out += f'{escaped(text[at : span.start])}<mark class="or-differs">{escaped(text[span.start : span.end])}</mark>'
        at = span.end
    return out + escaped(text[at:])
