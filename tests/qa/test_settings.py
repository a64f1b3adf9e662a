from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.errors import SettingsError
from qa.settings import PREFIX, Settings, read_settings

ALIASED = {"base_url": "OPENAI_BASE_URL", "api_key": "OPENAI_API_KEY"}
EXAMPLE = Path(__file__).parents[2] / ".env.example"


def variable(field: str) -> str:
    return ALIASED.get(field, PREFIX + field.upper())


@pytest.fixture(autouse=True)
def _no_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_setting_stands_in_the_example_file_and_no_other() -> None:
    named = re.findall(r"^#([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert sorted(named) == sorted(variable(field) for field in Settings.model_fields)


def test_the_example_file_shows_the_defaults() -> None:
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    given = {name: value for name, value in shown.items() if value}

    assert read_settings(given) == read_settings({})


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_described(field: str) -> None:
    assert (Settings.model_fields[field].description or "").endswith(".")


def test_an_unknown_name_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"ONRECORD_MODLE.*ONRECORD_MODEL"):
        read_settings({"ONRECORD_MODLE": "small"})


def test_an_unknown_name_in_the_dotenv_file_is_an_error_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ONRECORD_TRESHOLD=0.4\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="ONRECORD_THRESHOLD"):
        read_settings({})


def test_a_wrong_value_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_K", "0")

    with pytest.raises(SettingsError, match="ONRECORD_K"):
        read_settings()


def test_what_the_command_line_chose_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", "from-environment")

    assert read_settings(model="chosen").model == "chosen"
    assert read_settings(model=None).model == "from-environment"


def test_the_key_and_the_base_url_have_the_names_people_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-invented")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    settings = read_settings()

    assert settings.base_url == "http://127.0.0.1:9/v1"
    assert settings.api_key is not None
    assert "sk-invented" not in repr(settings)
    assert settings.model is None
