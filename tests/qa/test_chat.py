from __future__ import annotations

import pytest

from qa.chat import RetrieverForChat, standalone
from qa.models import Found, Question, Searched, Turn


def a_follow_up(text: str, *earlier: str) -> Question:
    return Question(text, history=tuple(Turn(question, "An answer.") for question in earlier))


def test_a_first_question_stays_as_it_is() -> None:
    assert standalone(Question("What does she want?")) == "What does she want?"


@pytest.mark.parametrize("text", ["Why did she turn against it?", "And in March?", "Why?"], ids=["pronoun", "and", "too short"])
def test_a_follow_up_carries_over_names_and_topic(text: str) -> None:
    read = standalone(a_follow_up(text, "Does Orla Venn support the tunnel?"))

    assert read.startswith(text)
    assert {"Orla", "Venn", "tunnel"} <= set(read.split())


def test_a_question_that_stands_alone_takes_nothing_over() -> None:
    text = "Who chairs the port authority of Ellery?"

    assert standalone(a_follow_up(text, "Does Orla Venn support the tunnel?")) == text


def test_the_topic_is_carried_over_several_follow_ups() -> None:
    read = standalone(a_follow_up("And her deputy?", "Does Orla Venn support the tunnel?", "Why does she?"))

    assert {"Orla", "Venn", "tunnel"} <= set(read.split())


def test_a_new_topic_replaces_the_old_one() -> None:
    read = standalone(a_follow_up("Why?", "Does Orla Venn support the tunnel?", "When will the Dorrow mine open?"))

    assert "Dorrow" in read
    assert "Venn" not in read


def test_what_is_found_is_for_the_question_as_asked() -> None:
    asked: list[str] = []

    def retrieve(question: Question) -> Found:
        asked.append(question.text)
        return Found(question, (), (), 0.5, Searched())

    question = a_follow_up("Why?", "Does Orla Venn support the tunnel?")
    found = RetrieverForChat(retrieve)(question)

    assert found.question == question
    assert "Venn" in asked[0]
