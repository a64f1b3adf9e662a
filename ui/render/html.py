"""Answers as HTML that we write ourselves: every character from outside is escaped, nothing of it is ever markup.

The page's sanitiser drops ``data-*`` and ``aria-*``, so a citation carries its place in ``href`` and its name in hidden text.
Serif is set for the articles' words and sans for everybody else's: ``or-printed`` marks the first.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from ingest.models import Article
from ingest.words import visible
from qa.models import Answer, Citation, Claim, FoundSentence
from ui.render.markdown import card
from ui.render.words import (
    NEAREST,
    articles_searched,
    by_line,
    counted,
    dates,
    has_quoted_words,
    reason_words,
    source_name,
    speaker,
    speaks,
    who_wrote,
    whom_it_means,
)

SUPPORTED = "in the source"
READING = '<p class="or-head or-reading">Reading the articles<span class="or-dots"></span></p>'


def escaped(text: str) -> str:
    """Return outside text as HTML text, without characters that show nothing.

    >>> escaped('<img src="x">\u202e')
    '&lt;img src=&quot;x&quot;&gt;'
    """
    return html.escape(visible(text))


def place(article_id: str, version: str, start: int, end: int) -> str:
    """Return the address, within the page, of ``text[start:end]`` of one version of an article.

    >>> place("a-1", "v1", 4, 20)
    '#s=a-1/v1/4-20'
    """
    return f"#s={quote(article_id, safe='')}/{quote(version, safe='')}/{start}-{end}"


def claim_html(claim: Claim, citations: Mapping[int, Citation], *, by_model: bool, heading: bool) -> str:
    """Return a finished claim with its numbers and, where it is not simply in the source, the reason.

    Args:
        claim: the claim.
        citations: every citation known so far, by number.
        by_model: whether a model wrote the words; otherwise they are an article's.
        heading: whether to say first whose words follow (printed sentences only).
    """
    numbers = "".join(_number(citations[n]) for n in claim.citations if n in citations)
    words = _with_quotations(claim) if by_model else escaped(claim.text)
    look = "or-written" if by_model else "or-printed"
    label = f'<p class="or-label">{_whose_words(claim)}</p>' if heading and not by_model else ""
    said = f'<span class="or-words">{words}</span>{numbers}{_verdict(claim, by_model)}'
    return f'{label}<p class="or-claim or-{claim.verdict} {look}">{said}</p>{_heard(claim, citations)}'


def needs_heading(claim: Claim, before: Claim | None) -> bool:
    """Whether a printed sentence opens a new group: reported, or quoted."""
    return before is None or has_quoted_words(before.text) != has_quoted_words(claim.text)


def open_html(text: str) -> str:
    """Return the unverified tail of an answer that is still being written."""
    return f'<p class="or-open">{escaped(text)}</p>'


def answer_parts(answer: Answer, articles: Mapping[str, Article] | None = None) -> tuple[str, ...]:
    """Return a whole answer as the parts that the page shows one after the other: head, one a claim, foot.

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
    claims: list[str] = []
    before: Claim | None = None
    for claim in answer.claims:
        claims.append(claim_html(claim, citations, by_model=answer.answerer == "model", heading=needs_heading(claim, before)))
        before = claim
    return (_head(answer), *claims, _foot(answer))


def stopped_html(finished: int) -> str:
    """Return the line under an answer that the reader stopped."""
    kept = "Nothing was finished yet." if finished == 0 else "What stands here was checked; the rest was not written."
    return f'<p class="or-note">Stopped. {kept}</p>'


def _number(c: Citation) -> str:
    said = f", said {c.as_of.date}" if c.as_of and c.as_of.basis == "said" else ""
    return (
        f'<a class="or-cite" href="{place(c.article_id, c.version, c.start, c.end)}" title="{escaped(_short(c.text))}">'
        f'<span class="or-vh">Source </span>{c.number}<span class="or-vh">, {escaped(by_line(c))}</span>'
        f'<span class="or-who">{escaped(speaker(c))}{escaped(said)}</span></a>'
    )


def _with_quotations(claim: Claim) -> str:
    """Set words that stand in the cited sentence as printed words, inside a claim of a model's."""
    rest, out = visible(claim.text), ""
    for quotation in claim.quotations:
        words = visible(quotation.text)
        if words and quotation.status in ("exact", "typographic") and words in rest:
            before, rest = rest.split(words, 1)
            out += f'{html.escape(before)}<span class="or-quoted">{html.escape(words)}</span>'
    return out + html.escape(rest)


