"""The table of measures. A new one is one function and one line here; report, bounds and comparison follow from the line."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from ingest.errors import InputError
from qa.evaluation import abstention_metrics as abstention
from qa.evaluation import citation_metrics as citation
from qa.evaluation import position_metrics as position
from qa.evaluation import retrieval_metrics as retrieval
from qa.evaluation.dataset import GoldPosition
from qa.evaluation.intervals import Counts, Floats, ratio
from qa.evaluation.position_metrics import Shown
from qa.evaluation.trial import Judged
from qa.models import AbstentionCode, Answer, ReasonCode, Usage, Verdict

Part = float | tuple[float, float] | None
"""What one question adds: a value, a numerator and a denominator, or two columns of a statistic; None where the measure does not ask."""

Family = Literal["Retrieval", "Citations", "Claims", "Wording", "Positions", "Abstention", "Running", "Time and cost"]
FAMILIES: tuple[Family, ...] = get_args(Family)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what a question adds, and how the parts become a figure.

    ``whole`` makes one figure a bootstrap round; by default the sum of numerators over the sum of denominators, which are 1 for plain
    values: a mean. ``is_share`` says that every part lies within 0 and 1, so that a figure of exactly 0 or 1 gets an exact bound.
    """

    name: str
    family: Family
    says: str
    part: Callable[[Judged], Part]
    whole: Callable[[Floats, Counts], Floats] = ratio
    better: Literal["higher", "lower", "neither"] = "higher"
    of: str = "questions"
    is_share: bool = True
    is_headline: bool = False
    is_timing: bool = False  # differs between two runs of one setting


# What one question adds


def _rank(pick: Callable[[Judged], Part]) -> Callable[[Judged], Part]:
    """Measure a ranking, of questions with gold to find."""
    return lambda j: pick(j) if j.is_searchable else None


def _cite(pick: Callable[[Judged], float]) -> Callable[[Judged], Part]:
    """Measure the answers of questions with gold: an abstention and a failure have nothing right."""
    return lambda j: None if not j.is_searchable or j.trial.reply.answer is None else pick(j) if j.is_answered else 0.0


def _word(pick: Callable[[tuple[str, ...], str], float]) -> Callable[[Judged], Part]:
    """Measure an answer's words against nuggets: an abstention and a failure tell none."""

    def part(j: Judged) -> Part:
        answer = j.trial.reply.answer
        if not j.trial.nuggets or j.trial.answerable is False or answer is None:
            return None
        return pick(j.trial.nuggets, " ".join(claim.text for claim in answer.claims)) if j.is_answered else 0.0

    return part


def _attributed(count: Callable[[Sequence[Shown], Sequence[GoldPosition]], tuple[int, int]]) -> Callable[[Judged], Part]:
    """Count among the attributions that gold can judge, of questions with gold positions; a failure stands for one that is wrong."""

    def part(j: Judged) -> Part:
        if not j.trial.positions or j.trial.reply.answer is None:
            return None
        if j.has_failed:
            return (1.0, 1.0)
        counted = count(j.shown, j.trial.positions)
        return counted if counted[1] else None

    return part


def _holder_accuracy(j: Judged) -> Part:
    answer = j.trial.reply.answer
    if not j.wanted_positions or answer is None:
        return None
    return 0.0 if j.has_failed else position.holder_accuracy(answer, j.wanted_positions)


def _stance_accuracy(j: Judged) -> Part:
    answer = j.trial.reply.answer
    if answer is None:
        return None
    right, told = position.right_stances(answer, j.wanted_positions)
    return (0 if j.has_failed else right, told) if told else None


def _answer(pick: Callable[[Answer], Part]) -> Callable[[Judged], Part]:
    return lambda j: None if j.trial.reply.answer is None else pick(j.trial.reply.answer)


def _is_known(j: Judged) -> bool:
    return j.trial.answerable is not None and j.trial.reply.answer is not None


def _known(pick: Callable[[Judged, bool], Part]) -> Callable[[Judged], Part]:
    """Measure questions that somebody judged to be answerable or not."""
    return lambda j: pick(j, bool(j.trial.answerable)) if _is_known(j) else None


def _claims(count: Callable[[Answer], int]) -> Callable[[Judged], Part]:
    """Count claims among all claims; a failure stands for one claim that is none of them."""

    def part(j: Judged) -> Part:
        answer = j.trial.reply.answer
        if answer is None:
            return None
        if j.has_failed:
            return (0.0, 1.0)
        return (count(answer), len(answer.claims)) if answer.claims else None

    return part


