from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from ingest import embed_endpoint
from ingest.embed_endpoint import EndpointEncoder
from ingest.errors import EncoderError
from ingest.models import LoadedArticle
from ingest.pipeline import ingest
from ingest.store.home import open_home
from tests.fakes import HashEncoder
from tests.server import ScriptedServer, Step

TEXTS = ["The ferry sank near Osk.", "Nobody was hurt.", "The choir sings."]
Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed_endpoint, "_WAITS_S", (0.01, 0.01))


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer([Step()]) as running:
        yield running


@pytest.fixture
def encode(server: ScriptedServer) -> Callable[..., np.ndarray]:
    def over(*steps: Step, texts: list[str] = TEXTS, timeout_s: float = 5.0) -> Any:
        server.play(steps or [Step()])
        return EndpointEncoder("small", server.base_url, "sk-secret", timeout_s).encode(texts)

    return over


def test_vectors_come_back_in_the_order_of_the_texts_and_of_length_1(encode: Callable[..., Any]) -> None:
    assert np.allclose(encode(), HashEncoder().encode(TEXTS), atol=1e-5)


def test_an_answer_in_another_order_is_put_in_order_by_its_numbers(encode: Callable[..., Any]) -> None:
    assert np.allclose(encode(Step(vectors=lambda rows: rows[::-1])), HashEncoder().encode(TEXTS), atol=1e-5)


def spoilt(rows: Rows, **changed: object) -> Rows:
    return [*rows[:-1], {**rows[-1], **changed}]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows[:-1],
        lambda rows: [*rows, rows[-1]],
        lambda rows: spoilt(rows, index=0),
        lambda rows: spoilt(rows, embedding=rows[0]["embedding"][:-1]),
        lambda rows: spoilt(rows, embedding=[float("nan")] * 48),
        lambda rows: spoilt(rows, embedding=[0.0] * 48),
        lambda rows: spoilt(rows, embedding="none"),
        lambda rows: spoilt(rows, embedding=[]),
        lambda rows: [],
        lambda rows: None,
    ],
    ids=["short", "long", "a number twice", "wrong size", "NaN", "zero", "no vector", "empty vector", "empty", "null"],
)
def test_an_answer_that_is_not_one_vector_a_text_is_an_error(encode: Callable[..., Any], spoil: Callable[[Rows], object]) -> None:
    with pytest.raises(EncoderError, match=r"127\.0\.0\.1:\d+ answers with something else than one vector a text\. Check that"):
        encode(Step(vectors=spoil))


def test_a_page_in_place_of_an_answer_is_an_error(encode: Callable[..., Any]) -> None:
    with pytest.raises(EncoderError, match="something else"):
        encode(Step(raw="<html>Welcome</html>"))


def test_vectors_of_another_size_than_the_homes_are_an_error(server: ScriptedServer) -> None:
    server.play([Step()])
    encoder = EndpointEncoder("small", server.base_url, None, 5.0)
    encoder.expect(384)

    with pytest.raises(EncoderError, match="vectors of 48 numbers where the others have 384"):
        encoder.encode(TEXTS)


