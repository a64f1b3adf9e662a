"""Adds likeness of meaning between a claim and the sources nearest to it in words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.embed import Encoder
from ingest.words import visible
from qa.models import Source
from qa.verify.overlap import Overlap


def likeness(claim: str, sources: Sequence[Source], shared: Overlap, encoder: Encoder) -> dict[str, float]:
    """Return the cosine of the claim and its likest source of the basis, and that of the basis as one text.

    Only the basis is encoded, so that a page of evidence costs no more than three sentences.
    """
    basis = sorted(shared.basis)
    texts = [visible(sources[i].text) for i in basis]
    if not texts:
        return {"like_one": 0.0, "like_all": 0.0}
    rows = encoder.encode([visible(claim), *texts, *([" ".join(texts)] if len(texts) > 1 else [])])
    alike = [float(row @ rows[0]) for row in rows[1:]]
    return {"like_one": max(alike[: len(texts)]), "like_all": alike[-1]}
