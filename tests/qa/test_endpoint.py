import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.endpoint import ANSWERED, Heard, check_endpoint
from qa.extractive import ExtractiveAnswerer
from qa.llm import ChatModel, ModelSettings
from qa.model_answer import ModelAnswerer
from qa.prompt import load_prompt
from qa.request import DECLINED, FIELDS
from qa.tokens import estimate
from qa.verify import restore_quotations, verify
from tests.server import ScriptedServer, Step

Script = Callable[[str], Step] | Sequence[Step]
GOOD = ("The harbour tunnel will open in May, ", "Mayor Ida Brandt said. [<1>]")
ALL = ("reachable", "key accepted", "model known", "whole replies", "streaming", "usage", "marker format", "abstention")


def good(request: str) -> Step:
    return Step(GOOD if ANSWERED in request else (DECLINED,))


def careless(request: str) -> Step:
    return Step(("The harbour tunnel will open in May, Mayor Ida Brandt said [<1>][z9z9].",))


@pytest.fixture(scope="module")
def failed() -> Iterator[Callable[..., dict[str, str]]]:
    with ThreadPoolExecutor(2) as pool, asyncio.Runner() as runner, ScriptedServer() as server:

        async def check(settings: ModelSettings) -> dict[str, str]:
            model = ChatModel(settings)
            prompt, repair = load_prompt("answer_v1", FIELDS), load_prompt("repair_v1", ())
            stand_in = ExtractiveAnswerer(verify, pool, 0.5, 0.5)
            answerer = ModelAnswerer(model, prompt, repair, b"s" * 32, verify, restore_quotations, stand_in, estimate, 3000, 20.0, pool)
            try:
                checks = await check_endpoint(Heard(model), answerer)
            finally:
                await model.close()
            assert [c.name for c in checks] in (list(ALL), list(ALL[:4]))
            return {c.name: c.detail for c in checks if not c.is_passed}

        def run(script: Script, **deadlines: float) -> dict[str, str]:
            server.play(script)
            return runner.run(check(ModelSettings("m", server.base_url, **deadlines)))  # type: ignore[arg-type]  # floats all

        yield run


def test_a_good_endpoint_passes(failed: Callable[..., dict[str, str]]) -> None:
    assert failed(good) == {}


def test_a_slow_endpoint_is_named_as_out_of_reach(failed: Callable[..., dict[str, str]]) -> None:
    assert "first token timeout" in failed([Step(GOOD, first_s=60)], first_token_s=0.3)["reachable"]


@pytest.mark.parametrize(
    ("script", "fails"),
    [
        ([Step(status=401)], ["key accepted", "whole replies"]),
        ([Step(status=404)], ["model known", "whole replies"]),
        ([Step(raw="<html>Sign in</html>")], ["whole replies"]),
        ([Step(GOOD, closes_early=True)], ["whole replies"]),
        (careless, ["streaming", "marker format", "abstention"]),
        ([Step(("It opens ", "in May."))], ["marker format", "abstention"]),
    ],
    ids=["wrong key", "no such model", "no endpoint", "unfinished", "careless", "no markers"],
)
def test_a_broken_endpoint_is_told_by_what_fails(script: Script, fails: list[str], failed: Callable[..., dict[str, str]]) -> None:
    assert list(failed(script)) == fails
