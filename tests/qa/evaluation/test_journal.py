"""What a journal keeps of a reply is read again as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from qa.evaluation.trial import Reply
from qa.models import Change, Claim, Condition, HeldStatement, Position
from qa.shapes import as_json, json_line
from tests.fakes_evaluation import abstaining, citing

CHANGED = Position(
    "Orla Venn",
    "the tunnel",
    "opposes",
    None,
    condition=Condition("only if the state pays", 1),
    summary=Claim("Words.", "supported", 0.9, (1,)),
    statements=(HeldStatement("t1", (1,), (), "direct"),),
    changes=(Change("conditional", "opposes", "t0", "t1"),),
)


@pytest.mark.parametrize(
    "reply", [Reply(), Reply(answer=abstaining()), Reply(answer=replace(citing(1), positions=(CHANGED,)))], ids=["none", "no", "positions"]
)
def test_every_reply_reads_back_as_it_was_written(reply: Reply) -> None:
    read = TypeAdapter(Reply).validate_python(json.loads(json_line(reply)))

    assert read == reply
    assert as_json(read) == as_json(reply)
