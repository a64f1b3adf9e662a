"""Questions about positions that no statement answers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import cast

from ingest.store.found import HolderCount
from qa.extractive import ExtractiveAnswerer
from qa.models import Answer, Found
from qa.positions.answerer import PositionAnswerer
from qa.positions.gather import Gatherer
from qa.positions.report import Positions, PositionShelf
from qa.verify import verify
from tests.fakes_answers import evidence_of, found_of
from tests.fakes_positions import Called, NoShelf

QUIT = "The dockers of Corle want Roake to sell the ferry by May."
COST = "The ferry has cost 410 million crowns so far."


class Named(NoShelf):
    """A catalog that knows two people of one last name, and no statements on anything."""

    def holder_counts(self) -> dict[str, HolderCount]:
        return {"Oda Venn": HolderCount(2, frozenset({0})), "Pim Venn": HolderCount(2, frozenset({0}))}

    def corrected_holders(self) -> dict[str, str]:
        return {}


class Silent(Called):
    """Finds no article in which anybody says anything."""

    def articles(self, *asked: object) -> list[object]:
        return []


def answer_to(found: Found) -> Answer:
    with ThreadPoolExecutor(1) as pool:
        positions = Positions(cast(PositionShelf, Named()), cast(Gatherer, Silent()), verify)
        answerer = PositionAnswerer(positions, pool, ExtractiveAnswerer(verify, pool, threshold=0.5, margin=1.0))

        async def last() -> Answer:
            events = [event async for event in answerer.stream(found)]
            return cast(Answer, events[-1])

        return asyncio.run(last())


def test_where_no_statement_answers_sentences_that_name_the_holder_do() -> None:
    answer = answer_to(found_of(evidence_of(QUIT, COST), "Does Tam Roake want to sell the ferry?"))

    assert answer.status == "answered"
    assert [citation.text for citation in answer.citations] == [QUIT]
    assert not answer.positions


def test_where_they_are_too_far_from_it_the_answer_says_that_there_is_no_statement() -> None:
    answer = answer_to(found_of(evidence_of(QUIT, COST), "Does Tam Roake want to sell the ferry?", answerable=0.1))

    assert answer.status == "abstained"
    assert [position.stance for position in answer.positions or ()] == ["none_found"]


def test_a_side_taken_for_granted_is_not_granted_by_other_sentences() -> None:
    answer = answer_to(found_of(evidence_of(QUIT, COST), "Why does Tam Roake want to sell the ferry?"))

    assert answer.status == "abstained"
    assert answer.reason is not None
    assert answer.reason.code != "below_threshold"


def test_a_last_name_of_two_people_is_asked_back() -> None:
    answer = answer_to(found_of(evidence_of(COST), "Does Venn want to sell the ferry?"))

    assert answer.status == "abstained"
    assert answer.reason is not None
    assert "Oda Venn or Pim Venn" in answer.reason.message
