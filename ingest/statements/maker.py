"""Makes the statements of articles in one run: by rules, and with what a model proposes where one is given."""

from __future__ import annotations

import logging
import threading
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import NamedTuple

from ingest.models import Article, Sentence, Statement
from ingest.statements import STATEMENT_RULES, Found, statements_of, statements_with, to_be_proposed_from
from ingest.statements.proposals import Proposed, Proposer

log = logging.getLogger(__name__)

BY_MODEL = " + "
"""Parts the rules from the model in the recipe of statements that a model proposed, too."""
_FAILURES_IN_A_ROW = 3  # then the model is asked no more in this run


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a model did in one run.

    ``articles`` were read by it; ``by_rules`` were to be, but have the statements of the rules alone, because it failed
    (``problems``: codes). Of its proposals ``added`` became statements and ``known`` are statements of the rules already;
    ``conflicts`` name another holder than the rules or the grammar, ``refused`` are no statement of their article, and
    ``unreadable`` pieces of its replies were no proposal at all. Tokens are 0 where the endpoint counts none.
    """

    model: str
    host: str
    articles: int = 0
    by_rules: int = 0
    problems: tuple[str, ...] = ()
    added: int = 0
    known: int = 0
    conflicts: int = 0
    refused: int = 0
    unreadable: int = 0
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None


class Made(NamedTuple):
    """The statements of an article, and the recipe that they were made with."""

    statements: tuple[Statement, ...]
    recipe: str


class StatementMaker:
    """Makes statements; safe in many threads at once.

    An article of which the model fails to read a part gets the statements of the rules. After a failure that every article would
    meet, or three articles in a row, the model is asked no more.
    """

    def __init__(self, proposer: Proposer | None = None) -> None:
        self._proposer = proposer
        self._lock = threading.Lock()
        self._count: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self._cost: float | None = None
        self._failed_in_a_row = 0

    @property
    def recipe(self) -> str:
        """What an article's statements are made with where nothing fails."""
        return STATEMENT_RULES if self._proposer is None else f"{STATEMENT_RULES}{BY_MODEL}{self._proposer.recipe}"

    @property
    def is_asking(self) -> bool:
        """Whether a model is asked."""
        return self._proposer is not None

    def make(self, article: Article, sentences: Sequence[Sentence], stop: threading.Event) -> Made:
        """Return the statements of an article.

        Raises:
            CancelledError: ``stop`` was set while the model was asked.
        """
        asked = to_be_proposed_from(article, sentences) if self._proposer is not None else ()
        if self._proposer is None or not asked:
            return Made(statements_of(article, sentences), self.recipe)
        if self._failed_in_a_row >= _FAILURES_IN_A_ROW:
            return self._by_rules(article, sentences, "not_asked")
        try:
            proposed = self._proposer.propose(article, asked, stop)
            self._take(proposed)
            if proposed.problem is not None:
                return self._by_rules(article, sentences, proposed.problem)
            found = statements_with(article, sentences, proposed.proposals)
        except CancelledError:
            raise
        except Exception as error:  # whatever a reply leads to, the article is not lost
            places = "".join(traceback.format_tb(error.__traceback__))  # without the message, which may hold the article's words
            log.error("A model's proposals could not be read: %s\n%s", type(error).__name__, places)
            return self._by_rules(article, sentences, "internal")
        self._take_found(found)
        return Made(found.statements, self.recipe)

    def report(self) -> Proposals | None:
        """Return what the model did so far; ``None`` where there is none."""
        if self._proposer is None:
            return None
        with self._lock:
            problems = tuple(code for code, _ in self._problems.most_common())
            return Proposals(self._proposer.model, self._proposer.host, problems=problems, cost=self._cost, **self._count)

    def _by_rules(self, article: Article, sentences: Sequence[Sentence], problem: str) -> Made:
        with self._lock:
            self._count["by_rules"] += 1
            self._problems[problem] += 1
        return Made(statements_of(article, sentences), STATEMENT_RULES)

    def _take(self, proposed: Proposed) -> None:
        use = proposed.use
        with self._lock:
            self._count.update(
                requests=use.requests, input_tokens=use.input_tokens, output_tokens=use.output_tokens, unreadable=proposed.unreadable
            )
            if use.cost is not None:
                self._cost = round((self._cost or 0.0) + use.cost, 6)
            if proposed.problem is None:
                self._failed_in_a_row = 0
                return
            self._failed_in_a_row += _FAILURES_IN_A_ROW if proposed.is_hopeless else 1
            if self._failed_in_a_row >= _FAILURES_IN_A_ROW:
                log.warning("The model is asked for no more statements in this run: %s.", proposed.problem)

    def _take_found(self, found: Found) -> None:
        with self._lock:
            self._count.update(articles=1, added=found.added, known=found.known, conflicts=found.conflicts, refused=found.refused)
