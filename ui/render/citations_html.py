"""Citations as HTML that we write ourselves: numbers that open the article, and the list of sources.

Every character from outside is escaped, nothing of it is ever markup. The chat's sanitiser drops ``data-*`` and ``aria-*``, so a
citation carries its place in ``href`` and its name in hidden text.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from ingest.words import visible
from qa.models import Citation, Reprint
from ui.render.words import COPIES_NAMED, also_printed, by_line, counted, dates, day_of, source_name, speaker

LONGEST_TITLE = 300  # characters of a sentence in a number's tooltip


def escaped(text: str) -> str:
    """Return outside text as HTML text, without characters that show nothing.

    >>> escaped('<img src="x">\u202e')
    '&lt;img src=&quot;x&quot;&gt;'
    """
    return html.escape(visible(text))


def place(article_id: str, version: str, start: int, end: int) -> str:
    """Return the address, within the page, of ``text[start:end]`` of one version of an article.

    >>> place("a-1", "v1", 4, 20)
    '#s=a-1/v1/4-20'
    """
    return f"#s={quote(article_id, safe='')}/{quote(version, safe='')}/{start}-{end}"


def number(c: Citation) -> str:
    """Return the number of a citation, which opens its article at the sentence."""
    said = f", said {c.as_of.date}" if c.as_of and c.as_of.basis == "said" else ""
    return (
        f'<a class="or-cite" href="{place(c.article_id, c.version, c.start, c.end)}" title="{escaped(_short(c.text))}">'
        f'<span class="or-vh">Source </span>{c.number}<span class="or-vh">, {escaped(by_line(c))}</span>'
        f'<span class="or-who">{escaped(speaker(c))}{escaped(said)}</span>{_copies(c)}</a>'
    )


def _copies(c: Citation) -> str:
    """Return, hidden, which copies of the article have the words too and where each is: the article beside the answer shows them."""
    named = "".join(
        f'<span title="{_article(r)}">{escaped(r.outlet or source_name(r.title, r.source_id))}, {escaped(day_of(r.published))}</span>'
        for r in c.also_in[:COPIES_NAMED]
    )
    return f'<span class="or-reprints">{named}</span>' if named else ""


def _article(r: Reprint) -> str:
    return f"#s={quote(r.article_id, safe='')}/{quote(r.version, safe='')}"


def sources(citations: Sequence[Citation]) -> str:
    """Return the cited articles, each with the places in it that are cited."""
    cited: dict[tuple[str, str], list[Citation]] = {}
    for c in citations:
        cited.setdefault((c.article_id, c.version), []).append(c)
    if not cited:
        return ""
    how_many = counted(len({c.article_id for c in citations}), "article")
    label = f'<p class="or-label">Sources <span class="or-quiet">({how_many})</span></p>'
    return f'{label}<ol class="or-sources">{"".join(map(_source, cited.values()))}</ol>'


def bits(*words: str) -> str:
    """Return short facts in a row, each kept together where the line breaks, with dots between those on one line."""
    dotted = '<span class="or-dot"> · </span>'
    shown = "".join(f'<span class="or-bit">{dotted if n else ""}{escaped(word)}</span>' for n, word in enumerate(words))
    return f'<span class="or-quiet{" or-bits" if len(words) > 1 else ""}">{shown}</span>'


def with_marks(text: str, words: Iterable[str]) -> str:
    """Return outside text with the first place of each of some words marked, in the order in which they stand there.

    >>> with_marks("until 2030, not 2035", ["2030"])
    'until <mark class="or-differs">2030</mark>, not 2035'
    """
    rest, out = visible(text), ""
    for one in sorted({visible(w) for w in words} - {""}, key=rest.find):
        if one in rest:
            before, rest = rest.split(one, 1)
            out += f'{html.escape(before)}<mark class="or-differs">{html.escape(one)}</mark>'
    return out + html.escape(rest)


def _source(cited: Sequence[Citation]) -> str:
    """Return one article with the places in it that are cited; when it was said stands by the places where that differs."""
    first = cited[0]
    published, said = dates(first).split(" · ")
    said_once = len({dates(c) for c in cited}) == 1
    superseded = '<span class="or-tag">superseded by a later version</span>' if first.superseded else ""
    places = "".join(f"<li>{number(c)}{_where(c, dated=not said_once)}</li>" for c in cited)
    return (
        f'<li class="or-source"><span class="or-title">{escaped(source_name(first.title, first.source_id))}</span>{superseded}'
        f'{bits(by_line(first), published, *([said] if said_once else []))}<ul class="or-places">{places}</ul></li>'
    )


def _where(c: Citation, *, dated: bool) -> str:
    facts = [f"paragraph {c.paragraph}", *([dates(c).split(" · ")[1]] if dated else []), *([speaker(c)] if c.speaker else [])]
    return bits(*facts, *([also_printed(c)] if c.also_in else []))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"
