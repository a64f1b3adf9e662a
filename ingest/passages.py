"""Pack consecutive sentences of an article into passages that fit the encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten

from ingest.models import Article, Passage, Sentence, passage_id
from ingest.words import visible

PACKER = "budget-1"
"""The recipe of passages: it changes whenever the same sentences would be packed otherwise."""

_HEADER_CHARS = 160  # of the title and of the outlet: a header must leave room for the text
_MID_PARAGRAPH = 0.1  # cost of a passage that ends inside a paragraph; a passage left empty by a third costs as much
_AFTER_HEADLINE = 0.5  # cost of a passage that ends with a headline, away from what it heads


def pack(article: Article, sentences: Sequence[Sentence], count_tokens: Callable[[str], int], max_tokens: int) -> tuple[Passage, ...]:
    """Return the passages of an article: whole sentences, each in exactly one passage, in order.

    As few passages as fit, of even size, ending with a paragraph where that costs little. What is embedded of a passage
    (``embedded_text``) has at most ``max_tokens`` tokens, unless it is one sentence that is longer by itself.

    Args:
        article: where the sentences stand.
        sentences: all sentences of the article, in order.
        count_tokens: tokens of a text as the encoder sees it, with its special tokens; called once a sentence, so two
            texts together may not have more tokens than each by itself.
        max_tokens: the encoder's window, special tokens included.
    """
    room = max_tokens - count_tokens(_header(article))
    special = count_tokens("")
    sizes = [count_tokens(visible(sentence.text)) - special for sentence in sentences]
    passages = []
    for index, (first, last) in enumerate(_groups(sentences, sizes, room)):
        start, end = sentences[first].start, sentences[last - 1].end
        passages.append(
            Passage(
                passage_id=passage_id(article.article_id, article.version, start, end),
                article_id=article.article_id,
                version=article.version,
                index=index,
                start=start,
                end=end,
                text=article.text[start:end],
                sentences=tuple(sentences[first:last]),
            )
        )
    return tuple(passages)


def embedded_text(article: Article, passage: Passage) -> str:
    """Return what the encoder reads of a passage: a line with title, outlet and day, as far as known, then its text."""
    header = _header(article)
    text = visible(passage.text)
    return f"{header}\n{text}" if header else text


def _header(article: Article) -> str:
    known = (article.metadata.title, article.metadata.outlet, article.metadata.published_day)
    parts = (shorten(" ".join(visible(part).split()), _HEADER_CHARS, placeholder="") for part in known if part)
    return " | ".join(part for part in parts if part)


def _groups(sentences: Sequence[Sentence], sizes: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Return the cheapest cut of the sentences into groups of at most ``room`` tokens, by dynamic programming.

    A group costs the square of the share of the room that it leaves empty, which makes groups few and even, and more
    where it ends in a bad place.
    """
    costs, cuts = [0.0], [0]  # of the best cut of the first n sentences: its cost, and where its last group begins
    for end in range(1, len(sentences) + 1):
        ending = _ending(sentences, end)
        best, cut, used = float("inf"), end - 1, 0
        for start in range(end - 1, -1, -1):
            used += sizes[start]
            if used > room and start < end - 1:
                break
            cost = costs[start] + ending + (max(0, room - used) / max(room, 1)) ** 2
            if cost < best:
                best, cut = cost, start
        costs.append(best)
        cuts.append(cut)
    groups = []
    end = len(sentences)
    while end:
        groups.append((cuts[end], end))
        end = cuts[end]
    return groups[::-1]


def _ending(sentences: Sequence[Sentence], end: int) -> float:
    """Return the cost of ending a passage before sentence ``end``."""
    if end == len(sentences):
        return 0.0
    last = sentences[end - 1]
    if last.role in ("headline", "standfirst"):
        return _AFTER_HEADLINE
    return _MID_PARAGRAPH if sentences[end].paragraph == last.paragraph else 0.0
