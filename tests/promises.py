"""What is true of every answer, whoever wrote it and however the model behaved."""

from __future__ import annotations

from collections.abc import Sequence

from qa.models import Answer, Event, Found, Open
from qa.verify.quotations import find_quoted


def kept(events: Sequence[Event], found: Found) -> Answer:
    """Check citations and quotations of a whole stream, and return its answer.

    Citations are sentences that were found, numbered in order; quoted words stand in a cited sentence, and none are shown unchecked.
    """
    *growing, whole = events
    assert isinstance(whole, Answer)
    issued = {e.sentence.sentence_id: e.sentence.text for e in found.evidence}
    assert all(issued[c.sentence_id] == c.text for c in whole.citations)
    assert [c.number for c in whole.citations] == list(range(1, len(whole.citations) + 1))
    cited = {c.number: c.text for c in whole.citations}
    for claim in whole.claims:
        sources = [cited[n] for n in claim.citations]
        assert all(any(quoted.text.strip() in source for source in sources) for quoted in find_quoted(claim.text)), claim
    assert not any(find_quoted(event.text) for event in growing if isinstance(event, Open)), growing
    return whole
