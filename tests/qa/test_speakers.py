from __future__ import annotations

import pytest

from ingest.models import Article, Metadata, Sentence, article_id, text_version
from ingest.sentences import sentences_of
from qa.models import Evidence
from qa.speakers import Speakers


def an_article(text: str) -> Article:
    about = Metadata(published="2025-05-14")
    return Article("ferry", article_id("ferry"), text_version(text), text, about, "2025-05-14T00:00:00+00:00")


class OneArticle:
    """A lookup that knows the sentences of one article and counts how often it is asked."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.asked = 0

    def sentences(self, article_id: str, version: str | None = None) -> tuple[Sentence, ...]:
        self.asked += 1
        return sentences_of(self.article)


def named(text: str, beginning: str) -> Evidence:
    article = an_article(text)
    (sentence,) = [s for s in sentences_of(article) if s.text.startswith(beginning)]
    return Speakers(OneArticle(article))(Evidence(sentence, article, "p-1", 1, 1.0))


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


def test_an_article_is_read_once_however_often_it_is_cited() -> None:
    article = an_article("Orla Venn said the ferry would stay. Tam Roake said it was too dear.")
    lookup = OneArticle(article)
    speakers = Speakers(lookup)

    found = [speakers(Evidence(s, article, "p-1", 1, 1.0)).spoken for s in sentences_of(article)]

    assert [s.speaker for s in found if s] == ["Orla Venn", "Tam Roake"]
    assert lookup.asked == 1
