import asyncio
import logging
from collections.abc import Iterator, Mapping

import pytest
from pydantic import SecretStr

from qa.llm import ChatModel, Ending, Message, ModelSettings, Piece
from qa.models import Usage
from tests.server import ScriptedServer, Step

KEY = "sk-never-to-be-seen"
ASKED = [Message("user", "[s4k9] The tunnel opens in May.")]


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    """One loop, warmed by a first request, which imports what the client needs."""
    with asyncio.Runner() as runner:
        with ScriptedServer([Step(("warm",))]) as server:
            runner.run(reply_of(server, chosen={"first_token_s": 60, "total_s": 60}, within_s=60))
        yield runner


async def reply_of(
    server: ScriptedServer, *, key: str | None = KEY, within_s: float = 30.0, chosen: Mapping[str, float] = {}
) -> list[Piece | Ending]:
    timely = {"first_token_s": 10.0, "between_tokens_s": 10.0, "total_s": 30.0} | dict(chosen)
    model = ChatModel(ModelSettings("m", server.base_url, SecretStr(key) if key else None, **timely))  # type: ignore[arg-type]  # floats all
    await model.prepare()
    deadline = asyncio.get_running_loop().time() + within_s
    said = [piece async for piece in model.stream(ASKED, deadline=deadline)]
    await model.close()
    return said


def ending(loop: asyncio.Runner, step: Step, chosen: Mapping[str, float] = {}) -> Ending:
    with ScriptedServer([step]) as server:
        last = loop.run(reply_of(server, chosen=chosen))[-1]
    assert isinstance(last, Ending)
    return last


def test_a_whole_reply_comes_in_pieces_with_its_usage(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step(("It opens. ", "[<1>]"))]) as server:
        said = loop.run(reply_of(server))

    assert said == [Piece("It opens. "), Piece("[s4k9]"), Ending("complete", usage=Usage(700, 40))]


def test_nothing_is_sent_that_was_not_set(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step(("x",))]) as server:
        loop.run(reply_of(server, key=None))
        (request,) = server.received

    assert request.body == {
        "model": "m",
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 800,
        "messages": [{"role": "user", "content": ASKED[0].text}],
    }
    assert request.path == "/v1/chat/completions"


def test_a_gateway_in_the_environment_changes_nothing(loop: asyncio.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer([Step(("elsewhere",))]) as other, ScriptedServer([Step(("here",))]) as server:
        for name in ("LANGSMITH_GATEWAY", "LANGSMITH_ENDPOINT", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, other.base_url)
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        said = loop.run(reply_of(server))

    assert said[0] == Piece("here")
    assert other.received == []


def test_usage_is_not_asked_for_when_switched_off(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step(("x",))]) as server:
        said = loop.run(reply_of(server, chosen={"stream_usage": False}))

    assert "stream_options" not in server.received[0].body
    assert said[-1] == Ending("complete")


def test_cost_is_computed_where_prices_are_known(loop: asyncio.Runner) -> None:
    assert ending(loop, Step(("x",)), {"input_price": 2.0, "output_price": 10.0}).usage == Usage(700, 40, 0.0018)


@pytest.mark.parametrize(
    "pieces", [(f"Key: {KEY}.",), ("Key: ", *KEY, "."), ("Key: sk-nev", "er-\u200bto-be-se", "en."), ("Key: .", KEY[:-1])]
)
def test_a_key_that_the_endpoint_prints_is_left_out_of_the_reply(loop: asyncio.Runner, pieces: tuple[str, ...]) -> None:
    with ScriptedServer([Step(pieces)]) as server:
        said = loop.run(reply_of(server))

    assert "".join(s.text for s in said if isinstance(s, Piece)) == "Key: ."


def test_a_reply_is_not_held_back_for_a_key_that_is_a_word(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step(("There are none", ".", " It opens."))]) as server:
        said = loop.run(reply_of(server, key="none"))

    assert [s.text for s in said if isinstance(s, Piece)] == ["There are none", ".", " It opens."]


def test_what_a_model_thinks_aloud_is_left_out(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step(("<thi", "nk>It may. ", "</thi", "nk>", "It opens."))]) as server:
        said = loop.run(reply_of(server))

    assert [s.text for s in said if isinstance(s, Piece)] == ["It opens."]


