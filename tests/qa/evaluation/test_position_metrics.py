"""Answers of a small quarrel: sentence 0 is Ann Orr's, 1 is Bo Pym's, 2 is the outlet's own, 3 is Ann Orr's as Bo Pym tells it."""

from dataclasses import replace

import pytest

from qa.evaluation.dataset import GoldPosition
from qa.evaluation.measures import MEASURES
from qa.evaluation.position_metrics import is_same_holder
from qa.evaluation.scoring import score
from qa.evaluation.trial import Judged
from qa.models import Answer, Change, Fallback, HeldStatement, Position, Problem, Stance, Voice
from tests.fakes_evaluation import abstaining, citing, judged

ANN, BO = GoldPosition("Ann Orr", "supports", (0,)), GoldPosition("Bo Pym", "opposes", (1,))
TOLD = GoldPosition("Bo Pym", "unclear", (3,))
FAILED = Answer("?", "failed", error=Problem("internal", "It failed.", "Report it."))
NAMES = ("wrong_speaker", "prose_as_words", "holder_accuracy", "stance_accuracy")


def asked(answer: Answer, *gold: GoldPosition, answerable: bool = True) -> Judged:
    """A question whose gold sentences are all four, the first two of which suffice together."""
    return judged(answer=answer, gold=4, alternatives=((0, 1),), positions=gold or (ANN, BO, TOLD), answerable=answerable)


def says(number: int, voice: Voice = "direct", by: str | None = None) -> HeldStatement:
    return HeldStatement(f"s{number}", (number,), (), voice, reported_by=by)


def held(holder: str, stance: Stance, *statements: HeldStatement) -> Position:
    return Position(holder, None, stance, statements=statements)


def showing(*positions: Position, sentences: int = 4) -> Answer:
    """An answer that cites the sentences 0, 1, … by the numbers 1, 2, …."""
    return citing(*range(sentences), positions=positions)


def value(name: str, *every: Judged) -> float | None:
    return score(every, [MEASURES[name]])[name].value


RIGHT = showing(held("Ann Orr", "supports", says(1)), held("Bo Pym", "opposes", says(2)), sentences=2)


def test_an_answer_that_is_right_is_right_by_every_measure() -> None:
    assert [value(name, asked(RIGHT)) for name in NAMES] == [0, 0, 1, 1]


def test_two_speakers_exchanged_are_two_wrong_speakers() -> None:
    exchanged = showing(held("Bo Pym", "supports", says(1)), held("Ann Orr", "opposes", says(2)))

    assert value("wrong_speaker", asked(exchanged)) == 1
    assert value("stance_accuracy", asked(exchanged)) == 0


def test_only_gold_sentences_are_judged() -> None:
    one_right = showing(held("Ann Orr", "supports", says(1), says(5)), sentences=5)

    assert score([asked(one_right)], [MEASURES["wrong_speaker"]])["wrong_speaker"].n == 1
    assert value("wrong_speaker", asked(showing(held("Ann Orr", "supports", says(5)), sentences=5))) is None


def test_a_rivals_account_shown_as_the_holders_own_words_is_a_wrong_speaker() -> None:
    assert value("wrong_speaker", asked(showing(held("Ann Orr", "supports", says(1), says(4))))) == 0.5


def test_a_rivals_account_shown_as_the_rivals_is_right() -> None:
    told = showing(held("Ann Orr", "supports", says(1), says(4, by="Bo Pym")))

    assert value("wrong_speaker", asked(told)) == 0
    assert value("prose_as_words", asked(told)) == 0


def test_the_outlets_prose_shown_as_a_persons_words_is_counted_apart() -> None:
    prose = showing(held("Ann Orr", "supports", says(1), says(3)))

    assert value("prose_as_words", asked(prose)) == 0.5
    assert value("wrong_speaker", asked(prose)) == 0


