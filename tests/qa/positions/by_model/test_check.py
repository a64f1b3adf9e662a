"""What counts of a model's reading: only what the holder's own cited sentences bear out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from qa.llm import Ending
from qa.models import Position, PositionReport
from qa.positions.gather import Said
from qa.positions.held import Held
from tests.fakes_answers import ToldModel
from tests.fakes_positions import a_reader, report_of
from tests.qa.positions.sayings import ISSUE, said
from tests.server import script

FOR = said("said", "she supports the tunnel", "2025-04-07")
AGAINST = said("said", "she opposes the tunnel", "2025-10-14")
DOORS = said("said", "the tunnel has two doors", "2025-04-07")
ON_CONDITION = said("said", "she would support the tunnel only if the state pays half of it", "2025-04-07")


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def read(pool: ThreadPoolExecutor, reply: str, *own: Said) -> Position:
    """Where Orla Venn stands after a model replied; ``<1>`` is the first label of its prompt."""
    report, held = report_of([Held("Orla Venn", own)], ISSUE), [Held("Orla Venn", own)]
    asking = ToldModel([Ending("refused")])
    asyncio.run(a_reader(asking, pool)(report, held))
    model = ToldModel([script.labelled(reply, asking.asked[0][0].text), Ending("complete")])
    told: PositionReport = asyncio.run(a_reader(model, pool)(report, held))
    return told.positions[0]


def test_a_reading_that_the_sentences_bear_out_is_shown_as_the_models(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: supports [<1>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR)

    assert (position.stance, position.read_by, position.carried_by, position.set_aside) == ("supports", "model", (1,), None)
    assert position.summary is not None
    assert (position.summary.text, position.summary.verdict) == ("Orla Venn said she supports the tunnel.", "supported")
    assert position.summary.citations == (1,)


def test_a_model_may_read_a_side_that_our_rules_do_not_see(pool: ThreadPoolExecutor) -> None:
    toll = said("said", "no tunnel could be financed in any other way", "2025-04-07")
    position = read(pool, "STANCE: supports [<1>]\nPOSITION: Orla Venn said no tunnel could be financed in any other way. [<1>]", toll)

    assert (position.stance, position.read_by, position.side) == ("supports", "model", None)


def test_a_model_may_find_words_less_clear_than_our_rules_do(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: unclear\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR)

    assert (position.stance, position.read_by, position.side) == ("unclear", "model", None)


def test_a_stance_opposite_to_plain_words_gives_way_to_the_rules(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: opposes [<1>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR)

    assert (position.stance, position.read_by) == ("supports", "rules")
    assert position.set_aside is not None
    assert position.set_aside.code == "contradicted"
    assert "[1]" in position.set_aside.message


def test_a_stance_opposite_to_words_that_are_less_plain_leaves_it_unclear(pool: ThreadPoolExecutor) -> None:
    mistake = said("said", "the tunnel was a mistake", "2025-04-07")
    position = read(pool, "STANCE: supports [<1>]\nPOSITION: Orla Venn said the tunnel was a mistake. [<1>]", mistake)

    assert (position.stance, position.read_by, position.side) == ("unclear", "rules", None)


def test_an_earlier_side_does_not_hide_the_later_one(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: supports [<1>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR, AGAINST)

    assert position.set_aside is not None
    assert position.set_aside.code == "contradicted"
    assert (position.stance, position.read_by) == ("unclear", "rules")


def test_both_sides_are_mixed_only_where_both_are_of_one_time(pool: ThreadPoolExecutor) -> None:
    reply = "STANCE: mixed [<1>][<2>]\nPOSITION: Orla Venn said she supports the tunnel and said she opposes the tunnel. [<1>][<2>]"
    same_week = replace(AGAINST, article=replace(AGAINST.article, metadata=FOR.article.metadata))

    apart, together = read(pool, reply, FOR, AGAINST), read(pool, reply, FOR, same_week)

    assert (apart.read_by, apart.set_aside and apart.set_aside.code) == ("rules", "not_mixed")
    assert (together.stance, together.read_by) == ("mixed", "model")


def test_words_that_all_take_one_side_are_not_mixed(pool: ThreadPoolExecutor) -> None:
    again = said("told the council", "she supports the tunnel under the harbour", "2025-04-08")
    position = read(pool, "STANCE: mixed [<1>][<2>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR, again)

    assert (position.stance, position.set_aside and position.set_aside.code) == ("supports", "contradicted")


def test_who_takes_a_side_has_not_declined(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: declined [<1>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]", FOR)

    assert (position.stance, position.set_aside and position.set_aside.code) == ("supports", "contradicted")


CONDITIONAL = "\nPOSITION: Orla Venn said she would support the tunnel only if the state pays half of it. [<1>]"


def test_a_condition_is_printed_as_its_sentence_has_it(pool: ThreadPoolExecutor) -> None:
    reply = f"STANCE: conditional-supports [<1>]\nCONDITION: Only if the  state pays half of it. [<1>]{CONDITIONAL}"
    position = read(pool, reply, ON_CONDITION)

    assert (position.stance, position.leans, position.read_by) == ("conditional", "supports", "model")
    assert position.condition is not None
    assert (position.condition.text, position.condition.citation) == ("only if the state pays half of it", 1)


@pytest.mark.parametrize(
    "condition",
    [
        "only if the ferry keeps running [<1>]",
        "only if the state pays all of it [<1>]",
        "only if … half of it [<1>]",
        "Orla Venn said she would [<1>]",
        "only if [<1>]",
        "",
    ],
    ids=["the prompt's example", "a word changed", "words left out", "no condition", "two words", "none"],
)
def test_a_condition_that_no_cited_sentence_names_is_none(pool: ThreadPoolExecutor, condition: str) -> None:
    reply = f"STANCE: conditional-supports [<1>]\nCONDITION: {condition}{CONDITIONAL}"
    position = read(pool, reply, ON_CONDITION)

    assert (position.read_by, position.set_aside and position.set_aside.code) == ("rules", "condition_not_found")
    assert position.stance == "conditional"  # as the rules read it
    assert position.condition is None or position.condition.text in ON_CONDITION.sentence.text


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Orla Venn said she supports the tunnel. [z9z9]", "no_valid_marker"),
        ("Orla Venn said she supports the tunnel.", "no_valid_marker"),
        ("She said that she supports the tunnel. [<1>]", "no_speaker"),
        ("Tam Roake said he supports the tunnel. [<1>]", "no_speaker"),
        ("Orla Venn said she opposes the tunnel. [<1>]", "contradicted"),
        ('Orla Venn said the tunnel is "a gift to the town". [<1>]', "not_supported"),
        ("Orla Venn said 40 engineers support the tunnel. [<1>]", "not_supported"),
        ("Orla Venn said the choir of the cathedral had sung for the bishop. [<1>]", "not_supported"),
    ],
    ids=["not issued", "no marker", "pronoun", "another speaker", "other side", "quotation", "number", "something else"],
)
def test_a_line_that_the_sentences_do_not_bear_out_is_set_aside(pool: ThreadPoolExecutor, line: str, code: str) -> None:
    position = read(pool, f"STANCE: supports [<1>]\nPOSITION: {line}", FOR)

    assert (position.stance, position.read_by, position.set_aside and position.set_aside.code) == ("supports", "rules", code)


def test_a_stance_without_a_sentence_that_carries_it_is_set_aside(pool: ThreadPoolExecutor) -> None:
    position = read(pool, "STANCE: opposes [z9z9]\nPOSITION: Orla Venn said the tunnel has two doors. [<1>]", DOORS)

    assert (position.stance, position.set_aside and position.set_aside.code) == ("unclear", "no_valid_marker")


def test_quoted_words_are_the_sentences_own_characters(pool: ThreadPoolExecutor) -> None:
    quoted = said("said", "the tunnel is “the only crossing that makes sense”", "2025-04-07", voice="mixed")
    position = read(pool, 'STANCE: supports [<1>]\nPOSITION: Orla Venn said it is "The only crossing that makes sense". [<1>]', quoted)

    assert position.summary is not None
    assert position.summary.text == 'Orla Venn said it is "the only crossing that makes sense".'
