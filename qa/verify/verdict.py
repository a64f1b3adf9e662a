"""Gives one claim its verdict: the checks' reasons, a score, and what follows from both."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from ingest.embed import Encoder
from ingest.words import visible
from qa.models import Quotation, Reason, Source, Verdict, Verification
from qa.verify.checks import check
from qa.verify.likeness import likeness
from qa.verify.overlap import overlap
from qa.verify.quotations import quotations
from qa.verify.reading import read
from qa.verify.scoring import Coefficients, known_coefficients, score

_UNTRUE = frozenset({"quotation", "number", "date", "name", "negation"})


def verify(
    claim: str,
    sources: Sequence[Source],
    encoder: Encoder | None = None,
    elsewhere: Callable[[str], bool] | None = None,
) -> Verification:
    """Say how far sources support a claim, and why not further.

    Args:
        claim: one sentence, without markers.
        sources: the cited sentences in the order of their article; none makes the claim ``unsourced``.
        encoder: adds likeness of meaning to the score, where coefficients are fitted for it; without one words alone count.
        elsewhere: whether another article has these quoted words.
    """
    found = quotations(claim, sources, elsewhere)
    if not sources:
        return Verification("unsourced", 0.0, (), found)
    fitted = known_coefficients()
    encoder = encoder if encoder and encoder.name in fitted else None
    signals, reasons = examine(claim, sources, found, encoder)
    return judge(signals, reasons, found, fitted[encoder.name if encoder else "words"])


def examine(
    claim: str, sources: Sequence[Source], found: Sequence[Quotation], encoder: Encoder | None = None
) -> tuple[Mapping[str, float], tuple[Reason, ...]]:
    """Return the signals that the score sums, by name, and the reasons of the checks."""
    mine = read(visible(claim))
    readings = tuple(read(visible(s.text)) for s in sources)
    shared = overlap(mine, readings)
    checked = check(mine, sources, readings, shared, found)
    signals = asdict(shared) | checked.signals
    del signals["basis"]
    signals["length"] = math.log(1 + len(mine.words)) / 5
    signals["sources"] = math.log(1 + len(sources)) / 5
    if encoder is not None:
        signals |= likeness(claim, sources, shared, encoder)
    return signals, checked.reasons


def judge(signals: Mapping[str, float], reasons: tuple[Reason, ...], found: tuple[Quotation, ...], by: Coefficients) -> Verification:
    """Return the verdict: reasons that contradict the claim forbid ``supported``, and the score says how far the rest goes."""
    support = score(signals, by)
    codes = {r.code for r in reasons}
    if codes:
        support = min(support, by.threshold - 0.01) * (0.5 if codes & _UNTRUE else 0.8)
    verdict: Verdict = "supported" if support >= by.threshold else "weak" if support >= by.weak else "unsupported"
    if codes & {"quotation"}:
        verdict = "unsupported"
    if verdict != "supported" and not reasons:
        reasons = (Reason("overlap", "the sentence does not say all of this"),)
    return Verification(verdict, round(support, 4), reasons, found)
