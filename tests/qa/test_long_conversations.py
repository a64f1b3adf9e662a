"""A conversation of two hundred turns over real HTTP: what is sent stays within its tokens, and citations stay with their turn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.models import Answer, Turn
from qa.service import open_onrecord
from qa.tokens import estimate
from tests.server import ScriptedServer, Step

PROMPT_TOKENS = 1700
PORTS = ("Osk", "Lune", "Varn", "Hald")
NUMBERS_OF_EARLIER_TURNS = "As I said [1][2], see also [3]. "


def writing(request: str) -> Step:
    """Read a follow-up as it stands; cite the first sentence, at length, and numbers of earlier turns beside it."""
    if "THE LAST QUESTION" in request:
        return Step((request.split("THE LAST QUESTION\n")[1].split("\n")[0],))
    return Step((NUMBERS_OF_EARLIER_TURNS, "The ferry is said to have cost crowns. [<1>] ", "It was long in the making. " * 12))


@pytest.mark.parametrize("turns", [8, pytest.param(200, marks=[pytest.mark.slow, pytest.mark.timeout(600)])])
def test_a_long_conversation_stays_within_its_tokens_and_keeps_citations_with_their_turn(turns: int, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    texts = {port: f"The ferry of {port} cost {n}0 million crowns. The mayor of {port} called it cheap." for n, port in enumerate(PORTS, 1)}
    articles.write_text("".join(json.dumps({"id": port, "text": text}) + "\n" for port, text in texts.items()), encoding="utf-8")
    history: tuple[Turn, ...] = ()
    with (
        ScriptedServer(writing) as server,
        open_onrecord(
            tmp_path / "home", own=False, model="m", base_url=server.base_url, prompt_tokens=PROMPT_TOKENS, first_token_s=60.0
        ) as onrecord,
    ):
        onrecord.ingest([articles])
        for n in range(turns):
            port = PORTS[n % len(PORTS)]
            answer = onrecord.ask(f"And what did the ferry of {port} cost?", history=history)
            held(answer, port, texts[port])
            history = (*history, Turn(answer.question, answer.text))

        assert len(server.received) == 2 * turns - 1
        for request in server.received:
            assert sum(estimate(message["content"]) for message in request.body["messages"]) <= PROMPT_TOKENS


def held(answer: Answer, port: str, text: str) -> None:
    assert (answer.status, answer.answerer, answer.fallback) == ("answered", "model", None)
    assert answer.invalid_markers == 3
    assert [c.source_id for c in answer.citations] == [port]
    assert all(text[c.start : c.end] == c.text for c in answer.citations)
    assert [claim.citations for claim in answer.claims[:2]] == [(), (1,)]
