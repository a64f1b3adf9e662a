"""Kills runs with SIGKILL and looks at where they end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa.evaluation.run import run
from tests.fakes_evaluation import WordService, a_set, a_setup

pytestmark = pytest.mark.crash

ROOT = Path(__file__).parents[3]
CHILD = """
import sys, time
from pathlib import Path
from qa.evaluation.run import run
from tests.fakes_evaluation import WordService, a_set, a_setup

class Slow(WordService):
    def ask(self, question):
        time.sleep(0.05)
        return super().ask(question)

folder = Path(sys.argv[1])
questions = a_set(folder)
print("ready", flush=True)
run(Slow(), questions, a_setup(questions, WordService()), folder / "out")
"""


@pytest.mark.parametrize("seed", range(10))
def test_a_run_killed_at_any_point_ends_in_the_same_report(tmp_path: Path, seed: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(random.Random(seed).uniform(0, 0.6))
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    questions, service = a_set(tmp_path), WordService()
    setup = a_setup(questions, service)

    run(service, questions, setup, tmp_path / "out")
    run(WordService(), questions, setup, tmp_path / "whole")

    for name in ("report.json", "questions.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
