import hashlib
import logging
import socket
from pathlib import Path

import pytest

from qa.tokens import estimate, token_counter, within


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("The network was asked.")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4", "llama3.2", "davinci"])
def test_without_a_cached_encoding_tokens_are_estimated(model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    assert token_counter(model)("The tunnel opens.") == estimate("The tunnel opens.")


@pytest.mark.usefixtures("no_network")
def test_a_damaged_cached_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = hashlib.sha1(b"https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken").hexdigest()
    (tmp_path / name).write_bytes(b"damaged")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    assert token_counter("gpt-4o")("word") == estimate("word")
    assert (tmp_path / name).read_bytes() == b"damaged"


def test_the_estimate_is_logged_once_a_counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    with caplog.at_level(logging.INFO, "qa.tokens"):
        count = token_counter("llama3.2")
        count("one")
        count("two")

    assert [r.message for r in caplog.records] == ["Tokens are estimated, one for every 3 bytes: no cached encoding for this model."]


def test_items_are_kept_in_order_until_the_budget_is_spent() -> None:
    assert within(5, ["aaa", "bb", "c"], len) == ("aaa", "bb")
    assert within(0, ["a"], len) == ()
