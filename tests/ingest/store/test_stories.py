from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
import sqlalchemy as sa

from ingest.models import LoadedArticle, Metadata, article_id
from ingest.pipeline import rederive
from ingest.store.home import Home, open_home
from ingest.store.schema import STORIES, state, story_keys, story_members, story_sentences
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, take_in

FIRST = (
    "The harbour board of Averport voted on Tuesday to close the northern quay for two winters. "
    "Its chair, Ilse Brandt, said that the piles under the quay had rotted through. "
    "Repairs will cost 31 million crowns, of which the state pays a third. "
)
SECOND = (
    "Fishermen will land their catch at Osk meanwhile, forty kilometres to the south. "
    "Their union called the distance absurd and asked for a subsidy. "
    "The board expects the quay to open again in the spring of 2028."
)
OTHER = "In Osk itself nobody had been asked, its mayor told this paper over the telephone on Wednesday morning, and she was not pleased."
WHOLE = LoadedArticle("wire", FIRST + SECOND, Metadata(outlet="Quaywire", published="2026-03-03"))
FIRST_HALF = LoadedArticle("first", FIRST, Metadata(outlet="Averport Courier", published="2026-03-04"))
SECOND_HALF = LoadedArticle("second", SECOND, Metadata(outlet="Osk Post", published="2026-03-02"))


def groups(home: Home) -> set[frozenset[str]]:
    named = {article.article_id: article.source_id for article in home.lookup.articles()}
    return {frozenset(named[member] for member in group) for group in home.lookup.copies(list(named)).values()}


@pytest.mark.parametrize(
    "order", list(permutations((WHOLE, FIRST_HALF, SECOND_HALF))), ids=lambda order: " ".join(a.source_id for a in order)
)
def test_a_text_and_its_halves_are_one_group_whatever_came_first(home: Home, order: tuple[LoadedArticle, ...]) -> None:
    take_in(home, *order, TUNNEL, STRIKE)

    assert groups(home) == {frozenset({"wire", "first", "second"})}


def test_the_copy_to_cite_comes_first(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF, SECOND_HALF)

    assert home.lookup.copies([article_id("first")]) == {
        article_id("first"): (article_id("second"), article_id("wire"), article_id("first"))
    }


def test_an_article_without_copies_is_in_no_group(home: Home) -> None:
    take_in(home, WHOLE, TUNNEL)

    assert home.lookup.copies([article_id("wire"), article_id(TUNNEL.source_id), "a-unknown"]) == {}


def test_what_only_a_removed_article_connected_falls_apart(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF, SECOND_HALF, replace(FIRST_HALF, source_id="first again"))

    home.catalog.remove("wire")

    assert groups(home) == {frozenset({"first", "first again"})}


def test_a_new_version_leaves_the_group_of_the_old_and_the_old_text_comes_back(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF)
    take_in(home, replace(FIRST_HALF, text=OTHER))
    apart = groups(home)

    take_in(home, FIRST_HALF)

    assert (apart, groups(home)) == (set(), {frozenset({"wire", "first"})})
    assert home.catalog.integrity() == []


def test_a_change_of_metadata_changes_no_group_but_the_order_within(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF)

    home.catalog.edit("first", {"published": "2026-03-01"})

    assert home.lookup.copies([article_id("wire")])[article_id("wire")][0] == article_id("first")


def test_words_are_found_in_the_copies_that_have_them_however_they_are_punctuated(home: Home) -> None:
    take_in(home, WHOLE, replace(FIRST_HALF, text=FIRST_HALF.text.replace("Brandt,", "Brandt —")), SECOND_HALF)
    chair, union = home.lookup.sentences(article_id("wire"))[1], home.lookup.sentences(article_id("wire"))[4]

    found = home.lookup.printings([chair, union])

    assert [(p.article_id, p.index) for p in found[chair.sentence_id]] == [(article_id("wire"), 1), (article_id("first"), 1)]
    assert [(p.article_id, p.index) for p in found[union.sentence_id]] == [(article_id("second"), 1), (article_id("wire"), 4)]


def test_the_same_words_in_another_story_are_no_copy(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF, replace(TUNNEL, text=f"{TUNNEL.text}\n\n{SECOND.split('. ')[1]}."))
    union = home.lookup.sentences(article_id("wire"))[4]

    assert home.lookup.printings([union]) == {}


def test_a_home_from_before_there_were_groups_gets_them(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF)
    with home.engine.execution_options(write=True).begin() as connection:
        for table in (story_sentences, story_keys, story_members):
            connection.execute(sa.delete(table))
    without = (groups(home), home.catalog.ungrouped())

    rederive(home, HashEncoder(), workers=1)

    assert (without, groups(home)) == ((set(), 2), {frozenset({"wire", "first"})})
    assert home.catalog.ungrouped() == 0
    assert home.lookup.printings(home.lookup.sentences(article_id("first"))[:1])


def test_groups_of_another_recipe_are_made_again(home: Home) -> None:
    take_in(home, WHOLE, FIRST_HALF)
    with home.engine.execution_options(write=True).begin() as connection:
        connection.execute(sa.update(story_members).values(recipe="older", story=story_members.c.version_n))

    assert home.catalog.group_stories() == 2
    assert groups(home) == {frozenset({"wire", "first"})}


def test_a_home_without_the_tables_gets_them_when_it_is_opened(home: Home) -> None:
    take_in(home, WHOLE)
    with home.engine.execution_options(write=True).begin() as connection:
        connection.execute(sa.update(state).where(state.c.name == "schema").values(value="1"))
        for table in reversed(STORIES):
            table.drop(connection)

    with open_home(home.path, HashEncoder(), own=False, workers=1) as again:
        take_in(again, FIRST_HALF)
        assert groups(again) == {frozenset({"wire", "first"})}
