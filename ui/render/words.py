"""The words that every face shares: counts, names of sources, dates, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ingest.words import visible
from qa.models import Answer, Citation, Claim, Fallback, Searched, Usage
from qa.verify.quotations import find_quoted
from ui.render.first_person import first_person

NEAREST = 3  # sentences shown with an abstention
COPIES_NAMED = 6  # of those that have the cited words too
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPOKEN = {
    "direct": "{}, in quoted words",
    "indirect": "{}, as reported",
    "mixed": "{}, partly in quoted words",
    "narrated": "the outlet’s account of {}",
}
LONGEST_TITLE = 300  # characters
QUOTED_WORDS = 3  # fewer, and a sentence only names or doubts something


def counted(n: int, noun: str) -> str:
    """Return a count in words: "one article", "13 articles".

    >>> counted(1, "article"), counted(3, "article"), counted(1200, "article")
    ('one article', 'three articles', '1,200 articles')
    """
    number = NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"
    return f"{number} {noun}" + ("" if n == 1 else "s")


def source_name(title: str | None, source_id: str) -> str:
    """Return what a reader knows a source by: the beginning of its title, else its file name or address.

    >>> source_name(None, "/home/ada/articles/tunnel.md"), source_name(None, "https://courier.example/2025/tunnel")
    ('tunnel.md', 'courier.example/2025/tunnel')
    """
    if title:
        shown = visible(title)
        return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1] + "…"
    parts = urlsplit(source_id)
    if parts.scheme in ("http", "https"):
        return visible(f"{parts.netloc}{parts.path}")
    return visible(PurePosixPath(source_id).name or source_id)


def by_line(c: Citation) -> str:
    """Return outlet and kind; "outlet unknown" is said, never left out."""
    kind = "" if c.kind in ("news", "unknown") else f" · {c.kind.replace('_', ' ')}"
    return visible(c.outlet or "outlet unknown") + kind


def dates(c: Citation) -> str:
    """Return the two dates of a citation, published and said; "undated" where neither is known."""
    said = c.as_of.date if c.as_of and c.as_of.basis == "said" else None
    if said is None and c.published is None:
        return "published unknown · said: not dated"
    return f"published {c.published[:10] if c.published else 'unknown'} · said: {said or 'not dated'}"


def also_printed(c: Citation) -> str:
    """Return which copies of the article have the cited words too, each by outlet and day, or nothing."""
    named = list(dict.fromkeys(f"{visible(r.outlet or source_name(r.title, r.source_id))} ({day_of(r.published)})" for r in c.also_in))
    if not named:
        return ""
    shown, rest = named[:COPIES_NAMED], len(named) - COPIES_NAMED
    listed = ", ".join(shown) + (f" and {rest:,} more" if rest > 0 else "")
    return f"also printed by {listed}"


def speaks(answer: Answer) -> str:
    """Return how many articles an answer rests on, and whether it is whole.

    >>> from qa.models import Answer, Searched
    >>> speaks(Answer("?", "partial", searched=Searched(articles=24)))
    'No articles speak to this (24 searched). The answer is incomplete.'
    """
    n = len({c.article_id for c in answer.citations})
    whole = " The answer is incomplete." if answer.status == "partial" else ""
    return f"{counted(n, 'article').capitalize()} {'speaks' if n == 1 else 'speak'} to this ({answer.searched.articles:,} searched).{whole}"


def speaker(c: Citation) -> str:
    """Return whose words a sentence gives and how; "speaker unknown" is said, never left out."""
    if c.speaker is None:
        return "speaker unknown"
    return _SPOKEN.get(c.voice or "", "{}").format(visible(c.speaker))


def who_spoke(numbers: Sequence[int], cited: Mapping[int, Citation]) -> str:
    """Return whose words several sentences give together: the first speaker that is known of them."""
    named = [cited[n] for n in numbers if cited[n].speaker]
    return speaker(named[0] if named else cited[numbers[0]])


def whom_it_means(c: Citation, words: str) -> str:
    """Return who is meant where printed words do not name their speaker ("he = Volodymyr Zelensky"), or nothing.

    Where the speaker is not known and the words say "I" or "we" outside a quotation, as in an interview, that is said.
    """
    if c.speaker is None:
        spoken = first_person(words)
        return f"{spoken} = not named in this sentence" if spoken and not has_quoted_words(words) else ""
    if c.speaker.split()[-1] in words:
        return ""
    printed = visible(c.speaker_as_printed or "")
    return f"{printed} = {visible(c.speaker)}" if printed and printed in words else f"speaker: {visible(c.speaker)}"


def who_wrote(answer: Answer) -> list[str]:
    """Return how a follow-up was read, who wrote the answer, where text went and what that took, as sentences."""
    if answer.answerer == "model":
        written = f"Written by {visible(answer.model or 'a model')} at {visible(answer.host or 'an unknown host')}."
        return [*_read_as(answer), written, *_dropped_words(answer), *usage_words(answer.usage, bool(answer.ms.from_cache))]
    return [*_read_as(answer), *_failed_words(answer), "Sentences as printed.", *_went_words(answer)]


def who_looked(answer: Answer) -> list[str]:
    """Return, where nothing was found, how a follow-up was read, whether a model failed, where text went and what that took."""
    return [*_read_as(answer), *_failed_words(answer), *_went_words(answer)]


def _read_as(answer: Answer) -> list[str]:
    read = [f"Read as: {visible(answer.read_as)}"] if answer.read_as and answer.read_as != answer.question else []
    return [*read, *how_searched(answer.notes)]


def _failed_words(answer: Answer) -> list[str]:
    return [f"The model did not answer ({fallback_words(answer)})."] if answer.fallback else []


def _went_words(answer: Answer) -> list[str]:
    went = f"Text went to {visible(answer.host)}." if answer.host else "Nothing left this machine."
    return [went, *usage_words(answer.usage, bool(answer.ms.from_cache))]


def is_printed(claim: Claim, cited: Mapping[int, Citation]) -> bool:
    """Whether a claim is the sentences that it cites, word for word."""
    return claim.text.split() == [word for n in claim.citations for word in cited[n].text.split()]


def by_whose_words(answer: Answer) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Return the claims that are in a model's words, and those that are sentences as printed."""
    if answer.answerer != "model":
        return (), answer.claims
    if answer.positions is None:
        return answer.claims, ()
    cited = {c.number: c for c in answer.citations}
    printed = tuple(claim for claim in answer.claims if is_printed(claim, cited))
    return tuple(claim for claim in answer.claims if claim not in printed), printed


