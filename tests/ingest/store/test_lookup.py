from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest.errors import InputError
from ingest.models import LoadedArticle, Metadata, article_id
from ingest.store.home import Home
from ingest.words import stems
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, UNDATED, many, take_in


def test_passages_come_with_their_own_sentences_and_dead_ids_are_absent(home: Home) -> None:
    take_in(home, replace(TUNNEL, text=" ".join(f"Sentence number {i} says something about the tunnel." for i in range(40))))
    passages = home.lookup.passages_of(article_id(TUNNEL.source_id))

    found = home.lookup.passages([passages[1].passage_id, "p-0000000000000000"])

    assert len(passages) > 2
    assert found == {passages[1].passage_id: passages[1]}
    assert sum((passage.sentences for passage in passages), ()) == home.lookup.sentences(article_id(TUNNEL.source_id))
    for passage in passages:
        assert passage.text == home.lookup.resolve(TUNNEL.source_id).text[passage.start : passage.end]
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)


def test_a_sentence_is_found_by_its_place_in_a_version(home: Home) -> None:
    take_in(home, TUNNEL)
    article = home.lookup.resolve(TUNNEL.source_id)
    whole = home.lookup.sentences(article.article_id)

    assert [home.lookup.sentence_at(article.article_id, article.version, i) for i in range(len(whole) + 1)] == [*whole, None]
    assert home.lookup.sentence_at(article.article_id, "000000000000", 0) is None


def test_vectors_come_back_as_they_were_made(home: Home, encoder: HashEncoder) -> None:
    take_in(home, TUNNEL)
    (passage,) = home.lookup.passages_of(article_id(TUNNEL.source_id))

    vectors = home.lookup.vectors([passage.passage_id, "p-0000000000000000"])[passage.passage_id]

    np.testing.assert_array_equal(vectors.passage, encoder.encode([f"Tunnel opens | Averport Courier | 2026-05-04\n{passage.text}"])[0])
    np.testing.assert_allclose(vectors.sentences, encoder.encode([s.text for s in passage.sentences]), atol=1e-3)


@pytest.mark.parametrize("name", ["/articles/tunnel.txt", article_id("/articles/tunnel.txt"), "tunnel.txt", "articles/tunnel.txt"])
def test_an_article_is_named_by_source_id_or_id_or_unique_path_suffix(home: Home, name: str) -> None:
    take_in(home, TUNNEL, STRIKE)

    assert home.lookup.resolve(name).source_id == TUNNEL.source_id


@pytest.mark.parametrize("name", ["unnel.txt", "%.txt", "", "nowhere"])
def test_a_part_of_a_name_or_a_pattern_names_no_article(home: Home, name: str) -> None:
    take_in(home, TUNNEL)

    with pytest.raises(InputError, match="no article"):
        home.lookup.resolve(name)


def test_an_ambiguous_suffix_lists_the_candidates(home: Home) -> None:
    take_in(home, TUNNEL, replace(STRIKE, source_id="/other/tunnel.txt"))

    with pytest.raises(InputError, match=r"/articles/tunnel\.txt, /other/tunnel\.txt"):
        home.lookup.resolve("tunnel.txt")


def test_articles_come_by_source_id_whatever_their_number(home: Home) -> None:
    take_in(home, *reversed(many(203)))

    assert [article.source_id for article in home.lookup.articles()] == [article.source_id for article in many(203)]


def test_without_a_filter_a_selection_counts_everything(home: Home) -> None:
    take_in(home, TUNNEL, STRIKE, UNDATED)

    selection = home.lookup.select()

    assert selection.passages is None
    assert (selection.articles, selection.undated) == (3, 1)
    assert (selection.first, selection.last) == ("2026-03-02", "2026-05-04")
    assert selection.outlets == ("Averport Courier", "Norhava Ledger")


def test_dates_include_both_ends_and_leave_the_undated_out(home: Home) -> None:
    take_in(home, TUNNEL, STRIKE, UNDATED)

    selection = home.lookup.select(since="2026-03-02", until="2026-03-02")

    assert (selection.articles, selection.undated, selection.first, selection.last) == (1, 1, "2026-03-02", "2026-03-02")
    assert selection.passages == {p.passage_id for p in home.lookup.passages_of(article_id(STRIKE.source_id))}


def test_a_day_with_a_time_counts_as_its_day(home: Home) -> None:
    take_in(home, replace(TUNNEL, metadata=Metadata(published="2026-05-04T23:30:00+02:00")))

    assert home.lookup.select(until="2026-05-04").articles == 1


def test_outlets_are_compared_folded_and_an_unknown_one_selects_nothing(home: Home) -> None:
    take_in(home, TUNNEL, replace(STRIKE, metadata=Metadata(outlet="Le Réveil")))

    assert home.lookup.select(outlets=["le reveil"]).outlets == ("Le Réveil",)
    assert home.lookup.select(outlets=["Nobody"]).passages == frozenset()


def test_a_selection_follows_the_catalog(home: Home) -> None:
    take_in(home, TUNNEL)
    assert home.lookup.select(outlets=["Norhava Ledger"]).articles == 0

    take_in(home, STRIKE)

    assert home.lookup.select(outlets=["Norhava Ledger"]).articles == 1


def test_lexical_search_ranks_the_rarer_word_higher(home: Home) -> None:
    take_in(home, *many(20))

    found = home.lookup.lexical(stems("bridge number7"), 5)

    assert len(found) == 5
    assert found[0][0] == home.lookup.passages_of(article_id("/many/00007.txt"))[0].passage_id
    assert found[0][1] > found[1][1] > 0


def test_equals_in_lexical_search_are_cut_by_id(home: Home) -> None:
    take_in(home, *[LoadedArticle(f"/same/{i}.txt", "An equal text.") for i in range(120)])
    every = sorted(passage for passage, _ in home.lookup.lexical(["equal"], 500))

    assert [passage for passage, _ in home.lookup.lexical(["equal"], 7)] == every[:7]
    assert len(every) == 120


def test_lexical_search_within_some_passages_keeps_scores_and_order(home: Home) -> None:
    take_in(home, *many(60))
    everywhere = home.lookup.lexical(stems("bridge river3 year2"), 60)
    within = home.lookup.select(outlets=["Outlet 1"]).passages
    assert within is not None

    found = home.lookup.lexical(stems("bridge river3 year2"), 12, within)

    assert found == [row for row in everywhere if row[0] in within][:12]
    assert home.lookup.lexical(stems("bridge"), 12, frozenset()) == []


@pytest.mark.parametrize("words", [[], ["AND"], ['a"b'], ["stems:x"], ["NEAR("], ["*"], ["\0"]], ids=repr)
def test_no_word_is_query_syntax(home: Home, words: list[str]) -> None:
    take_in(home, TUNNEL)

    assert home.lookup.lexical(words, 5) == []


def test_document_frequencies_count_passages_and_follow_the_catalog(home: Home) -> None:
    take_in(home, *many(14))
    assert home.lookup.document_frequencies(["bridg", "year3", "zeppelin"]) == {"bridg": 14, "year3": 2, "zeppelin": 0}

    home.catalog.remove("/many/00003.txt")

    assert home.lookup.document_frequencies(["bridg", "year3"]) == {"bridg": 13, "year3": 1}
    assert home.lookup.passage_count == 13


def test_an_unknown_article_has_nothing(home: Home) -> None:
    assert home.lookup.article("a-0000000000000000") is None
    assert home.lookup.sentences("a-0000000000000000") == ()
    assert home.lookup.passages_of("a-0000000000000000") == ()
    assert home.lookup.sentence("s-0000000000000000") is None