def _verdict(verdict: Verdict) -> Callable[[Judged], Part]:
    return _claims(lambda answer: sum(claim.verdict == verdict for claim in answer.claims))


def _reason(code: ReasonCode) -> Callable[[Judged], Part]:
    return _claims(lambda answer: sum(any(reason.code == code for reason in claim.reasons) for claim in answer.claims))


def _failed_claims(j: Judged) -> Part:
    answer = j.trial.reply.answer
    if answer is None or not (answer.claims or j.has_failed):
        return None
    return (1.0, 1.0) if j.has_failed else (0.0, len(answer.claims))


def _exact_quotations(answer: Answer) -> Part:
    statuses = [quotation.status for claim in answer.claims for quotation in claim.quotations]
    return (sum(status in ("exact", "typographic") for status in statuses), len(statuses)) if statuses else None


def _invalid_markers(answer: Answer) -> Part:
    """Markers that were never issued, among all markers written."""
    written = answer.invalid_markers + sum(len(claim.citations) for claim in answer.claims)
    return (answer.invalid_markers, written) if written else None


def _wrong_evidence(j: Judged) -> Part:
    if not j.is_searchable or not j.is_answered:
        return None
    return float(not any(j.cited))


def _is_best_evidence_wrong(j: Judged) -> bool:
    """Whether an answer would be wrong: the question is unanswerable, or its best sentence is not gold."""
    return not (j.trial.answerable and any(j.evidence[:1]))


def _confidence(j: Judged, is_answerable: bool) -> float:
    """The chance that the articles hold the answer; the worst one for a failure."""
    answer = j.trial.reply.answer
    if answer is None or answer.status == "failed":
        return -1.0 if is_answerable else 2.0
    return answer.answerable


def _auroc(j: Judged, is_answerable: bool) -> Part:
    return (_confidence(j, is_answerable), float(is_answerable))


def risk(j: Judged) -> Part:
    """Confidence, and whether an answer would be wrong."""
    return (_confidence(j, bool(j.trial.answerable)), float(_is_best_evidence_wrong(j))) if _is_known(j) else None


def calibration(j: Judged) -> Part:
    """The chance that the articles hold the answer, and whether they do; failures have no chance."""
    answer = j.trial.reply.answer
    return (answer.answerable, float(bool(j.trial.answerable))) if _is_known(j) and answer and answer.status != "failed" else None


def _brier(j: Judged, is_answerable: bool) -> Part:
    answer = j.trial.reply.answer
    return 1.0 if answer is None or answer.status == "failed" else abstention.brier(answer.answerable, is_answerable)


def _balanced(j: Judged, is_answerable: bool) -> Part:
    return (float(j.is_answered if is_answerable else j.is_abstained), float(is_answerable))


def _abstention_precision(j: Judged, is_answerable: bool, code: AbstentionCode | None = None) -> Part:
    """Whether an abstention, for one reason or any, was right."""
    answer = j.trial.reply.answer
    named = code is None or (answer is not None and answer.reason is not None and answer.reason.code == code)
    return float(not is_answerable) if j.is_abstained and named else None


def _abstains_for(j: Judged, is_answerable: bool, code: AbstentionCode) -> Part:
    answer = j.trial.reply.answer
    return float(j.is_abstained and answer is not None and answer.reason is not None and answer.reason.code == code)


# The table

_CUTS = (1, 5, 10)


def _retrieval() -> Iterator[Measure]:
    yield from _ranking("article", "", "a passage of a gold article", lambda j: j.passages_from_gold)
    yield from _ranking("passage", "", "a passage that holds a whole gold quote", lambda j: [bool(p) for p in j.passages])
    yield from _ranking("sentence", "", "a gold sentence", lambda j: [bool(s) for s in j.sentences])
    yield from _recalls("", "", lambda j: j.sentences)
    yield Measure("sentence_ndcg@10", "Retrieval", "nDCG of all sentences that hit a gold quote, each gaining 1", _rank(_sentence_ndcg))
    yield from _ranking("sentence", "_within", "a gold sentence among those of gold articles", lambda j: [bool(s) for s in j.within])
    yield from _recalls("_within", ", counting sentences of gold articles alone", lambda j: j.within)


