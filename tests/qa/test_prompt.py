from importlib import resources

import pytest

from qa.errors import PromptError
from qa.prompt import PromptText, check_prompt, load_prompt
from qa.request import DECLINED, FIELDS


def test_the_answer_prompt_has_its_fields_and_names_what_declines() -> None:
    prompt = load_prompt("answer_v1", FIELDS, [DECLINED])

    assert prompt.identity.name == "answer_v1"
    assert prompt.text == resources.files("prompts").joinpath("answer_v1.txt").read_text("utf-8")


def test_the_repair_prompt_has_no_fields() -> None:
    assert load_prompt("repair_v1", (), [DECLINED]).text


def test_text_from_outside_is_filled_in_as_it_is() -> None:
    prompt = PromptText("p", "{question} {sentences}", "")

    assert prompt.filled(question="{sentences} {x}", sentences="a}b{") == "{sentences} {x} a}b{"


def test_a_missing_prompt_is_an_error_that_names_the_others() -> None:
    with pytest.raises(PromptError, match="answer_v1"):
        load_prompt("answer_v0", FIELDS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{question} {other}", r"unknown field \{other\}"),
        ("{sentences}", r"lacks the field \{question\}"),
        ("{question} {sentences}", "never mentions STOP"),
    ],
)
def test_a_prompt_with_other_fields_or_without_its_phrase_is_refused(text: str, says: str) -> None:
    with pytest.raises(PromptError, match=says):
        check_prompt(PromptText("p", text, ""), ("question", "sentences"), ["STOP"])
