"""A home that an embeddings endpoint reads: what is sent, what is said, and what happens when the encoder changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import OtherEncoderError
from ingest.pipeline import Progress
from qa.service import open_onrecord
from tests.server import ScriptedServer, Step
from ui.render.html import answer_parts
from ui.render.markdown import card
from ui.render.text import answer_lines, search_lines

FERRY = "The ferry to Osk sank in 2014. Nobody was hurt. Its captain, Per Lind, blamed the fog."


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer([Step()]) as running:
        yield running


@pytest.fixture
def remote(server: ScriptedServer) -> dict[str, object]:
    server.play([Step()])
    return {"embedder": "openai:small", "embedder_url": server.base_url, "workers": 1}


@pytest.fixture
def home(tmp_path: Path, remote: dict[str, object]) -> Path:
    """A home with one article that the endpoint read."""
    article = tmp_path / "ferry.txt"
    article.write_text(FERRY, encoding="utf-8")
    with open_onrecord(tmp_path / "home", own=False, **remote) as onrecord:
        report = onrecord.ingest([article])
    assert (report.added, [str(remote["embedder_url"])[7:-3] in note for note in report.notes]) == (1, [True])
    return tmp_path / "home"


def test_an_answer_names_the_host_that_read_the_question(home: Path, server: ScriptedServer, remote: dict[str, object]) -> None:
    with open_onrecord(home, own=False, **remote) as onrecord:
        answer = onrecord.ask("Who blamed the fog for the ferry to Osk?")

    assert (answer.error, answer.host) == (None, server.host)
    assert "Per Lind" in answer.evidence[0].text
    assert server.received[-1].body["model"] == "small"


def test_a_draft_is_not_sent_to_the_endpoint(home: Path, server: ScriptedServer, remote: dict[str, object]) -> None:
    with open_onrecord(home, own=False, **remote) as onrecord:
        before = len(server.received)
        checked = onrecord.check("The ferry to Osk sank in 2014.")

    assert checked.error is None
    assert checked.citations[0].text == "The ferry to Osk sank in 2014."
    assert len(server.received) == before


def test_an_endpoint_that_is_gone_fails_the_question_with_a_remedy(home: Path, remote: dict[str, object]) -> None:
    with ScriptedServer([Step()]) as gone:
        elsewhere = remote | {"embedder_url": gone.base_url}
        with open_onrecord(home, own=False, **elsewhere) as onrecord:
            onrecord.rebuild()
    with open_onrecord(home, own=False, **elsewhere) as onrecord:
        answer = onrecord.ask("Who blamed the fog?")

    assert answer.status == "failed"
    assert answer.error is not None
    assert (answer.error.code, answer.error.remedy) == ("encoder", "Check that it runs, and the address in ONRECORD_EMBEDDER_URL.")


def test_another_encoder_is_told_and_a_rebuild_reads_the_articles_again(home: Path, remote: dict[str, object], tmp_path: Path) -> None:
    other = remote | {"embedder": "openai:large"}
    with open_onrecord(home, own=False, **other) as onrecord:
        asked = onrecord.ask("Who blamed the fog?")
        with pytest.raises(OtherEncoderError):
            onrecord.ingest([tmp_path / "ferry.txt"])
        told = {check.name: check for check in onrecord.doctor()}["encoder"]
        renewed = onrecord.rebuild().renewed
        again = onrecord.search("Who blamed the fog?")

    assert asked.error is not None
    assert asked.error.code == "other_encoder"
    assert "openai:small" in asked.error.message
    assert "onrecord rebuild" in asked.error.remedy
    assert (told.is_passed, "openai:small" in told.detail, "words alone rank" in told.detail) == (False, True, True)
    assert (renewed, again.error, len(again.sentences)) == (1, None, 3)


def test_an_encoder_without_weights_of_its_own_is_told_with_every_answer_and_search(home: Path, remote: dict[str, object]) -> None:
    with open_onrecord(home, own=False, **remote) as onrecord:
        answered, abstained = onrecord.ask("Who blamed the fog for the ferry to Osk?"), onrecord.ask("Who won the rowing cup of 1954?")
        found = onrecord.search("Who blamed the fog?")

    assert (answered.status, abstained.status) == ("answered", "abstained")
    (note,) = abstained.notes
    assert note.startswith("No weights were fitted for the encoder openai:small@127.0.0.1:")
    assert answered.notes == found.notes == (note,)
    for faces in (answered, abstained):
        assert "words alone rank sentences" in " ".join(line.text for line in answer_lines(faces, width=500))
        assert "words alone rank sentences" in "".join(answer_parts(faces))
        assert "words alone rank sentences" in card(faces)
    assert note in [line.text for line in search_lines(found, width=500)]


def test_articles_that_another_encoder_read_are_told_to_be_left_out(remote: dict[str, object], tmp_path: Path) -> None:
    for name in ("ferry", "choir"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} of Osk costs 40 crowns.", encoding="utf-8")
    with open_onrecord(tmp_path / "home", own=False, **remote) as onrecord:
        onrecord.ingest([tmp_path / "ferry.txt", tmp_path / "choir.txt"])

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with open_onrecord(tmp_path / "home", own=False, **remote | {"embedder": "openai:large"}) as onrecord:
        with pytest.raises(KeyboardInterrupt):
            onrecord.rebuild(stop)
        partly = onrecord.ask("What does the ferry of Osk cost?")
        onrecord.rebuild()
        whole = onrecord.ask("What does the ferry of Osk cost?")

    assert "1 of the 2 articles here was read with another encoder and not searched; read them again: onrecord rebuild" in partly.notes
    assert len(whole.notes) == 1


def test_a_key_goes_to_no_other_endpoint_than_its_own(home: Path, server: ScriptedServer, remote: dict[str, object]) -> None:
    with open_onrecord(home, own=False, api_key="sk-of-the-chat-model", **remote) as onrecord:
        onrecord.search("Who blamed the fog?")
    elsewhere = server.received[-1].key
    with open_onrecord(home, own=False, api_key="sk-of-the-chat-model", base_url=server.base_url, **remote) as onrecord:
        onrecord.search("Who blamed the fog?")

    assert (elsewhere, server.received[-1].key) == ("none", "sk-of-the-chat-model")
