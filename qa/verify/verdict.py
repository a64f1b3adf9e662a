"""Gives one claim its verdict: the checks' reasons, a score, and what follows from both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ingest.words import visible
from qa.models import Quotation, Reason, Source, Verdict, Verification
from qa.verify.checks import check
from qa.verify.dates import dates, has, relative
from qa.verify.overlap import overlap
from qa.verify.quotations import quotations
from qa.verify.reading import Reading, Word, read
from qa.verify.scoring import Coefficients, fitted_coefficients, score

_MARKERS = re.compile(r"\s*\[\d[\d,\s–-]*\]")  # another writer's reference numbers
_UNTRUE = frozenset({"quotation", "number", "date", "name", "negation"})
_UNTRUE_FACTOR = 0.5
_SAID = 0.26  # share of a claim's words that are no names, below which names alone make it look like its sources


def verify(claim: str, sources: Sequence[Source], elsewhere: Callable[[str], bool] | None = None) -> Verification:
    """Say how far sources support a claim, and why not further.

    Args:
        claim: one sentence, without markers.
        sources: the cited sentences in the order of their article; none makes the claim ``unsourced``.
        elsewhere: whether another article has these quoted words.
    """
    found = quotations(claim, sources, elsewhere)
    if not sources:
        return Verification("unsourced", 0.0, (), found)
    signals, reasons = examine(claim, sources, found)
    return judge(signals, reasons, found, fitted_coefficients())


def examine(claim: str, sources: Sequence[Source], found: Sequence[Quotation]) -> tuple[Mapping[str, float], tuple[Reason, ...]]:
    """Return the signals that the score sums, by name, and the reasons of the checks."""
    mine = read(_MARKERS.sub("", visible(claim)))
    readings = tuple(read(visible(s.text)) for s in sources)
    shared = overlap(mine, readings, _imprint(mine, sources))
    checked = check(mine, sources, readings, shared, found)
    covered = 1.0 - (1.0 - shared.covered) ** 2  # the first words that are lacking tell more than the last
    reasons = checked.reasons
    if shared.said < _SAID:
        reasons = (*reasons, Reason("overlap", "the cited sentences name this, but say little of it"))
    return {"covered": covered, "pairs": shared.pairs, "page": shared.page, "together": shared.together} | checked.signals, reasons


def _imprint(claim: Reading, sources: Sequence[Source]) -> tuple[Word, ...]:
    """Return the words of a claim that name a source's outlet or its day of publication: "The Ledger of 2025-06-03 put it at 40"."""
    outlets = {w.stem for source in sources if source.outlet for w in read(source.outlet).words}
    named = tuple(w for w in claim.words if w.is_capital and w.stem in outlets)
    if not named:
        return ()
    issued = [day for source in sources for day in relative("", source.published)]
    spans = [when for when in dates(claim.text) if has(when, issued)]
    return (*named, *(w for w in claim.words if any(d.start <= w.start and w.end <= d.end for d in spans)))


def judge(signals: Mapping[str, float], reasons: tuple[Reason, ...], found: tuple[Quotation, ...], by: Coefficients) -> Verification:
    """Return the verdict.

    A claim that its sources contradict loses half its score. One that goes beyond them in how sure it is, or whose word it
    is, keeps its score, as the sources do say it, but is weak at best. Quoted words that no source has make it unsupported.
    """
    support = score(signals, by)
    codes = {r.code for r in reasons}
    if codes & _UNTRUE:
        support *= _UNTRUE_FACTOR
    verdict: Verdict = "supported" if support >= by.threshold else "weak" if support >= by.weak else "unsupported"
    if "quotation" in codes:
        verdict = "unsupported"
    elif codes and verdict == "supported":
        verdict = "weak"
    if verdict != "supported" and not reasons:
        reasons = (Reason("overlap", "the cited sentences do not say all of this"),)
    return Verification(verdict, round(support, 4), reasons, found)