def how_searched(notes: Sequence[str]) -> list[str]:
    """Return what a reader must know of how the articles were searched, as sentences."""
    return [visible(note) if note.endswith(".") else f"{visible(note)}." for note in notes]


def _dropped_words(answer: Answer) -> list[str]:
    if not answer.dropped:
        return []
    were = "was" if answer.dropped == 1 else "were"
    return [f"{counted(answer.dropped, 'sentence').capitalize()} of the model that nothing supports {were} left out."]


def usage_words(used: Usage | None, is_kept: bool = False) -> list[str]:
    """Return what requests took, and whether a reply was kept from before; a cost only at the prices of the settings."""
    kept = "Kept from an earlier request." if is_kept else ""
    if used is None:
        return [kept] if kept else []
    cost = "" if used.cost is None else f", {used.cost:,.4f} at your prices"
    return [*([kept] if kept else []), f"{used.input_tokens:,} tokens read, {used.output_tokens:,} written{cost}."]


def fallback_words(answer: Answer) -> str:
    """Return why the model's answer was not used."""
    return _code_words(answer.fallback) if answer.fallback else ""


def stopped_words(answer: Answer) -> str:
    """Return why a partial answer ends where it does, or nothing."""
    return f"The model's reply ended early: {_code_words(answer.stopped)}." if answer.stopped else ""


def day_of(published: str | None) -> str:
    """Return the day of publication, or that it is unknown."""
    return published[:10] if published else "published unknown"


def _code_words(cause: Fallback) -> str:
    return cause.code.replace("_", " ") + (f", status {cause.status}" if cause.status else "")


def reason_words(claim: Claim) -> str:
    """Return why a claim is not simply supported."""
    if claim.reasons:
        return "; ".join(visible(reason.message) for reason in claim.reasons)
    return "no source is named" if claim.verdict == "unsourced" else "the sentence does not say this plainly"


def articles_searched(searched: Searched) -> str:
    """Return what was looked at: how many articles, from when to when."""
    span = f", {searched.first} to {searched.last}" if searched.first and searched.last else ""
    undated = f", {searched.undated:,} undated" if searched.undated else ""
    return f"Searched {searched.articles:,} article{'' if searched.articles == 1 else 's'}{span}{undated}."


def has_quoted_words(text: str) -> bool:
    """Whether a sentence quotes somebody, beyond a word or two.

    >>> has_quoted_words('"We will not sell the ferry," Orla Venn said.'), has_quoted_words("The ferry stays.")
    (True, False)
    """
    return any(len(quoted.text.split()) >= QUOTED_WORDS for quoted in find_quoted(text))
