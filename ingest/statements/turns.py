"""Read transcripts: a paragraph "NAME: words" is a statement of that speaker, in the speaker's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.models import Article, Sentence

_LABEL = re.compile(
    r"(?P<name>(?:[A-Z][\w.'’-]*|[IVX]+)(?: (?:[A-Z][\w.'’-]*|de|van|von|der|al|bin))*)(?:,? ?\(?(?P<office>[^:()\n]{1,60}?)\)?)?: (?=\S)"
)
_ASKED = re.compile(r"(?P<name>[QA])[:.] (?=\S)")
_LEAST_TURNS = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks (place in the text, and the fullest name that the labels give) and the characters of what is said.

    Where an interview has "Q" and "A" for labels, the questions are no turns, and ``name`` is "A"; "A" alone labels nothing.
    """

    start: int
    end: int
    name: str
    content: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]


def turns(article: Article, sentences: Sequence[Sentence]) -> list[Turn]:
    """Return the turns of a transcript or an interview printed as one; of any other article none."""
    opening = [s for i, s in enumerate(sentences) if i == 0 or sentences[i - 1].paragraph != s.paragraph]
    asked = {s.paragraph: label for s in opening if (label := _ASKED.match(article.text, s.start))}
    has_questions = any(label["name"] == "Q" for label in asked.values())  # else "A." is an initial or an article
    labelled: dict[int, re.Match[str]] = asked if has_questions else {}
    for sentence in opening:
        if sentence.paragraph in labelled:
            continue
        match = _LABEL.match(article.text, sentence.start, sentence.start + 120)
        if (
            match
            and len(match["name"]) > 1
            and match.end() < sentence.end + 2
            and (match["name"].isupper() or article.metadata.kind in ("transcript", "interview"))
        ):
            labelled[sentence.paragraph] = match
    if len(labelled) < _LEAST_TURNS or 2 * len(labelled) < len(opening):
        return []
    names = {match["name"] for match in labelled.values()}
    if names == {"Q"}:
        return []
    found: list[Turn] = []
    current: re.Match[str] | None = None
    for paragraph in sorted({s.paragraph for s in sentences}):
        inside = [s for s in sentences if s.paragraph == paragraph]
        match = labelled.get(paragraph)
        if match:
            current = match
        if current is None:
            continue
        start = match.end() if match else inside[0].start
        content = (start, inside[-1].end)
        if match is None and not found:
            continue
        if match is None:
            last = found.pop()
            found.append(Turn(last.start, last.end, last.name, (*last.content, content), (*last.sentences, *inside)))
            continue
        found.append(Turn(match.start("name"), match.end("name"), _fullest(match["name"], names), (content,), tuple(inside)))
    return [turn for turn in found if turn.name != "Q"]


def is_question(text: str, sentence: Sentence) -> bool:
    """Whether a sentence of a text is labelled as a question of an interview."""
    match = _ASKED.match(text, sentence.start)
    return match is not None and match["name"] == "Q"


def _fullest(name: str, names: set[str]) -> str:
    """Return the longest label that ends with a name: "GORRIE" is Anselm Gorrie where one label alone ends so."""
    longer = [other for other in names if other.casefold().split()[-1:] == name.casefold().split()[-1:] and len(other) > len(name)]
    full = longer[0] if len(longer) == 1 else name
    return " ".join(_title(word) for word in full.split()) if full.isupper() else full


def _title(word: str) -> str:
    """Capitals as a name has them: "O'NEILL-LEE" becomes "O'Neill-Lee"."""
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
