"""How a model is asked about the holders of a report: one request each, within bounds, and what becomes of one that fails."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import pytest

from qa.llm import Ending, Message, Piece
from qa.models import PositionReport, Reading, Usage
from qa.positions.by_model.reader import Requests
from qa.positions.gather import Said
from qa.positions.held import Held
from tests.fakes_answers import ToldModel
from tests.fakes_positions import a_reader, report_of
from tests.qa.positions.sayings import ISSUE, said
from tests.server import script

VENN = Held("Orla Venn", (said("said", "she supports the tunnel", "2025-04-07"),))
ROAKE = Held("Tam Roake", (said("said", "he opposes the tunnel", "2025-04-08", holder="Tam Roake"),))
SILENT = Held("Ida Brandt", ())
READ = {
    "Orla Venn": "STANCE: supports [<1>]\nPOSITION: Orla Venn said she supports the tunnel. [<1>]",
    "Tam Roake": "STANCE: opposes [<1>]\nPOSITION: Tam Roake said he opposes the tunnel. [<1>]",
}


@dataclass
class ByHolder:
    """A model that replies by the holder it is asked about, and notes how many requests were under way at once."""

    replies: dict[str, str] = field(default_factory=lambda: READ)
    pauses_s: float = 0.0
    asked: list[str] = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    name: str = "told-1"
    host: str = "model.example"

    async def prepare(self) -> None:
        """Nothing to import."""

    async def stream(self, messages: Sequence[Message], *, deadline: float) -> AsyncGenerator[Piece | Ending, None]:
        text = messages[0].text
        holder = re.findall(r"HOLDER: (.*)", text)[0]
        self.asked.append(holder)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        try:
            await asyncio.sleep(self.pauses_s)
            yield Piece(script.labelled(self.replies[holder], text))
            yield Ending("complete", usage=Usage(700, 40, 0.5))
        finally:
            self.under_way -= 1


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_each_holder_is_asked_about_once_and_the_report_says_by_whom_it_was_read(pool: ThreadPoolExecutor) -> None:
    model, held = ByHolder(), [VENN, ROAKE, SILENT]
    report = asyncio.run(a_reader(model, pool)(report_of(held, ISSUE), held))

    assert sorted(model.asked) == ["Orla Venn", "Tam Roake"]
    assert [(p.stance, p.read_by) for p in report.positions] == [("supports", "model"), ("opposes", "model"), ("none_found", "rules")]
    assert (report.model, report.host, report.usage) == ("told-1", "model.example", Usage(1400, 80, 1.0))
    assert report.prompt is not None
    assert report.prompt.name == "position_v1"


def test_words_of_one_holder_are_no_words_of_another(pool: ThreadPoolExecutor) -> None:
    swapped = {"Orla Venn": READ["Tam Roake"], "Tam Roake": READ["Orla Venn"]}
    held = [VENN, ROAKE]
    report = asyncio.run(a_reader(ByHolder(swapped), pool)(report_of(held, ISSUE), held))

    assert [(p.stance, p.read_by) for p in report.positions] == [("supports", "rules"), ("opposes", "rules")]
    assert all(p.set_aside for p in report.positions)


def test_a_label_of_one_holder_is_not_issued_for_another(pool: ThreadPoolExecutor) -> None:
    first = ToldModel(["", Ending("complete")])
    asyncio.run(a_reader(first, pool)(report_of([ROAKE], ISSUE), [ROAKE]))
    (foreign,) = script.LABEL.findall(first.asked[0][0].text)
    reply = f"STANCE: opposes [{foreign}]\nPOSITION: Orla Venn said she supports the tunnel. [{foreign}]"
    report = asyncio.run(a_reader(ByHolder({"Orla Venn": reply}), pool)(report_of([VENN], ISSUE), [VENN]))

    assert (report.positions[0].stance, report.positions[0].read_by, report.invalid_markers) == ("supports", "rules", 2)


def test_no_more_holders_than_the_settings_allow_are_asked_about(pool: ThreadPoolExecutor) -> None:
    model, held = ByHolder(), [VENN, ROAKE]
    report = asyncio.run(a_reader(model, pool, holders=1)(report_of(held, ISSUE), held))

    assert model.asked == ["Orla Venn"]
    assert [p.read_by for p in report.positions] == ["model", "rules"]


def test_no_more_requests_than_allowed_are_under_way_at_once(pool: ThreadPoolExecutor) -> None:
    held = [VENN, ROAKE, *(replace(VENN, holder=f"{first} Venn") for first in ("Ada", "Bo", "Cy"))]
    model = ByHolder({one.holder: READ["Orla Venn"] for one in held}, pauses_s=0.01)
    asyncio.run(a_reader(model, pool)(report_of(held, ISSUE), held))

    assert (len(model.asked), model.most) == (5, 2)


@pytest.mark.parametrize("issue", ["tunnels", "the ferries"])
def test_nothing_is_sent_about_a_bare_topic(pool: ThreadPoolExecutor, issue: str) -> None:
    model = ByHolder()
    report = report_of([VENN], issue)

    assert asyncio.run(a_reader(model, pool)(report, [VENN])) == report
    assert model.asked == []


def test_nothing_is_sent_of_what_somebody_else_tells(pool: ThreadPoolExecutor) -> None:
    told: Said = replace(VENN.own[0], reported_by="Tam Roake")
    held = [Held("Orla Venn", (), (told,)), Held("Orla Venn", (), (told,), teller="Tam Roake")]
    model = ByHolder()

    asyncio.run(a_reader(model, pool)(report_of(held, ISSUE), held))

    assert model.asked == []


@pytest.mark.parametrize(
    "ending",
    [
        Ending("no_finish_reason"),
        Ending("length"),
        Ending("content_filter"),
        Ending("between_tokens_timeout"),
        Ending("error_in_stream"),
        Ending("unauthorized", 401),
        Ending("rate_limited", 429, 0.0),
    ],
    ids=lambda ending: ending.code,
)
def test_a_reply_that_did_not_come_whole_is_not_read(pool: ThreadPoolExecutor, ending: Ending) -> None:
    model = ToldModel(["STANCE: opposes [", ending])
    report = asyncio.run(a_reader(model, pool)(report_of([VENN], ISSUE), [VENN]))

    (position,) = report.positions
    assert (position.stance, position.read_by) == ("supports", "rules")
    assert position.set_aside is not None
    assert (position.set_aside.code, position.set_aside.status) == (ending.code, ending.status)
    assert (len(model.asked), report.host) == (1, "model.example")


def test_after_the_deadline_no_further_holder_is_asked_about(pool: ThreadPoolExecutor) -> None:
    model = ByHolder()
    report = asyncio.run(a_reader(model, pool, total_s=-1.0)(report_of([VENN], ISSUE), [VENN]))

    assert model.asked == []
    assert report.host is None


def test_statements_that_have_no_room_are_read_by_rules(pool: ThreadPoolExecutor) -> None:
    model = ByHolder()
    report = asyncio.run(a_reader(model, pool, prompt_tokens=100)(report_of([VENN], ISSUE), [VENN]))

    assert model.asked == []
    assert report.positions[0].set_aside is not None
    assert report.positions[0].set_aside.code == "prompt_too_long"


def test_who_stops_reading_stops_the_requests(pool: ThreadPoolExecutor) -> None:
    model, held = ByHolder(pauses_s=30.0), [VENN, ROAKE]

    async def stop() -> PositionReport:
        report = report_of(held, ISSUE)
        async with aclosing(a_reader(model, pool).stream(report, held, Requests())) as read:
            first = asyncio.ensure_future(anext(read))
            while model.under_way < 2:
                await asyncio.sleep(0.001)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
        return report

    asyncio.run(stop())

    assert model.under_way == 0


def test_the_reading_of_a_follow_up_counts_with_the_requests() -> None:
    requests = Requests(Reading("Where does Orla Venn stand?", "model", Usage(100, 10), 900.0, from_cache=True))
    requests.add(Ending("complete", usage=Usage(700, 40)))

    assert (requests.are_sent, requests.usage, requests.from_cache) == (True, Usage(800, 50), 1)
