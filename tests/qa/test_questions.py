from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import InputError
from qa.models import Filters, Question, Turn
from qa.questions import BrokenLine, read_questions


def read(tmp_path: Path, text: str, default: Filters = Filters()) -> list[Question | BrokenLine]:
    path = tmp_path / "q.jsonl"
    path.write_text(text, encoding="utf-8")
    return list(read_questions(path, 5, default))


def test_a_line_becomes_a_question_with_its_history_and_filters(tmp_path: Path) -> None:
    line = (
        '{"id": 7, "question": "And now?", "history": [{"question": "Who?", "text": "She."}],'
        ' "filters": {"outlets": ["Courier"], "since": "2025-01-02"}, "today": "2025-03-01", "gold": []}'
    )

    assert read(tmp_path, line) == [
        Question("And now?", "7", (Turn("Who?", "She."),), Filters(("Courier",), "2025-01-02"), "2025-03-01", 5)
    ]


def test_a_filter_of_the_line_wins_over_the_default(tmp_path: Path) -> None:
    line = '{"question": "Now?", "filters": {"since": "2025-01-02"}}'

    (question,) = read(tmp_path, line, Filters(("Courier",), "2024-01-01", "2025-12-31"))

    assert isinstance(question, Question)
    assert question.filters == Filters(("Courier",), "2025-01-02", "2025-12-31")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "Line 2 is not a JSON object"),
        ('["a"]', "Line 2 is not a JSON object"),
        ("[" * 100_000, "Line 2 is not a JSON object"),
        (r'{"question": "Who?", "id": "\ud800"}', "Line 2 is not a JSON object"),
        ('{"id": "x"}', "Line 2: question"),
        ('{"question": ""}', "Line 2: question"),
        ('{"question": "Who?", "today": "yesterday"}', "Line 2: today: write the day"),
        ('{"question": "Who?", "filters": {"since": "2025-02-30"}}', "Line 2: filters.since"),
    ],
)
def test_a_broken_line_is_a_value_and_the_rest_goes_on(tmp_path: Path, line: str, said: str) -> None:
    first, broken, last = read(tmp_path, f'{{"question": "One?"}}\n{line}\n\n{{"question": "Two?"}}\n')

    assert isinstance(broken, BrokenLine)
    assert said in broken.problem.message
    assert [q.text for q in (first, last) if isinstance(q, Question)] == ["One?", "Two?"]


def test_a_broken_line_keeps_its_id(tmp_path: Path) -> None:
    (broken,) = read(tmp_path, '{"id": "q9", "question": 3.5, "history": 1}')

    assert isinstance(broken, BrokenLine)
    assert (broken.id, broken.line) == ("q9", 1)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.jsonl cannot be read"):
        list(read_questions(tmp_path / "absent.jsonl", 5))


def test_a_file_in_another_encoding_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes('{"question": "Zoë?"}'.encode("cp1252"))

    with pytest.raises(InputError, match="Save it as UTF-8"):
        list(read_questions(path, 5))
