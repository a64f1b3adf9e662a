from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event

from ingest.errors import HomeError
from ingest.store.home import open_home
from tests.fakes import HashEncoder
from tests.ingest.store.invented import many, take_in


def test_a_home_is_made_where_there_is_none_with_a_secret_of_its_own(tmp_path: Path) -> None:
    with open_home(tmp_path / "a" / "deep" / "home", HashEncoder(), own=False, workers=1) as home:
        secret = home.secret
        file = home.path / "secret"
        assert file.read_bytes() == secret
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with open_home(tmp_path / "a" / "deep" / "home", HashEncoder(), own=False, workers=1) as again:
        assert again.secret == secret
    with open_home(tmp_path / "other", HashEncoder(), own=False, workers=1) as other:
        assert len(other.secret) == 32
        assert other.secret != secret


def test_a_secret_cut_short_by_a_crash_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"short")

    with open_home(tmp_path, HashEncoder(), own=False, workers=1) as home:
        assert len(home.secret) == 32
        assert sorted(path.name for path in tmp_path.glob("secret*")) == ["secret"]


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(HomeError, match="not a folder"):
            open_home(path, HashEncoder(), own=True, workers=1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_a_home_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(HomeError, match="written"):
            open_home(tmp_path, HashEncoder(), own=True, workers=1)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("content", [b"This is no database, but a letter to the editor. " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_catalog_that_is_no_database_is_a_home_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(content)

    with pytest.raises(HomeError, match="catalog"):
        open_home(tmp_path, HashEncoder(), own=True, workers=1)
    assert (tmp_path / "catalog.sqlite3").read_bytes() == content


def test_a_full_disk_is_a_home_error_and_what_was_acknowledged_stays(tmp_path: Path) -> None:
    with open_home(tmp_path, HashEncoder(), own=False, workers=1) as home:
        take_in(home, *many(3))
        with home.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        event.listen(home.engine, "checkout", lambda dbapi, *_: dbapi.execute(f"PRAGMA max_page_count = {pages}"))

        with pytest.raises(HomeError, match="disk is full"):
            take_in(home, *many(300, first=3))

        assert home.lookup.counts().articles >= 3
        assert home.catalog.integrity() == []


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    with open_home(tmp_path, HashEncoder(), own=False, workers=8) as home:
        take_in(home, *many(20))
        with ThreadPoolExecutor(8) as pool:
            counts = list(pool.map(lambda _: len(home.lookup.lexical(["bridg"], 50)), range(64)))

    assert set(counts) == {20}


@pytest.mark.slow
def test_processes_that_open_a_new_home_at_once_all_succeed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.fakes import HashEncoder;"
        "from ingest.store.home import open_home;"
        "h = open_home(Path(sys.argv[1]), HashEncoder(), own=False, workers=1);"
        "print(h.secret.hex(), h.lookup.counts().articles); h.close()"
    )
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}) for _ in range(4)]

    printed = {process.communicate()[0] for process in processes}

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert len(printed) == 1
