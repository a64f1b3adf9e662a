"""Claims as HTML that we write ourselves: the words, their numbers and, where a claim is not simply in the source, the reason."""

from __future__ import annotations

import html
from collections.abc import Mapping

from ingest.words import visible
from qa.models import Citation, Claim
from ui.render.citations_html import escaped, number
from ui.render.words import has_quoted_words, reason_words, whom_it_means

SUPPORTED = "in the source"


def claim_html(claim: Claim, citations: Mapping[int, Citation], *, by_model: bool, heading: bool) -> str:
    """Return a finished claim with its numbers and, where it is not simply in the source, the reason.

    Args:
        claim: the claim.
        citations: every citation known so far, by number.
        by_model: whether a model wrote the words; otherwise they are an article's.
        heading: whether to say first whose words follow (printed sentences only).
    """
    numbers = "".join(number(citations[n]) for n in claim.citations if n in citations)
    words = _with_quotations(claim) if by_model else escaped(claim.text)
    look = "or-written" if by_model else "or-printed"
    label = f'<p class="or-label">{_whose_words(claim)}</p>' if heading and not by_model else ""
    said = f'<span class="or-words">{words}</span>{numbers}{_verdict(claim, by_model)}'
    return f'{label}<p class="or-claim or-{claim.verdict} {look}">{said}</p>{_heard(claim, citations)}'


def needs_heading(claim: Claim, before: Claim | None) -> bool:
    """Whether a printed sentence opens a new group: reported, or quoted."""
    return before is None or has_quoted_words(before.text) != has_quoted_words(claim.text)


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
