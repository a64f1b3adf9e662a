import json

import pytest

from ingest.load.article import Origin
from ingest.load.html import load_html
from ingest.models import LoadedArticle, Metadata, Rejection

ORIGIN = Origin("/desk/ferry.html")
BODY = (
    "<p>The ferry to Orsk was late again on Monday, and some two hundred passengers waited on the quay in the rain until noon.</p>"
    "<p>“We are sorry,” said Ana Kova, the mayor of Orsk, who had promised in spring that the boats would sail on time.</p>"
)


def page(body: str = BODY, head: str = "", html: str = "<html>") -> bytes:
    menu = "<nav><a href=/>Home</a></nav>"
    return f"<!doctype html>{html}<head><meta charset=utf-8>{head}</head><body>{menu}<article>{body}</article></body></html>".encode()


def loaded(data: bytes, given: Metadata = Metadata()) -> LoadedArticle:
    article = load_html(data, ORIGIN, given)
    assert isinstance(article, LoadedArticle), article
    return article


def linked(**item: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **item})}</script>'


def roles(article: LoadedArticle) -> dict[str, str]:
    return {article.text[block.start : block.end]: block.role for block in article.layout}


def test_the_body_is_kept_in_paragraphs_and_the_rest_of_the_page_is_not() -> None:
    paragraphs = loaded(page()).text.split("\n\n")

    assert [paragraph.split()[-1] for paragraph in paragraphs] == ["noon.", "time."]


def test_a_short_article_is_an_article_too() -> None:
    assert loaded(page("<p>The ferry was late.</p>")).text == "The ferry was late."


def test_headline_standfirst_and_crosshead_have_their_roles() -> None:
    top = "<h1>Ferry late again</h1><p class='article__standfirst'>For the fifth time this month.</p><div class='byline'>By Ana Kova</div>"

    article = loaded(page(top + BODY + "<h2>Costs</h2>" + BODY.replace("Monday", "Tuesday").replace("sorry", "very sorry")))

    assert roles(article) == {"Ferry late again": "headline", "For the fifth time this month.": "standfirst", "Costs": "headline"}
    assert article.text.startswith("Ferry late again\n\nFor the fifth time this month.\n\nThe ferry to Orsk")


def test_a_headline_above_the_article_is_put_first() -> None:
    data = page().replace(b"<article>", b"<header><h1>Ferry late again</h1></header><article>")

    assert roles(loaded(data)) == {"Ferry late again": "headline"}


def test_a_caption_that_the_body_lacks_comes_after_it() -> None:
    article = loaded(page("<figure><img src=quay.jpg><figcaption>The quay of Orsk. <b>Photo:</b> Bo Lind</figcaption></figure>" + BODY))

    assert roles(article) == {"The quay of Orsk. Photo: Bo Lind": "caption"}
    assert article.text.endswith("on time.\n\nThe quay of Orsk. Photo: Bo Lind")


def test_captions_of_teasers_and_margins_are_not_taken() -> None:
    teaser = "<figure><img src=x.jpg><figcaption>Another story altogether.</figcaption></figure>"
    data = page(BODY + f"<aside>{teaser}</aside>").replace(b"</body>", f"<article>{teaser}</article></body>".encode())

    assert "Another story" not in loaded(data).text


def test_a_correction_has_its_role() -> None:
    article = loaded(page("<div class='correction'><p>An earlier version misstated the number of passengers.</p></div>" + BODY))

    assert roles(article) == {"An earlier version misstated the number of passengers.": "correction"}


def test_tables_and_lists_keep_their_words() -> None:
    text = loaded(
        page(BODY + "<ul><li>More boats</li><li>Later trams</li></ul><table><tr><td>2023</td><td>12 boats</td></tr></table>" + BODY.upper())
    ).text

    assert "More boats\n\nLater trams" in text
    assert "2023 | 12 boats" in text


def test_inline_markup_leaves_no_gap() -> None:
    text = loaded(page(BODY + "<p>It co<b>st</b> <a href='/x'>40 million</a>, <i>she</i> said.<br>Not more.</p>")).text

    assert "It cost 40 million, she said.\nNot more." in text


HIDDEN = {
    "display none": "<p style='color:red; DISPLAY : none !important'>Goblin words that nobody can see.</p>",
    "visibility hidden": "<p style='visibility:hidden'>Goblin words that nobody can see.</p>",
    "hidden attribute": "<p hidden>Goblin words that nobody can see.</p>",
    "aria-hidden": "<p aria-hidden='true'>Goblin words that nobody can see.</p>",
    "font size nought": "<p style='font-size:0px'>Goblin words that nobody can see.</p>",
    "opacity nought": "<p style='opacity:0.0'>Goblin words that nobody can see.</p>",
    "white on a white page": "<p style='color:#fff'>Goblin words that nobody can see.</p>",
    "nearly white on white": "<p style='color: rgb(250, 250, 250)'>Goblin words that nobody can see.</p>",
    "black on black": "<div style='background:#000'><p style='color:black'>Goblin words that nobody can see.</p></div>",
    "an old font element": "<p><font color=white>Goblin words that nobody can see.</font></p>",
    "transparent": "<p style='color:transparent'>Goblin words that nobody can see.</p>",
    "far left": "<p style='position:absolute;left:-9999px'>Goblin words that nobody can see.</p>",
    "clipped to no height": "<p style='height:0;overflow:hidden'>Goblin words that nobody can see.</p>",
    "closed dialog": "<dialog><p>Goblin words that nobody can see.</p></dialog>",
    "around visible style": "<div hidden><p style='display:block'>Goblin words that nobody can see.</p></div>",
}


