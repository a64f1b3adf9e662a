import json
from pathlib import Path
from typing import Any

import pytest

from qa.errors import QuestionSetError
from qa.evaluation.dataset import Item, load_set, read_set
from qa.questions import BrokenLine
from tests.fakes_evaluation import write_set

GOLD = [{"source": "a.md", "quote": "Words."}]


def test_a_line_becomes_a_question_with_its_gold(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "question": "Who?",
        "filters": {"outlets": ["Post"]},
        "answerable": True,
        "gold": [{"source": "a.md", "quote": "Hi", "start": 3, "end": 5}],
        "alternatives": [[0]],
        "nuggets": ["x", " "],
        "positions": [{"holder": "Ona", "stance": "opposes", "gold": [0]}],
        "tags": ["t"],
        "group": "g",
    }

    (item,) = load_set(write_set(tmp_path / "set.jsonl", [line])).items

    assert (item.id, item.line, item.question.text, item.question.filters.outlets) == ("7", 1, "Who?", ("Post",))
    assert (item.gold[0].start, item.alternatives, item.nuggets, item.positions[0].stance, item.group) == (
        3,
        ((0,),),
        ("x",),
        "opposes",
        "g",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"question": "?", "gold": GOLD, "alternatives": [[1]]}, "gold[1]"),
        ({"question": "?", "gold": GOLD, "alternatives": [[]]}, "empty"),
        ({"question": "?", "gold": GOLD, "positions": [{"holder": "x", "stance": "opposes", "gold": [2]}]}, "gold[2]"),
        ({"question": "?", "gold": [{"source": "a", "quote": "b", "start": 1}]}, "start and end"),
        ({"question": "?", "positions": [{"holder": "x", "stance": "likes"}]}, "stance"),
        ({"question": "?", "today": "yesterday"}, "today"),
        ({"gold": GOLD}, "question"),
    ],
    ids=["no such gold", "empty alternative", "no such gold of a position", "half an offset", "no stance", "no day", "no question"],
)
def test_a_broken_line_is_named_with_its_number(tmp_path: Path, line: dict[str, Any], told: str) -> None:
    path = write_set(tmp_path / "set.jsonl", [{"question": "Fine?"}, line])

    first, second = read_set(path)

    assert isinstance(first, Item)
    assert isinstance(second, BrokenLine)
    assert second.line == 2
    assert second.problem.message.startswith("Line 2")
    assert told in second.problem.message


def test_a_broken_set_is_refused_with_every_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"question": "Fine?"}\n[1]\n\nnonsense\n', encoding="utf-8")

    with pytest.raises(QuestionSetError, match=r"2 faults.*Line 2.*Line 4"):
        load_set(path)


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="Line 2 repeats the id 'x' of line 1"):
        load_set(write_set(tmp_path / "set.jsonl", [{"id": "x", "question": "A?"}, {"id": "x", "question": "B?"}]))


def test_an_empty_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="no question"):
        load_set(write_set(tmp_path / "set.jsonl", []))


def test_a_question_without_an_id_keeps_its_own_wherever_its_line_stands(tmp_path: Path) -> None:
    lines = [{"question": "A?"}, {"question": "B?"}]
    before = load_set(write_set(tmp_path / "one.jsonl", lines)).items
    after = load_set(write_set(tmp_path / "two.jsonl", lines[::-1])).items

    assert before[0].id == after[1].id != before[1].id


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"question": "A?"}).encode())

    assert len(load_set(path).items) == 1
