"""Have a model make a follow-up a question that stands alone, and believe it only as far as the conversation goes."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import dataclass, replace

from ingest.words import content_stems, visible
from qa.chat import standalone
from qa.cite import issue_labels
from qa.llm import Ending, Message, Model
from qa.models import Question, Reading
from qa.prompt import PromptText
from qa.question import names_in
from qa.request import said_before
from qa.tokens import CountTokens

REWRITE_FIELDS = ("fence", "history", "question")
"""What a prompt for rewriting fills in."""

_MOST_CHARS = 400
_KEPT = 0.5  # share of the question's content words that its reading keeps
_NUMBER = re.compile(r"\d+")
_WRAPPING = " \t\"'“”‘’`*"
_ADDRESS = re.compile(r"://|www\.|[\[\]<>{}]")


@dataclass(frozen=True)
class Rewriter:
    """Reads follow-ups with a model. Where it fails, is late or strays from the conversation, the careful rule reads them.

    Attributes:
        within_s: longest time that reading a question may take, in seconds.
    """

    model: Model
    prompt: PromptText
    secret: bytes
    count_tokens: CountTokens
    prompt_tokens: int
    within_s: float

    async def __call__(self, question: Question) -> Question:
        """Return the question with its reading, if it is a follow-up."""
        request = write_rewrite(question, self.prompt, self.secret, self.count_tokens, self.prompt_tokens) if question.history else None
        if request is None:
            return question
        await self.model.prepare()
        clock = asyncio.get_running_loop().time
        began = clock()
        reply, ending = "", Ending("no_finish_reason")
        async with aclosing(self.model.stream([Message("user", request)], deadline=began + self.within_s)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ending):
                    ending = piece
                    break
                reply += piece.text
        text = believed(reply, question) if ending.is_whole else None
        ms = (clock() - began) * 1000
        by_rule = Reading(standalone(question), "rule", ending.usage, ms, ending.from_cache)
        return replace(question, reading=by_rule if text is None else replace(by_rule, text=text, by="model"))


def write_rewrite(question: Question, prompt: PromptText, secret: bytes, count_tokens: CountTokens, prompt_tokens: int) -> str | None:
    """Return what the model is asked: the conversation, fenced as data, and its last question; None where the question leaves no room."""
    asked = visible(question.text)
    room = prompt_tokens - count_tokens(prompt.filled(fence="0" * 12, history="", question=asked))
    if room <= 0:
        return None
    said = said_before(question.history, room, count_tokens)
    fence = issue_labels(secret, question, prompt.sha256, (), (said, asked)).fence
    return prompt.filled(fence=fence, history=said, question=asked)


def believed(reply: str, question: Question) -> str | None:
    """Return the question that a model wrote, or None where it is none or strays.

    It must be one line without an address or marker, keep the names and numbers of the question and half of its other words, and name
    nobody and no number that the conversation has not: articles speak in its answers, and one that gives orders must not be obeyed.

    >>> from qa.models import Turn
    >>> asked = Question("Why did she?", history=(Turn("Did Ida Brandt sell the ferry?", "Ida Brandt sold it in May."),))
    >>> believed("Why did Ida Brandt sell the ferry?", asked), believed("Why did Ana Sole sell it?", asked)
    ('Why did Ida Brandt sell the ferry?', None)
    """
    text = visible(reply).strip().strip(_WRAPPING)
    if not text or "\n" in text or len(text) > max(_MOST_CHARS, len(question.text)) or _ADDRESS.search(text):
        return None
    said = " ".join([question.text, *(part for turn in question.history for part in (turn.question, turn.text))])
    if not _named(text) <= _named(said) | set(content_stems(said)) or not _named(question.text) <= _named(text) | set(content_stems(text)):
        return None
    own = set(content_stems(question.text))
    return text if len(own & set(content_stems(text))) >= _KEPT * len(own) else None


def _named(text: str) -> set[str]:
    return {*names_in(text), *_NUMBER.findall(text)}