def test_what_the_outlet_says_that_somebody_did_is_nobodys_words() -> None:
    assert value("prose_as_words", asked(showing(held("Ann Orr", "supports", says(1), says(3, "narrated"))))) == 0


def test_the_speaker_of_a_citation_counts_where_no_position_lists_it() -> None:
    first, second = citing(0, 1).citations
    answer = replace(
        citing(0, 1), citations=(replace(first, speaker="Orr", voice="indirect"), replace(second, speaker="Orr", voice="direct"))
    )

    assert value("wrong_speaker", asked(answer)) == 0.5
    assert value("holder_accuracy", asked(answer)) == 0.5


def test_a_holder_too_many_and_one_too_few_both_cost() -> None:
    assert value(
        "holder_accuracy", asked(showing(held("Ann Orr", "supports", says(1)), held("Cy Dent", "unclear", says(5))))
    ) == pytest.approx(1 / 3)


def test_a_holder_of_whom_others_tell_is_not_shown_with_own_words() -> None:
    assert value("holder_accuracy", asked(showing(held("Ann Orr", "unclear", says(4, by="Bo Pym"))), ANN)) == 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (abstaining(), 1),
        (showing(held("Ann Orr", "none_found"), sentences=0), 1),
        (showing(held("Ann Orr", "unclear", says(1)), sentences=1), 0),
        (FAILED, 0),
    ],
    ids=["abstained", "none found", "shown", "failed"],
)
def test_no_statement_is_right_where_gold_has_none(answer: Answer, expected: float) -> None:
    none = asked(answer, GoldPosition("Ann Orr", "none_found"), answerable=False)

    assert value("holder_accuracy", none) == expected
    assert value("stance_accuracy", none) is None


def test_stances_are_equal_or_wrong_and_an_abstention_shows_none() -> None:
    near = showing(held("Ann Orr", "conditional", says(1)), held("Bo Pym", "opposes", says(2)))

    assert value("stance_accuracy", asked(near)) == 0.5
    assert value("stance_accuracy", asked(near), asked(abstaining())) == 0.25


def test_a_change_shows_both_of_its_stances() -> None:
    gold = (GoldPosition("Ann Orr", "conditional", (0,)), GoldPosition("Ann Orr", "opposes", (1,)))
    changed = replace(held("Ann Orr", "opposes", says(1), says(2)), changes=(Change("conditional", "opposes", "s1", "s2"),))

    assert value("stance_accuracy", asked(showing(changed), *gold)) == 1
    assert value("stance_accuracy", asked(showing(held("Ann Orr", "opposes", says(1))), *gold)) == 0.5


@pytest.mark.parametrize("answer", [FAILED, replace(RIGHT, fallback=Fallback("timeout"))], ids=["failed", "replaced"])
def test_a_failure_is_wrong_by_every_measure(answer: Answer) -> None:
    assert [value(name, asked(answer)) for name in NAMES] == [1, 1, 0, 0]


def test_questions_without_gold_positions_are_not_asked_about() -> None:
    every = score([judged(answer=FAILED)])

    assert [every[name].value for name in NAMES] == [None] * 4


def test_a_gold_quote_that_answers_nothing_is_no_evidence() -> None:
    j = asked(citing(0, 2))

    assert value("citation_precision", j) == 0.5
    assert value("citation_recall", j) == 0.5
    assert [p.holder for p in j.wanted_positions] == ["Ann Orr", "Bo Pym"]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Ilka Tolvane", "Mayor Ilka Tolvane", True),
        ("Tolvane", "Ilka Tolvane", True),
        ("Petra Quillon", "Dorn Quillon", False),
        ("the Ministry of Transport", "Transport Ministry", True),
        ("he", "Tolvane", False),
        ("", "", False),
    ],
)
def test_names_are_one_holders_where_the_shorter_stands_in_the_longer(one: str, other: str, is_one: bool) -> None:
    assert is_same_holder(one, other) is is_one
