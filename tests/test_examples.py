"""The example articles and their question set agree with each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field

from ingest.models import KINDS

EXAMPLES = Path(__file__).parent.parent / "examples"
FIELDS = {"title", "outlet", "author", "published", "url", "kind"}
AGENCY_COPIES = ("licence-granted-courier.md", "licence-granted-ledger.md", "licence-granted-valley-post.md")


class Gold(BaseModel):
    """A sentence that answers, as the question set names it."""

    model_config = ConfigDict(extra="forbid")

    source: str
    quote: str = Field(min_length=1)
    start: int | None = None
    end: int | None = None


class HeldPosition(BaseModel):
    """A position that a report should find, with its gold sentences."""

    model_config = ConfigDict(extra="forbid")

    holder: str
    stance: str
    gold: list[int] = []


class Line(BaseModel):
    """One line of a question set."""

    model_config = ConfigDict(extra="forbid")

    id: str
    question: str
    history: list[dict[str, str]] = []
    filters: dict[str, list[str] | str] = {}
    today: date | None = None
    answerable: bool
    gold: list[Gold]
    alternatives: list[list[int]] = []
    nuggets: list[str] = []
    positions: list[HeldPosition] = []
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Printed:
    """An article file taken apart: the fields between the rules, and the text after them."""

    fields: dict[str, str]
    text: str


def _printed(path: Path) -> Printed:
    opening, fields, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", path.name
    return Printed(dict(line.split(": ", 1) for line in fields.splitlines()), body.strip("\n"))


def _lines(name: str) -> Iterator[Line]:
    for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines():
        yield Line.model_validate(json.loads(line))


ARTICLES = {f"articles/{path.name}": _printed(path) for path in sorted((EXAMPLES / "articles").iterdir())}
QUESTIONS = tuple(_lines("questions.jsonl"))
POSITIONS = tuple(_lines("positions.jsonl"))
OUTLETS = {article.fields["outlet"] for article in ARTICLES.values() if "outlet" in article.fields}


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_an_article_names_only_fields_that_ingest_reads(article: Printed) -> None:
    assert "title" in article.fields
    assert article.fields.keys() <= FIELDS
    assert article.fields.get("kind", "unknown") in KINDS


@pytest.mark.parametrize("source", ARTICLES)
def test_a_url_ends_like_the_file_so_that_gold_finds_the_article_under_either_name(source: str) -> None:
    url = ARTICLES[source].fields.get("url")

    assert url is None or (url.endswith(f".example/{source}"))


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_an_article_has_the_length_of_a_news_story(article: Printed) -> None:
    assert 250 <= len(article.text.split()) <= 550


def test_there_are_articles_of_many_outlets_and_every_kind_of_writing_a_reader_must_tell_apart() -> None:
    kinds = {article.fields.get("kind") for article in ARTICLES.values()}

    assert len(ARTICLES) >= 28
    assert len(OUTLETS) >= 6
    assert kinds >= {"news", "opinion", "analysis", "interview", "transcript", "press_release", "live", "satire", None}


def test_the_articles_span_about_a_year_and_one_is_undated() -> None:
    printed = [article.fields.get("published") for article in ARTICLES.values()]
    days = sorted(datetime.fromisoformat(day).date() for day in printed if day and day[:4].isdigit())

    assert None in printed
    assert 300 <= (days[-1] - days[0]).days <= 400


def test_every_url_belongs_to_one_article() -> None:
    urls = [article.fields["url"] for article in ARTICLES.values() if "url" in article.fields]

    assert len(set(urls)) == len(urls)


def test_one_agency_text_stands_in_three_outlets_and_one_drops_a_paragraph() -> None:
    copies = [ARTICLES[f"articles/{name}"] for name in AGENCY_COPIES]
    straight = str.maketrans("‘’“”", "''\"\"")
    first, second, shorter = (copy.text.translate(straight).split("\n\n") for copy in copies)

    assert first == second
    assert len(shorter) == len(first) - 1
    assert set(shorter) < set(first)
    assert len({copy.fields["title"] for copy in copies}) == 3
    assert len({copy.fields["outlet"] for copy in copies}) == 3


@pytest.mark.parametrize("question", QUESTIONS + POSITIONS, ids=lambda question: question.id)
def test_a_gold_quote_stands_in_its_article_where_the_set_says(question: Line) -> None:
    for gold in question.gold:
        text = ARTICLES[gold.source].text
        if gold.start is None:
            assert text.count(gold.quote) == 1
        else:
            assert text[gold.start : gold.end] == gold.quote


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_gold_quote_belongs_to_a_sufficient_set(question: Line) -> None:
    used = {index for sufficient in question.alternatives for index in sufficient}

    assert used == set(range(len(question.gold)))
    assert {index for held in question.positions for index in held.gold} <= used


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_only_an_answerable_question_has_gold_and_nuggets(question: Line) -> None:
    assert bool(question.gold) == question.answerable
    assert bool(question.nuggets) == question.answerable
    assert ("unanswerable" in question.tags) != question.answerable


@pytest.mark.parametrize("question", [question for question in QUESTIONS + POSITIONS if question.filters], ids=lambda question: question.id)
def test_the_gold_of_a_filtered_question_passes_its_filters(question: Line) -> None:
    outlets = question.filters.get("outlets", [])
    since = str(question.filters.get("since", "0000-00-00"))
    until = str(question.filters.get("until", "9999-99-99"))

    assert set(outlets) <= OUTLETS
    for gold in (question.gold[index] for index in _sufficient(question)):
        fields = ARTICLES[gold.source].fields
        assert not outlets or fields["outlet"] in outlets
        assert since <= fields["published"][:10] <= until


def _sufficient(question: Line) -> set[int]:
    """The gold quotes of a question that answer it."""
    return {index for alternative in question.alternatives for index in alternative}


def test_the_positions_ask_in_four_ways() -> None:
    kinds = [tag for question in POSITIONS for tag in question.tags]

    assert len(kinds) == len(POSITIONS) >= 30
    assert {kind: kinds.count(kind) >= 6 for kind in kinds} == dict.fromkeys(("position", "comparison", "change", "none"), True)
    assert len({question.id for question in QUESTIONS + POSITIONS}) == len(QUESTIONS) + len(POSITIONS)


@pytest.mark.parametrize("question", POSITIONS, ids=lambda question: question.id)
def test_a_position_that_is_asked_for_has_a_sentence_in_every_sufficient_set(question: Line) -> None:
    asked = [held for held in question.positions if held.stance == "none_found" or _sufficient(question).intersection(held.gold)]

    assert asked
    assert question.answerable == bool(question.alternatives) == any(held.gold for held in asked)
    for held in asked:
        assert bool(held.gold) == (held.stance != "none_found")
        assert all(set(held.gold).intersection(alternative) for alternative in question.alternatives if held.gold)


def test_the_set_is_large_enough_and_its_ids_are_unique() -> None:
    assert len(QUESTIONS) >= 48
    assert sum(not question.answerable for question in QUESTIONS) >= 14
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


def test_the_set_asks_follow_ups_and_uses_filters_and_a_given_day() -> None:
    assert sum(bool(question.history) for question in QUESTIONS) >= 4
    assert sum(bool(question.filters) for question in QUESTIONS) >= 4
    assert sum(question.today is not None for question in QUESTIONS) >= 2


def test_there_are_six_questions_to_start_with() -> None:
    starters = (EXAMPLES / "starters.txt").read_text(encoding="utf-8").splitlines()

    assert len(set(starters)) == 6
    assert all(starter.endswith("?") for starter in starters)
