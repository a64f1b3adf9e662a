from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import EncoderError
from ingest.models import LoadedArticle, Metadata, Rejection, Vectors
from ingest.pipeline import Progress, ingest, rederive, todays_recipe
from ingest.store.home import Home, open_home
from tests.fakes import HashEncoder
from tests.ingest.store.invented import STRIKE, TUNNEL, UNDATED, many


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with open_home(tmp_path / "home", HashEncoder(), own=False, workers=2) as opened:
        yield opened


class FailingEncoder(HashEncoder):
    """Fails on texts with the word poison."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def encode(self, texts: Sequence[str]) -> Vectors:
        if any("poison" in text for text in texts):
            raise self._error
        return super().encode(texts)


POISON = LoadedArticle("/articles/poison.txt", "This is poison.")


def test_the_report_counts_what_happened_and_what_the_home_holds(home: Home) -> None:
    ingest(home, [TUNNEL, STRIKE], HashEncoder(), workers=2)
    items = [TUNNEL, replace(STRIKE, text="The strike is over."), UNDATED, Rejection("/x.bin", "unknown format"), POISON]

    report = ingest(home, items, FailingEncoder(EncoderError("It failed.", remedy="Try again.")), workers=2)

    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert report.rejected == (Rejection("/x.bin", "unknown format"), Rejection(POISON.source_id, "It failed. Try again."))
    assert (report.articles, report.sentences, report.passages) == (3, 6, 3)
    assert report.seconds > 0


def test_a_failure_of_our_own_rejects_one_article_and_goes_to_the_log_without_its_text(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    report = ingest(home, [POISON, TUNNEL], FailingEncoder(ZeroDivisionError("x")), workers=1)

    assert report.added == 1
    assert [(r.source, "ZeroDivisionError" in r.reason) for r in report.rejected] == [(POISON.source_id, True)]
    assert "ZeroDivisionError" in caplog.text
    assert "This is poison" not in caplog.text


def test_of_two_texts_of_one_source_the_last_wins_the_first_is_reported_and_a_second_run_writes_nothing(home: Home) -> None:
    items = [TUNNEL, STRIKE, replace(TUNNEL, text="The tunnel is closed.")]

    report = ingest(home, items, HashEncoder(), workers=2)
    again = ingest(home, items, HashEncoder(), workers=2)

    assert (report.added, [r.source for r in report.rejected]) == (2, [TUNNEL.source_id])
    assert home.lookup.resolve(TUNNEL.source_id).text == "The tunnel is closed."
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)


def test_the_same_text_twice_is_not_reported(home: Home) -> None:
    report = ingest(home, [TUNNEL, TUNNEL], HashEncoder(), workers=2)

    assert (report.added, report.rejected) == (1, ())


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (LoadedArticle("/a", "It has a \0 in it."), "U+0000"),
        (LoadedArticle("/a", "It has a \ud800 in it."), "surrogate"),
        (LoadedArticle("/a", "Text.", Metadata(title="\udfff")), "surrogate"),
        (LoadedArticle("/a\udcff", "Text."), "surrogate"),
        (LoadedArticle("/a", " \n\t "), "no text"),
    ],
    ids=["nul", "surrogate", "title", "source", "blank"],
)
def test_a_text_that_cannot_be_kept_is_rejected(home: Home, article: LoadedArticle, reason: str) -> None:
    report = ingest(home, [article], HashEncoder(), workers=1)

    assert report.articles == 0
    assert reason in report.rejected[0].reason
    report.rejected[0].source.encode()


def test_what_a_person_names_survives_a_run_without_it(home: Home) -> None:
    ingest(home, [TUNNEL], HashEncoder(), workers=1, given=Metadata(outlet="The Herald"))

    again = ingest(home, [TUNNEL], HashEncoder(), workers=1)

    assert again.unchanged == 1
    assert home.lookup.resolve(TUNNEL.source_id).metadata == replace(TUNNEL.metadata, outlet="The Herald")
    assert home.catalog.stale(todays_recipe(HashEncoder())) == []


def test_notes_are_named_once_with_how_many_articles_they_are_about(home: Home) -> None:
    items = [replace(a, notes=("unknown field 'mood'",)) for a in many(3)] + [replace(TUNNEL, notes=("hidden text dropped",))]

    report = ingest(home, items, HashEncoder(), workers=1)

    assert report.notes == (
        "unknown field 'mood' (3 articles, the first is /many/00000.txt)",
        "hidden text dropped (/articles/tunnel.txt)",
    )


def test_progress_is_told_of_every_article(home: Home) -> None:
    ingest(home, [TUNNEL], HashEncoder(), workers=1)
    seen: list[Progress] = []

    ingest(home, [TUNNEL, *many(4), POISON], FailingEncoder(ValueError()), workers=2, progress=seen.append)

    assert [(step.done, step.total) for step in seen] == [(i, 6) for i in range(1, 7)]


def test_an_interrupt_keeps_what_was_acknowledged_and_stops_the_workers(home: Home) -> None:
    seen: list[str] = []

    def interrupt(step: Progress) -> None:
        seen.append(step.source_id)
        if step.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(home, many(50), HashEncoder(), workers=2, progress=interrupt)

    assert {article.source_id for article in home.lookup.articles()} == set(seen)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ingest")]
    assert ingest(home, many(50), HashEncoder(), workers=2).added == 45


def test_an_interrupt_within_a_long_article_does_not_wait_for_its_end(home: Home) -> None:
    long = LoadedArticle("/long.txt", "\n\n".join(f"Paragraph {i} of the long report is about bridge {i}." for i in range(2000)))
    passages_encoded = 0

    class Counting(HashEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            nonlocal passages_encoded
            passages_encoded += 1
            interrupted.set()
            return super().encode(texts)

    interrupted = threading.Event()

    def items() -> Iterator[LoadedArticle]:
        yield long
        yield TUNNEL

    def interrupt(step: Progress) -> None:
        interrupted.wait(30)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(home, items(), Counting(), workers=2, progress=interrupt)

    assert home.lookup.article("/long.txt") is None
    assert home.lookup.counts().articles == 1
    assert passages_encoded < 100


def test_few_articles_wait_in_memory_at_a_time(home: Home) -> None:
    begun = 0

    class Counting(HashEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            nonlocal begun
            begun += 1
            return super().encode(texts)

    ahead: list[int] = []
    ingest(home, many(40), Counting(), workers=2, progress=lambda step: ahead.append(begun - step.done))

    assert max(ahead) <= 4


def test_a_stale_home_is_derived_again_without_its_sources(home: Home) -> None:
    class Better(HashEncoder):
        name = "hash-2"

    ingest(home, [TUNNEL, STRIKE, *many(5)], HashEncoder(), workers=2)
    home.catalog.edit(STRIKE.source_id, {"author": "M. Ohm"})
    before = list(home.lookup.articles())

    assert rederive(home, Better(), workers=2) == 7
    assert rederive(home, Better(), workers=2) == 0

    assert list(home.lookup.articles()) == before
    assert home.catalog.change(STRIKE) == "unchanged"
    assert home.catalog.integrity() == []