def _verdict(claim: Claim, by_model: bool) -> str:
    if claim.verdict == "supported":
        return f'<span class="or-ok">{SUPPORTED}</span>' if by_model else ""
    return f'<span class="or-why"><b>{claim.verdict}</b> {escaped(reason_words(claim))}</span>'


def _heard(claim: Claim, citations: Mapping[int, Citation]) -> str:
    """Name the speaker under a claim whose own words do not."""
    meant = {whom_it_means(c, claim.text) for n in claim.citations if (c := citations.get(n))} - {""}
    return f'<p class="or-speaker">{escaped("; ".join(sorted(meant)))}</p>' if meant else ""


def _whose_words(claim: Claim) -> str:
    return "Quoted, as the article prints it" if has_quoted_words(claim.text) else "Reported, in the article’s words"


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
    return f'<div class="or-foot">{said}{_sources(answer.citations)}{_copy(answer)}</div>'


def _sources(citations: Sequence[Citation]) -> str:
    cited: dict[tuple[str, str], list[Citation]] = {}
    for c in citations:
        cited.setdefault((c.article_id, c.version), []).append(c)
    if not cited:
        return ""
    how_many = counted(len({c.article_id for c in citations}), "article")
    label = f'<p class="or-label">Sources <span class="or-quiet">({how_many})</span></p>'
    return f'{label}<ol class="or-sources">{"".join(map(_source, cited.values()))}</ol>'


def _source(cited: Sequence[Citation]) -> str:
    """Return one article with the places in it that are cited; when it was said stands by the places where that differs."""
    first = cited[0]
    published, said = dates(first).split(" · ")
    said_once = len({dates(c) for c in cited}) == 1
    superseded = '<span class="or-tag">superseded by a later version</span>' if first.superseded else ""
    places = "".join(f"<li>{_number(c)}{_where(c, dated=not said_once)}</li>" for c in cited)
    return (
        f'<li class="or-source"><span class="or-title">{escaped(source_name(first.title, first.source_id))}</span>{superseded}'
        f'{_bits(by_line(first), published, *([said] if said_once else []))}<ul class="or-places">{places}</ul></li>'
    )


def _where(c: Citation, *, dated: bool) -> str:
    return _bits(f"paragraph {c.paragraph}", *([dates(c).split(" · ")[1]] if dated else []), *([speaker(c)] if c.speaker else []))


def _bits(*words: str) -> str:
    """Return short facts in a row, each kept together where the line breaks."""
    return f'<span class="or-quiet">{" · ".join(f"""<span class="or-bit">{escaped(word)}</span>""" for word in words)}</span>'


def _copy(answer: Answer) -> str:
    return f'<button class="or-copy">Copy with sources</button><span class="or-card">{html.escape(card(answer))}</span>'


def _abstention(answer: Answer, articles: Mapping[str, Article]) -> str:
    """Say that these articles do not answer, and what comes nearest: a value like any other, so it looks like no error."""
    reason = f'<p class="or-none">{escaped(answer.reason.message if answer.reason else "Not in these articles.")}</p>'
    if answer.reason and answer.reason.code == "empty_home":
        return f'<div class="or-abstained">{reason}<p class="or-note">Add some with “Articles” above, then ask again.</p></div>'
    searched = f'<p class="or-note">{escaped(articles_searched(answer.searched))} {escaped(_where_text_went(answer))}</p>'
    nearest = "".join(_near(sentence, articles.get(sentence.article_id)) for sentence in answer.evidence[:NEAREST])
    near = f'<p class="or-label">Nearest, not an answer</p><ul class="or-nearest">{nearest}</ul>' if nearest else ""
    return f'<div class="or-abstained">{reason}{searched}{near}</div>'


def _where_text_went(answer: Answer) -> str:
    return f"Text went to {answer.host}." if answer.host else "Nothing left this machine."


def _near(sentence: FoundSentence, article: Article | None) -> str:
    known = article.metadata if article else None
    name = source_name(known.title if known else None, sentence.source_id)
    outlet = (known.outlet if known else None) or "outlet unknown"
    published = f"published {(known.published_day if known else None) or 'unknown'}"
    href = place(sentence.article_id, sentence.version, sentence.start, sentence.end)
    return f'<li><a class="or-cite or-near" href="{href}">{escaped(sentence.text)}</a>{_bits(name, outlet, published)}</li>'


def _failure(answer: Answer) -> str:
    problem = answer.error
    words = f"{problem.message} {problem.remedy}" if problem else "The question failed."
    return f'<p class="or-failed">{escaped(words)}</p>'


def _short(text: str) -> str:
    return text if len(text) <= 300 else text[:299] + "…"
