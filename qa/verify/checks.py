"""Collects the reasons why a claim is not simply supported, each in words that a person understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.models import Quotation, Reason, Source
from qa.verify import dates, numbers
from qa.verify.attribution import gives_word, is_attributed, loses_a_teller
from qa.verify.names import check_names
from qa.verify.overlap import Overlap
from qa.verify.polarity import Difference, modality_difference, negation_difference
from qa.verify.reading import Reading
from qa.verify.sides import side_difference
from qa.verify.speech import wrong_speaker
from qa.verify.subjects import misplaced_subject

_STATED = 0.6  # share of a claim's words, from which a sentence that gives them as nobody's word lets it stand as a fact


@dataclass(frozen=True, slots=True)
class Checked:
    """Reasons of all checks, and what they found as signals for the score."""

    reasons: tuple[Reason, ...]
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim beside its sources, all read; ``basis`` are the places of the sources that it rests on."""

    claim: Reading
    sources: tuple[Source, ...]
    readings: tuple[Reading, ...]
    basis: tuple[int, ...]

    @property
    def basis_readings(self) -> tuple[Reading, ...]:
        return tuple(self.readings[i] for i in self.basis)

    @property
    def where(self) -> str | None:
        """The id of the source that the claim rests on most."""
        return self.sources[self.basis[0]].sentence_id if self.basis else None


def check(claim: Reading, sources: Sequence[Source], readings: Sequence[Reading], shared: Overlap, quoted: Sequence[Quotation]) -> Checked:
    """Run every check on a claim with at least one source."""
    ground = Ground(claim, tuple(sources), tuple(readings), shared.basis)
    number_reasons, number_signals = _check_numbers(ground)
    date_reasons, date_signals = _check_dates(ground)
    name_reasons, name_signals = _check_names(ground)
    denied, modal, bare, other = _check_negation(ground), _check_modality(ground), _check_attribution(ground), _check_speaker(ground)
    if name_reasons:
        other = [r for r in other if r.code != "name"]  # whom no sentence names is not said to be named beside the point, too
    withheld = [q for q in quoted if q.status in ("elsewhere", "not_found")]
    signals = number_signals | date_signals | name_signals
    signals["quotation"] = len(withheld) / len(quoted) if quoted else 0.0
    return Checked((*_check_quotations(quoted), *number_reasons, *date_reasons, *name_reasons, *denied, *modal, *other, *bare), signals)


def _check_quotations(quoted: Sequence[Quotation]) -> list[Reason]:
    says = {
        "elsewhere": "the words that the claim quotes stand in another article, not in the cited sentence",
        "not_found": "no cited sentence has the words that the claim quotes",
    }  # the words themselves are withheld: a face would print them between quotation marks
    return [Reason("quotation", says[status]) for status in dict.fromkeys(q.status for q in quoted) if status in says]


def _check_numbers(ground: Ground) -> tuple[list[Reason], dict[str, float]]:
    text = ground.claim.text
    when = dates.dates(text)
    claimed = [q for q in numbers.quantities(text) if not any(d.start < q.end and q.start < d.end for d in when)]
    if not claimed:
        return [], {"numbers_missing": 0.0}
    printed = [(i, q) for i, r in enumerate(ground.readings) for q in numbers.quantities(r.text)]
    printed += [(i, q) for i, cut in _cut_numbers(ground) for q in numbers.quantities(cut)]
    loose = {v for r in ground.readings for v in numbers.implied([w.key for w in r.words])}
    beside = [q for s in ground.sources for q in numbers.quantities(s.context)]
    reasons: list[Reason] = []
    for quantity in claimed:
        if (
            any(numbers.agree(quantity, p) for _, p in printed)
            or any(v in loose for v in quantity.values)
            or any(numbers.agree(quantity, p) for p in beside)
        ):
            continue
        if quantity.is_ordinal and quantity.values[0] in (1.0, 2.0):
            continue  # "first" says many things that a sentence says in other words
        following = _following(ground.claim, quantity.end)
        left = [
            (i, p) for i, p in printed if not any(numbers.agree(other, p) for other in claimed)
        ]  # those that the claim gives rightly are taken
        at = numbers.comparable(quantity, [p for _, p in left], following, [_following(ground.readings[i], p.end) for i, p in left])
        if at is None:
            reasons.append(Reason("number", f"the sentence does not say {quantity.text}", ground.where))
        else:
            i, other = left[at]
            reasons.append(
                Reason("number", f"the sentence says {other.text}, the claim {quantity.text}", ground.sources[i].sentence_id, other.text)
            )
    return reasons, {"numbers_missing": len(reasons) / len(claimed)}


def _cut_numbers(ground: Ground) -> list[tuple[int, str]]:
    """Numbers that a splitter cut in two at their decimal point: "98." and "7 per cent"."""
    texts = [s.text for s in ground.sources]
    return [
        (i, before[-12:] + after[:24])
        for i, (before, after) in enumerate(pairwise(texts))
        if before[-1:] == "." and before[-2:-1].isdigit() and after[:1].isdigit()
    ]


