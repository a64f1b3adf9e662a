from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ingest.errors import HomeError, NewerSchemaError
from ingest.pipeline import rederive, todays_recipe
from ingest.store import schema
from ingest.store.home import Home, open_home
from ingest.words import stems
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, take_in


def test_a_home_of_a_later_release_is_refused_and_not_touched(tmp_path: Path) -> None:
    with open_home(tmp_path, HashEncoder(), own=False, workers=1) as home, home.engine.begin() as connection:
        connection.execute(sa.update(schema.state).where(schema.state.c.name == "schema").values(value=str(schema.SCHEMA + 1)))

    with pytest.raises(NewerSchemaError, match="newer onrecord"):
        open_home(tmp_path, HashEncoder(), own=False, workers=1)

    (tmp_path / "secret").unlink()
    with pytest.raises(NewerSchemaError):
        open_home(tmp_path, HashEncoder(), own=False, workers=1)
    assert not (tmp_path / "secret").exists()


def test_a_database_of_something_else_is_refused_and_not_touched(tmp_path: Path) -> None:
    engine = sa.create_engine(schema.catalog_url(tmp_path))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes_of_grandmother (soup TEXT)")
    engine.dispose()

    with pytest.raises(HomeError, match="something else"):
        open_home(tmp_path, HashEncoder(), own=False, workers=1)

    engine = sa.create_engine(schema.catalog_url(tmp_path))
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["recipes_of_grandmother"]
    engine.dispose()


def _add_a_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN mood TEXT")


def test_migration_keeps_what_is_kept_and_leaves_the_rest_to_be_derived(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL, STRIKE)
    home.catalog.edit(TUNNEL.source_id, {"outlet": "Herald"})
    before = list(home.lookup.articles())

    with home.engine.execution_options(write=True).begin() as connection:
        schema.migrate(connection, schema.SCHEMA, schema.SCHEMA + 1, {schema.SCHEMA: _add_a_column})
        schema.create_derived(connection)

    assert list(home.lookup.articles()) == before
    assert len(home.catalog.stale(todays_recipe(encoder))) == 2
    assert rederive(home, encoder, workers=1) == 2
    assert len(home.lookup.lexical(stems("tunnel"), 5)) == 1
    assert home.catalog.integrity() == []


def test_a_migration_that_fails_changes_nothing(home: Home) -> None:
    take_in(home, TUNNEL)

    def fail(connection: Connection) -> None:
        _add_a_column(connection)
        raise RuntimeError("out of luck")

    with pytest.raises(RuntimeError), home.engine.execution_options(write=True).begin() as connection:
        schema.migrate(connection, schema.SCHEMA, schema.SCHEMA + 1, {schema.SCHEMA: fail})

    with home.engine.connect() as connection:
        assert "mood" not in {column["name"] for column in sa.inspect(connection).get_columns("articles")}
    assert len(home.lookup.lexical(stems("tunnel"), 5)) == 1


def test_only_sqlite_is_spoken() -> None:
    with pytest.raises(HomeError, match="SQLite"):
        schema.open_engine("postgresql://nobody@127.0.0.1/none")
