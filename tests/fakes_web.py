"""A small service with real types: two invented outlets, a tunnel and a ferry."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.errors import InputError
from ingest.models import Article, Metadata, Rejection, Sentence, SpanText, article_id, sentence_id, text_version
from qa.draft import CheckedDraft, CheckedSentence, Draft, Finding
from qa.evaluation.shelf import KeptReport
from qa.models import (
    AbstentionReason,
    Answer,
    AsOf,
    Change,
    Citation,
    Claim,
    Comparison,
    Condition,
    DatedStatement,
    Event,
    Filters,
    Finished,
    FoundSentence,
    HeldStatement,
    Open,
    Position,
    PositionReport,
    Question,
    Quotation,
    Reason,
    Reprint,
    Searched,
    SearchResult,
    Stance,
    Timeline,
    Verdict,
)
from qa.positions.comparison import comparison
from qa.positions.names.entities import KnownHolder
from qa.quote import PrintedForm, PrintedForms

TUNNEL = (
    "Velmora’s council put off its vote on the harbour tunnel until October. Mayor Oresta Calwin said she would back the tunnel "
    "“only if the ferry keeps running for ten years”. 🛥 Her deputy, Tam Berrigold, rejected the condition.\n\n"
    "“A tunnel with a ferry beside it is a bill paid twice,” Berrigold said on Tuesday. The harbour board estimates the cost at "
    "410 million marks. Residents of the east quay, who collected 9,200 signatures against the project, welcomed the delay.\n\n"
    "The board will publish a revised traffic study in August."
)
FERRY = (
    "Mayor Oresta Calwin no longer insists that the ferry stay in service. “The study convinced me: the tunnel carries everyone "
    "the ferry carries,” she told reporters on Monday. In May she had made ten more years of ferry service her condition. "
    "Berrigold called the change overdue."
)

REPORT = (
    '<!doctype html><html lang="en"><head><title>Evaluation</title><style>rect { fill: rgb(1, 2, 3) }</style></head><body>'
    '<svg width="20" height="20"><rect width="20" height="20"/></svg><script>document.title = "ran"</script></body></html>'
)


@dataclass(frozen=True)
class FakeReport:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Rejection, ...] = ()
    articles: int = 0
    sentences: int = 0
    passages: int = 0
    seconds: float = 0.1
    notes: tuple[str, ...] = ()


def an_article(source_id: str, text: str, known: Metadata = Metadata()) -> Article:
    return Article(source_id, article_id(source_id), text_version(text), text, known, "2025-10-01T08:00:00Z")


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for place in re.finditer(r"\S.*?[.!?][”\"]?(?=\s|$)", article.text, re.DOTALL):
        start, end = place.span()
        paragraph = article.text.count("\n\n", 0, start) + 1
        named = sentence_id(article.article_id, article.version, start, end)
        found.append(Sentence(named, article.article_id, article.version, len(found), start, end, place[0], paragraph))
    return tuple(found)


def a_citation(number: int, article: Article, index: int, *, speaker: str | None = None, said: str | None = None) -> Citation:
    s, known = sentences_of(article)[index], article.metadata
    return Citation(
        number,
        s.sentence_id,
        s.article_id,
        s.version,
        article.source_id,
        s.start,
        s.end,
        s.text,
        s.paragraph,
        s.role,
        known.title,
        known.outlet,
        known.kind,
        known.published,
        known.url,
        known.url and f"{known.url}#:~:text=x",
        article.superseded,
        speaker,
        "direct" if speaker else None,
        AsOf(said, "day", "said") if said else None,
    )


def found_sentence(rank: int, article: Article, index: int) -> FoundSentence:
    s = sentences_of(article)[index]
    return FoundSentence(rank, 1 / rank, s.sentence_id, s.article_id, s.version, article.source_id, s.start, s.end, s.text)


def the_demo_articles() -> list[Article]:
    courier = Metadata(
        "Harbour tunnel vote slips to autumn",
        "https://courier.example/2025/05/tunnel-vote",
        "The Velmora Courier",
        "Ilka Tornheim",
        "2025-05-14",
    )
    daily = Metadata("Calwin drops ferry condition", None, "Northquay Daily", None, "2025-09-30", kind="analysis")
    return [an_article("https://courier.example/2025/05/tunnel-vote", TUNNEL, courier), an_article("notes/ferry.txt", FERRY, daily)]


@dataclass
class FakeService:
    """Answers as the question's first word asks.

    By a model, by one that writes on until it is stopped, with positions, by printed sentences, not at all, or with an error raised.
    """

    kept: list[Article] = field(default_factory=the_demo_articles)
    pause_s: float = 0.0
    asked: list[Question] = field(default_factory=list)
    checked: list[tuple[Draft, Filters]] = field(default_factory=list)
    stopped: int = 0
    starting: tuple[str, ...] = ("What does Mayor Calwin want for the ferry?", "What will the tunnel cost?")

    async def stream(self, question: Question) -> AsyncIterator[Event]:
        self.asked.append(question)
        finished = False
        try:
            async for event in self._events(question):
                yield event
                await asyncio.sleep(self.pause_s)
            finished = True
        finally:
            self.stopped += not finished

    async def ask(self, question: Question) -> Answer:
        answer: Answer | None = None
        async for event in self.stream(question):
            answer = event if isinstance(event, Answer) else answer
        assert answer is not None
        return answer

    async def search(self, question: Question) -> SearchResult:
        self.asked.append(question)
        return SearchResult(question.text, question.id, None, (), (found_sentence(1, self.kept[0], 1),))

    async def check(self, draft: Draft, filters: Filters) -> CheckedDraft:
        self.checked.append((draft, filters))
        await asyncio.sleep(self.pause_s)
        return a_checked_draft(draft, self.kept)

    async def positions(self, question: Question) -> PositionReport:
        self.asked.append(question)
        answer = positions_answer(question.text, self.kept) if self.kept else None
        held = [p for p in (answer.positions if answer else None) or () if question.filters.holder in (None, p.holder)]
        if answer is None or question.text.startswith("Unknown"):
            return PositionReport(question.text, question.id, searched=_searched(self.kept))
        return PositionReport(question.text, question.id, None, tuple(held), answer.citations, answer.searched)

    async def compare(self, question: Question, holders: Sequence[str]) -> Comparison:
        report = await self.positions(question)
        of = {p.holder: p for p in report.positions}
        positions = tuple(of.get(name, Position(name, None, "none_found")) for name in holders)
        return comparison(replace(report, positions=positions))

    async def timeline(self, question: Question, holder: str) -> Timeline:
        report = await self.positions(question)
        position = next((p for p in report.positions if p.holder == holder), Position(holder, None, "none_found"))
        stances: tuple[Stance, ...] = ("conditional", "supports")
        dated = [DatedStatement(s.as_of.date, stance, None, s) for s, stance in zip(position.statements, stances, strict=False) if s.as_of]
        answer = positions_answer(question.text, self.kept)
        used = {n for one in dated for n in one.statement.citations + one.statement.also_in}
        citations = tuple(c for c in answer.citations if c.number in used)
        return Timeline(question.text, question.id, None, holder, tuple(dated), (), position.changes, citations, _searched(self.kept))

    async def holders(self, part: str = "") -> tuple[KnownHolder, ...]:
        known = (KnownHolder("Oresta Calwin", ("Mayor Calwin",), 4, 2, False), KnownHolder("Tam Berrigold", (), 2, 2, False))
        return tuple(one for one in known if self.kept and part.casefold() in one.holder.casefold())

    async def quote(self, words: str, filters: Filters) -> PrintedForms:
        if len(words.split()) < 2:
            raise InputError("A quotation has two words at least.", remedy="Give more of its words.")
        return printed_forms(words, self.kept)

    async def add(self, data: bytes, name: str, given: Metadata) -> FakeReport:
        if not name.endswith((".txt", ".md")) and name != "pasted":
            return FakeReport(rejected=(Rejection(name, "it is in no format we read"),), articles=len(self.kept))
        text = data.decode()
        self.kept.append(an_article(f"{name}#{text_version(text)}", text, given))
        return FakeReport(added=1, articles=len(self.kept), sentences=9, passages=3)

    async def articles(self) -> Sequence[Article]:
        return tuple(self.kept)

    async def article(self, article_id: str, version: str | None = None) -> tuple[Article, Sequence[Sentence]] | None:
        for article in self.kept:
            if article.article_id == article_id and version in (None, article.version):
                return article, sentences_of(article)
        return None

    async def reports(self) -> Sequence[KeptReport]:
        return (KeptReport("k-10-0a1b2c3d", "2026-03-01T12:00:00+00:00"),) if self.kept else ()

    async def report(self, name: str) -> str:
        if name != "k-10-0a1b2c3d":
            raise InputError("There is no such report here.", remedy="Choose one of the list.")
        return REPORT

    async def starters(self) -> Sequence[str]:
        return self.starting if self.kept else ()

    async def _events(self, question: Question) -> AsyncIterator[Event]:
        kind = question.text.split(" ", 1)[0].lower()
        if kind == "break":
            raise RuntimeError(f"no {question.text}")
        if not self.kept:
            yield Answer(question.text, "abstained", reason=AbstentionReason("empty_home", "There are no articles here yet."))
        elif kind == "unknown":
            yield abstention(question.text, self.kept)
        else:
            answer = WRITERS.get(kind, as_printed)(question.text, self.kept)
            shown: set[int] = set()
            for claim in answer.claims:
                if answer.answerer == "model":
                    words = claim.text.split(" ")
                    for n in range(1, len(words) + 1):
                        yield Open(" ".join(words[:n]))
                        await asyncio.sleep(self.pause_s)
                yield Finished(claim, tuple(c for c in answer.citations if c.number in claim.citations and c.number not in shown))
                shown |= set(claim.citations)
                if kind == "endless":
                    await asyncio.Event().wait()  # until it is stopped
            yield answer


def _searched(kept: Sequence[Article]) -> Searched:
    return Searched(len(kept), 0, "2025-05-14", "2025-09-30", tuple(sorted({a.metadata.outlet or "" for a in kept})))


def as_printed(question: str, kept: Sequence[Article]) -> Answer:
    places = [(kept[0], i) for i in (1, 3) if i < len(sentences_of(kept[0]))] or [(kept[0], 0)]
    places += [(kept[1], 0)] if len(kept) > 1 else []
    found = [a_citation(n, article, i) for n, (article, i) in enumerate(places, start=1)]
    copies = tuple(
        Reprint(a.article_id, a.version, a.source_id, a.metadata.title, a.metadata.outlet, a.metadata.published) for a in kept[1:2]
    )
    citations = (replace(found[0], also_in=copies), *found[1:])
    claims = tuple(Claim(c.text, "supported", 1.0, (c.number,)) for c in citations)
    text = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
    return Answer(question, "answered", text=text, claims=claims, citations=citations, answerable=0.9, searched=_searched(kept))


def by_a_model(question: str, kept: Sequence[Article]) -> Answer:
    tunnel, ferry = kept[0], kept[1]
    citations = (
        a_citation(1, tunnel, 1, speaker="Oresta Calwin", said="2025-05-12"),
        a_citation(2, tunnel, 3, speaker="Tam Berrigold"),
        a_citation(3, ferry, 1, speaker="Oresta Calwin", said="2025-09-29"),
        a_citation(4, tunnel, 4),
    )
    claims = (
        Claim(
            "In May 2025 Mayor Oresta Calwin backed the harbour tunnel on one condition, that the ferry keep running for ten years.",
            "supported",
            0.94,
            (1,),
        ),
        Claim("Her deputy rejected it as “a bill paid twice”.", "supported", 0.9, (2,), (), (Quotation("a bill paid twice", "exact"),)),
        Claim(
            "By the end of September Calwin had dropped the condition.",
            "weak",
            0.6,
            (3,),
            (Reason("date", "the sentence does not name September"),),
        ),
        Claim(
            "The tunnel would cost 450 million marks.",
            "unsupported",
            0.2,
            (4,),
            (Reason("number", "the sentence says 410 million, the claim 450"),),
        ),
        Claim("Ferries are older than tunnels.", "unsourced", 0.0),
    )
    text = " ".join(c.text + "".join(f" [{n}]" for n in c.citations) for c in claims)
    return Answer(
        question, "answered", text=text, claims=claims, citations=citations, answerable=0.9, searched=_searched(kept),
        answerer="model", model="granite-4", host="models.newsroom.example", invalid_markers=1,
    )  # fmt: skip


def positions_answer(question: str, kept: Sequence[Article]) -> Answer:
    """Set the mayor, on a condition and later without it, beside her deputy, of whom the mayor tells something, too."""
    tunnel, ferry = kept[0], kept[min(1, len(kept) - 1)]
    last = len(sentences_of(ferry)) - 1
    citations = (
        a_citation(1, tunnel, 1, speaker="Oresta Calwin", said="2025-05-12"),
        a_citation(2, ferry, min(1, last), speaker="Oresta Calwin", said="2025-09-29"),
        a_citation(3, tunnel, min(3, len(sentences_of(tunnel)) - 1), speaker="Tam Berrigold"),
        a_citation(4, ferry, last, speaker="Oresta Calwin"),
        a_citation(5, ferry, 0),
    )
    on_day = tuple(c.as_of or AsOf(c.published[:10], "day", "published") if c.published else None for c in citations)
    mayor = Position(
        "Oresta Calwin", "the tunnel", "conditional", "supports", Condition("only if the ferry keeps running", 1),
        Claim(citations[0].text, "supported", 1.0, (1,)), "2025-05-12", "2025-09-29", 2, (5,),
        (HeldStatement("t-1", (1,), (), "mixed", on_day[0]), HeldStatement("t-2", (2,), (), "direct", on_day[1], also_in=(5,))),
        (Change("conditional", "supports", "t-1", "t-2"),), 2,
    )  # fmt: skip
    deputy = Position(
        "Tam Berrigold", None, "opposes", None, None, Claim(citations[2].text, "supported", 1.0, (3,)), "2025-05-14", "2025-05-14", 1, (),
        (HeldStatement("t-3", (3,), (), "direct", on_day[2], "a spokesman"),
         HeldStatement("t-4", (4,), (), "indirect", None, None, "Oresta Calwin")), side=3,
    )  # fmt: skip
    claims = tuple(Claim(c.text, "supported", 1.0, (c.number,)) for c in citations[:4])
    text = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
    nobody = Position("Pell Nordane", None, "none_found")
    searched = replace(_searched(kept), naming={"Pell Nordane": 1})
    return Answer(
        question, "answered", text=text, claims=claims, citations=citations, answerable=0.9, positions=(mayor, deputy, nobody),
        searched=searched,
    )  # fmt: skip


WRITERS = {"model": by_a_model, "endless": by_a_model, "positions": positions_answer}


def abstention(question: str, kept: Sequence[Article]) -> Answer:
    reason = AbstentionReason("below_threshold", "Not in these articles: nothing in them says who won the rowing cup.")
    nearest = tuple(found_sentence(n, kept[0], i) for n, i in enumerate(range(min(3, len(sentences_of(kept[0])))), start=1))
    return Answer(question, "abstained", reason=reason, evidence=nearest, answerable=0.1, searched=_searched(kept))


def a_checked_draft(draft: Draft, kept: Sequence[Article]) -> CheckedDraft:
    """Say of the first sentence that it has a source, of the second that it differs, of the third that it is weak, of the rest nothing."""
    tunnel = kept[0]
    last = len(sentences_of(tunnel)) - 1
    citations = tuple(a_citation(n, tunnel, min(i, last), speaker=who) for n, (i, who) in enumerate(((3, "Tam Berrigold"), (4, None)), 1))
    kinds: tuple[tuple[Finding, tuple[int, ...], tuple[Reason, ...], tuple[Quotation, ...]], ...] = (
        ("supported", (1,), (), (Quotation("a bill paid twice", "exact"),)),
        ("differs", (2,), (Reason("number", "the sentence says 410 million, the claim 450", citations[1].sentence_id, "410 million"),), ()),
        ("weak", (1,), (Reason("quotation", "its words are elsewhere"),), (Quotation("the tunnel carries everyone", "elsewhere"),)),
    )
    sentences = []
    for n, s in enumerate(draft.sentences):
        found, numbers, reasons, quotations = kinds[n] if n < len(kinds) else ("no_source", (), (), ())
        verdict: Verdict = "supported" if found == "supported" else "weak" if found == "weak" else "unsupported"
        sentences.append(CheckedSentence(s.text, verdict, 0.5, numbers, reasons, quotations, s.start, s.end, found))
    used = {n for s in sentences for n in s.citations}
    return CheckedDraft(None, tuple(sentences), tuple(c for c in citations if c.number in used), _searched(kept))


def printed_forms(words: str, kept: Sequence[Article]) -> PrintedForms:
    """Print the words once as given, with a copy, and once close to them with the first word differing."""
    first, last = kept[0], kept[min(1, len(kept) - 1)]
    citations = (a_citation(1, first, 1, speaker="Oresta Calwin"), a_citation(2, last, 0), a_citation(3, last, 1, speaker="Oresta Calwin"))
    given = PrintedForm(words, 0, len(words), "exact", 1.0, True, (), (), (1,), (2,))
    other = f"Never {words}"
    close = PrintedForm(other, 0, len(other), "close", 0.8, False, (SpanText(0, 5, "Never"),), (SpanText(0, 4, words[:4]),), (3,))
    return PrintedForms(words, None, (given, close), 0, citations, _searched(kept))
