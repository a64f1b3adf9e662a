import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load.article import Origin
from ingest.load.decode import UndecodableError, decode
from ingest.load.text import load_markdown, load_text
from ingest.models import LoadedArticle, Metadata, Rejection

ORIGIN = Origin("/desk/ferry.md")
FRONT_MATTER = """---
title: "Ferry late again: a chronicle"
outlet: Orsk Courier
author: Ana Kova
published: March 3, 2024
url: https://courier.example/ferry
kind: opinion
language: en
---

The ferry was late.

It was sorry.
"""


def markdown(text: str, given: Metadata = Metadata()) -> LoadedArticle:
    article = load_markdown(text.encode(), ORIGIN, given)
    assert isinstance(article, LoadedArticle), article
    return article


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t.strip() and not t.startswith("\ufeff")))
def test_plain_text_is_kept_character_for_character(text: str) -> None:
    article = load_text(text.encode(), ORIGIN)

    assert isinstance(article, Rejection) or article.text == text


def test_line_ends_and_outer_space_are_kept_and_only_the_byte_order_mark_goes() -> None:
    article = load_text(b"\xef\xbb\xbf  The ferry was late.\r\n\r\nIt was sorry.\t\n", ORIGIN)

    assert isinstance(article, LoadedArticle)
    assert article.text == "  The ferry was late.\r\n\r\nIt was sorry.\t\n"


def test_no_title_is_made_up_from_a_first_line() -> None:
    article = load_text(b"Ferry late again\n\nThe ferry was late.", ORIGIN)

    assert isinstance(article, LoadedArticle)
    assert (article.metadata, article.layout) == (Metadata(), ())


def test_front_matter_becomes_metadata_and_the_text_starts_after_it() -> None:
    article = markdown(FRONT_MATTER)

    assert article.text == "The ferry was late.\n\nIt was sorry.\n"
    assert article.source_id == "https://courier.example/ferry"
    assert article.metadata == Metadata(
        title="Ferry late again: a chronicle",
        url="https://courier.example/ferry",
        outlet="Orsk Courier",
        author="Ana Kova",
        published="2024-03-03",
        published_as_printed="March 3, 2024",
        kind="opinion",
        language="en",
    )


def test_front_matter_is_read_with_windows_line_ends() -> None:
    article = markdown(FRONT_MATTER.replace("\n", "\r\n"))

    assert (article.metadata.outlet, article.text) == ("Orsk Courier", "The ferry was late.\r\n\r\nIt was sorry.\r\n")


def test_a_file_that_is_all_front_matter_has_no_text() -> None:
    rejection = load_markdown(b"---\ntitle: Ferry\n---\n", ORIGIN)

    assert isinstance(rejection, Rejection)
    assert "has no text" in rejection.reason


@pytest.mark.parametrize("text", ["---\ntitle: Ferry\nThe ferry was late.", "---\nThe ferry was late: very.\nIt was sorry\n---\nMore."])
def test_rules_around_prose_are_no_front_matter(text: str) -> None:
    assert markdown(text).text == text


def test_unknown_fields_are_named() -> None:
    assert markdown("---\ntags: ferry\ntitle: Late\n---\nIt was late.").notes == ("Fields not used: tags.",)


def test_a_day_that_is_none_is_kept_as_printed_and_noted() -> None:
    article = markdown("---\npublished: spring 2024\n---\nIt was late.")

    assert (article.metadata.published, article.metadata.published_as_printed) == (None, "spring 2024")
    assert article.notes == ("published 'spring 2024' names no full day: the date is unknown.",)


def test_an_unknown_kind_rejects_with_the_kinds_there_are() -> None:
    rejection = load_markdown(b"---\nkind: gossip\n---\nIt was late.", ORIGIN)

    assert isinstance(rejection, Rejection)
    assert "kind is 'gossip'. Use one of news, opinion" in rejection.reason


def test_a_first_heading_is_title_and_headline_and_loses_its_mark() -> None:
    article = markdown("# Ferry late again #\n\nThe ferry was late.\n\n## Costs\n\nIt cost #1 much.\n")

    assert article.metadata.title == "Ferry late again"
    assert article.text == "Ferry late again\n\nThe ferry was late.\n\nCosts\n\nIt cost #1 much.\n"
    assert [(article.text[b.start : b.end], b.role) for b in article.layout] == [("Ferry late again", "headline"), ("Costs", "headline")]


def test_a_later_heading_is_no_title() -> None:
    assert markdown("The ferry was late.\n\n# Costs\n\nIt cost much.").metadata.title is None


def test_the_front_matters_title_goes_before_the_headings() -> None:
    assert markdown("---\ntitle: Late\n---\n# Ferry late again\n\nIt was late.").metadata.title == "Late"


def test_what_the_caller_gives_goes_before_what_the_file_says() -> None:
    metadata = markdown(FRONT_MATTER, Metadata(title="Given", published="2023-01-02", kind="analysis")).metadata

    assert (metadata.title, metadata.published, metadata.published_as_printed) == ("Given", "2023-01-02", "2023-01-02")
    assert (metadata.kind, metadata.outlet) == ("analysis", "Orsk Courier")


def test_a_value_that_cannot_be_stored_is_left_out_and_noted() -> None:
    article = markdown("It was late.", Metadata(title="Zo\udceb", outlet="Courier"))

    assert (article.metadata.title, article.metadata.outlet) == (None, "Courier")
    assert article.notes == ("title left out: it holds half of a character (the lone surrogate U+DCEB) at place 2.",)


DECODED = {
    "UTF-8": ("Zoë’s “ferry”".encode(), None, "Zoë’s “ferry”"),
    "UTF-8 with a byte order mark": (b"\xef\xbb\xbfferry", None, "ferry"),
    "UTF-16 with a byte order mark": ("Zoë".encode("utf-16"), None, "Zoë"),
    "Windows-1252": ("Zoë’s “ferry”".encode("cp1252"), None, "Zoë’s “ferry”"),
    "a declared charset": ("Łódź".encode("iso8859-2"), "ISO-8859-2", "Łódź"),
    "Latin-1 declared, as browsers read it": ("“ferry”".encode("cp1252"), "iso-8859-1", "“ferry”"),
    "UTF-8 though another charset is declared": ("Zoë".encode(), "iso-8859-1", "Zoë"),
    "a declared charset that there is not": ("Zoë".encode("cp1252"), "no-such", "Zoë"),
    "a declared codec that is no charset": ("Zoë".encode("cp1252"), "unicode_escape", "Zoë"),
}


@pytest.mark.parametrize(("data", "declared", "text"), DECODED.values(), ids=DECODED.keys())
def test_bytes_are_decoded(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, declared).text == text


NO_TEXT = {
    "a PDF": (b"%PDF-1.7\nstuff", "name it .pdf"),
    "a Word file": (b"PK\x03\x04stuff", "name a Word file .docx"),
    "a picture": (b"\x89PNG\r\n", "picture"),
    "zeros": (b"abc\x00def", "U+0000"),
    "control characters": (bytes(range(1, 32)) * 9, "control characters"),
    "bytes in no encoding": (b"Zo\xeb \x81\x8d", "neither UTF-8 nor Windows-1252"),
    "half a UTF-16 character": (b"\xff\xfea\x00b", "begins like UTF-16"),
}


@pytest.mark.parametrize(("data", "reason"), NO_TEXT.values(), ids=NO_TEXT.keys())
def test_bytes_that_are_no_text_say_what_they_are(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason.replace("+", r"\+")):
        decode(data)
