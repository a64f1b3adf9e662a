"""What is said for a holder: by the people of an organisation, by an office, by two together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import Article, Metadata, SpanText
from qa.positions.gather import Read, Said
from qa.positions.spoken_for import spoken_for
from tests.qa.positions.sayings import said


def an_article(*sayings: Said, more: str = "") -> tuple[Read, list[Said]]:
    """Return an article that has these statements, and then more."""
    text = "\n\n".join([*(s.sentence.text for s in sayings), more])
    article = Article("plan", "plan", "v", text, Metadata(), "2025-12-01T00:00:00Z")
    return Read(article, (), (), {}, frozenset()), [replace(s, article=article) for s in sayings]


def by(printed: str, cue: str, content: str, holder: str, before: str = "") -> Said:
    """Return a statement whose sentence prints its holder so."""
    one = said(cue, content, holder=before + printed)
    return replace(one, holder=holder, as_printed=printed, content=(SpanText(0, len(content), content),))


@pytest.mark.parametrize(
    ("more", "speakers"),
    [
        ("Tom Arrow of the Harbour League spoke first.", ["Tom Arrow"]),
        ("Tom Arrow, director for tolls at the Harbour League, spoke first.", ["Tom Arrow"]),
        ("The Harbour League president, Tom Arrow, spoke first.", ["Tom Arrow"]),
        ("Tom Arrow, formerly of the Harbour League, spoke first.", []),
        ("Tom Arrow said that he would sue the Harbour League.", []),
    ],
)
def test_an_organisation_speaks_through_those_whom_the_article_says_speak_for_it(more: str, speakers: list[str]) -> None:
    read, found = an_article(by("Arrow", "said", "the toll was wrong", "Tom Arrow"), more=more)

    own = spoken_for(read, found, ["Harbour League"])

    assert [(s.holder, s.speaker) for s in own] == [("Harbour League", speaker) for speaker in speakers]


@pytest.mark.parametrize(("title", "count"), [("President", 1), ("Former President", 0), ("Senator", 0)])
def test_the_white_house_speaks_for_whom_the_article_calls_president(title: str, count: int) -> None:
    read, found = an_article(by("The White House", "said", "the toll was wrong", "White House"), more=f"{title} Oda Kellervane left.")

    own = spoken_for(read, found, ["Oda Kellervane"])

    assert [(s.holder, s.speaker) for s in own] == [("Oda Kellervane", "The White House")] * count


def test_what_two_say_together_is_said_by_both() -> None:
    read, found = an_article(by("Venn", "say", "the toll is wrong", "Orla Venn", "Mr. Arrow and Ms. "), more="Tom Arrow left.")

    own = spoken_for(read, found, ["Tom Arrow"])

    assert [(s.holder, s.speaker) for s in own] == [("Tom Arrow", None)]
