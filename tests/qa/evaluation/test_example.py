from pathlib import Path

import pytest

from examples import evaluation


@pytest.mark.slow
def test_the_example_runs_and_finds_that_less_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluation.main(tmp_path)

    printed = capsys.readouterr().out
    assert "findings: 0" in printed
    assert "evidence_recall@10: worse" in printed