@pytest.mark.parametrize("markup", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_text_is_dropped_and_counted(markup: str) -> None:
    article = loaded(page(BODY + markup + "<p>It ended there on Monday.</p>"))

    assert "oblin" not in article.text
    assert article.text.endswith("It ended there on Monday.")
    assert article.notes == ("Hidden text dropped: 1 hidden element.",)


def test_comments_templates_and_noscript_are_dropped_and_counted_and_code_is_dropped() -> None:
    extra = (
        "<!-- goblin --><template><p>Goblin.</p></template><noscript>Goblin.</noscript><script>goblin()</script><style>.goblin{}</style>"
    )

    article = loaded(page(BODY + extra))

    assert "oblin" not in article.text
    assert article.notes == ("Hidden text dropped: 1 comment, 1 template, 1 noscript.",)


def test_text_behind_a_dropped_element_stays() -> None:
    text = loaded(page(BODY + "<p>It was <span hidden>not </span>late, <!-- x -->she said.</p>")).text

    assert text.endswith("It was late, she said.")


SEEN = {
    "white on a dark ground": "<div style='background-color:#003'><p style='color:#fff'>Words in a dark box for all to see.</p></div>",
    "on a picture": "<div style='background:url(x.png)'><p style='color:white'>Words in a dark box for all to see.</p></div>",
    "half opaque": "<p style='opacity:0.5;font-size:0.9em;left:-10px;height:10px;overflow:hidden'>Words in a dark box for all to see.</p>",
    "aria-hidden false": "<p aria-hidden=false>Words in a dark box for all to see.</p>",
}


@pytest.mark.parametrize("markup", SEEN.values(), ids=SEEN.keys())
def test_text_that_can_be_seen_is_kept(markup: str) -> None:
    article = loaded(page(BODY + markup))

    assert "Words in a dark box for all to see." in article.text
    assert article.notes == ()


def test_metadata_comes_from_json_ld() -> None:
    head = linked(
        headline="Ferry late &amp; later",
        author=[{"@type": "Person", "name": "Ana Kova"}, {"@type": "Person", "name": "Bo Lind"}],
        publisher={"@type": "NewsMediaOrganization", "name": "Orsk Courier"},
        datePublished="2024-03-03T10:00:00+02:00",
        dateModified="2024-03-04",
        inLanguage="en-GB",
    )

    assert loaded(page(head=head + "<link rel=canonical href='https://courier.example/ferry'>")).metadata == Metadata(
        title="Ferry late & later",
        url="https://courier.example/ferry",
        outlet="Orsk Courier",
        author="Ana Kova, Bo Lind",
        published="2024-03-03T10:00:00+02:00",
        published_as_printed="2024-03-03T10:00:00+02:00",
        modified="2024-03-04",
        kind="news",
        language="en-GB",
    )


def test_json_ld_references_within_a_graph_are_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "Courier"},
            {"@type": ["NewsArticle"], "headline": "Late", "author": {"@id": "#ana"}, "publisher": {"@id": "#courier"}},
            {"@id": "#ana", "@type": "Person", "name": "Ana Kova"},
            {"@id": "#courier", "@type": "Organization", "name": "Orsk Courier"},
        ]
    }

    metadata = loaded(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>')).metadata

    assert (metadata.title, metadata.author, metadata.outlet) == ("Late", "Ana Kova", "Orsk Courier")


def test_of_several_json_ld_articles_the_one_of_this_page_counts() -> None:
    head = linked(headline="Other", url="https://courier.example/other") + linked(headline="This", url="https://courier.example/ferry")

    assert loaded(page(head=head + "<link rel=canonical href='https://courier.example/ferry'>")).metadata.title == "This"


def test_metadata_comes_from_meta_elements_where_json_ld_is_broken() -> None:
    head = (
        "<title>Late | Courier</title><script type='application/ld+json'>{broken</script><meta property=og:title content='Late'>"
        "<meta property=og:site_name content='Orsk Courier'><meta name=author content='By Ana Kova'>"
        "<meta property=og:url content='https://courier.example/f'>"
        "<meta property='article:published_time' content='2024-03-03T10:00:00Z'>"
        "<meta property='article:modified_time' content='2024-03-05'>"
        "<meta property='article:section' content='Opinion'>"
    )

    assert loaded(page(head=head, html="<html lang=en>")).metadata == Metadata(
        title="Late",
        url="https://courier.example/f",
        outlet="Orsk Courier",
        author="Ana Kova",
        published="2024-03-03T10:00:00+00:00",
        published_as_printed="2024-03-03T10:00:00Z",
        modified="2024-03-05",
        kind="opinion",
        language="en",
    )


def test_a_page_that_says_nothing_has_unknown_metadata() -> None:
    data = page(BODY + "<p>In 2019 the quay was built, on March 3, 2019.</p>").replace(
        b"</body>", b"<footer>Copyright 2021 Courier</footer></body>"
    )

    assert loaded(data).metadata == Metadata()
    assert loaded(data).source_id == "/desk/ferry.html"


TIMES = {
    "datetime": ("<time datetime='2024-03-03T10:00:00+02:00'>3 March</time>", "2024-03-03T10:00:00+02:00"),
    "words": ("<time>March 3, 2024</time>", "2024-03-03"),
    "named": ("<i itemprop=datePublished content='2024-03-03'>Sunday</i><time>2020-01-01</time><time>2020-01-02</time>", "2024-03-03"),
    "two": ("<time datetime='2020-01-01'>x</time><time datetime='2020-01-02'>x</time>", None),
    "another article's": ("<aside><time datetime='2020-01-01'>x</time></aside>", None),
}


@pytest.mark.parametrize(("time", "day"), TIMES.values(), ids=TIMES.keys())
def test_a_visible_time_counts_where_it_can_only_be_the_articles(time: str, day: str | None) -> None:
    assert loaded(page(time + BODY)).metadata.published == day


def test_a_date_that_names_no_day_is_kept_as_printed_and_noted() -> None:
    article = loaded(page(head=linked(datePublished="March 2024")))

    assert (article.metadata.published, article.metadata.published_as_printed) == (None, "March 2024")
    assert article.notes == ("published 'March 2024' names no full day: the date is unknown.",)


KINDS = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "https://schema.org/LiveBlogPosting": "live",
    "SatiricalArticle": "satire",
    "AdvertiserContentArticle": "sponsored",
    "ReportageNewsArticle": "news",
    "Article": "unknown",
}


