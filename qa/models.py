"""The vocabulary of answers: Question, Evidence, Draft, Claim, Citation, Answer.

    Article -> Sentence -> Passage -> Evidence -> Draft -> Answer (Claims with Citations)
    load       split       pack       retrieve    write    cite, verify

``SearchResult`` and ``Answer``, and what they hold, are what the JSON of the command line and of HTTP is made of: a field is a key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from ingest.models import Article, AsOf, Kind, Role, Sentence, SpanText

Status = Literal["answered", "partial", "abstained", "failed"]
Verdict = Literal["supported", "weak", "unsupported", "unsourced"]
AbstentionCode = Literal[
    "empty_home",
    "no_evidence",
    "below_threshold",
    "model_declined",
    "no_such_holder",
    "holder_without_issue",
    "outside_dates",
    "false_premise",
]
ReasonCode = Literal["quotation", "number", "date", "name", "negation", "modality", "speaker", "attribution_lost", "overlap"]
QuotationStatus = Literal["exact", "typographic", "elsewhere", "not_found"]
Voice = Literal["direct", "indirect", "mixed", "narrated"]
Stance = Literal["supports", "opposes", "conditional", "mixed", "declined", "unclear", "none_found"]
Lean = Literal["supports", "opposes"]


# What is asked


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles count. Days are YYYY-MM-DD, both ends included; an undated article passes no date filter."""

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    holder: str | None = None
    without_outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation with the text of its answer."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A follow-up as a question that stands alone, and what a model took to write it, where one did; ``ms`` are milliseconds."""

    text: str
    by: Literal["model", "rule"]
    usage: Usage | None = None
    ms: float = 0.0
    from_cache: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the user asked. ``k`` is how many passages and sentences come back; ``today`` (YYYY-MM-DD) anchors "last week".

    ``reading`` is what retrieval reads in place of a follow-up; without one the careful rule makes it.
    """

    text: str
    id: str | None = None
    history: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    today: str | None = None
    k: int = 10
    reading: Reading | None = None


# What is found


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a sentence's score: its value, the weight it carries, and their product."""

    name: str
    value: float
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """Whose words a sentence gives: the speaker by name and as the sentence prints it, how, and when where the article tells."""

    speaker: str
    as_printed: str
    voice: Voice
    as_of: AsOf | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence found for a question, best first from rank 1; scores compare within one question only.

    ``article`` is the version that the sentence stands in. ``before`` is the sentence before it in the same paragraph, or in
    the paragraph before where it opens with a pronoun. ``copies`` are the other articles of its story
    that have the same words.
    ``spoken`` is known only of sentences that may be cited.
    """

    sentence: Sentence
    article: Article
    passage_id: str
    rank: int
    score: float
    before: Sentence | None = None
    signals: tuple[Signal, ...] = ()
    copies: tuple[Article, ...] = ()
    spoken: Spoken | None = None


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage found for a question."""

    rank: int
    score: float
    passage_id: str
    article_id: str
    version: str
    source_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence found for a question, as the JSON shows it."""

    rank: int
    score: float
    sentence_id: str
    article_id: str
    version: str
    source_id: str
    start: int
    end: int
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None

    @classmethod
    def of(cls, evidence: Evidence) -> FoundSentence:
        """Return evidence as the JSON shows it."""
        s, article, about = evidence.sentence, evidence.article, evidence.article.metadata
        return cls(
            rank=evidence.rank,
            score=evidence.score,
            sentence_id=s.sentence_id,
            article_id=s.article_id,
            version=s.version,
            source_id=article.source_id,
            start=s.start,
            end=s.end,
            text=s.text,
            title=about.title,
            outlet=about.outlet,
            published=about.published,
        )


@dataclass(frozen=True, slots=True)
class Searched:
    """Which articles were looked at: how many, how many of them undated, first and last day, outlets, how many name each holder."""

    articles: int = 0
    undated: int = 0
    first: str | None = None
    last: str | None = None
    outlets: tuple[str, ...] = ()
    naming: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything retrieval found for one question. ``answerable`` is the calibrated probability, 0 to 1, that it holds the answer.

    ``is_unsaid`` tells that the question asks if something is so, and no sentence near the top says it in so many words.
    """

    question: Question
    passages: tuple[FoundPassage, ...]
    evidence: tuple[Evidence, ...]
    answerable: float
    searched: Searched
    retrieve_ms: float = 0.0
    is_unsaid: bool = False


