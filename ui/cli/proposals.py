"""What a model did for statements, in words: for ``ingest`` and ``rebuild``."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.statements.maker import Proposals


def proposals_lines(proposals: Proposals | None) -> Iterator[str]:
    """Yield the lines of a report on a model's proposals; none where no model was set or nothing was to be read."""
    if proposals is None or not (proposals.articles or proposals.by_rules):
        return
    p = proposals
    cost = "" if p.cost is None else f", cost {p.cost:,.4f}"
    yield (
        f"{p.model} at {p.host} read {p.articles:,} articles in {p.requests:,} requests: "
        f"{p.input_tokens:,} tokens read, {p.output_tokens:,} written{cost}."
    )
    yield (
        f"  {p.added:,} statements added to those of the rules; {p.known:,} proposals were known, {p.conflicts:,} named another speaker "
        f"than the sentence does, {p.refused:,} are not in the text, {p.unreadable:,} could not be read."
    )
    if p.by_rules:
        why = ", ".join(code.replace("_", " ") for code in p.problems)
        yield f"  {p.by_rules:,} articles have the statements of the rules alone ({why}); `onrecord rebuild` asks for them again."
