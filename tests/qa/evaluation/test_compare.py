from pathlib import Path
from typing import Any

import pytest

from ingest.errors import InputError
from qa.evaluation.compare import NO_DIFFERENCE, Comparison, compare, difference
from qa.evaluation.intervals import resamples
from qa.evaluation.measures import MEASURES
from qa.evaluation.run import run
from qa.evaluation.scoring import parts
from tests.fakes_evaluation import WordService, a_set, a_setup, citing, judged

MANY = [
    {"id": str(n), "question": f"How many crowns did bridge {n} cost?", "answerable": True, "tags": ["even" if n % 2 == 0 else "odd"],
     "gold": [{"source": f"{n}.md", "quote": f"Bridge {n} cost {n} crowns."}]}
    for n in range(10, 30)
]  # fmt: skip


def service() -> WordService:
    return WordService({f"paper/{n}.md": f"Bridge {n} is at Orlo. Bridge {n} cost {n} crowns. It is long." for n in range(10, 30)})


def compared(folder: Path, before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    questions = a_set(folder, MANY)
    for name, changed in (("a", before), ("b", after)):
        answering = service()
        answering.least = changed.get("least", 2)
        run(answering, questions, a_setup(questions, answering, changed.get("k", 5)), folder / name)
    return compare(folder / "a", folder / "b")


def test_two_runs_of_one_setting_show_no_difference(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {}, {})

    assert (comparison.shown, comparison.changed, comparison.setup) == ((), (), ())
    assert all((d.change, d.low, d.high) == (0, 0, 0) for d in comparison.measures)


def test_a_worsened_setting_is_found_with_an_interval_that_excludes_zero(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {}, {"least": 99})

    (lost,) = [d for d in comparison.measures if d.measure == "answer_rate"]
    assert (lost.verdict, lost.change, lost.changed) == ("worse", -1, 20)
    assert lost.high is not None
    assert lost.high < 0


def test_what_differs_between_the_setups_is_named(tmp_path: Path) -> None:
    assert compared(tmp_path, {"k": 5}, {"k": 1}).setup == (("k", "5", "1"),)


def test_changed_answers_stand_side_by_side(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {}, {"least": 99})

    assert len(comparison.changed) == 20
    assert (comparison.changed[0].before.status, comparison.changed[0].after.status) == ("answered", "abstained")
    assert comparison.changed[0].before.citations


def test_tags_are_compared_by_themselves(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {}, {"least": 99})

    assert set(comparison.tags) == {"even", "odd"}
    assert "worse" in {d.verdict for d in comparison.tags["odd"]}


def test_runs_without_a_common_question_cannot_be_compared(tmp_path: Path) -> None:
    answering, lines = service(), [MANY[0], MANY[1]]
    for name, line in zip("ab", lines, strict=True):
        (tmp_path / name).mkdir()
        questions = a_set(tmp_path / name, [line])
        run(answering, questions, a_setup(questions, answering), tmp_path / name / "out")

    with pytest.raises(InputError, match="no question in common"):
        compare(tmp_path / "a" / "out", tmp_path / "b" / "out")


@pytest.mark.parametrize(("changed", "verdict"), [(5, NO_DIFFERENCE), (6, "better")])
def test_a_handful_of_changes_is_no_difference_however_they_point(changed: int, verdict: str) -> None:
    measure = MEASURES["citation_f1"]
    before = parts(measure, [judged(id=str(n), answer=citing(9)) for n in range(12)])
    after = parts(measure, [judged(id=str(n), answer=citing(0 if n < changed else 9)) for n in range(12)])

    found = difference(before, after, resamples([str(n) for n in range(12)]))

    assert (found.changed, found.verdict) == (changed, verdict)


def test_less_of_what_should_be_low_is_better() -> None:
    measure = MEASURES["false_answers"]
    every = [str(n) for n in range(12)]
    before = parts(measure, [judged(id=n, answerable=False, gold=0, answer=citing(0)) for n in every])
    after = parts(measure, [judged(id=n, answerable=False, gold=0, answer=citing(0, status="abstained")) for n in every])

    assert difference(before, after, resamples(every)).verdict == "better"
