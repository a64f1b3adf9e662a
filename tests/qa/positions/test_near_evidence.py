"""Evidence beside statements, where a holder asked for says nothing on the issue."""

from __future__ import annotations

from dataclasses import replace

from qa.positions.near_evidence import naming
from tests.fakes_answers import COURIER, evidence_of, found_of

ISSUE = "the ferry deal"
SAYS = "The deal fell through, Roake told the council of Corle."
ALSO = "The tunnel has cost 410 million crowns so far."
NAMES = "Roake and the Harbour Workers Federation met on the deal in May."
CHOIR = "The choir had sung well, Roake told the council."


def test_only_sentences_that_name_the_holder_are_left() -> None:
    beside = naming("Tam Roake", ISSUE, found_of(evidence_of(SAYS, CHOIR, NAMES)))

    assert beside is not None
    assert [evidence.sentence.text for evidence in beside.evidence] == [SAYS, NAMES]


def test_where_the_nearest_sentences_name_somebody_else_there_is_nothing() -> None:
    assert naming("Tam Roake", ISSUE, found_of(evidence_of(ALSO, "The ferry stops in October.", SAYS))) is None


def test_another_person_of_the_last_name_is_not_the_holder() -> None:
    others = evidence_of(
        "Ada Roake met the council on the deal.", "But Roake and Ada Roake met on the deal.", "Mayor Tam Roake met on the deal."
    )

    beside = naming("Tam Roake", ISSUE, found_of(others))

    assert beside is not None
    assert [evidence.sentence.text for evidence in beside.evidence] == [
        "But Roake and Ada Roake met on the deal.",
        "Mayor Tam Roake met on the deal.",
    ]


def test_a_joke_is_no_evidence() -> None:
    joke = replace(COURIER, kind="satire")

    assert naming("Tam Roake", ISSUE, found_of(evidence_of(SAYS, metadata=joke))) is None


def test_an_organisation_is_named_by_all_of_its_name_or_by_its_acronym() -> None:
    found = found_of(evidence_of("The HWF met on the deal.", NAMES, "The Dockers Federation met in June."))

    beside = naming("Harbour Workers Federation", ISSUE, found)

    assert beside is not None
    assert [evidence.sentence.text for evidence in beside.evidence] == ["The HWF met on the deal.", NAMES]
    assert naming("Ulvish Miners Federation", ISSUE, found) is None
