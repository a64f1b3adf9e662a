"""Statements on the harbour tunnel, as gathering returns them."""

from __future__ import annotations

from ingest.models import Article, AsOf, Kind, Metadata, Sentence, SpanText
from qa.models import Voice
from qa.positions.gather import Said

ISSUE = "harbour tunnel"


def said(
    cue: str,
    content: str,
    day: str | None = None,
    *,
    on: AsOf | None = None,
    holder: str = "Orla Venn",
    voice: Voice = "indirect",
    kind: Kind = "news",
    lead: str = "",
    reported_by: str | None = None,
    speaker: str | None = None,
    is_assessed: bool = False,
) -> Said:
    """One sentence ``lead holder cue content.`` of an article of its own, published on ``day``; ``on`` is when it says it was said."""
    before = f"{lead}{holder} {cue} "
    text = f"{before}{content}."
    name = f"{day}/{cue}/{content}"
    article = Article(name, name, "v", text, Metadata(outlet="Ellery Courier", published=day, kind=kind), "2025-12-01T00:00:00Z")
    sentence = Sentence(f"s-{name}", name, "v", 0, 0, len(text), text, 1)
    span = SpanText(len(before), len(before) + len(content), content)
    cued = SpanText(len(before) - len(cue) - 1, len(before) - 1, cue)
    as_of = on or (AsOf(day, "day", "published") if day else None)
    return Said(
        f"t-{name}",
        article,
        sentence,
        None,
        holder,
        cue,
        (span,),
        voice,
        as_of,
        0.9,
        speaker,
        reported_by,
        is_assessed=is_assessed,
        as_printed=holder,
        cued=(cued,),
    )