def _ranking(unit: str, where: str, says: str, hits: Callable[[Judged], Sequence[bool]]) -> Iterator[Measure]:
    for k in _CUTS:
        is_headline = k == 1 and unit != "article" and not where
        part = _rank(partial(lambda j, k: retrieval.hit_at_k(hits(j), k), k=k))
        yield Measure(f"{unit}_hit{where}@{k}", "Retrieval", f"{says}, {_first(k)}", part, is_headline=is_headline)
    part = _rank(lambda j: retrieval.reciprocal_rank(hits(j), 10))
    yield Measure(f"{unit}_mrr{where}@10", "Retrieval", f"1 / rank of {says}; 0 below rank 10", part)


def _recalls(where: str, says: str, found: Callable[[Judged], Sequence[frozenset[int]]]) -> Iterator[Measure]:
    for k in _CUTS[1:]:
        part = _rank(partial(lambda j, k: retrieval.recall_at_k(found(j), j.sufficient, k), k=k))
        text = f"share of a sufficient set of gold quotes that the first {k} hit{says}"
        yield Measure(f"evidence_recall{where}@{k}", "Retrieval", text, part, is_headline=k == 5 and not where)
        part = _rank(partial(lambda j, k: retrieval.all_evidence_at_k(found(j), j.sufficient, k), k=k))
        yield Measure(
            f"all_evidence{where}@{k}", "Retrieval", f"a sufficient set of gold quotes, hit as a whole by the first {k}{says}", part
        )


def _first(k: int) -> str:
    return "first" if k == 1 else f"among the first {k}"


def _sentence_ndcg(j: Judged) -> float:
    wanted = {i for chosen in j.sufficient for i in chosen}
    gains = {sentence: 1.0 for i, gold in enumerate(j.trial.gold) if i in wanted for sentence in gold.sentence_ids}
    return retrieval.ndcg_at_k([span.id or "" for span in j.trial.reply.sentences], gains, 10)


def _citations() -> Iterator[Measure]:
    yield Measure(
        "citation_precision", "Citations", "share of cited sentences that are gold", _cite(lambda j: citation.citation_precision(j.cited))
    )
    yield Measure(
        "citation_recall",
        "Citations",
        "share of a sufficient set of gold quotes that is cited",
        _cite(lambda j: citation.citation_recall(j.cited, j.sufficient)),
    )
    yield Measure(
        "citation_f1",
        "Citations",
        "harmonic mean of the two, by the best sufficient set",
        _cite(lambda j: citation.citation_f1(j.cited, j.sufficient)),
        is_headline=True,
    )
    yield Measure("wrong_evidence", "Citations", "answers none of whose citations is gold", _wrong_evidence, better="lower")
    yield Measure(
        "invalid_marker_rate",
        "Citations",
        "markers that were never issued, among all that were written",
        _answer(_invalid_markers),
        better="lower",
        of="markers",
    )


def _claim_measures() -> Iterator[Measure]:
    for verdict in get_args(Verdict):
        is_good = verdict == "supported"
        yield Measure(
            f"claims_{verdict}",
            "Claims",
            f"claims with the verdict {verdict}",
            _verdict(verdict),
            better="higher" if is_good else "lower",
            of="claims",
            is_headline=is_good,
        )
    yield Measure("claims_failed", "Claims", "failures, each in place of one claim", _failed_claims, better="lower", of="claims")
    for code in get_args(ReasonCode):
        yield Measure(
            f"reason_{code}", "Claims", f"claims held against for {code.replace('_', ' ')}", _reason(code), better="lower", of="claims"
        )
    yield Measure(
        "quotations_exact",
        "Claims",
        "quotations whose words stand in the cited sentence, up to the shape of their marks",
        _answer(_exact_quotations),
        of="quotations",
    )


def _wording() -> Iterator[Measure]:
    yield Measure(
        "nugget_recall", "Wording", "share of a question's nuggets that the answer tells", _word(citation.nugget_recall), is_headline=True
    )
    yield Measure("token_f1", "Wording", "F1 of the answer's content words against those of the nuggets", _word(citation.token_f1))


def _positions() -> Iterator[Measure]:
    yield Measure(
        "wrong_speaker",
        "Positions",
        "gold sentences shown as the words of somebody whose they are not",
        _attributed(position.wrong_speakers),
        better="lower",
        of="attributions",
        is_headline=True,
    )
    yield Measure(
        "prose_as_words",
        "Positions",
        "gold sentences of the outlet's own that are shown as somebody's words",
        _attributed(position.prose_as_words),
        better="lower",
        of="attributions",
    )
    yield Measure(
        "holder_accuracy",
        "Positions",
        "holders with own statements, shown and gold: how far the two sets are the same",
        _holder_accuracy,
        is_headline=True,
    )
    yield Measure(
        "stance_accuracy",
        "Positions",
        "gold positions shown with exactly their stance",
        _stance_accuracy,
        of="positions",
        is_headline=True,
    )


