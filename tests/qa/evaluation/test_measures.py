import pytest

from ingest.errors import InputError
from qa.evaluation.intervals import Figure
from qa.evaluation.measures import MEASURES, measure_named
from qa.evaluation.report import Bound
from qa.evaluation.scoring import score
from qa.evaluation.trial import Judged
from qa.models import Answer, Claim, Fallback, Problem, Quotation, Reason, Usage
from tests.fakes_evaluation import abstaining, citing, judged

FAILED = Answer("?", "failed", error=Problem("internal", "It failed.", "Report it."))
REPLACED = citing(0, answerer="extractive", fallback=Fallback("http", 500), model="m")


def value(name: str, *every: Judged) -> float | None:
    return score(every, [MEASURES[name]])[name].value


def claims(*verdicts: str) -> Answer:
    return citing(0, claims=tuple(Claim("Words.", verdict, 0.5, (1,)) for verdict in verdicts))  # type: ignore[arg-type]  # parametrised


def test_a_failure_counts_as_nothing_cited_and_never_as_missing() -> None:
    assert value("citation_f1", judged(answer=citing(0)), judged(answer=FAILED)) == 0.5


def test_a_fallback_counts_as_the_failure_of_the_model_though_its_answer_is_right() -> None:
    assert value("citation_f1", judged(answer=REPLACED)) == 0
    assert value("fallbacks", judged(answer=REPLACED)) == 1
    assert value("answer_rate", judged(answer=REPLACED)) == 0


def test_a_fallback_that_abstains_is_no_right_abstention() -> None:
    replaced = Answer("?", "abstained", fallback=Fallback("timeout"))

    assert value("abstention_recall", judged(answerable=False, gold=0, answer=replaced)) == 0


def test_an_abstention_on_an_answerable_question_has_nothing_right() -> None:
    assert value("citation_precision", judged(answer=abstaining())) == 0


def test_unanswerable_questions_have_no_citations_to_score() -> None:
    assert value("citation_f1", judged(answerable=False, gold=0, answer=citing(0))) is None


def test_a_sentence_cited_twice_counts_once() -> None:
    assert value("citation_precision", judged(answer=citing(0, 0, 9))) == 0.5


def test_wrong_evidence_asks_only_about_answers() -> None:
    assert value("wrong_evidence", judged(answer=citing(9)), judged(answer=citing(0, 9)), judged(answer=abstaining())) == 0.5


def test_claims_are_counted_over_all_answers_and_a_failure_stands_for_one() -> None:
    every = [judged(answer=claims("supported", "weak", "weak")), judged(answer=FAILED)]

    shares = {name: value(f"claims_{name}", *every) for name in ("supported", "weak", "unsupported", "unsourced", "failed")}

    assert shares == {"supported": 0.25, "weak": 0.5, "unsupported": 0, "unsourced": 0, "failed": 0.25}


def test_a_claim_with_two_reasons_of_one_code_counts_once() -> None:
    claim = Claim("Words.", "weak", 0.2, (1,), (Reason("number", "40"), Reason("number", "50"), Reason("date", "May")))

    assert value("reason_number", judged(answer=citing(0, claims=(claim, Claim("More.", "supported", 0.9, (1,)))))) == 0.5


def test_typographic_quotations_are_exact_in_their_words() -> None:
    quotations = tuple(Quotation("words", status) for status in ("exact", "typographic", "elsewhere", "not_found"))

    assert value("quotations_exact", judged(answer=citing(0, claims=(Claim("W.", "weak", 0.1, (1,), (), quotations),)))) == 0.5


def test_invalid_markers_are_counted_among_all_markers() -> None:
    assert value("invalid_marker_rate", judged(answer=citing(0, invalid_markers=3))) == 0.75


def test_abstention_precision_and_recall_are_told_apart_by_reason() -> None:
    every = [
        judged(answer=abstaining()),
        judged(answerable=False, gold=0, answer=abstaining()),
        judged(answerable=False, gold=0, answer=citing(0)),
    ]

    assert value("abstention_precision", *every) == 0.5
    assert value("abstention_recall", *every) == 0.5
    assert value("false_answers", *every) == 0.5
    assert value("abstained_no_evidence", *every) == pytest.approx(2 / 3)
    assert value("abstention_precision_no_evidence", *every) == 0.5
    assert value("abstention_precision_outside_dates", *every) is None


