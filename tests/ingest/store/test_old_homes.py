"""Homes of earlier releases stay readable: each was kept when its schema was released."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.models import article_id, text_version
from ingest.pipeline import rederive, todays_recipe
from ingest.store.doctor import doctor
from ingest.store.home import Home, open_home
from ingest.words import stems
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, UNDATED, take_in

KEPT = sorted((Path(__file__).parents[2] / "fixtures").glob("home-v*"))


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A copy of a kept home, brought up to today's recipe."""
    shutil.copytree(request.param, tmp_path / "home")
    with open_home(tmp_path / "home", HashEncoder(), own=False, workers=1) as home:
        rederive(home, HashEncoder(), workers=1)
        yield home


def test_its_articles_are_there_with_what_a_person_corrected(old: Home) -> None:
    articles = {article.source_id: article for article in old.lookup.articles()}

    assert {source: article.text for source, article in articles.items()} == {a.source_id: a.text for a in (TUNNEL, STRIKE, UNDATED)}
    assert articles[TUNNEL.source_id].metadata == TUNNEL.metadata
    assert (articles[STRIKE.source_id].metadata.outlet, articles[STRIKE.source_id].metadata.author) == ("Norhava Weekly", "M. Ohm")


def test_a_citation_into_its_superseded_version_resolves(old: Home) -> None:
    text = "The harbour tunnel will open in April."

    article = old.lookup.article(article_id(TUNNEL.source_id), text_version(text))

    assert article is not None
    assert (article.text, article.superseded) == (text, True)


def test_it_is_searched_and_passes_every_check(old: Home) -> None:
    assert len(old.lookup.lexical(stems("tunnel lithium strike"), 5)) == 3
    assert len(old.index.nearest(HashEncoder().encode(["harbour tunnel"])[0], 5)) == 3
    assert [check for check in doctor(old, todays_recipe(HashEncoder())) if not check.is_passed] == []


def test_its_articles_have_statements_and_whom_a_person_says_they_mean_is_kept(old: Home) -> None:
    article = old.lookup.resolve(TUNNEL.source_id)
    assert old.lookup.statement_count() == 3

    old.catalog.correct_holders({"Ilse Brandt": "Ilse Brandt-Oster"})
    rederive(old, HashEncoder(), workers=1)
    take_in(old, replace(TUNNEL, text=f"{TUNNEL.text} It was long."))

    assert [s.holder.name for s in old.lookup.statements(old.lookup.resolve(TUNNEL.source_id)) if s.holder] == ["Ilse Brandt-Oster"]
    assert [(s.holder.text, s.version) for s in old.lookup.statements(article) if s.holder] == [("Mayor Ilse Brandt", article.version)]


def test_a_home_that_was_only_opened_has_its_statements(tmp_path: Path) -> None:
    shutil.copytree(KEPT[0], tmp_path / "home")

    with open_home(tmp_path / "home", HashEncoder(), own=False, workers=1) as home:
        statements = home.lookup.statements(home.lookup.resolve(TUNNEL.source_id))

        assert [s.holder.text for s in statements if s.holder] == ["Mayor Ilse Brandt"]
        assert home.lookup.counts().passages == 3


def test_the_same_articles_again_write_nothing(old: Home) -> None:
    assert take_in(old, TUNNEL, STRIKE, UNDATED).unchanged == 3


def test_a_home_was_kept_for_this_release() -> None:
    assert [path.name for path in KEPT] == ["home-v1"]
