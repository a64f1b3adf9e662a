from __future__ import annotations

import pytest

from ingest.models import Article, Metadata, Statement, article_id, text_version
from ingest.sentences import sentences_of
from ingest.statements import statements_of
from qa.models import Evidence
from qa.speakers import Speakers


def an_article(text: str) -> Article:
    about = Metadata(published="2025-05-14")
    return Article("ferry", article_id("ferry"), text_version(text), text, about, "2025-05-14T00:00:00+00:00")


class ByRules:
    """A lookup of statements that keeps none."""

    def statements(self, article: Article) -> tuple[Statement, ...]:
        return statements_of(article, sentences_of(article))


def named(text: str, beginning: str) -> Evidence:
    article = an_article(text)
    (sentence,) = [s for s in sentences_of(article) if s.text.startswith(beginning)]
    return Speakers(ByRules())(Evidence(sentence, article, "p-1", 1, 1.0))


def test_a_pronoun_is_named_where_only_one_person_is_meant() -> None:
    text = "Mayor Orla Venn spoke to the council of Port Ellery on Monday. “We will not sell the ferry,” she said."
    spoken = named(text, "“We").spoken

    assert spoken is not None
    assert (spoken.speaker, spoken.voice) == ("Orla Venn", "direct")
    assert spoken.as_of is not None
    assert spoken.as_of.date == "2025-05-14"


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("The ferry sailed at noon. It was full.", "It was"),
        ("Orla Venn said the ferry would stay, and Tam Roake said it was too dear.", "Orla Venn said"),
        ("Tam Roake said that Orla Venn wants to sell the ferry.", "Tam Roake"),
    ],
    ids=["nobody speaks", "two speak", "an opponent's account"],
)
def test_no_speaker_is_named_where_there_is_doubt(text: str, beginning: str) -> None:
    spoken = named(text, beginning).spoken

    assert spoken is None or (spoken.speaker == "Tam Roake" and "wants" in text)