@pytest.mark.parametrize(
    ("step", "code", "status", "is_retryable"),
    [
        (Step(status=400), "bad_request", 400, False),
        (Step(status=401), "unauthorized", 401, False),
        (Step(status=403), "forbidden", 403, False),
        (Step(status=404), "not_found", 404, False),
        (Step(status=408), "request_timeout", 408, True),
        (Step(status=409), "bad_request", 409, True),
        (Step(status=422), "bad_request", 422, False),
        (Step(status=429), "rate_limited", 429, True),
        (Step(status=429, body='{"error": {"message": "<key>", "code": "insufficient_quota"}}'), "quota", 429, False),
        (Step(status=400, body='{"error": {"message": "<key>", "code": "context_length_exceeded"}}'), "prompt_too_long", 400, False),
        (Step(status=500), "server_error", 500, True),
        (Step(status=503, body="<html>busy</html>"), "server_error", 503, True),
        (Step(status=307, headers={"location": "http://127.0.0.1:9/v1/chat/completions"}), "redirected", 307, False),
        (Step(raw="<html>Sign in</html>"), "bad_reply", None, False),
        (Step(raw='{"choices": ['), "bad_reply", None, False),
        (Step(raw=""), "bad_reply", None, False),
        (Step(raw="data: [DONE]\n\n"), "bad_reply", None, False),
        (Step(("a",), extra=("{broken",)), "bad_reply", None, False),
        (Step(extra=('{"choices": []}', '{"choices": null}')), "empty_reply", None, True),
        (Step(("a", "b"), error_after=1), "error_in_stream", None, True),
        (Step(("a", "b"), cut_at=300), "no_connection", None, True),
        (Step(("a",), closes_early=True), "no_finish_reason", None, True),
        (Step(("a",), finish=None), "no_finish_reason", None, True),
        (Step(("a",), finish="length"), "length", None, False),
        (Step(("a",), finish="content_filter"), "content_filter", None, False),
    ],
)
def test_every_failure_is_an_ending_with_its_code(
    loop: asyncio.Runner, step: Step, code: str, status: int | None, is_retryable: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        last = ending(loop, step)

    assert (last.code, last.status, last.is_retryable, last.is_whole) == (code, status, is_retryable, False)
    assert KEY not in repr(last) + caplog.text
    assert "tunnel" not in caplog.text


@pytest.mark.parametrize(
    ("step", "deadlines", "code"),
    [
        (Step(("a",), first_s=60), {"first_token_s": 0.3}, "first_token_timeout"),
        (Step(("a",), comments=60), {"first_token_s": 0.3}, "first_token_timeout"),
        (Step(hangs=True), {"first_token_s": 0.3}, "first_token_timeout"),
        (Step(("a", "b"), between_s=60), {"between_tokens_s": 0.3}, "between_tokens_timeout"),
        (Step(("a" * 400,), drips=0.02), {}, "total_timeout"),
        (Step(("a",) * 500, between_s=0.02), {}, "total_timeout"),
    ],
    ids=["slow first token", "keep-alive comments only", "hangs", "stalls", "drips bytes", "drips pieces"],
)
def test_every_silence_ends_at_its_own_deadline(loop: asyncio.Runner, step: Step, deadlines: dict[str, float], code: str) -> None:
    with ScriptedServer([step]) as server:
        last = loop.run(reply_of(server, chosen=deadlines, within_s=30 if deadlines else 0.6))[-1]

        assert server.received[0].hung_up.wait(10)
    assert isinstance(last, Ending)
    assert last.code == code


def test_a_refused_connection_is_an_ending(loop: asyncio.Runner) -> None:
    with ScriptedServer([Step()]) as server:
        pass

    assert loop.run(reply_of(server)) == [Ending("no_connection")]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 2015 00:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_each_of_its_forms(loop: asyncio.Runner, headers: dict[str, str], seconds: float | None) -> None:
    assert ending(loop, Step(status=429, headers=headers)).retry_after_s == seconds


def test_an_endless_reply_is_cut_off(loop: asyncio.Runner) -> None:
    assert ending(loop, Step(("word " * 4000,) * 3)).code == "too_long"


def test_cancelling_closes_the_connection(loop: asyncio.Runner) -> None:
    async def cancelled(server: ScriptedServer) -> None:
        task = asyncio.create_task(reply_of(server))
        while not server.received:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.received[0].hung_up.wait, 10)  # the loop goes on, as a server's does

    with ScriptedServer([Step(("a",), between_s=60)]) as server:
        loop.run(cancelled(server))


def test_the_host_is_named_without_user_and_path() -> None:
    assert ChatModel(ModelSettings("m", "https://user:secret@models.example:8443/v1")).host == "models.example:8443"
    assert ChatModel(ModelSettings("m", "https://api.openai.com/v1")).host == "api.openai.com"
