"""Every knob of On Record, read once from the environment or from .env."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from qa.errors import SettingsError

PREFIX = "ONRECORD_"
NOT_SETTINGS = frozenset({"ONRECORD_FAILPOINT", "ONRECORD_DEBUG"})
"""Names that our crash tests and ``--debug`` set."""


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("onrecord", appauthor=False))


class Settings(BaseSettings):
    """Everything a user may choose. Each field is the variable ONRECORD_<NAME>, but for the key and the base URL of the model."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, populate_by_name=True, protected_namespaces=()
    )

    home: Path = Field(default_factory=_default_home, description="Folder of the catalog and the index. Default: the user's data folder.")
    workers: int = Field(2, ge=1, le=64, description="Threads for encoding and answering; each has an encoder session of its own (90 MB).")

    embedder: str = Field(
        "minilm",
        pattern=r"^(minilm|openai:\S+)$",
        description="Encoder of articles and questions: minilm (on this machine) or openai:MODEL at an endpoint, which gets their text.",
    )
    embedder_url: str | None = Field(
        None, pattern=r"^https?://[^\s/]", description="OpenAI-compatible endpoint of openai:MODEL. Unset: OPENAI_BASE_URL."
    )
    embedder_key: SecretStr | None = Field(
        None, description="Key of that endpoint. Unset: OPENAI_API_KEY, where the endpoint is that of OPENAI_BASE_URL."
    )
    embedder_s: float = Field(
        30.0, gt=0, description="Longest wait for vectors from that endpoint, in seconds; it is asked three times at most."
    )

    k: int = Field(10, ge=1, le=1000, description="Passages and sentences that a search returns.")
    threshold: float = Field(
        0.45,
        ge=0,
        le=1,
        description="Without a model: below this probability that the articles hold the answer, On Record says that they do not.",
    )
    margin: float = Field(
        3.0, ge=0, description="Without a model: how far below the best sentence's score a further printed sentence may lie."
    )

    model: str | None = Field(
        None, min_length=1, description="Chat model that writes the answers. Unset: none does, and nothing leaves this machine."
    )
    base_url: str = Field(
        "https://api.openai.com/v1",
        pattern=r"^https?://[^\s/]",
        validation_alias=AliasChoices("OPENAI_BASE_URL", "base_url"),
        description="OpenAI-compatible endpoint of the model: OpenAI, Ollama, vLLM, llama.cpp and others.",
    )
    api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_API_KEY", "api_key"),
        description="Key of the endpoint; a local one needs none. A key alone sends nothing.",
    )
    prompt: str = Field("answer_v1", pattern=r"^[a-z0-9_]+$", description="File in prompts/ that the model reads, without .txt.")
    position_prompt: str = Field(
        "position_v1", pattern=r"^[a-z0-9_]+$", description="File in prompts/ by which the model reads where a holder stands, without .txt."
    )
    position_holders: int = Field(
        6, ge=0, le=100, description="Most holders of an issue whose statements the model reads, one request each; rules read the others'."
    )
    temperature: float | None = Field(None, ge=0, le=2, description="Sampling temperature of the model. Unset: the endpoint's own default.")
    unsupported: Literal["show", "drop"] = Field(
        "show",
        description="What becomes of a model's sentences that no evidence supports: show (marked as such) or drop (counted).",
    )
    prompt_tokens: int = Field(3000, ge=1500, description="Most tokens of prompt, conversation and evidence sent to the model.")
    output_tokens: int = Field(800, ge=16, description="Most tokens the model may write.")
    first_token_s: float = Field(20.0, gt=0, description="Longest wait for the model's first words, in seconds.")
    between_tokens_s: float = Field(10.0, gt=0, description="Longest pause inside the model's reply, in seconds.")
    total_s: float = Field(60.0, gt=0, description="Longest time for a whole answer by the model, retries included, in seconds.")
    stream_usage: bool = Field(
        True, description="Ask the endpoint for its token counts; turn it off for a server that refuses the request."
    )

    statements: Literal["rules", "model"] = Field(
        "rules",
        description="Who finds who said what at ingest: rules, or the model too, which then gets the text of every article taken in.",
    )
    statements_tokens: int = Field(
        1600, ge=200, description="Most tokens the model may write about one stretch of an article; a stretch has half as many."
    )
    statements_s: float = Field(120.0, gt=0, description="Longest time for one stretch of an article, retries included, in seconds.")

    cache: bool = Field(
        False, description="Keep the model's whole replies on disk, in the home, and answer the same request from there at no cost."
    )
    input_price: float | None = Field(
        None, ge=0, description="Price of a million input tokens, in your currency; with the other, answers show a cost."
    )
    output_price: float | None = Field(None, ge=0, description="Price of a million output tokens, in your currency.")

    host: str = Field("127.0.0.1", description="Address that `onrecord serve` listens on.")
    port: int = Field(7860, ge=1, le=65535, description="Port that `onrecord serve` listens on.")
    upload_mb: int = Field(20, ge=1, le=1000, description="Largest file that can be added on the page, in megabytes.")


def read_settings(environ: Mapping[str, str] | None = None, **chosen: Any) -> Settings:
    """Return the settings of this process, ``chosen`` ones (from the command line; None is not chosen) first.

    Raises:
        SettingsError: an ONRECORD_ name is unknown, in the environment or in .env, or a value is wrong.
    """
    given = os.environ if environ is None else environ
    dotenv = dotenv_values(".env") if Path(".env").is_file() else {}
    for name in [*given, *dotenv]:
        _refuse_unknown(name)
    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = "_".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The setting {_shown(where)} is wrong: {first['msg']}.", remedy="See .env.example for what it takes."
        ) from None


def _refuse_unknown(name: str) -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields} - {PREFIX + "BASE_URL", PREFIX + "API_KEY"} | NOT_SETTINGS
    if not name.upper().startswith(PREFIX) or name.upper() in known:
        return
    near = difflib.get_close_matches(name.upper(), sorted(known), n=1, cutoff=0)
    raise SettingsError(f"There is no setting {name}.", remedy=f"The nearest is {near[0]}; .env.example lists them all.")


def _shown(field: str) -> str:
    return field if field.isupper() else PREFIX + field.upper()