def _abstentions() -> Iterator[Measure]:
    yield Measure(
        "answer_rate", "Abstention", "answerable questions that were answered", _known(lambda j, yes: float(j.is_answered) if yes else None)
    )
    yield Measure(
        "false_answers",
        "Abstention",
        "unanswerable questions that were answered",
        _known(lambda j, yes: None if yes else float(j.is_answered)),
        better="lower",
        is_headline=True,
    )
    yield Measure("abstention_precision", "Abstention", "abstentions that were right", _known(_abstention_precision), of="abstentions")
    yield Measure(
        "abstention_recall",
        "Abstention",
        "unanswerable questions that were abstained on",
        _known(lambda j, yes: None if yes else float(j.is_abstained)),
    )
    yield Measure(
        "balanced_accuracy",
        "Abstention",
        "mean of answer rate and abstention recall",
        _known(_balanced),
        abstention.balanced_accuracy,
        is_share=False,
    )
    yield Measure(
        "abstention_auroc",
        "Abstention",
        "chance that an answerable question is held to be more answerable than another",
        _known(_auroc),
        abstention.auroc,
        is_share=False,
        is_headline=True,
    )
    yield Measure(
        "aurc",
        "Abstention",
        "mean risk over all coverages: wrong where unanswerable, or where the best sentence is not gold",
        risk,
        abstention.aurc,
        better="lower",
        is_share=False,
    )
    yield Measure("brier", "Abstention", "squared error of the chance, as told, that the articles answer", _known(_brier), better="lower")
    for code in get_args(AbstentionCode):
        yield Measure(
            f"abstained_{code}",
            "Abstention",
            f"questions abstained on with {code}",
            _known(partial(_abstains_for, code=code)),
            better="neither",
        )
        yield Measure(
            f"abstention_precision_{code}",
            "Abstention",
            f"abstentions with {code} that were right",
            _known(partial(_abstention_precision, code=code)),
            of="abstentions",
        )


def _running() -> Iterator[Measure]:
    yield Measure(
        "search_errors", "Running", "searches that failed", lambda j: float(j.trial.reply.search_error is not None), better="lower"
    )
    yield Measure(
        "failures", "Running", "questions without an answer or abstention", _answer(lambda a: float(a.status == "failed")), better="lower"
    )
    yield Measure(
        "fallbacks", "Running", "questions that the model failed on", _answer(lambda a: float(a.fallback is not None)), better="lower"
    )
    yield Measure("partials", "Running", "answers that end early", _answer(lambda a: float(a.status == "partial")), better="lower")


def _time_and_cost() -> Iterator[Measure]:
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        yield _timing(f"latency_{name}", f"milliseconds to a whole answer, {name}", share, lambda a: a.ms.total)
        yield _timing(f"first_token_{name}", f"milliseconds to the model's first words, {name}", share, lambda a: a.ms.first_token)
    yield _usage("input_tokens", "tokens read a question", lambda usage: usage.input_tokens)
    yield _usage("output_tokens", "tokens written a question", lambda usage: usage.output_tokens)
    yield _usage("cost", "cost a question, where the settings name prices", lambda usage: usage.cost)


def _timing(name: str, says: str, share: float, pick: Callable[[Answer], Part]) -> Measure:
    whole = partial(abstention.nearest_rank, share)
    return Measure(name, "Time and cost", says, _answer(pick), whole, "lower", is_share=False, is_timing=True)


def _usage(name: str, says: str, pick: Callable[[Usage], Part]) -> Measure:
    return Measure(name, "Time and cost", says, _answer(lambda a: pick(a.usage) if a.usage else None), better="lower", is_share=False)


MEASURES: dict[str, Measure] = {
    m.name: m
    for make in (_retrieval, _citations, _claim_measures, _wording, _positions, _abstentions, _running, _time_and_cost)
    for m in make()
}
"""Every measure by its name, in the order that reports show."""


def measure_named(name: str) -> Measure:
    """Return the measure of that name.

    Raises:
        InputError: there is none; the message names the nearest.
    """
    if name in MEASURES:
        return MEASURES[name]
    near = difflib.get_close_matches(name, MEASURES, n=1, cutoff=0)
    raise InputError(f"There is no measure {name!r}.", remedy=f"The nearest is {near[0]}; the report lists them all.")
