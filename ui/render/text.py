"""Answers as plain text for a terminal, in the words of every other face.

Lines carry a style, so that a terminal may colour them; the text alone says everything.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ingest.words import visible
from qa.models import Answer, Citation, Claim, FoundSentence, SearchResult
from ui.render.positions_words import differences, read_by_rules
from ui.render.words import (
    NEAREST,
    also_printed,
    articles_searched,
    by_line,
    by_whose_words,
    counted,
    dates,
    day_of,
    has_quoted_words,
    how_searched,
    reason_words,
    source_name,
    speaks,
    stopped_words,
    who_looked,
    who_wrote,
    whom_it_means,
)

Style = Literal["plain", "head", "quiet", "warn"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    style: Style = "plain"


def answer_lines(answer: Answer, width: int = 100) -> Iterator[Line]:
    """Yield an answer as lines: what it rests on, the claims, the sources; or why there is none and the nearest evidence."""
    if answer.status == "failed":
        problem = answer.error
        yield from wrapped(f"{problem.message} {problem.remedy}" if problem else "The question failed.", width, "", "warn")
        return
    if answer.status == "abstained":
        yield from _abstention(answer, width)
        return
    yield from wrapped(" ".join([speaks(answer), stopped_words(answer), *who_wrote(answer)]), width, "", "head")
    yield Line("")
    yield from _claims(answer, width)
    for position in answer.positions or ():
        for words in differences(position, answer.citations):
            yield from wrapped(words, width, "", "head")
    yield Line("")
    yield from source_lines(answer.citations, width)


def search_lines(found: SearchResult, width: int = 100) -> Iterator[Line]:
    """Yield the sentences found for a question, best first, with where they stand."""
    if found.error is not None:
        yield from wrapped(f"{found.error.message} {found.error.remedy}", width, "", "warn")
        return
    for note in how_searched(found.notes):
        yield from wrapped(note, width, "", "quiet")
    if not found.sentences:
        yield Line("Nothing found in these articles.", "head")
    for sentence in found.sentences:
        yield from _found(sentence, width)


def _claims(answer: Answer, width: int) -> Iterator[Line]:
    written, printed = by_whose_words(answer)
    for claim in written:
        yield from _claim(claim, width)
    for position in answer.positions or ():
        if position.set_aside:
            yield from wrapped(f"{position.holder}: {read_by_rules(position)}", width, "  ", "warn", "    ")
    for quoted, claims in groupby(printed, key=lambda claim: has_quoted_words(claim.text)):
        yield Line("Quoted, as the article prints it" if quoted else "Reported, in the article's words", "head")
        for claim in claims:
            yield from _claim(claim, width)
            yield from _speaker(claim, answer.citations, width)


def _claim(claim: Claim, width: int) -> Iterator[Line]:
    numbers = "".join(f" [{n}]" for n in claim.citations)
    yield from wrapped(claim.text + numbers, width, "  ", "plain")
    if claim.verdict != "supported":
        yield from wrapped(f"{claim.verdict}: {reason_words(claim)}", width, "    ", "warn")


def _speaker(claim: Claim, citations: Sequence[Citation], width: int) -> Iterator[Line]:
    """Yield who speaks in a printed sentence that does not name its speaker: "he" is no name."""
    for c in citations:
        if c.number in claim.citations and (meant := whom_it_means(c, claim.text)):
            yield from wrapped(meant, width, "    ", "quiet")


def source_lines(citations: Sequence[Citation], width: int) -> Iterator[Line]:
    """Yield the sources under their numbers, each with outlet, dates and address."""
    n = len({c.article_id for c in citations})
    yield Line(f"Sources ({counted(n, 'article')})", "head")
    before: Citation | None = None
    for c in citations:
        same = before is not None and before.article_id == c.article_id
        name = "same" if same else source_name(c.title, c.source_id)
        page = f"[{c.number}] {name}, paragraph {c.paragraph}" + (" · superseded by a later version" if c.superseded else "")
        yield from wrapped(page, width, "", "plain", "    ")
        if not same:
            yield from wrapped(f"{by_line(c)} · {dates(c)}", width, "    ", "quiet")
            if c.outlet is None or c.published is None:
                missing = " ".join(flag for flag, value in (("--outlet …", c.outlet), ("--published …", c.published)) if value is None)
                yield from wrapped(
                    f"add what you know: onrecord sources edit {source_name(None, c.source_id)} {missing}", width, "    ", "quiet"
                )
            if c.url:
                yield Line(f"    {visible(c.url)}", "quiet")
        if c.also_in and not (same and before is not None and before.also_in == c.also_in):
            yield from wrapped(also_printed(c), width, "    ", "quiet")
        before = c


def _abstention(answer: Answer, width: int) -> Iterator[Line]:
    reason = answer.reason.message if answer.reason else "Not in these articles."
    yield from wrapped(reason, width, "", "head")
    if answer.reason and answer.reason.code == "empty_home":
        yield from wrapped("Fill it: onrecord ingest PATH… , or try the demo articles: onrecord demo", width, "", "plain")
        return
    yield from wrapped(" ".join([articles_searched(answer.searched), *who_looked(answer)]), width, "", "quiet")
    if answer.evidence:
        yield Line("Nearest, not an answer:", "head")
    for sentence in answer.evidence[:NEAREST]:
        yield from _found(sentence, width)


def _found(sentence: FoundSentence, width: int) -> Iterator[Line]:
    yield from wrapped(sentence.text, width, "  ", "plain")
    where = f"{source_name(sentence.title, sentence.source_id)} · {sentence.outlet or 'outlet unknown'} · {day_of(sentence.published)}"
    yield from wrapped(where, width, "    ", "quiet")


def wrapped(text: str, width: int, indent: str, style: Style, later: str | None = None) -> Iterator[Line]:
    """Wrap at spaces only, so that a quotation loses and gains no character but the line break."""
    words = " ".join(visible(text).split())
    rest = indent if later is None else later
    lines = textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
    for line in lines or [indent]:
        yield Line(line, style)
