import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.models import Block, LoadedArticle, Metadata, Vectors
from ingest.pipeline import ingest
from ingest.store.home import open_home
from qa.models import Filters, Found, Question
from qa.retrieve import Retriever
from qa.weights import Weights
from tests.fakes import HashEncoder

TUNNEL = "The Marl Tunnel was closed on Friday. Engineer Ana Sole found a crack in its roof. Repairs will cost 40 million crowns."
FERRY = "The ferry to Osk sank in 2014. Nobody was hurt. Its captain, Per Lind, blamed the fog."
CHOIR = "The choir of Osk sings on Sundays. It has sixty members."
WORDS_ONLY = Weights("test", {}, {"words": 1.0}, {"words in passage": 1.0}, {"bias": 0.0})

Search = Callable[..., Found]


def articles(*texts: str, **metadata: str) -> list[LoadedArticle]:
    return [LoadedArticle(f"{metadata.get('outlet', 'source')}/{i}", text, Metadata(**metadata)) for i, text in enumerate(texts)]  # type: ignore[arg-type]  # fields of Metadata by name


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Callable[..., Search]]:
    encoder = HashEncoder()
    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home:

        def over(loaded: list[LoadedArticle], weights: Weights | None = None) -> Search:
            ingest(home, loaded, encoder, workers=1)
            retrieve = Retriever(home.lookup, home.index, encoder, weights)
            return lambda text, **asked: retrieve(Question(text, **asked))

        yield over


Over = Callable[..., Search]


def texts(found: Found) -> list[str]:
    return [e.sentence.text for e in found.evidence]


def test_the_sentence_with_the_answer_comes_first(search: Over) -> None:
    found = search(articles(TUNNEL, FERRY, CHOIR))("Who found a crack in the roof of the Marl Tunnel?")

    assert texts(found)[0] == "Engineer Ana Sole found a crack in its roof."
    assert found.passages[0].text == TUNNEL


def test_ranks_count_from_one_and_scores_fall(search: Over) -> None:
    found = search(articles(TUNNEL, FERRY, CHOIR))("What happened to the ferry to Osk?")

    for ranked in (found.evidence, found.passages):
        assert [r.rank for r in ranked] == list(range(1, len(ranked) + 1))
        assert [r.score for r in ranked] == sorted((r.score for r in ranked), reverse=True)


def test_at_most_k_passages_and_sentences_come_back(search: Over) -> None:
    found = search(articles(TUNNEL, FERRY, CHOIR))("What happened in Osk?", k=2)

    assert (len(found.passages), len(found.evidence)) == (2, 2)


def test_the_signals_of_a_sentence_add_up_to_its_score(search: Over) -> None:
    found = search(articles(TUNNEL, FERRY, CHOIR, outlet="Courier"))("What did the Courier say of the ferry in 2014?")

    for evidence in found.evidence:
        assert sum(signal.contribution for signal in evidence.signals) == pytest.approx(evidence.score)


def test_articles_of_the_days_named_come_first_though_their_sentences_do_not_print_the_day(search: Over) -> None:
    of_may = LoadedArticle("may", "The ferry to Osk was late again.", Metadata(published="2024-05-03"))
    other = LoadedArticle("june", "The ferry to Osk was late on 3 May 2024, it was said.", Metadata(published="2024-06-20"))

    assert texts(search([other, of_may])("Was the ferry to Osk late in May 2024?"))[0] == "The ferry to Osk was late again."


def test_the_sentence_before_comes_along_within_its_paragraph(search: Over) -> None:
    found = search(articles("The ferry sank.\n\nPer Lind was its captain. He blamed the fog."))("Who blamed the fog?")

    before = {e.sentence.text: e.before and e.before.text for e in found.evidence}
    assert before == {"The ferry sank.": None, "Per Lind was its captain.": None, "He blamed the fog.": "Per Lind was its captain."}