@pytest.mark.parametrize(("named", "kind"), KINDS.items())
def test_the_kind_is_what_the_type_names(named: str, kind: str) -> None:
    assert loaded(page(head=linked(**{"@type": named}))).metadata.kind == kind


def test_a_news_article_in_the_opinion_section_is_opinion_and_prose_never_tells() -> None:
    assert loaded(page(head=linked(articleSection=["World", "Opinion"]))).metadata.kind == "opinion"
    assert loaded(page("<h1>Opinion: ferries</h1>" + BODY)).metadata.kind == "unknown"


def test_what_the_caller_gives_goes_before_the_markup() -> None:
    article = loaded(page(head=linked(headline="Late")), Metadata(title="Given", url="https://given.example/f", kind="analysis"))

    assert (article.metadata.title, article.metadata.kind, article.source_id) == ("Given", "analysis", "https://given.example/f")


@pytest.mark.parametrize("href", ["/ferry", "javascript:alert(1)", "https://courier.example/", "http://[", ""])
def test_a_canonical_address_that_names_no_article_is_none(href: str) -> None:
    assert loaded(page(head=f"<link rel=canonical href='{href}'>")).metadata.url is None


def test_the_declared_charset_is_used() -> None:
    data = page("<p>Zoë’s “ferry” was late.</p>").decode().replace("utf-8", "windows-1252").encode("cp1252")

    assert loaded(data).text == "Zoë’s “ferry” was late."


def test_entities_and_an_xml_declaration_are_no_trouble() -> None:
    data = b'<?xml version="1.0" encoding="iso-8859-1"?>' + page("<p>The caf&eacute; &#8220;Orsk&#8221; &amp; bar was shut.</p>")

    assert loaded(data).text == "The café “Orsk” & bar was shut."


NO_ARTICLE = {
    "an empty page": b"<html></html>",
    "white space": b"<html><body> <p> </p></body></html>",
    "all hidden": b"<html><body><p hidden>Goblin words here.</p></body></html>",
    "a hidden body": b"<html><body style='display:none'><p>Goblin words here.</p></body></html>",
    "only a comment": b"<!-- goblin -->",
    "only code": b"<html><body><script>goblin()</script></body></html>",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "no markup": b"<",
}


@pytest.mark.parametrize("data", NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_a_page_without_an_article_is_rejected(data: bytes) -> None:
    assert isinstance(load_html(data, ORIGIN), Rejection)


@pytest.mark.parametrize("depth", [300, 5000])
def test_deep_nesting_is_no_trouble(depth: int) -> None:
    result = load_html(page(BODY + "<div>" * depth + "<p>Deep.</p>" + "</div>" * depth), ORIGIN)

    assert isinstance(result, LoadedArticle)


def test_tables_nested_and_lists_nested_deeply_are_no_trouble() -> None:
    result = load_html(page(BODY + "<ul><li>x" * 400 + "</li></ul>" * 400), ORIGIN)

    assert isinstance(result, LoadedArticle)


def test_a_page_too_large_for_one_article_is_rejected() -> None:
    rejection = load_html(page(BODY + "<p>x</p>" * 60_000), ORIGIN)

    assert isinstance(rejection, Rejection)
    assert "too large" in rejection.reason
