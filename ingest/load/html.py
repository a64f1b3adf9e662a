"""Web pages: metadata from the markup, hidden text dropped, the body found by trafilatura, roles from the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml import html as lxml_html

from ingest.load.article import Origin, Part, finish, lay_out
from ingest.load.decode import UndecodableError, decode
from ingest.load.html_hidden import drop_hidden
from ingest.load.html_metadata import read_metadata
from ingest.load.quiet import quiet
from ingest.models import LoadedArticle, Metadata, Rejection, Role

MAX_ELEMENTS = 50_000
"""Most elements of a page: trafilatura's time grows with their square, some 20 s at this number; news pages have a tenth."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE
)
_CHARSET_WITHIN_BYTES = 4096
_ROLE_OF_CLASS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"(?:^|[\s_-])(?:corrections?|correction-note)(?:$|[\s_-])", re.IGNORECASE), "correction"),
    (re.compile(r"(?:^|[\s_-])(?:standfirst|dek|deck|subheadline|sub-headline|article-summary)(?:$|[\s_-])", re.IGNORECASE), "standfirst"),
    (re.compile(r"(?:^|[\s_-])(?:figcaption|caption|photo-credit|image-credit)(?:$|[\s_-])", re.IGNORECASE), "caption"),
    (re.compile(r"(?:^|[\s_-])(?:byline|author-name)(?:$|[\s_-])", re.IGNORECASE), "byline"),
)
_HTML_SPACE = re.compile(r"[ \t\r\n\f]+")
_WHOLES = frozenset({"html", "head", "body", "article", "main", "figure"})
_MAX_ROLE_CHARS = 1000
_ARTICLE = "//article[not(ancestor::article)]"
_CONTAINERS = ("//*[@itemprop='articleBody']", _ARTICLE, "//main")
_FEW_CHARS = 300
_PARAGRAPH_TAGS = frozenset({"p", "head", "item", "row", "code"})


def load_html(data: bytes, origin: Origin, given: Metadata = Metadata()) -> LoadedArticle | Rejection:
    """Load a saved web page.

    The headline, and a standfirst or corrections that the markup names, are kept even where the body is found without them.
    """
    declared = _CHARSET.search(data[:_CHARSET_WITHIN_BYTES])
    try:
        decoded = decode(data, (declared[1] or declared[2]).decode("ascii") if declared else None)
    except UndecodableError as error:
        return origin.reject(str(error))
    root = _parse(decoded.text)
    if root is None:
        return origin.reject("The page is empty. Save it again, as a complete web page.")
    found = read_metadata(root)
    dropped = drop_hidden(root)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return origin.reject("The page is too large for one article. Save the article's words as .txt.")
    roles = _roles(root)
    headline = _headline(root, found.metadata.title)
    text, layout = lay_out(_arranged(_body(root), roles, headline))
    notes = [*decoded.notes, *found.notes, *filter(None, [dropped.note()])]
    if not text.strip() and dropped.pieces:
        return origin.reject("All the text of this page is hidden. Open it in a browser and save its words as .txt.")
    if not text.strip():
        return origin.reject("No article text was found in this page. Open it in a browser and save its words as .txt.")
    return finish(origin, given, text, found.metadata, layout=layout, notes=notes)