def _following(reading: Reading, end: int) -> str:
    """The stem of the content word next after a place."""
    return next((w.stem for w in reading.words if w.start >= end and w.is_content), "")


def _check_dates(ground: Ground) -> tuple[list[Reason], dict[str, float]]:
    claimed = dates.dates(ground.claim.text)
    if not claimed:
        return [], {"dates_missing": 0.0}
    printed = [(i, d) for i, r in enumerate(ground.readings) for d in dates.dates(r.text)]
    known = [d for _, d in printed]
    known += [d for s in ground.sources for d in (*dates.relative(s.text, s.published), *dates.dates(s.context))]
    reasons = []
    for when in claimed:
        if dates.has(when, known):
            continue
        other = dates.comparable(when, [d for _, d in printed])
        if other is None:
            reasons.append(Reason("date", f"the sentence does not say {when.text}", ground.where))
        else:
            place = next(i for i, d in printed if d is other)
            reasons.append(
                Reason("date", f"the sentence says {other.text}, the claim {when.text}", ground.sources[place].sentence_id, other.text)
            )
    return reasons, {"dates_missing": len(reasons) / len(claimed)}


def _check_names(ground: Ground) -> tuple[list[Reason], dict[str, float]]:
    beside = " . ".join(part for s in ground.sources for part in (s.context, s.speaker, s.outlet) if part)
    checked = check_names(ground.claim, ground.readings, beside)
    reasons = [
        Reason("name", f"the sentence says {other}, the claim {name.text}", ground.where, other) for name, other in checked.differing
    ]
    reasons += [Reason("name", f"the sentence does not name {name.text}", ground.where) for name in checked.missing if name.is_sure]
    share = len(checked.missing) + 0.5 * len(checked.partial) + len(checked.differing)
    return reasons, {"names_missing": min(1.0, share / checked.claimed) if checked.claimed else 0.0}


def _check_negation(ground: Ground) -> list[Reason]:
    found = negation_difference(ground.claim, ground.basis_readings)
    if found is None:
        sides = side_difference(ground.claim, ground.readings)
        if sides is None:
            return []
        found = Difference(*sides)
    said = f"“{found.printed}”" if found.printed else "nothing of the kind"
    message = f"the sentence says {said}, the claim “{found.claimed}”"
    return [Reason("negation", message, ground.where, found.printed or None)]


def _check_modality(ground: Ground) -> list[Reason]:
    found = modality_difference(ground.claim, ground.basis_readings, is_attributed(ground.claim.text))
    return [Reason("modality", f"the sentence says “{found.printed}”, the claim “{found.claimed}”", ground.where)] if found else []


def _check_attribution(ground: Ground) -> list[Reason]:
    """A claim that names nobody, or not the one who tells it, where every sentence it rests on is somebody's word."""
    if not ground.basis:
        return []
    shared = frozenset(w.stem for w in ground.claim.content)
    cues = [gives_word(ground.sources[i].text, shared) for i in ground.basis]
    cue = cues[0]
    source = ground.sources[ground.basis[0]]
    if cue is None or None in cues or (is_attributed(ground.claim.text) and not loses_a_teller(ground.claim.text, source.text, cue)):
        return []
    if any(_states(reading, shared) for reading in ground.readings):
        return []
    who = source.speaker or cue.speaker
    said = f"the sentence gives this as the word of {who}" if who else f"the sentence gives this as somebody's word (“{cue.cue}”)"
    return [Reason("attribution_lost", f"{said}, the claim as a fact", source.sentence_id)]


def _states(reading: Reading, shared: frozenset[str]) -> bool:
    """Whether a sentence has most words of a claim and gives them as nobody's word."""
    had = {w.stem for w in reading.words} & shared
    return bool(shared) and len(had) >= _STATED * len(shared) and gives_word(reading.text, shared) is None


def _check_speaker(ground: Ground) -> list[Reason]:
    """A claim that gives the words of one speaker to another, or says of somebody what its sentences say of nobody, or of another."""
    basis = sorted(ground.basis)  # in the order of the article: a speaker is named before a pronoun
    found = wrong_speaker(ground.claim.text, [ground.sources[i] for i in basis])
    if found is None:
        apart = misplaced_subject(ground.claim, [ground.sources[i] for i in basis])
        if apart is None:
            return []
        return [Reason("name", f"the sentence does not say this of {apart[0]}", ground.sources[basis[apart[1]]].sentence_id)]
    message = (
        f"the sentence gives the words of {found.printed}, the claim those of {found.claimed}"
        if found.printed
        else f"the sentence does not give this as the words of {found.claimed}"
    )
    return [Reason("speaker", message, ground.sources[basis[found.source]].sentence_id, found.printed)]
