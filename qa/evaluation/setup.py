"""Describe everything that shapes a run, so that a run can be repeated and two runs compared; no path and no secret."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

import ingest
import prompts
import qa
from ingest.models import Article
from ingest.passages import PACKER
from ingest.sentences import SPLITTER
from qa.evaluation.dataset import QuestionSet
from qa.models import Prompt
from qa.settings import Settings

Value = str | int | float | bool | None

_NOT_OURS = frozenset({"home", "workers", "host", "port", "upload_mb", "base_url", "api_key", "model", "prompt", "k"}) | {
    "embedder",
    "embedder_url",
    "embedder_key",
    "embedder_s",
}
"""Settings that shape no answer, or that stand elsewhere in a setup."""
_SOURCES = frozenset({".py", ".json", ".toml", ".txt"})


@dataclass(frozen=True, slots=True)
class SetUsed:
    """Which questions were asked."""

    name: str
    sha256: str
    questions: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Which articles were searched: a digest of their texts and metadata, wherever they came from."""

    digest: str
    articles: int


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that shapes a run. ``model``, ``host`` and ``prompt`` are None without a model."""

    set: SetUsed
    k: int
    is_search_only: bool
    settings: dict[str, Value]
    model: str | None
    host: str | None
    prompt: Prompt | None
    corpus: Corpus
    versions: dict[str, str]


def describe(
    questions: QuestionSet,
    articles: Iterable[Article],
    settings: Settings,
    encoder: str,
    *,
    k: int | None = None,
    is_search_only: bool = False,
) -> Setup:
    """Return the setup of a run.

    Args:
        questions: what is asked.
        articles: what is searched: the current articles of the home.
        settings: of the service that answers.
        encoder: name of its encoder.
        k: passages and sentences a question; default: the settings'.
        is_search_only: nothing is answered.

    Raises:
        PromptError: the prompt cannot be read.
    """
    has_model = settings.model is not None and not is_search_only
    return Setup(
        SetUsed(questions.name, questions.sha256, len(questions.items)),
        k or settings.k,
        is_search_only,
        _shaping(settings),
        settings.model if has_model else None,
        urlsplit(settings.base_url).hostname if has_model else None,
        _prompt(settings.prompt) if has_model else None,
        _corpus(articles),
        {"onrecord": _own_version(), "code": code_digest(), "encoder": encoder, "splitter": SPLITTER, "packer": PACKER},
    )


def differences(before: Setup, after: Setup) -> list[tuple[str, str, str]]:
    """Return what differs between two setups: (what, before, after).

    >>> settings = {"threshold": 0.5}
    >>> one = Setup(SetUsed("s", "", 1), 10, False, settings, None, None, None, Corpus("", 1), {})
    >>> differences(one, Setup(SetUsed("s", "", 1), 5, False, settings, None, None, None, Corpus("", 1), {}))
    [('k', '10', '5')]
    """
    one, other = _flat(asdict(before)), _flat(asdict(after))
    names = [*one, *(name for name in other if name not in one)]
    return [(name, one.get(name, "none"), other.get(name, "none")) for name in names if one.get(name) != other.get(name)]


@cache
def code_digest() -> str:
    """Return a digest of the code, weights and prompts that make answers; scoring is left out, for it runs again on what was answered."""
    digest = hashlib.sha256()
    for package in (ingest, prompts, qa):
        root = Path(str(package.__file__)).parent
        for file in sorted(root.rglob("*")):
            place = file.relative_to(root.parent)
            if file.suffix in _SOURCES and place.parts[:2] not in (("qa", "evaluation"), ("ingest", "model")):
                digest.update(f"{place.as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _shaping(settings: Settings) -> dict[str, Value]:
    values = {name: getattr(settings, name) for name in type(settings).model_fields if name not in _NOT_OURS}
    return {name: value for name, value in values.items() if _is_plain(value)}


def _is_plain(value: object) -> bool:
    """Whether a setting can be shown: no path, no secret, no address."""
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and "/" not in value)


def _prompt(name: str) -> Prompt:
    from qa.prompt import load_prompt
    from qa.request import FIELDS

    return load_prompt(name, FIELDS).identity


def _corpus(articles: Iterable[Article]) -> Corpus:
    each = sorted(f"{article.version} {json.dumps(asdict(article.metadata), sort_keys=True)}" for article in articles)
    return Corpus(hashlib.sha256("\n".join(each).encode()).hexdigest(), len(each))


def _own_version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "unknown"


def _flat(value: object, name: str = "") -> dict[str, str]:
    if not isinstance(value, dict):
        return {name: "none" if value is None else str(value)}
    return {key: text for part, inner in value.items() for key, text in _flat(inner, f"{name}.{part}" if name else str(part)).items()}
