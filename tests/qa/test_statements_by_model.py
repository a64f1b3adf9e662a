"""Ingest with a model that proposes statements: what is sent and when, what is kept, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.errors import SettingsError
from qa.service import OnRecord, open_onrecord
from tests.qa.test_propose import GOOD, TEXT
from tests.server import ScriptedServer, Step


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer([Step()]) as running:
        yield running


@pytest.fixture
def rules(server: ScriptedServer) -> dict[str, object]:
    server.play([Step(GOOD)])
    return {"embedder": "openai:small", "embedder_url": server.base_url, "workers": 1}


@pytest.fixture
def model(rules: dict[str, object], server: ScriptedServer) -> dict[str, object]:
    return rules | {"statements": "model", "model": "m", "base_url": server.base_url}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def asked(server: ScriptedServer) -> int:
    return sum("messages" in r.body for r in server.received)


def made_by(onrecord: OnRecord) -> list[str]:
    return [s.made_by for article in onrecord.articles() for s in onrecord.statements(article)]


def checked(onrecord: OnRecord) -> tuple[bool, str]:
    return next((check.is_passed, check.detail) for check in onrecord.doctor() if check.name == "statements")


def test_ingest_reports_what_the_model_did_and_where_the_text_went(
    tmp_path: Path, article: Path, model: dict[str, object], server: ScriptedServer
) -> None:
    with open_onrecord(tmp_path / "home", own=False, **model) as onrecord:
        report = onrecord.ingest([article])
        again = onrecord.ingest([article])
        found, (is_sound, detail) = made_by(onrecord), checked(onrecord)

    assert report.proposals is not None
    assert (report.proposals.articles, report.proposals.added, report.proposals.requests) == (1, 1, 1)
    assert [server.host in note for note in report.notes] == [True, True]
    assert (again.unchanged, asked(server)) == (1, 1)
    assert found == ["rules", "model"]
    assert is_sound
    assert f"sent to {server.host}" in detail
    assert "1 of 2 statements were proposed by a model" in detail


def test_without_the_setting_a_model_gets_no_article(
    tmp_path: Path, article: Path, model: dict[str, object], server: ScriptedServer
) -> None:
    with open_onrecord(tmp_path / "home", own=False, **model | {"statements": "rules"}) as onrecord:
        report = onrecord.ingest([article])
        _, detail = checked(onrecord)

    assert (report.proposals, asked(server)) == (None, 0)
    assert "on this machine" in detail


def test_model_without_a_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_MODEL"):
        open_onrecord(tmp_path / "home", own=False, statements="model")


def test_a_home_of_rules_asks_the_model_when_it_is_rebuilt_and_not_before(
    tmp_path: Path, article: Path, rules: dict[str, object], model: dict[str, object], server: ScriptedServer
) -> None:
    home = tmp_path / "home"
    with open_onrecord(home, own=False, **rules) as onrecord:
        onrecord.ingest([article])
    with open_onrecord(home, **model) as onrecord:
        onrecord.holders()
        before = asked(server)
        is_sound, detail = checked(onrecord)
        rebuilt = onrecord.rebuild()
        after = checked(onrecord)[0]
        found = made_by(onrecord)

    assert (before, is_sound, "rebuild" in detail) == (0, False, True)
    assert (rebuilt.renewed, rebuilt.proposals and rebuilt.proposals.added, asked(server)) == (1, 1, 1)
    assert (after, found) == (True, ["rules", "model"])


def test_what_a_model_proposed_stays_until_a_rebuild_by_rules(
    tmp_path: Path, article: Path, rules: dict[str, object], model: dict[str, object]
) -> None:
    home = tmp_path / "home"
    with open_onrecord(home, own=False, **model) as onrecord:
        onrecord.ingest([article])
    with open_onrecord(home, **rules) as onrecord:
        onrecord.holders()
        kept, is_sound = made_by(onrecord), checked(onrecord)[0]
        rebuilt = onrecord.rebuild()
        found, after = made_by(onrecord), checked(onrecord)[0]

    assert (kept, is_sound) == (["rules", "model"], False)
    assert (rebuilt.renewed, rebuilt.proposals, found, after) == (1, None, ["rules"], True)


def test_another_model_is_another_recipe(tmp_path: Path, article: Path, model: dict[str, object], server: ScriptedServer) -> None:
    home = tmp_path / "home"
    with open_onrecord(home, own=False, **model) as onrecord:
        onrecord.ingest([article])
    with open_onrecord(home, own=False, **model | {"model": "n"}) as onrecord:
        is_sound = checked(onrecord)[0]
        onrecord.rebuild()

    assert (is_sound, asked(server)) == (False, 2)


def test_the_same_article_again_costs_nothing_where_replies_are_kept(
    tmp_path: Path, article: Path, rules: dict[str, object], model: dict[str, object], server: ScriptedServer
) -> None:
    home, keeping = tmp_path / "home", model | {"cache": True}
    with open_onrecord(home, own=False, **keeping) as onrecord:
        onrecord.ingest([article])
    with open_onrecord(home, own=False, **rules) as onrecord:
        onrecord.rebuild()
    with open_onrecord(home, own=False, **keeping) as onrecord:
        rebuilt = onrecord.rebuild()

    assert rebuilt.proposals is not None
    assert (rebuilt.proposals.added, rebuilt.proposals.requests, rebuilt.proposals.input_tokens, asked(server)) == (1, 0, 0, 1)


def test_an_article_that_the_model_failed_is_kept_searchable_and_asked_for_again_by_a_rebuild(
    tmp_path: Path, article: Path, model: dict[str, object], server: ScriptedServer
) -> None:
    def by_kind(request: str) -> Step:
        return Step(status=401)

    server.play(by_kind)
    with open_onrecord(tmp_path / "home", own=False, **model | {"embedder": "minilm", "embedder_url": None}) as onrecord:
        report = onrecord.ingest([article])
        found, is_sound = made_by(onrecord), checked(onrecord)[0]
        server.play([Step(GOOD)])
        rebuilt = onrecord.rebuild()
        again, after = made_by(onrecord), checked(onrecord)[0]

    assert (report.added, report.rejected, found, is_sound) == (1, (), ["rules"], False)
    assert report.proposals is not None
    assert (report.proposals.by_rules, report.proposals.problems) == (1, ("unauthorized",))
    assert (rebuilt.renewed, again, after) == (1, ["rules", "model"], True)


def test_correcting_an_article_asks_for_no_other(
    tmp_path: Path, article: Path, rules: dict[str, object], model: dict[str, object], server: ScriptedServer
) -> None:
    home = tmp_path / "home"
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Lundholm", "Averport"), encoding="utf-8")
    with open_onrecord(home, own=False, **rules) as onrecord:
        onrecord.ingest([article, other])
    with open_onrecord(home, own=False, **model) as onrecord:
        onrecord.edit("ferry.txt", {"title": "The ferry stays"})

    assert asked(server) == 1
