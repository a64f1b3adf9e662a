"""Answers as HTML that we write ourselves: every character from outside is escaped, nothing of it is ever markup.

Serif is set for the articles' words and sans for everybody else's: ``or-printed`` marks the first.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from ingest.models import Article
from qa.models import Answer, Claim, FoundSentence, PositionReport
from ui.render.citations_html import bits, escaped, place, sources
from ui.render.claims_html import claim_html, needs_heading
from ui.render.markdown import card
from ui.render.positions_html import positions_parts
from ui.render.words import (
    NEAREST,
    articles_searched,
    counted,
    source_name,
    speaks,
    who_looked,
    who_wrote,
)

READING = '<p class="or-head or-reading">Reading the articles<span class="or-dots"></span></p>'


def open_html(text: str) -> str:
    """Return the unverified tail of an answer that is still being written."""
    return f'<p class="or-open">{escaped(text)}</p>'


def answer_parts(answer: Answer, articles: Mapping[str, Article] | None = None) -> tuple[str, ...]:
    """Return a whole answer as the parts that the page shows one after the other: head, one a claim or a position, foot.

    A part depends on nothing that comes after it but the head, so parts already on the page stay as they are.

    Args:
        answer: the answer.
        articles: articles of the nearest evidence by id, where they are known, to name its sources.
    """
    if answer.status == "failed":
        return (_failure(answer),)
    if answer.status == "abstained":
        return (_abstention(answer, articles or {}),)
    citations = {c.number: c for c in answer.citations}
    by_model = answer.answerer == "model"
    claims: list[str] = []
    before: Claim | None = None
    for claim in answer.claims if answer.positions is None else ():
        claims.append(claim_html(claim, citations, by_model=by_model, heading=needs_heading(claim, before)))
        before = claim
    return (_head(answer), *claims, *_positions(answer), _foot(answer))


def stopped_html(finished: int) -> str:
    """Return the line under an answer that the reader stopped."""
    kept = "Nothing was finished yet." if finished == 0 else "What stands here was checked; the rest was not written."
    return f'<p class="or-note">Stopped. {kept}</p>'


def _positions(answer: Answer) -> tuple[str, ...]:
    if answer.positions is None:
        return ()
    report = PositionReport(
        answer.question,
        answer.id,
        None,
        answer.positions,
        answer.citations,
        answer.searched,
        model=answer.model if any(p.read_by == "model" or p.set_aside for p in answer.positions) else None,
    )
    return positions_parts(report)


def _head(answer: Answer) -> str:
    lines = " ".join([speaks(answer), *who_wrote(answer)])
    return f'<p class="or-head">{escaped(lines)}</p>'


def _foot(answer: Answer) -> str:
    notes: list[str] = []
    if answer.stopped:
        status = f", status {answer.stopped.status}" if answer.stopped.status else ""
        notes.append(f"The model stopped early ({answer.stopped.code.replace('_', ' ')}{status}); what stands here was checked.")
    if answer.invalid_markers:
        were = "was" if answer.invalid_markers == 1 else "were"
        notes.append(f"{counted(answer.invalid_markers, 'marker').capitalize()} of the model named no sentence and {were} removed.")
    said = "".join(f'<p class="or-note">{escaped(note)}</p>' for note in notes)
    return f'<div class="or-foot">{said}{sources(answer.citations)}{_copy(answer)}</div>'


def _copy(answer: Answer) -> str:
    return f'<button class="or-copy">Copy with sources</button><span class="or-card">{html.escape(card(answer))}</span>'


def _abstention(answer: Answer, articles: Mapping[str, Article]) -> str:
    """Say that these articles do not answer, and what comes nearest: a value like any other, so it looks like no error."""
    reason = f'<p class="or-none">{escaped(answer.reason.message if answer.reason else "Not in these articles.")}</p>'
    if answer.reason and answer.reason.code == "empty_home":
        return f'<div class="or-abstained">{reason}<p class="or-note">Add some with “Articles” above, then ask again.</p></div>'
    searched = f'<p class="or-note">{escaped(" ".join([articles_searched(answer.searched), *who_looked(answer)]))}</p>'
    nearest = "".join(_near(sentence, articles.get(sentence.article_id)) for sentence in answer.evidence[:NEAREST])
    near = f'<p class="or-label">Nearest, not an answer</p><ul class="or-nearest">{nearest}</ul>' if nearest else ""
    return f'<div class="or-abstained">{reason}{searched}{near}</div>'


def _near(sentence: FoundSentence, article: Article | None) -> str:
    known = article.metadata if article else None
    name = source_name(known.title if known else None, sentence.source_id)
    outlet = (known.outlet if known else None) or "outlet unknown"
    published = f"published {(known.published_day if known else None) or 'unknown'}"
    href = place(sentence.article_id, sentence.version, sentence.start, sentence.end)
    return f'<li><a class="or-cite or-near" href="{href}">{escaped(sentence.text)}</a>{bits(name, outlet, published)}</li>'


def _failure(answer: Answer) -> str:
    problem = answer.error
    words = f"{problem.message} {problem.remedy}" if problem else "The question failed."
    return f'<p class="or-failed">{escaped(words)}</p>'
