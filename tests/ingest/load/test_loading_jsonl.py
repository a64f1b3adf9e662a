import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load.article import Origin
from ingest.load.jsonl import load_jsonl
from ingest.models import LoadedArticle, Metadata, Rejection, text_version
from tests.ingest.load.files_in_code import in_lines

ORIGIN = Origin("/desk/ferry.jsonl", shared=True)


def loaded(*lines: str, given: Metadata = Metadata()) -> list[LoadedArticle | Rejection]:
    return list(load_jsonl(in_lines(*lines), ORIGIN, given))


def one(**fields: object) -> LoadedArticle:
    (article,) = loaded(json.dumps({"text": "It was late.", **fields}))
    assert isinstance(article, LoadedArticle), article
    return article


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip), st.booleans())
def test_a_text_is_kept_character_for_character(text: str, ascii_only: bool) -> None:
    (article,) = load_jsonl([json.dumps({"text": text}, ensure_ascii=ascii_only).encode()], ORIGIN)

    assert isinstance(article, LoadedArticle)
    assert article.text == text


def test_all_fields_are_read() -> None:
    article = one(
        id="f-1",
        title="Late",
        url="https://c.example/f",
        outlet="Courier",
        author="Ana Kova",
        kind="press_release",
        language="en",
        published="Sun, 03 Mar 2024 10:00:00 +0200",
        modified="2024-03-04",
    )

    assert article.source_id == "f-1"
    assert article.metadata == Metadata(
        title="Late",
        url="https://c.example/f",
        outlet="Courier",
        author="Ana Kova",
        published="2024-03-03T10:00:00+02:00",
        published_as_printed="Sun, 03 Mar 2024 10:00:00 +0200",
        modified="2024-03-04",
        kind="press_release",
        language="en",
    )


def test_an_id_goes_before_a_url_and_a_url_before_the_path() -> None:
    assert one(id=17, url="https://c.example/f").source_id == "17"
    assert one(url="https://c.example/f").source_id == "https://c.example/f"
    assert one().source_id == f"/desk/ferry.jsonl#{text_version('It was late.')}"


def test_null_and_blank_fields_are_unknown() -> None:
    assert one(id=" ", title=None, outlet="", published=None, kind=None).metadata == Metadata()


@pytest.mark.parametrize("published", ["2024-03", "last spring", 1709424000])
def test_an_unreadable_date_is_kept_as_printed_and_noted(published: object) -> None:
    article = one(published=published)

    assert (article.metadata.published, article.metadata.published_as_printed) == (None, str(published))
    assert article.notes == (f"published {str(published)!r} names no full day: the date is unknown.",)


def test_unknown_fields_are_ignored_and_named_once() -> None:
    first, second, third = loaded('{"text": "A.", "tags": 1}', '{"text": "B.", "tags": 2}', '{"text": "C.", "tags": 3, "desk": 4}')

    assert [item.notes for item in (first, second, third) if isinstance(item, LoadedArticle)] == [
        ("Fields not used: tags.",),
        (),
        ("Fields not used: desk.",),
    ]


BAD = {
    "no JSON": ("{text: It was late.}", "The line is not JSON: "),
    "cut short": ('{"text": "It was', "The line is not JSON: "),
    "a list": ('["It was late."]', "not a JSON object"),
    "a bare word": ("null", "not a JSON object"),
    "no text": ('{"title": "Late"}', "text is missing"),
    "a text that is null": ('{"text": null}', "text is null, which is not a text"),
    "a text that is a number": ('{"text": 7}', "text is 7, which is not a text"),
    "a text that is a list": ('{"text": ["It was late."]}', 'text is ["It was late."], which is not a text'),
    "an empty text": ('{"text": ""}', "has no text"),
    "a text of white space": ('{"text": " \\n\\u00a0"}', "has no text"),
    "a title that is a list": ('{"text": "A.", "title": ["Late"]}', 'title is ["Late"], which is not a text'),
    "an id that is true": ('{"text": "A.", "id": true}', "id is true, which is not a text"),
    "an unknown kind": ('{"text": "A.", "kind": "gossip"}', "kind is gossip. Use one of news, opinion"),
    "a kind that is a list": ('{"text": "A.", "kind": ["news"]}', 'kind is ["news"]. Use one of'),
    "U+0000 in the text": ('{"text": "A\\u0000."}', "text holds the character U+0000 at place 1"),
    "half a character in the text": ('{"text": "A\\ud83d."}', "text holds half of a character (the lone surrogate U+D83D) at place 1"),
    "half a character in the title": ('{"text": "A.", "title": "\\udc00"}', "title holds half of a character"),
    "a number of 5,000 digits": ('{"text": "A.", "n": ' + "9" * 5000 + "}", "number too long"),
    "brackets 100,000 deep": ("[" * 100_000, "nesting too deep"),
}


@pytest.mark.parametrize(("line", "reason"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_rejected_with_its_number_and_the_others_go_on(line: str, reason: str) -> None:
    before, rejection, after = loaded('{"text": "Before."}', line, '{"text": "After."}')

    assert isinstance(rejection, Rejection)
    assert (rejection.source, rejection.line) == ("/desk/ferry.jsonl", 2)
    assert reason in rejection.reason
    assert isinstance(before, LoadedArticle)
    assert isinstance(after, LoadedArticle)


def test_bytes_that_are_not_utf_8_are_rejected() -> None:
    (rejection,) = load_jsonl(['{"text": "Zoë."}'.encode("cp1252")], ORIGIN)

    assert isinstance(rejection, Rejection)
    assert "not UTF-8" in rejection.reason


def test_a_pair_of_escapes_is_one_character() -> None:
    assert [item.text for item in loaded('{"text": "\\ud83d\\ude00"}') if isinstance(item, LoadedArticle)] == ["😀"]


def test_blank_lines_count_and_are_skipped_and_a_byte_order_mark_is_no_part_of_the_first() -> None:
    items = list(load_jsonl([b'\xef\xbb\xbf{"text": "A."}\r\n', b"\r\n", b"{}\r\n"], ORIGIN))

    assert [(type(item), getattr(item, "line", None)) for item in items] == [(LoadedArticle, None), (Rejection, 3)]


def test_what_the_caller_gives_goes_before_what_the_line_says() -> None:
    (article,) = loaded('{"text": "A.", "outlet": "Courier", "kind": "news"}', given=Metadata(outlet="Given", kind="satire"))

    assert isinstance(article, LoadedArticle)
    assert (article.metadata.outlet, article.metadata.kind) == ("Given", "satire")