def test_a_pronoun_that_opens_a_paragraph_brings_the_last_sentence_of_the_one_before(search: Over) -> None:
    text = "The ferry sank. Per Lind was its captain.\n\nHe blamed the fog.\n\nThe fog had come at noon."

    before = {e.sentence.text: e.before and e.before.text for e in search(articles(text))("Who blamed the fog?").evidence}

    assert before["He blamed the fog."] == "Per Lind was its captain."
    assert before["The fog had come at noon."] is None


def test_a_home_without_articles_gives_nothing(search: Over) -> None:
    found = search([])("Who?")

    assert (found.passages, found.evidence, found.answerable) == ((), (), 0.0)


def test_a_question_without_words_gives_nothing(search: Over) -> None:
    found = search(articles(TUNNEL))("?")

    assert (found.passages, found.evidence, found.answerable) == ((), (), 0.0)
    assert found.searched.articles == 1


def test_a_filter_leaves_out_everything_else(search: Over) -> None:
    loaded = articles(FERRY, outlet="Courier", published="2014-05-02") + articles(FERRY + " It was old.", outlet="Harbour Post")

    found = search(loaded)("What happened to the ferry?", filters=Filters(outlets=("Courier",)))

    assert {e.article.metadata.outlet for e in found.evidence} == {"Courier"}
    assert found.searched.outlets == ("Courier",)


def test_a_holder_leaves_out_everything_but_sentences_of_their_statements(search: Over) -> None:
    told = f"{FERRY} Ida Marsh said that nobody had seen the rocks."
    found = search(articles(TUNNEL, told, FERRY, CHOIR))("What happened?", filters=Filters(holder="Marsh"))

    assert {p.text for p in found.passages} == {told}
    assert [e.sentence.text for e in found.evidence] == ["Ida Marsh said that nobody had seen the rocks."]


def test_a_named_outlet_comes_first(search: Over) -> None:
    loaded = articles("The ferry sank near Osk.", outlet="Courier") + articles("A ferry sank at Osk, it is said.", outlet="Harbour Post")
    ask = search(loaded)

    assert ask("What did the Courier report on the ferry?").evidence[0].article.metadata.outlet == "Courier"
    assert ask("What did the Harbour Post report on the ferry?").evidence[0].article.metadata.outlet == "Harbour Post"


def test_articles_of_the_days_named_come_first(search: Over) -> None:
    loaded = [
        replace(article, source_id=day, metadata=Metadata(published=day))
        for day, article in zip(("2014-03-02", "2014-04-02"), articles("The ferry sank near Osk.", "The ferry sank at Osk."), strict=True)
    ]
    ask = search(loaded)

    assert ask("What happened to the ferry in March?", today="2014-05-01").evidence[0].article.metadata.published == "2014-03-02"
    assert ask("What happened to the ferry last month?", today="2014-05-01").evidence[0].article.metadata.published == "2014-04-02"


def test_copies_of_a_text_are_one_piece_of_evidence_with_the_others_behind_it(search: Over) -> None:
    copies = [replace(article, source_id=f"copy/{i}") for i in range(130) for article in articles(FERRY)]
    found = search(copies + articles(TUNNEL, "The ferry to Osk had sailed since 1990."))("What happened to the ferry to Osk?")

    assert len(set(texts(found))) == len(texts(found))
    assert "The ferry to Osk had sailed since 1990." in texts(found)
    assert max(len(e.copies) for e in found.evidence) >= 99


def test_one_article_does_not_fill_the_list_while_others_say_as_much(search: Over) -> None:
    long = " ".join(f"The ferry to Osk was late {day}." for day in ("once", "twice", "again", "then", "often", "today", "always", "mostly"))
    loaded = articles(long, "The ferry to Osk was late recently.", "The ferry to Osk was late before.")

    found = search(loaded, WORDS_ONLY)("Was the ferry to Osk late?", k=3)

    assert len({e.article.article_id for e in found.evidence}) == 3


