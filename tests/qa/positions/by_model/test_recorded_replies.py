"""What readers wrote to real prompts about holders in invented articles, put through the checks: a careful reader's, and lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from qa.models import Position
from tests.recorded_positions import RecordedPosition, read_recorded_positions

RECORDS = tuple(read_recorded_positions(Path(__file__).parents[3] / "fixtures" / "positions.jsonl"))
OPPOSITE = {"supports": "opposes", "opposes": "supports"}
Replayed = list[tuple[RecordedPosition, Position]]


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture(scope="module")
def careful(pool: Executor) -> Replayed:
    return [(record, record.read("careful", pool)) for record in RECORDS]


def test_a_careful_readers_lines_are_kept_and_in_the_source(careful: Replayed) -> None:
    kept = [position for _, position in careful if position.read_by == "model"]

    assert len(kept) >= 0.9 * len(careful)
    assert all(position.summary and position.summary.verdict == "supported" for position in kept)


def test_a_careful_readers_stances_are_those_that_a_person_gave_at_least_as_often_as_the_rules(careful: Replayed) -> None:
    judged = [(record, position) for record, position in careful if record.gold]

    right = sum(position.stance == record.gold for record, position in judged)
    by_rules = sum(record.report.positions[0].stance == record.gold for record, _ in judged)

    assert len(judged) >= 12
    assert right >= max(by_rules, 0.8 * len(judged))


def test_what_carries_a_stance_is_always_the_holders_own(careful: Replayed) -> None:
    for record, position in careful:
        own = {s.sentence.sentence_id for s in record.held.own}
        cited = {c.number: c for c in record.report.citations}
        assert all(cited[n].sentence_id in own for n in position.carried_by), record.id
        if position.condition:
            assert position.condition.text in cited[position.condition.citation].text, record.id


def test_a_reader_who_turns_every_stance_round_is_believed_only_where_the_rules_see_no_side(pool: Executor) -> None:
    turned = [(r, re.sub(r"(?<=STANCE: )(supports|opposes)", lambda m: OPPOSITE[m[1]], r.replies["careful"])) for r in RECORDS]
    lies = [(record, lie) for record, lie in turned if lie != record.replies["careful"]]

    read = [(record, replace(record, replies={"lying": lie}).read("lying", pool)) for record, lie in lies]

    believed = [record for record, position in read if position.read_by == "model"]
    assert len(lies) >= 6
    assert {record.report.positions[0].stance for record in believed} <= {"unclear"}
    assert len(believed) <= 2
