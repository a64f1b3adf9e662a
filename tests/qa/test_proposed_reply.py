"""Replies with statements are read as far as they can be, whatever a model wraps them in."""

import pytest

from ingest.statements.proposals import Proposal
from qa.proposed_reply import read_reply

LINE = '{"by": 2, "holder": "Lee", "cue": "said", "content": {"2": "it rains"}}'
OTHER = '{"by": 3, "holder": null, "cue": "reportedly", "content": {"3": ["a", "b"], "4": "*"}, "venue": "Osk"}'
READ = (
    Proposal(1, "Lee", "said", ((1, "it rains"),)),
    Proposal(2, None, "reportedly", ((2, "a"), (2, "b"), (3, "*")), venue="Osk"),
)


@pytest.mark.parametrize(
    "reply",
    [
        f"{LINE}\n{OTHER}",
        f"Here they are:\n```json\n{LINE}\n{OTHER}\n```\nThat is all.",
        f"[{LINE}, {OTHER}]",
        f'{{"statements": [{LINE}, {OTHER}]}}',
        f"1. {LINE}\n2. {OTHER}",
        LINE.replace(", ", ",\n  ") + "\n" + OTHER,
        LINE.replace('"by": 2', '"by": "[2]"') + OTHER,
    ],
    ids=["lines", "fence", "list", "under a key", "numbered", "over several lines", "numbers as text"],
)
def test_objects_are_found_wherever_they_stand(reply: str) -> None:
    read = read_reply(reply)

    assert read is not None
    assert (read.proposals, read.unreadable) == (READ, 0)


BROKEN = {
    "cut": LINE + '\n{"by": 3, "holder": "Le',
    "no quotes": LINE + "\n{by: 3, holder: Lee}",
    "no content": LINE + '\n{"by": 3, "content": {}}',
    "content that is a number": LINE + '\n{"by": 3, "cue": "said", "content": 7}',
    "a sentence without a number": LINE + '\n{"by": 3, "cue": "said", "content": {"last": "x"}}',
    "no sentence": LINE + '\n{"holder": "Lee", "cue": "said", "content": {"2": "it rains"}}',
    "a number below one": LINE + '\n{"by": 0, "cue": "said", "content": {"2": "it rains"}}',
    "a holder that is a list": LINE + '\n{"by": 2, "holder": ["Lee"], "cue": "said", "content": {"2": "it rains"}}',
    "nested beyond reason": LINE + "\n" + '{"content": ' * 5_000,
}


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_counted_and_the_rest_is_kept(reply: str) -> None:
    read = read_reply(reply)

    assert read is not None
    assert read.proposals == READ[:1]
    assert read.unreadable == 1


@pytest.mark.parametrize("reply", ["NONE", " none.\n", "```NONE```", "[]"])
def test_no_statement_is_an_answer(reply: str) -> None:
    assert read_reply(reply) == ((), 0)


@pytest.mark.parametrize("reply", ["", "I cannot help with that.", "{", '{"by": 1}', "The mayor said it rains."])
def test_a_reply_without_anything_to_read_is_none(reply: str) -> None:
    assert read_reply(reply) is None
