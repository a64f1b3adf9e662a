from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.errors import InputError
from ingest.models import Block, Metadata, Vectors, article_id, text_version
from ingest.pipeline import rederive, todays_recipe
from ingest.store.catalog import Recipe
from ingest.store.home import Home
from ingest.words import stems
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, UNDATED, take_in


def test_an_article_put_in_comes_out_character_for_character(home: Home) -> None:
    loaded = replace(TUNNEL, text="  Zoë’s \u200bcafé 🏛 opened.\r\nIt is full. ", layout=(Block(2, 22, "headline", page=3),))

    take_in(home, loaded)

    article = home.lookup.resolve(loaded.source_id)
    assert (article.text, article.metadata, article.layout) == (loaded.text, loaded.metadata, loaded.layout)
    assert (article.article_id, article.version) == (article_id(loaded.source_id), text_version(loaded.text))
    for sentence in home.lookup.sentences(article.article_id):
        assert article.text[sentence.start : sentence.end] == sentence.text


def test_the_same_article_again_writes_nothing(home: Home) -> None:
    take_in(home, TUNNEL)
    before = home.lookup.revision()

    report = take_in(home, TUNNEL)

    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    assert home.lookup.revision() == before


def test_a_new_text_supersedes_the_old_which_still_resolves_but_is_in_no_search(home: Home) -> None:
    take_in(home, TUNNEL)
    old = home.lookup.resolve(TUNNEL.source_id)
    sentence = home.lookup.sentences(old.article_id)[0]

    report = take_in(home, replace(TUNNEL, text="The harbour tunnel is closed for repairs."))

    assert report.updated == 1
    kept = home.lookup.article(old.article_id, old.version)
    assert kept == replace(old, superseded=True)
    assert home.lookup.sentence(sentence.sentence_id) == sentence
    assert home.lookup.sentences(old.article_id, old.version)[0] == sentence
    assert home.lookup.passages_of(old.article_id, old.version) == ()
    assert home.lookup.lexical(stems("crowns"), 5) == []
    assert report.sentences == 1


def test_an_older_text_that_returns_makes_no_duplicate_rows(home: Home) -> None:
    take_in(home, TUNNEL)
    first = (home.lookup.counts(), home.lookup.resolve(TUNNEL.source_id))
    take_in(home, replace(TUNNEL, text="The harbour tunnel is closed for repairs."))

    report = take_in(home, TUNNEL)

    assert report.updated == 1
    assert (home.lookup.counts(), home.lookup.resolve(TUNNEL.source_id)) == first
    assert home.catalog.integrity() == []


def test_a_change_of_metadata_alone_is_updated_and_embedded_anew(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL)
    (passage,) = home.lookup.passages_of(article_id(TUNNEL.source_id))
    before = home.lookup.vectors([passage.passage_id])[passage.passage_id].passage

    report = take_in(home, replace(TUNNEL, metadata=replace(TUNNEL.metadata, title="Zeppelins")))

    after = home.lookup.vectors([passage.passage_id])[passage.passage_id].passage
    assert report.updated == 1
    assert float(before @ after) < 0.999
    assert home.lookup.counts().sentences == 3


def test_a_correction_survives_what_is_found_later(home: Home) -> None:
    take_in(home, TUNNEL)

    edited = home.catalog.edit(TUNNEL.source_id, {"outlet": "Averport Herald", "author": None})
    take_in(home, replace(TUNNEL, text="A new text.", metadata=Metadata(outlet="Courier", author="M. Ohm", title="New")))

    article = home.lookup.resolve(TUNNEL.source_id)
    assert edited.metadata.outlet == "Averport Herald"
    assert (article.metadata.outlet, article.metadata.author, article.metadata.title) == ("Averport Herald", None, "New")
    assert home.lookup.select(outlets=["averport herald"]).articles == 1


def test_a_correction_of_what_is_embedded_makes_the_article_stale_until_it_is_derived_again(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL, STRIKE)
    recipe = todays_recipe(encoder)

    home.catalog.edit(TUNNEL.source_id, {"author": "M. Ohm"})
    assert home.catalog.stale(recipe) == []
    home.catalog.edit(TUNNEL.source_id, {"title": "Tunnel"})
    assert [article.source_id for article in home.catalog.stale(recipe)] == [TUNNEL.source_id]

    assert rederive(home, encoder, workers=1) == 1
    assert home.catalog.stale(recipe) == []
    assert home.lookup.resolve(TUNNEL.source_id).metadata.title == "Tunnel"


def test_rows_of_another_recipe_are_stale(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL, STRIKE)
    today = todays_recipe(encoder)

    for other in (replace(today, splitter="x"), replace(today, packer="x"), replace(today, encoder="x")):
        assert len(home.catalog.stale(other)) == 2
    assert isinstance(today, Recipe)


class Unasked(HashEncoder):
    """An encoder that must encode nothing."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("asked to encode")


def test_statements_of_other_rules_are_found_again_without_the_encoder(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL, STRIKE)
    article = home.lookup.resolve(TUNNEL.source_id)
    found = home.lookup.statements(article)
    today = todays_recipe(encoder)

    assert home.catalog.renew_statements([(article, ((), "older rules"))]) == 1
    assert home.lookup.statements(article) == ()
    assert ([a.source_id for a in home.catalog.stale_statements(today)], home.catalog.stale(today)) == ([TUNNEL.source_id], [])

    assert rederive(home, Unasked(), workers=1) == 1
    assert home.lookup.statements(article) == found
    assert [s.holder.name for s in found if s.holder] == ["Ilse Brandt"]


@pytest.mark.parametrize(
    "wrong", [{"text": "x"}, {"kind": "gossip"}, {"kind": None}, {"published": "last week"}, {"published": "20260504"}], ids=str
)
def test_what_cannot_be_corrected_is_refused(home: Home, wrong: dict[str, str | None]) -> None:
    take_in(home, TUNNEL)

    with pytest.raises(InputError):
        home.catalog.edit(TUNNEL.source_id, wrong)

    assert home.lookup.resolve(TUNNEL.source_id).metadata == TUNNEL.metadata


def test_a_removed_article_leaves_no_row(home: Home) -> None:
    take_in(home, TUNNEL, UNDATED)
    assert home.lookup.statement_count() == 1

    assert home.catalog.remove(TUNNEL.source_id)
    assert not home.catalog.remove(TUNNEL.source_id)

    assert [article.source_id for article in home.lookup.articles()] == [UNDATED.source_id]
    assert home.lookup.lexical(stems("tunnel"), 5) == []
    assert home.lookup.statement_count() == 0
    assert home.catalog.integrity() == []


def test_a_correction_of_an_unknown_article_is_an_input_error(home: Home) -> None:
    with pytest.raises(InputError, match="no article"):
        home.catalog.edit("/nowhere.txt", {"title": "x"})