@pytest.mark.parametrize(
    ("status", "problem"),
    [(401, "refused the key.*ONRECORD_EMBEDDER_KEY"), (403, "does not let this key"), (404, "no such model"), (400, r"status 400")],
)
def test_a_refusal_is_not_tried_again_and_names_the_remedy(
    encode: Callable[..., Any], server: ScriptedServer, status: int, problem: str
) -> None:
    with pytest.raises(EncoderError, match=problem) as caught:
        encode(Step(status=status))

    assert len(server.received) == 1
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    "trouble", [Step(status=429, headers={"retry-after": "0"}), Step(status=500), Step(cut_at=20)], ids=["429", "500", "cut"]
)
def test_what_passes_is_tried_again(encode: Callable[..., Any], trouble: Step) -> None:
    assert np.allclose(encode(trouble, trouble, Step()), HashEncoder().encode(TEXTS), atol=1e-5)


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (Step(status=429), r"no more requests for now.*Wait a little"),
        (Step(status=503), r"fails \(status 503\)"),
        (Step(hangs=True), r"did not answer within 0\.2 s.*ONRECORD_EMBEDDER_S"),
        (Step(drips=0.01), r"did not answer within 0\.2 s.*ONRECORD_EMBEDDER_S"),
    ],
    ids=["429", "503", "silence", "a byte now and then"],
)
def test_what_does_not_pass_is_an_error_after_three_tries(
    encode: Callable[..., Any], server: ScriptedServer, trouble: Step, problem: str
) -> None:
    with pytest.raises(EncoderError, match=problem):
        encode(trouble, timeout_s=0.2 if "within" in problem else 30.0)

    assert len(server.received) == 3


def test_an_endpoint_that_is_late_is_hung_up_on(encode: Callable[..., Any], server: ScriptedServer) -> None:
    with pytest.raises(EncoderError):
        encode(Step(drips=0.01), timeout_s=0.2)

    assert all(request.hung_up.wait(10) for request in server.received)


def test_the_thread_of_an_encoder_ends_with_it(server: ScriptedServer) -> None:
    server.play([Step()])
    encoder = EndpointEncoder("small", server.base_url, None, 5.0)
    before = set(threading.enumerate())
    encoder.encode(TEXTS)
    (begun,) = [thread for thread in set(threading.enumerate()) - before if thread.name == "onrecord-embedder"]

    encoder.close()

    assert not begun.is_alive()
    assert encoder.encode(TEXTS).shape == (3, 48)  # it opens again where it is used again


def test_an_endpoint_that_is_not_there_is_an_error() -> None:
    with ScriptedServer() as gone:
        url = gone.base_url

    with pytest.raises(EncoderError, match="cannot be reached"):
        EndpointEncoder("small", url, None, 5.0).encode(TEXTS)


def test_after_a_refusal_further_calls_fail_without_a_request(server: ScriptedServer) -> None:
    server.play([Step(status=401)])
    encoder = EndpointEncoder("small", server.base_url, None, 5.0)

    for _ in range(3):
        with pytest.raises(EncoderError, match="refused the key"):
            encoder.encode(TEXTS)

    assert len(server.received) == 1


def test_a_long_text_is_sent_in_windows_and_an_empty_one_as_a_full_stop(encode: Callable[..., Any], server: ScriptedServer) -> None:
    vectors = encode(texts=["word " * 600, ""])

    sent = server.received[0].body["input"]
    assert len(sent) == 5
    assert sent[-1] == "."
    assert max(EndpointEncoder("small", server.base_url, None, 5.0).count_tokens(text) for text in sent) <= 256
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_model_elsewhere_is_another_encoder() -> None:
    here, there = (EndpointEncoder("small", f"https://user:pass@{host}/v1", None, 5.0) for host in ("one.example", "two.example:8080"))

    assert (here.name, there.name) == ("openai:small@one.example", "openai:small@two.example:8080")


def test_an_article_that_the_endpoint_refuses_is_rejected_and_the_others_are_kept(server: ScriptedServer, tmp_path: Any) -> None:
    server.play(lambda text: Step(status=400 if "Osk" in text else 200))
    encoder = EndpointEncoder("small", server.base_url, None, 5.0)
    loaded = [LoadedArticle(name, text) for name, text in zip("abc", TEXTS, strict=True)]

    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home:
        report = ingest(home, loaded, encoder, workers=1)
        size = home.lookup.vector_size()

    assert (report.added, size) == (2, 48)
    assert [(r.source, "status 400" in r.reason) for r in report.rejected] == [("a", True)]


def test_texts_and_keys_are_not_logged(encode: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        encode()

    assert not [record for record in caplog.records if "ferry" in record.getMessage() or "sk-secret" in record.getMessage()]