# What is checked


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a claim is checked against; ``context`` is what stands before it, ``speaker`` who it quotes, where known."""

    text: str
    sentence_id: str | None = None
    speaker: str | None = None
    context: str = ""
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim is not simply supported, in a code and in words that a person understands.

    ``printed`` is what the sentence says instead of the claim's words, where it says something else.
    """

    code: ReasonCode
    message: str
    sentence_id: str | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of a claim, and whether a cited sentence has them."""

    text: str
    status: QuotationStatus


@dataclass(frozen=True, slots=True)
class Verification:
    """What the verifier says of one claim; ``score`` runs from 0, no support, to 1."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...] = ()
    quotations: tuple[Quotation, ...] = ()


# What is answered


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a value: what happened and what to do about it."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class AbstentionReason:
    """Why there is no answer, in a code and in words about these articles."""

    code: AbstentionCode
    message: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer without its markers, the numbers of its citations, and its verdict."""

    text: str
    verdict: Verdict
    score: float
    citations: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that is a copy of the cited one and has the cited words too."""

    article_id: str
    version: str
    source_id: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in an answer, tied to one sentence of one version of one article; ``text`` is printed from the catalog.

    ``also_in`` are the copies of that article that have the same words, the earliest published first.
    """

    number: int
    sentence_id: str
    article_id: str
    version: str
    source_id: str
    start: int
    end: int
    text: str
    paragraph: int
    role: Role
    title: str | None
    outlet: str | None
    kind: Kind
    published: str | None
    url: str | None
    link: str | None  # deep link to the same words at the publisher
    superseded: bool
    speaker: str | None = None
    voice: Voice | None = None
    as_of: AsOf | None = None
    speaker_as_printed: str | None = None  # "he" in the sentence, where the speaker is known from elsewhere in the article
    also_in: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """Which text the model read."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them when the reply was written; ``cost`` only where the settings name prices."""

    input_tokens: int
    output_tokens: int
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why a model failed and the extractive answerer stood in for it: a code, and the HTTP status where there was one."""

    code: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """Milliseconds."""

    retrieve: float
    total: float


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Milliseconds; ``first_token`` only where a model wrote. ``from_cache`` counts replies that were kept from before, not sent for."""

    retrieve: float
    first_token: float | None
    total: float
    from_cache: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What ``search`` returns; ``notes`` as in ``Answer``."""

    question: str
    id: str | None = None
    error: Problem | None = None
    passages: tuple[FoundPassage, ...] = ()
    sentences: tuple[FoundSentence, ...] = ()
    notes: tuple[str, ...] = ()
    ms: SearchTimes = SearchTimes(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a stance depends on: ``text`` is a span of the sentence with the number ``citation``."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Label:
    """The words that a stance is read in: spans of the sentence with the number ``citation``, in their order."""

    words: tuple[SpanText, ...]
    citation: int


LONGEST_PROPOSAL = 12
"""Words of a proposal; one of so many may have been cut."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What some statements of a holder on a topic speak of, in the words of the sentence with the number ``citation``.

    ``stance`` is the holder's towards it, "unclear" unless ``label`` has the words that show it; ``statements`` are ids of statements.
    """

    text: str
    citation: int
    stance: Stance
    label: Label | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """A statement that shows a position, with the numbers of the sentences that give it.

    ``narrated`` is what the outlet says the holder did (voted, signed). ``reported_by`` names who tells it, if not the outlet.
    ``also_in`` are the numbers of sentences that give the same statement again.
    """

    statement_id: str
    citations: tuple[int, ...]
    content: tuple[SpanText, ...]
    voice: Voice
    as_of: AsOf | None = None
    speaker: str | None = None
    reported_by: str | None = None
    also_in: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Two dated statements of one holder that differ: ids of statements, and the stance that each shows."""

    from_: Annotated[Stance, Field(alias="from")]  # "from" in JSON, where it is written and where a journal reads it again
    to: Stance
    statement_before: str
    statement_after: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a model's reading of a holder's statements is not used, in a code and in words."""

    code: str
    message: str
    status: int | None = None  # HTTP status, where the endpoint refused


@dataclass(frozen=True, slots=True)
class Position:
    """Where a holder stands towards a proposal, never further than the cited sentences go.

    ``proposal`` is what the stance is towards, in a sentence's own words; ``label`` has the words that show the stance, ``other_label``
    those of the other side where it is mixed. ``summary`` is the sentence that shows it best. ``side`` is the number of an own sentence
    that plainly takes the side by itself, after a change the later one; None where none does. ``proposals`` are what the statements on a
    mere topic speak of, towards which there is no stance.
    ``first_seen`` and ``last_seen`` are days in these articles; ``origins`` counts occasions, not copies. ``about`` are the numbers
    of sentences that speak of the holder's view in the article's own words. ``read_by`` is who read the stance in them: where a model
    did, ``summary`` is its own checked line, and ``carried_by`` are the numbers of the sentences that it rests the stance on. ``set_aside``
    says why a model's reading is not used.
    """

    holder: str
    proposal: str | None
    stance: Stance
    leans: Lean | None = None
    condition: Condition | None = None
    summary: Claim | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    origins: int = 0
    about: tuple[int, ...] = ()
    statements: tuple[HeldStatement, ...] = ()
    changes: tuple[Change, ...] = ()
    side: int | None = None
    label: Label | None = None
    other_label: Label | None = None
    proposals: tuple[Proposal, ...] = ()
    read_by: Literal["rules", "model"] = "rules"
    carried_by: tuple[int, ...] = ()
    set_aside: SetAside | None = None


@dataclass(frozen=True, slots=True)
class PositionReport:
    """What ``positions`` returns: the holders who spoke first, then those of whom no statement was found.

    ``named`` are people whom the cited articles name and of whom nothing was found on the issue, if everybody was asked for.
    ``model``, ``prompt`` and ``usage`` are there where statements were sent to a model, ``host`` where any text left this machine.
    """

    issue: str
    id: str | None = None
    error: Problem | None = None
    positions: tuple[Position, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = Searched()
    named: tuple[str, ...] = ()
    model: str | None = None
    host: str | None = None
    prompt: Prompt | None = None
    usage: Usage | None = None
    invalid_markers: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """What two positions have to do with each other, with the numbers of the sentences that show it, one of each holder."""

    relation: Literal["agree", "differ"]
    holders: tuple[str, str]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What ``compare`` returns: positions in the order asked for, and where two of them that both take sides agree or differ."""

    issue: str
    id: str | None = None
    error: Problem | None = None
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = Searched()
    model: str | None = None
    host: str | None = None
    prompt: Prompt | None = None
    usage: Usage | None = None
    invalid_markers: int = 0


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A statement on a line of time: an ISO day, month or year, the earliest that these articles give it, and what its words show."""

    date: str | None
    stance: Stance
    condition: Condition | None
    statement: HeldStatement


@dataclass(frozen=True, slots=True)
class Timeline:
    """What ``timeline`` returns: a holder's own statements, the earliest in these articles first, then those without a date."""

    issue: str
    id: str | None = None
    error: Problem | None = None
    holder: str | None = None
    statements: tuple[DatedStatement, ...] = ()
    undated: tuple[DatedStatement, ...] = ()
    changes: tuple[Change, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: Searched = Searched()


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``ask`` returns: typed, so that an abstention is a value and a failure is never silent.

    ``text`` has the markers [n], ``claims`` have none. ``invalid_markers`` counts markers of the model that were never issued.
    ``stopped`` says why a partial answer ends where it does. ``read_as`` is the question that a model made of a follow-up;
    ``dropped`` counts the model's sentences that were left out because nothing supports them. ``notes`` say what a reader must know
    of how the articles were searched and of what was found.
    """

    question: str
    status: Status
    id: str | None = None
    error: Problem | None = None
    text: str = ""
    reason: AbstentionReason | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    evidence: tuple[FoundSentence, ...] = ()
    answerable: float = 0.0
    positions: tuple[Position, ...] | None = None
    searched: Searched = Searched()
    answerer: Literal["extractive", "model"] = "extractive"
    fallback: Fallback | None = None
    stopped: Fallback | None = None
    model: str | None = None
    host: str | None = None
    prompt: Prompt | None = None
    usage: Usage | None = None
    invalid_markers: int = 0
    dropped: int = 0
    read_as: str | None = None
    notes: tuple[str, ...] = ()
    ms: AnswerTimes = AnswerTimes(0.0, None, 0.0)


# What is streamed


@dataclass(frozen=True, slots=True)
class Open:
    """The unverified tail of a streaming answer, its quoted words withheld."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished, verified claim and the citations that it is the first to use."""

    claim: Claim
    citations: tuple[Citation, ...]


Event = Open | Finished | Answer
"""What ``stream`` yields; the last is always the whole Answer."""
