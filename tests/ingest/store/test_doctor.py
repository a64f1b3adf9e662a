from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from ingest.pipeline import todays_recipe
from ingest.store import schema
from ingest.store.doctor import Check, doctor
from ingest.store.home import Home
from ingest.store.schema import story_members
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, take_in

RECIPE = todays_recipe(HashEncoder())


def test_a_sound_home_passes_every_check_with_numbers(home: Home) -> None:
    take_in(home, TUNNEL, STRIKE)

    checks = doctor(home, RECIPE)

    assert [check.name for check in checks] == [
        "catalog",
        "offsets",
        "recipe",
        "statements",
        "encoder",
        "stories",
        "index",
        "owner",
        "disk",
    ]
    assert all(check.is_passed for check in checks)
    assert checks[0].detail == "2 articles, 6 sentences, 2 passages, 3 statements"


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE sentences SET start = start + 1 WHERE place = 1", "offsets"),
        ("UPDATE passages SET start = start + 1", "offsets"),
        ("UPDATE versions SET text = replace(text, 'May', 'Mai')", "offsets"),
        ("DELETE FROM lexical WHERE rowid = 1", "catalog"),
    ],
    ids=["sentence", "passage", "text", "lexical"],
)
def test_damage_is_found(home: Home, damage: str, check: str) -> None:
    take_in(home, TUNNEL, STRIKE)
    with home.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(damage)

    failed = [c.name for c in doctor(home, RECIPE) if not c.is_passed]

    assert failed == [check]


def test_stale_rows_and_waiting_requests_are_found(home: Home) -> None:
    take_in(home, TUNNEL, STRIKE)
    home.catalog.ask_owner("rebuild")

    checks = {check.name: check for check in doctor(home, replace(RECIPE, packer="tomorrow's"))}

    assert not checks["recipe"].is_passed
    assert checks["recipe"].detail.startswith("2 of 2 articles")
    assert not checks["owner"].is_passed


def test_rows_that_belong_to_nothing_are_found(home: Home) -> None:
    take_in(home, TUNNEL)
    with home.engine.connect() as connection:
        connection.rollback()
        dbapi = connection.connection.driver_connection
        assert dbapi is not None
        dbapi.execute("PRAGMA foreign_keys = OFF")
        dbapi.execute("DELETE FROM versions")
        dbapi.execute("PRAGMA foreign_keys = ON")

    checks = {check.name: check for check in doctor(home, RECIPE)}

    assert "belongs to nothing" in checks["catalog"].detail
    with home.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(schema.sentences)).scalar_one() == 3


def test_copies_are_counted_and_articles_yet_to_be_grouped_are_told(home: Home) -> None:
    text = " ".join(f"Sentence number {i} of the agency stands here, quite long." for i in range(9))
    take_in(home, *(replace(TUNNEL, source_id=f"copy/{i}", text=f"{text} Edition {i}.") for i in range(3)), STRIKE)
    sound = _named(home, "stories")
    with home.engine.execution_options(write=True).begin() as connection:
        connection.execute(sa.delete(story_members))

    assert (sound.is_passed, sound.detail) == (True, "one text has copies: 3 articles")
    assert (_named(home, "stories").is_passed, "4 articles are yet to be grouped" in _named(home, "stories").detail) == (False, True)


def _named(home: Home, name: str) -> Check:
    return next(check for check in doctor(home, RECIPE) if check.name == name)