def _parse(page: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(page.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root if root.tag == "html" else None


def _key(text: str) -> str:
    """Return a text without its white space, to recognise it after trafilatura."""
    return "".join(text.split())


def _roles(root: etree._Element) -> dict[str, Part]:
    """Return what the markup names a standfirst, caption, byline or correction, by the text's key, in page order."""
    found: dict[str, Part] = {}
    main = next(iter(root.xpath(_ARTICLE)), None)
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _WHOLES or _is_beside(element, main):
            continue
        role = _role(element)
        if role is not None:
            for piece in (element, *element.iter("p")):
                text = _flat(piece)
                if text and len(text) <= _MAX_ROLE_CHARS:
                    found.setdefault(_key(text), Part(text, role))
    return found


def _is_beside(element: etree._Element, main: etree._Element | None) -> bool:
    """Return whether an element belongs to a menu, a margin, a foot or another article, as a teaser is one."""
    around = element.iterancestors("aside", "nav", "footer", "article")
    return any(ancestor.tag != "article" or ancestor is not main for ancestor in around)


def _role(element: etree._Element) -> Role | None:
    if element.tag == "figcaption":
        return "caption"
    prop = (element.get("itemprop") or "").lower()
    if prop in {"alternativeheadline", "abstract"}:
        return "standfirst"
    if prop == "author" or (element.get("rel") or "").lower() == "author":
        return "byline"
    named = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
    return next((role for pattern, role in _ROLE_OF_CLASS if pattern.search(named)), None)


def _headline(root: etree._Element, title: str | None) -> str | None:
    """Return the visible headline: the only h1, or the one that says the title."""
    headings = [text for h1 in root.iter("h1") if (text := _flat(h1))]
    if len(headings) == 1:
        return headings[0]
    return next((text for text in headings if title and _key(text) == _key(title)), None)


def _body(root: etree._Element) -> list[Part]:
    """Return the article's paragraphs as trafilatura finds them; crossheads are headlines.

    Of a page with few words trafilatura takes everything, menus too; there the paragraphs of its article element are taken.
    """
    marked = next((found for path in _CONTAINERS if (found := root.xpath(path))), [root])
    own = [Part(text) for paragraph in marked[0].iter("p") if (text := _words(paragraph))]
    with quiet("trafilatura"):
        extracted = trafilatura.bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(extracted, "body", None)
    parts = [] if body is None else [part for part in _paragraphs(body) if part.text]
    return own if own and sum(len(part.text) for part in parts) < _FEW_CHARS else parts


def _paragraphs(body: etree._Element) -> Iterator[Part]:
    for element in body:
        if element.tag in _PARAGRAPH_TAGS:
            yield Part(_words(element), "headline" if element.tag == "head" else "body")
        elif len(element):
            yield Part(_HTML_SPACE.sub(" ", element.text or "").strip())
            yield from _paragraphs(element)
        else:
            yield Part(_words(element))
        yield Part(_HTML_SPACE.sub(" ", element.tail or "").strip())


def _words(element: etree._Element) -> str:
    """Return an element's words: line breaks stay, a row's cells stand between bars, nested paragraphs begin a line."""
    if element.tag == "row":
        return " | ".join(filter(None, (_words(cell) for cell in element.iter("cell"))))
    pieces = [element.text or ""]
    for child in element:
        own = "\n" if child.tag in {"lb", "br"} else _words(child)
        if child.tag in {"p", "item", "list", "quote"}:
            own = f"\n{own}\n"
        pieces += [own.replace("\n", "\v"), child.tail or ""]
    lines = (_HTML_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _arranged(parts: list[Part], roles: dict[str, Part], headline: str | None) -> list[Part]:
    """Give the parts their roles; a headline or standfirst that the body lacks comes first, captions and corrections last."""
    if not parts:
        return []
    named = [roles.get(_key(part.text), part) if part.role == "body" else part for part in parts]
    present = {_key(part.text) for part in named}
    missing = [part for key, part in roles.items() if key not in present]
    has_standfirst = any(part.role == "standfirst" for part in named)
    first = [Part(headline, "headline")] if headline and _key(headline) not in present else []
    if not first and named[0].role == "headline":
        first, named = named[:1], named[1:]
    standfirst = [] if has_standfirst else [part for part in missing if part.role == "standfirst"][:1]
    return [*first, *standfirst, *named, *(part for part in missing if part.role in {"caption", "correction"})]


def _flat(element: etree._Element) -> str:
    """Return all words of an element on one line."""
    return _HTML_SPACE.sub(" ", "".join(element.itertext())).strip()
