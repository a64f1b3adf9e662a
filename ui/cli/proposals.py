"""What a model did for statements, in words: for ``ingest`` and ``rebuild``."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.statements.maker import Proposals
from ui.render.words import counted


def proposals_lines(proposals: Proposals | None) -> Iterator[str]:
    """Yield the lines of a report on a model's proposals; none where no model was set or nothing was to be read."""
    if proposals is None or not (proposals.articles or proposals.by_rules):
        return
    p = proposals
    cost = "" if p.cost is None else f", cost {p.cost:,.4f}"
    yield (
        f"{p.model} at {p.host} read {counted(p.articles, 'article')} in {counted(p.requests, 'request')}: "
        f"{p.input_tokens:,} tokens read, {p.output_tokens:,} written{cost}."
    )
    yield (
        f"  {counted(p.added, 'statement')} added to those of the rules. Of its other proposals {p.known:,} were known, "
        f"{p.conflicts:,} name another speaker than the sentence, {p.refused:,} are no statement of the article, "
        f"{p.unreadable:,} could not be read."
    )
    if p.by_rules:
        why = ", ".join(code.replace("_", " ") for code in p.problems)
        yield f"  By rules alone ({why}): {counted(p.by_rules, 'article')}; `onrecord rebuild` asks again."
