"""Printed forms of a quotation as plain text: the words as printed, the differing ones marked in the line below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.words import visible
from qa.models import Citation
from qa.quote import PrintedForm, PrintedForms
from ui.render.text import Line, source_lines, wrapped
from ui.render.words import articles_searched, counted, day_of, who_spoke

_AS_GIVEN = ("exact", "typographic")


def quote_lines(found: PrintedForms, width: int = 100) -> Iterator[Line]:
    """Yield the forms with the words as given, those that come close, and the sources."""
    cited = {c.number: c for c in found.citations}
    given = [form for form in found.forms if form.match in _AS_GIVEN]
    close = [form for form in found.forms if form.match == "close"]
    if not found.forms:
        yield from wrapped("These words are not in these articles, and no quotation here comes close.", width, "", "head")
        yield Line(articles_searched(found.searched), "quiet")
        return
    n = len({cited[number].article_id for form in given for number in (*form.citations, *form.also_in)})
    yield Line(f"As given in {counted(n, 'article')} ({found.searched.articles:,} searched), earliest first", "head")
    for form in given:
        yield from _form_lines(form, cited, width)
    if close:
        yield Line("")
        yield Line("Close to it: ^ marks what differs", "head")
    for form in close:
        yield from _form_lines(form, cited, width)
    if found.left_out:
        yield Line(f"{counted(found.left_out, 'more form')} left out.", "quiet")
    yield Line("")
    yield from source_lines(found.citations, width)


def _form_lines(form: PrintedForm, cited: Mapping[int, Citation], width: int) -> Iterator[Line]:
    opening, closing = ("“", "”") if form.quoted else ("", "")
    marked = [False] * len(form.text)
    for span in form.differs:
        marked[span.start : span.end] = [True] * (span.end - span.start)
    numbers = "".join(f" [{n}]" for n in form.citations)
    characters = [(opening, False), *zip(form.text, marked, strict=True), *((c, False) for c in closing + numbers)]
    yield from _marked_lines(characters, width)
    if form.lacks:
        yield from wrapped(f"lacks: {', '.join(span.text for span in form.lacks)}", width, "    ", "warn")
    if not form.quoted:
        yield Line("    not between quotation marks there", "warn")
    first = cited[form.citations[0]]
    where = f"{first.outlet or 'outlet unknown'} · {day_of(first.published)} · {who_spoke(form.citations, cited)}"
    yield from wrapped(where, width, "    ", "quiet")
    if form.also_in:
        copies = {cited[n].article_id: cited[n] for n in form.also_in}.values()
        named = "; ".join(f"{c.outlet or 'outlet unknown'}, {day_of(c.published)} [{c.number}]" for c in copies)
        yield from wrapped(f"same sentence in {named}", width, "    ", "quiet")


def _marked_lines(characters: list[tuple[str, bool]], width: int) -> Iterator[Line]:
    """Wrap at spaces, with a line of marks below each line that has marked characters."""
    words: list[list[tuple[str, bool]]] = [[]]
    for character, mark in characters:
        if character.isspace():
            words.append([])
        elif visible(character):
            words[-1].append((character, mark))
    line: list[tuple[str, bool]] = [(" ", False)] * 2
    begun = False
    for word in filter(None, words):
        if begun and len(line) + 1 + len(word) > width:
            yield from _with_marks(line)
            line, begun = [(" ", False)] * 2, False
        line += [(" ", False), *word] if begun else word
        begun = True
    yield from _with_marks(line)


def _with_marks(line: list[tuple[str, bool]]) -> Iterator[Line]:
    yield Line("".join(character for character, _ in line))
    if any(mark for _, mark in line):
        yield Line("".join("^" if mark else " " for _, mark in line).rstrip(), "warn")
