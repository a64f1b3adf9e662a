"""A follow-up becomes a question that stands alone, by a careful rule: it carries over what the conversation was about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.words import content_stems, stems
from qa.models import Found, Question

_TURNS = 3  # earlier questions that may be carried over
_FEW_STEMS = 2  # content stems of a question that says nothing by itself: "Why?", "And in March?"
_LEANING = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|hers|their|its|that|this|those|these|there|then)\b"
    r"|^\s*(?:and|but|so|what about|how about)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’-]+")


def standalone(question: Question) -> str:
    """Return the question's text, with the words of earlier questions behind it where it leans on them.

    >>> from qa.models import Turn
    >>> standalone(Question("Why did she change her mind?", history=(Turn("What did Ida Brandt say about the ferry?", ""),)))
    'Why did she change her mind? Ida Brandt say ferry'
    >>> standalone(Question("Who chairs the port authority?", history=(Turn("What did Ida Brandt say?", ""),)))
    'Who chairs the port authority?'
    """
    subject = ""
    for turn in question.history[-_TURNS:]:
        subject = _carried(turn.question, subject) if _leans(turn.question) else turn.question
    return _carried(question.text, subject) if _leans(question.text) else question.text


@dataclass(frozen=True)
class RetrieverForChat:
    """A retriever that reads follow-ups as questions that stand alone; what it finds is for the question as asked."""

    retrieve: Callable[[Question], Found]

    def __call__(self, question: Question) -> Found:
        if not question.history:
            return self.retrieve(question)
        text = question.reading.text if question.reading else standalone(question)
        return replace(self.retrieve(replace(question, text=text)), question=question)


def _leans(text: str) -> bool:
    return _LEANING.search(text) is not None or len(content_stems(text)) <= _FEW_STEMS


def _carried(text: str, subject: str) -> str:
    """Put behind a text the content words of a subject that it lacks."""
    known = set(stems(text))
    words = [word for word in _WORD.findall(subject) if (s := content_stems(word)) and not known.issuperset(s)]
    return " ".join([text, *words])
