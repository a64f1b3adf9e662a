import pytest

from qa.evaluation.once import FindOnce
from qa.models import Found, Question, Searched


def test_what_was_found_for_a_search_serves_the_answer_and_is_then_forgotten() -> None:
    asked: list[str] = []

    def retrieve(question: Question) -> Found:
        asked.append(question.text)
        return Found(question, (), (), 0.0, Searched())

    once = FindOnce(retrieve)

    for text in ("a", "b", "a", "b", "a"):
        assert once(Question(text)).question.text == text

    assert asked == ["a", "b", "a"]


def test_a_search_that_failed_is_tried_again_for_the_answer() -> None:
    tries: list[Question] = []

    def fails(question: Question) -> Found:
        tries.append(question)
        raise OSError("disk")

    once = FindOnce(fails)
    for _ in range(2):
        with pytest.raises(OSError, match="disk"):
            once(Question("a"))

    assert len(tries) == 2