def test_a_body_sentence_ranks_before_the_headline_that_says_the_same(search: Over) -> None:
    text = "Ferry to Osk sinks in fog\n\nThe ferry to Osk sank in the fog."
    loaded = [LoadedArticle("a", text, layout=(Block(0, 25, "headline"),))]

    assert texts(search(loaded)("What happened to the ferry to Osk?"))[0] == "The ferry to Osk sank in the fog."


def test_the_news_comes_before_the_joke_about_it(search: Over) -> None:
    joke, news = "The ferry to Osk sank in soup.", "The ferry to Osk sank in fog."
    loaded = [LoadedArticle("lamp", joke, Metadata(kind="satire")), LoadedArticle("post", news, Metadata(kind="news"))]

    assert texts(search(loaded, WORDS_ONLY)("What happened to the ferry to Osk in soup?")) == [news, joke]


def test_a_sentence_that_asks_comes_after_one_that_tells(search: Over) -> None:
    asks, tells = "Why did the ferry to Osk sink on Monday?", "The ferry to Osk hit a rock."

    assert texts(search(articles(f"{asks} {tells}"), WORDS_ONLY)("Why did the ferry to Osk sink on Monday?")) == [tells, asks]


class TokenHashEncoder(HashEncoder):
    """Tokens are words; what it was asked to read is kept."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        self.read += texts
        return [self.encode(text.rstrip(".?").split()) for text in texts]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"[^\s.?]+", text)]


def test_sentences_that_are_best_at_first_sight_are_ranked_by_their_tokens(tmp_path: Path) -> None:
    encoder = TokenHashEncoder()
    weights = Weights("test", {"words": 1.0}, {"tokens matched": 1.0}, {"best sentence": 1.0}, {"bias": 0.0})
    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home:
        ingest(home, articles(TUNNEL, FERRY, CHOIR), encoder, workers=1)
        found = Retriever(home.lookup, home.index, encoder, weights)(Question("choir sings on Sundays"))

    assert encoder.read[0] == "choir sings on Sundays"
    assert texts(found)[0] == "The choir of Osk sings on Sundays."
    assert found.evidence[0].score == pytest.approx(1.0)


def test_a_second_reader_changes_nothing_but_the_time(tmp_path: Path) -> None:
    encoder = TokenHashEncoder()
    weights = Weights("test", {"words": 1.0}, {"tokens matched": 1.0}, {"best sentence": 1.0}, {"bias": 0.0})
    question = Question("Who found a crack in the tunnel?")
    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home, ThreadPoolExecutor(1) as readers:
        ingest(home, articles(TUNNEL, FERRY, CHOIR), encoder, workers=1)
        alone = Retriever(home.lookup, home.index, encoder, weights)(question)
        together = Retriever(home.lookup, home.index, encoder, weights, readers)(question)

    assert replace(together, retrieve_ms=0.0) == replace(alone, retrieve_ms=0.0)


def test_the_same_question_gets_the_same_result(search: Over) -> None:
    ask = search(articles(TUNNEL, FERRY, CHOIR))

    first, second = (replace(ask("Where did the ferry sink?"), retrieve_ms=0.0) for _ in range(2))

    assert first == second


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), k=st.integers(1, 70))
def test_whatever_is_asked_evidence_stands_where_it_says(search: Over, text: str, k: int) -> None:
    found = search(articles(TUNNEL, FERRY, CHOIR))(text, k=k)

    assert 0 <= found.answerable <= 1
    assert all(e.article.text[e.sentence.start : e.sentence.end] == e.sentence.text for e in found.evidence)
    assert len({e.sentence.sentence_id for e in found.evidence}) == len(found.evidence)


AGENCY = (
    "The harbour board of Averport voted on Tuesday to close the northern quay for two winters. "
    "Its chair, Ilse Brandt, said that the piles under the quay had rotted through. "
    "Repairs will cost 31 million crowns, of which the state pays a third."
)


def printed_by(outlet: str, published: str | None, text: str = AGENCY) -> LoadedArticle:
    return LoadedArticle(outlet, text, Metadata(outlet=outlet, published=published))


def test_the_copy_published_first_is_cited_and_the_others_are_listed_behind_it(search: Over) -> None:
    loaded = [
        printed_by("Osk Post", "2026-03-05"),
        printed_by("Quaywire", "2026-03-03", f"AVERPORT (Quaywire) - {AGENCY}"),
        printed_by("Courier", "2026-03-04", f"{AGENCY} Nobody in Osk was asked."),
        printed_by("Ledger", "2026-03-01", "The quay at Averport will be closed. Ilse Brandt said so."),
    ]

    found = search(loaded)("What did Ilse Brandt say about the piles under the quay?").evidence[0]

    assert found.article.metadata.outlet == "Quaywire"
    assert found.article.text[found.sentence.start : found.sentence.end] == found.sentence.text
    assert [article.metadata.outlet for article in found.copies] == ["Courier", "Osk Post"]


def test_a_copy_that_lacks_the_sentence_is_not_listed_behind_it(search: Over) -> None:
    loaded = [
        printed_by("Quaywire", "2026-03-03", f"{AGENCY} Fishermen will land their catch at Osk meanwhile, forty kilometres to the south."),
        printed_by("Courier", "2026-03-02"),
    ]

    found = search(loaded)("Where will the fishermen land their catch?").evidence[0]

    assert (found.article.metadata.outlet, found.copies) == ("Quaywire", ())


def test_the_copy_of_an_outlet_that_the_question_names_is_cited(search: Over) -> None:
    loaded = [printed_by("Quaywire", "2026-03-03"), printed_by("Osk Post", "2026-03-05")]

    found = search(loaded)("What did the Osk Post report about the piles under the quay?").evidence[0]

    assert found.article.metadata.outlet == "Osk Post"


def test_copies_that_a_filter_leaves_out_are_neither_cited_nor_listed(search: Over) -> None:
    loaded = [printed_by("Quaywire", "2026-03-03"), printed_by("Courier", "2026-03-04"), printed_by("Osk Post", "2026-03-05")]

    found = search(loaded)("Who spoke of the piles under the quay?", filters=Filters(since="2026-03-04")).evidence[0]

    assert found.article.metadata.outlet == "Courier"
    assert [article.metadata.outlet for article in found.copies] == ["Osk Post"]


def test_a_hundred_copies_and_an_outlet_with_ten_times_the_articles_leave_room_for_others(search: Over) -> None:
    copies = [printed_by(f"Outlet {i}", "2026-03-03", f"PLACE {i} - {AGENCY}\n\nEdition {i} of the day.") for i in range(100)]
    loud = [
        replace(printed_by("Ledger", "2026-03-04"), source_id=f"loud/{i}", text=f"The quay was closed, Ledger desk {i} says.")
        for i in range(20)
    ]
    others = [
        printed_by("Courier", "2026-03-05", "Fishermen said that the quay should never have been closed."),
        printed_by("Osk Post", "2026-03-06", "The quay was closed without asking Osk, its mayor said."),
    ]

    found = search([*copies, *loud, *others], WORDS_ONLY)("Why was the quay closed?")

    assert {"Courier", "Osk Post", "Ledger"} <= {e.article.metadata.outlet for e in found.evidence}


class Busy(Executor):
    """Begins nothing, and keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given.append(Future())
        return self.given[-1]


class FailingEncoder(HashEncoder):
    """Fails at every question."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise ValueError("no vector")


def test_a_question_that_cannot_be_encoded_leaves_no_work_behind(tmp_path: Path) -> None:
    encoder, readers = HashEncoder(), Busy()
    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home:
        ingest(home, articles(TUNNEL), encoder, workers=1)
        with pytest.raises(ValueError, match="no vector"):
            Retriever(home.lookup, home.index, FailingEncoder(), readers=readers)(Question("Who found the crack?"))

    assert [work.cancelled() for work in readers.given] == [True]
