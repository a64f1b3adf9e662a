"""Write what a model is asked: the prompt filled with labelled evidence, within its tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.models import Article
from ingest.words import visible
from qa.cite import Labels, issue_labels
from qa.models import Evidence, Found, Turn
from qa.prompt import PromptText
from qa.tokens import CountTokens, within

FIELDS = ("fence", "history", "question", "sentences", "today")
"""What an answer prompt fills in."""
DECLINED = "NOT_IN_THESE_ARTICLES"
"""What a model writes, alone, where the sentences do not answer; every answer prompt names it."""

_TURNS = 3  # earlier questions that go along
_TURN_CHARS = 600
_SHARE_OF_HISTORY = 0.25  # of what room the prompt and the question leave
FENCE = "0" * 12
"""As long as a fence, to count its tokens."""
_HEADING_CHARS = 200
_EXAMPLE_LABEL = "a0b0"
_SHOWN_MARKER = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Request:
    """The text sent, the labels in it, and the evidence behind each label."""

    text: str
    labels: Labels
    evidence: Mapping[str, Evidence]


def write_request(found: Found, prompt: PromptText, secret: bytes, count_tokens: CountTokens, prompt_tokens: int) -> Request | None:
    """Fill the prompt with the evidence, in rank order as far as ``prompt_tokens`` go; None where not even one sentence has room.

    Of the conversation the latest turns go along, within a quarter of the room. Zero-width, direction and tag characters are left
    out: a reader of the articles never saw them.
    """
    question = found.question
    fields = {"question": visible(question.text), "today": question.today or "not given"}
    room = prompt_tokens - count_tokens(prompt.filled(fence=FENCE, history="", sentences="", **fields))
    fields["history"] = said_before(question.history, int(room * _SHARE_OF_HISTORY), count_tokens)
    room -= count_tokens(fields["history"])
    kept = within(room, found.evidence, lambda e: count_tokens(printed([e], {}) + "\n\n"))
    if not kept:
        return None
    texts = [*fields.values(), *(printed([e], {}) for e in kept)]
    labels = issue_labels(secret, question, prompt.sha256, [e.sentence.sentence_id for e in kept], texts)
    text = prompt.filled(fence=labels.fence, sentences=printed(kept, labels.of), **fields)
    return Request(text, labels, {labels.of[e.sentence.sentence_id]: e for e in kept})


def role(e: Evidence) -> str:
    """Return what a sentence is where it is no part of the body."""
    return "" if e.sentence.role == "body" else f"({e.sentence.role}) "


def printed(evidence: Sequence[Evidence], labels: Mapping[str, str], noted: Callable[[Evidence], str] = role) -> str:
    """Return sentences under the headings of their articles: articles by their best sentence, sentences as they stand in them.

    Args:
        evidence: the sentences, best first.
        labels: of each sentence id; an example's stands for those that have none yet.
        noted: what is told of a sentence between its label and its words.
    """
    articles: dict[tuple[str, str], list[Evidence]] = {}
    for e in evidence:
        articles.setdefault((e.sentence.article_id, e.sentence.version), []).append(e)
    groups = []
    for of_article in articles.values():
        lines = [_heading(of_article[0].article)]
        above = ""
        for e in sorted(of_article, key=lambda e: e.sentence.index):
            if e.before is not None and e.before.sentence_id != above:
                lines.append(f"({one_line(e.before.text)})")
            lines.append(f"[{labels.get(e.sentence.sentence_id, _EXAMPLE_LABEL)}] {noted(e)}{one_line(e.sentence.text)}")
            above = e.sentence.sentence_id
        groups.append("\n".join(lines))
    return "\n\n".join(groups)


def _heading(article: Article) -> str:
    metadata = article.metadata
    kind = "" if metadata.kind in ("news", "unknown") else f" | {metadata.kind.replace('_', ' ')}"
    author = f" | by {_short(metadata.author)}" if metadata.author and metadata.kind == "opinion" else ""
    outlet = _short(metadata.outlet or "") or "outlet unknown"
    return f"# {_short(metadata.title or '') or 'untitled'} | {outlet} | {_short(metadata.published or '') or 'undated'}{kind}{author}"


def said_before(turns: Sequence[Turn], room: int, count_tokens: CountTokens) -> str:
    """Return the latest turns, as many as have room in so many tokens; of one that is too long the question alone."""
    said: list[str] = []
    for turn in reversed(turns[-_TURNS:]):
        asked = f"Asked: {_turn(turn.question)}"
        whole = f"{asked}\nAnswered: {_turn(turn.text)}"
        printed = next((text for text in (whole, asked) if count_tokens(text + "\n") <= room), None)
        if printed is None:
            break
        room -= count_tokens(printed + "\n")
        said.insert(0, printed)
    return "\n".join(said) or "none"


def _turn(text: str) -> str:
    return one_line(_SHOWN_MARKER.sub("", text))[:_TURN_CHARS]


def _short(text: str) -> str:
    return one_line(text)[:_HEADING_CHARS]


def one_line(text: str) -> str:
    """Return outside text as one line, without the characters that nobody sees."""
    return " ".join(visible(text).split())
