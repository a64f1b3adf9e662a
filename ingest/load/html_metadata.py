"""Reads what a page's markup says about its article: JSON-LD first, then meta elements, then visible elements; nothing is guessed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from ingest.load.dates import read_date
from ingest.models import Kind, Metadata

_KIND_OF_TYPE: dict[str, Kind] = {
    "opinionnewsarticle": "opinion",
    "reviewnewsarticle": "opinion",
    "analysisnewsarticle": "analysis",
    "liveblogposting": "live",
    "satiricalarticle": "satire",
    "advertisercontentarticle": "sponsored",
    "newsarticle": "news",
    "reportagenewsarticle": "news",
}
_KIND_OF_SECTION: dict[str, Kind] = {
    **dict.fromkeys(
        ("opinion", "opinions", "comment", "commentary", "editorial", "editorials", "op-ed", "op-eds", "columns", "columnists", "letters"),
        "opinion",
    ),
    **dict.fromkeys(("analysis", "analyses"), "analysis"),
    **dict.fromkeys(("interview", "interviews"), "interview"),
    **dict.fromkeys(("transcript", "transcripts"), "transcript"),
    **dict.fromkeys(("press release", "press releases"), "press_release"),
    **dict.fromkeys(("live blog", "liveblog", "live updates"), "live"),
    **dict.fromkeys(("satire",), "satire"),
    **dict.fromkeys(("sponsored", "sponsored content", "advertorial", "partner content", "paid content", "paid post"), "sponsored"),
}
_ARTICLE_TYPES = frozenset({*_KIND_OF_TYPE, "article", "blogposting", "backgroundnewsarticle", "askpublicnewsarticle", "report"})
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish_date"),
    *("publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
)
_MODIFIED = ("article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod")
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_MAX_LINKED_DATA_CHARS = 2_000_000

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """Metadata and what has to be said about finding it."""

    metadata: Metadata
    notes: tuple[str, ...] = ()


def read_metadata(root: etree._Element) -> Found:
    """Read the metadata of a parsed page, before anything is dropped from it."""
    metas = _metas(root)
    url = _url(root, metas)
    item = _article_item(root, url)
    published, modified, notes = _dates(root, item, metas)
    return Found(
        Metadata(
            title=_text(item.get("headline")) or metas.get("og:title") or _heading(root) or _element_text(root, "//head/title"),
            url=url or _web_address(_text(item.get("url"))) or _web_address(_identity(item.get("mainEntityOfPage"))),
            outlet=_names(item.get("publisher")) or metas.get("og:site_name") or metas.get("publisher") or metas.get("dc.publisher"),
            author=_author(root, item, metas),
            published=read_date(published) if published else None,
            published_as_printed=published,
            modified=read_date(modified) if modified else None,
            kind=_kind(item, metas),
            language=_text(item.get("inLanguage")) or _text(root.get("lang")) or metas.get("content-language") or metas.get("og:locale"),
        ),
        notes,
    )


def _metas(root: etree._Element) -> dict[str, str]:
    """Return meta elements by lower-case name, property, itemprop or http-equiv; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = _text(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _url(root: etree._Element, metas: dict[str, str]) -> str | None:
    """Return the canonical address; a site's front page, which careless templates name, is no article's."""
    links = (link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((url for url in map(_web_address, (*links, metas.get("og:url"))) if url), None)


def _web_address(value: str | None) -> str | None:
    try:
        parts = urlsplit((value or "").strip())
    except ValueError:
        return None
    is_article = parts.scheme in {"http", "https"} and parts.netloc and (parts.path.strip("/") or parts.query)
    return parts.geturl() if is_article else None


def _article_item(root: etree._Element, url: str | None) -> Json:
    """Return the JSON-LD item that describes this page's article: the one with its address, else the first; empty if none."""
    items = [item for item in _linked_data(root) if _types(item) & _ARTICLE_TYPES]
    here = [
        item for item in items if url and url in {_text(item.get("url")), _text(item.get("@id")), _identity(item.get("mainEntityOfPage"))}
    ]
    item = next(iter(here or items), {})
    by_id = {_text(other.get("@id")): other for other in _linked_data(root) if other.get("@id")}
    return {key: _resolved(value, by_id) for key, value in item.items()}


def _linked_data(root: etree._Element) -> Iterator[Json]:
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if len(source) > _MAX_LINKED_DATA_CHARS:
            continue
        try:
            data = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # many pages carry broken JSON-LD; the other markup is still there
        yield from _items(data)


def _items(data: object) -> Iterator[Json]:
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _items(data.get(key))


def _types(item: Json) -> set[str]:
    named = item.get("@type")
    values = named if isinstance(named, list) else [named]
    return {value.rpartition("/")[2].lower() for value in values if isinstance(value, str)}


def _resolved(value: object, by_id: dict[str | None, Json]) -> object:
    """Put the item in the place of a bare reference to it, {"@id": …}."""
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(_text(value.get("@id")), value)
    return value


def _identity(value: object) -> str | None:
    return _text(value.get("@id") or value.get("url")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> str | None:
    """Return the names of a person or organisation, or of several, joined by commas."""
    values: Iterable[object] = value if isinstance(value, list) else [value]
    names = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in values]
    return ", ".join(dict.fromkeys(name for name in names if name and not name.startswith(("http://", "https://")))) or None


def _author(root: etree._Element, item: Json, metas: dict[str, str]) -> str | None:
    named = _names(item.get("author")) or _names(item.get("creator"))
    if named is None:
        candidates = (metas.get("author"), metas.get("article:author"), metas.get("dc.creator"), metas.get("parsely-author"))
        named = next((name for name in candidates if name and "://" not in name), None)
    if named is None:
        named = _element_text(root, "//*[@itemprop='author']//*[@itemprop='name']") or _element_text(
            root, "//*[@itemprop='author'] | //a[@rel='author']"
        )
    return _BY.sub("", named, count=1) if named and _BY.match(named) else named


def _kind(item: Json, metas: dict[str, str]) -> Kind:
    """Return the kind that the type or the section names; a plain NewsArticle in an opinion section is opinion."""
    by_type = next((kind for name, kind in _KIND_OF_TYPE.items() if name in _types(item)), None)
    if by_type not in {None, "news"}:
        return by_type or "unknown"
    section = item.get("articleSection")
    sections = [*(section if isinstance(section, list) else [section]), metas.get("article:section")]
    named = (_KIND_OF_SECTION.get((_text(name) or "").lower()) for name in sections)
    return next((kind for kind in named if kind), by_type or "unknown")


def _dates(root: etree._Element, item: Json, metas: dict[str, str]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return when it was published and modified, as printed: the first that names a day, else the first there is."""
    published = [_text(item.get("datePublished")), *(metas.get(name) for name in _PUBLISHED), *_times(root, "datepublished")]
    modified = [_text(item.get("dateModified")), *(metas.get(name) for name in _MODIFIED), *_times(root, "datemodified")]
    notes = []
    chosen = []
    for field, candidates in (("published", published), ("modified", modified)):
        printed = [candidate for candidate in candidates if candidate]
        readable = [candidate for candidate in printed if read_date(candidate)]
        chosen.append(next(iter(readable or printed), None))
        if printed and not readable:
            notes.append(f"{field} {printed[0][:80]!r} names no full day: the date is unknown.")
    return chosen[0], chosen[1], tuple(notes)


def _times(root: etree._Element, prop: str) -> list[str | None]:
    """Return the times that visible elements name as ``prop``; a lone time element of the page's article is its publication."""
    marked = [element for element in root.iter() if isinstance(element.tag, str) and (element.get("itemprop") or "").lower() == prop]
    if prop == "datepublished":
        marked += [time for time in root.iter("time") if "pubdate" in time.attrib]
        articles = root.xpath("//article[not(ancestor::article)]")
        lone = articles[0].xpath(".//time[not(ancestor::aside) and not(ancestor::footer)]") if len(articles) == 1 else []
        marked += lone if len(lone) == 1 else []
    return [_text(element.get("datetime") or element.get("content") or "".join(element.itertext())) for element in marked]


def _heading(root: etree._Element) -> str | None:
    headings = list(root.iter("h1"))
    return _text("".join(headings[0].itertext())) if len(headings) == 1 else None


def _element_text(root: etree._Element, path: str) -> str | None:
    return next((text for element in root.xpath(path) if (text := _text("".join(element.itertext())))), None)


def _text(value: object) -> str | None:
    """Return a string on one line without entities, or ``None``: for blanks, numbers and everything else."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return (_SPACE.sub(" ", html.unescape(value)).strip() or None) if isinstance(value, str) else None
