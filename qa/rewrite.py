"""Ask a model to make a follow-up a question that stands alone, and believe it only as far as the conversation goes."""

from __future__ import annotations

from ingest.words import visible
from qa.cite import issue_labels
from qa.models import Question
from qa.prompt import PromptText
from qa.request import said_before

REWRITE_FIELDS = ("fence", "history", "question")
"""What a prompt for rewriting fills in."""


def write_rewrite(question: Question, prompt: PromptText, secret: bytes) -> str:
    """Return what the model is asked: the conversation so far, fenced as data, and its last question."""
    said, asked = said_before(question.history), visible(question.text)
    fence = issue_labels(secret, question, prompt.sha256, (), (said, asked)).fence
    return prompt.filled(fence=fence, history=said, question=asked)