def test_a_failure_has_the_worst_confidence() -> None:
    right = [judged(answer=citing(0, answerable=0.6)), judged(answerable=False, gold=0, answer=abstaining(0.5))]

    assert value("abstention_auroc", *right) == 1
    assert value("abstention_auroc", *right, judged(answerable=False, gold=0, answer=FAILED)) == 0.5
    assert value("brier", judged(answer=FAILED)) == 1


def test_risk_reads_the_best_evidence() -> None:
    right, wrong = judged(answer=citing(0, answerable=0.9)), judged(answer=citing(9, answerable=0.5))

    assert value("aurc", right, wrong) == 0.25


def test_evidence_is_measured_against_the_best_alternative() -> None:
    found = judged(gold=3, alternatives=((0, 1), (2,)), sentences=[9, 2])

    assert value("evidence_recall@5", found) == value("all_evidence@5", found) == 1
    assert value("sentence_mrr@10", found) == 0.5


def test_nuggets_of_an_abstention_are_not_told() -> None:
    told = judged(nuggets=("40 crowns",), answer=citing(0, text="It cost 40 crowns."))

    assert value("nugget_recall", told, judged(nuggets=("40 crowns",), answer=abstaining())) == 0.5


def test_a_search_alone_leaves_answers_unmeasured() -> None:
    every = score([judged(sentences=[0])])

    assert every["sentence_hit@1"].value == 1
    assert every["citation_f1"] == every["failures"] == Figure(None, None, None, 0)


def test_usage_is_counted_where_the_provider_told_it() -> None:
    assert value("output_tokens", judged(answer=citing(0, usage=Usage(100, 20))), judged(answer=citing(0))) == 20


def test_a_share_of_nothing_has_an_exact_bound_by_questions_not_by_claims() -> None:
    every = [judged(id=str(n), answer=claims("supported", "supported")) for n in range(30)]

    figure = score(every, [MEASURES["claims_weak"]])["claims_weak"]

    assert (figure.value, figure.low, figure.n) == (0, 0, 60)
    assert figure.high == pytest.approx(0.1157, abs=1e-4)


def test_a_mean_gets_a_bootstrap_interval_around_it() -> None:
    every = [judged(id=str(n), sentences=[0 if n % 2 else 9]) for n in range(40)]

    figure = score(every, [MEASURES["sentence_hit@1"]])["sentence_hit@1"]

    assert figure.value == 0.5
    assert figure.low is not None
    assert figure.high is not None
    assert 0.3 < figure.low < 0.4
    assert 0.6 < figure.high < 0.7


def test_a_wrong_name_gets_the_nearest_measure() -> None:
    with pytest.raises(InputError, match="citation_f1"):
        measure_named("citation_f2")


@pytest.mark.parametrize(
    ("bound", "seen", "is_met"),
    [
        (Bound("m", "min", 0.5), 0.5, True),
        (Bound("m", "min", 0.5), 0.4, False),
        (Bound("m", "max", 0), 0.0, True),
        (Bound("m", "max", 0), None, False),
    ],
    ids=["at the least", "below it", "at the most", "not measured"],
)
def test_bounds_are_kept_at_their_value(bound: Bound, seen: float | None, is_met: bool) -> None:
    assert bound.is_met(Figure(seen, None, None, 1)) is is_met


def test_every_measure_reads_every_kind_of_end() -> None:
    ends = [citing(0), citing(), abstaining(), FAILED, REPLACED, citing(0, status="partial"), None]
    every = [
        judged(id=f"{n}{yes}", answerable=yes, gold=int(yes is not False), answer=end, nuggets=("x",))
        for n, end in enumerate(ends)
        for yes in (True, False, None)
    ]

    figures = score(every)

    assert all(0 <= f.value <= 1 for name, f in figures.items() if f.value is not None and MEASURES[name].is_share)
