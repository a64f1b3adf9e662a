import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from qa.kept_replies import FOLDER, RememberingModel, forget_replies
from qa.llm import Ending, Message, ModelSettings, Piece
from qa.models import Usage
from qa.service import open_onrecord
from tests.fakes_answers import COST, MAYOR, ToldModel
from tests.server import ScriptedServer, Step

SETTINGS = ModelSettings("m", "http://127.0.0.1:1/v1", SecretStr("sk-never-on-disk"), temperature=0.0, input_price=1.0, output_price=2.0)
ASKED = [Message("user", "When does the tunnel open?")]
WHOLE = ["The tunnel ", "opens in May. [a2b2]", Ending("complete", usage=Usage(700, 40, 0.00078))]


def said(model: RememberingModel, messages: Sequence[Message] = ASKED) -> tuple[str, Ending]:
    async def collect() -> list[Piece | Ending]:
        return [piece async for piece in model.stream(messages, deadline=asyncio.get_running_loop().time() + 5)]

    *pieces, ending = asyncio.run(collect())
    assert isinstance(ending, Ending)
    return "".join(piece.text for piece in pieces if isinstance(piece, Piece)), ending


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_the_same_request_is_answered_from_disk(tmp_path: Path) -> None:
    told = ToldModel(WHOLE)

    first, again = said(RememberingModel(told, SETTINGS, tmp_path)), said(RememberingModel(told, SETTINGS, tmp_path))

    assert len(told.asked) == 1
    assert first[0] == again[0] == "The tunnel opens in May. [a2b2]"
    assert first[1] == WHOLE[-1]
    assert again[1] == Ending("complete", usage=Usage(700, 40, 0.00078), from_cache=True)


@pytest.mark.parametrize(
    ("settings", "messages"),
    [
        (replace(SETTINGS, model="n"), ASKED),
        (replace(SETTINGS, base_url="http://127.0.0.1:2/v1"), ASKED),
        (replace(SETTINGS, temperature=0.1), ASKED),
        (replace(SETTINGS, max_output_tokens=900), ASKED),
        (SETTINGS, [Message("user", "When does the tunnel close?")]),
        (SETTINGS, [*ASKED, Message("assistant", "In May."), Message("user", "Write it again.")]),
        (SETTINGS, [Message("assistant", ASKED[0].text)]),
    ],
    ids=["model", "endpoint", "temperature", "length", "words", "further messages", "role"],
)
def test_anything_else_that_is_sent_is_another_request(settings: ModelSettings, messages: list[Message], tmp_path: Path) -> None:
    told = ToldModel(WHOLE)
    said(RememberingModel(told, SETTINGS, tmp_path))

    said(RememberingModel(told, settings, tmp_path), messages)

    assert len(told.asked) == 2


def test_another_key_or_deadline_is_the_same_request(tmp_path: Path) -> None:
    told = ToldModel(WHOLE)
    said(RememberingModel(told, SETTINGS, tmp_path))

    said(RememberingModel(told, replace(SETTINGS, api_key=SecretStr("other"), total_s=1.0), tmp_path))

    assert len(told.asked) == 1


def test_todays_prices_are_those_of_the_settings(tmp_path: Path) -> None:
    told = ToldModel(WHOLE)
    said(RememberingModel(told, SETTINGS, tmp_path))

    _, ending = said(RememberingModel(told, replace(SETTINGS, input_price=None), tmp_path))

    assert ending.usage == Usage(700, 40, None)


@pytest.mark.parametrize("code", ["length", "content_filter", "no_finish_reason", "no_connection", "empty_reply", "total_timeout"])
def test_a_reply_that_is_not_whole_is_not_kept(code: str, tmp_path: Path) -> None:
    told = ToldModel(["The tunnel op", Ending(code)], WHOLE)  # type: ignore[arg-type]  # codes all

    model = RememberingModel(told, SETTINGS, tmp_path)
    said(model)

    assert files(tmp_path) == []
    assert said(model)[1] == WHOLE[-1]


def test_neither_request_nor_key_lies_on_disk(tmp_path: Path) -> None:
    said(RememberingModel(ToldModel(WHOLE), SETTINGS, tmp_path))

    (kept,) = files(tmp_path)
    assert json.loads(kept.read_bytes().partition(b"|")[2]) == {"text": "The tunnel opens in May. [a2b2]", "tokens": [700, 40]}
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "found", [b"", b"{", b'{"ct": 1, "v": 2}|{"text": 3, "tokens": null}', b'|{"text": "x", "tokens": null}', b"\x80\x04K\x01.", b"{}|{}"]
)
def test_a_broken_file_is_as_none(found: bytes, tmp_path: Path) -> None:
    told = ToldModel(WHOLE)
    model = RememberingModel(told, SETTINGS, tmp_path)
    said(model)
    files(tmp_path)[0].write_bytes(found)

    assert said(model)[0] == "The tunnel opens in May. [a2b2]"
    assert len(told.asked) == 2


def test_forgetting_takes_away_also_what_was_still_to_be_written(tmp_path: Path) -> None:
    class Slow(ToldModel):
        async def prepare(self) -> None:
            forget_replies(tmp_path)  # somebody purges while the model writes

    model = RememberingModel(Slow(WHOLE), SETTINGS, tmp_path)
    said(RememberingModel(ToldModel(WHOLE), SETTINGS, tmp_path), [Message("user", "Another question?")])

    assert said(model)[0] == "The tunnel opens in May. [a2b2]"
    assert files(tmp_path) == []


def test_a_home_that_takes_no_file_answers_all_the_same(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")

    assert said(RememberingModel(ToldModel(WHOLE), SETTINGS, tmp_path))[1] == WHOLE[-1]


def test_an_answer_costs_nothing_again_until_an_article_is_purged(tmp_path: Path) -> None:
    step = Step(("It has cost 410 million crowns so far, the council said. [<1>]",))
    with ScriptedServer([step]) as server, open_onrecord(tmp_path, model="m", base_url=server.base_url, cache=True, own=False) as onrecord:
        onrecord.ingest_text(f"{COST} {MAYOR}", "tunnel.txt")

        first, again = (onrecord.ask("What has the harbour tunnel cost so far?") for _ in range(2))

        assert len(server.received) == 1
        assert (first.claims, first.usage, first.ms.from_cache) == (again.claims, again.usage, 0)
        assert (again.status, again.ms.from_cache) == ("answered", 1)
        assert files(tmp_path / FOLDER)

        onrecord.purge(again.citations[0].source_id)

        assert not files(tmp_path / FOLDER)
