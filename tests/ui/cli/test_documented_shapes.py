"""docs/interface.md names the keys that are printed, their fixed values and where null may stand: no more and no less."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from ingest.models import AsOf, Rejection, SpanText
from ingest.pipeline import IngestReport
from ingest.statements.maker import Proposals
from qa.draft import CheckedDraft, CheckedSentence
from qa.models import (
    AbstentionReason,
    Answer,
    AnswerTimes,
    Change,
    Citation,
    Claim,
    Comparison,
    Condition,
    DatedStatement,
    Fallback,
    FoundPassage,
    FoundSentence,
    HeldStatement,
    Label,
    Position,
    PositionReport,
    Problem,
    Prompt,
    Proposal,
    Quotation,
    Reason,
    Relation,
    Reprint,
    Searched,
    SearchResult,
    SearchTimes,
    SetAside,
    Timeline,
    Usage,
)
from qa.positions.names.entities import KnownHolder
from qa.quote import PrintedForm, PrintedForms
from qa.service import Rebuilt
from tests.ui.cli.conftest import Run
from ui.cli.verify import Verified

PAGE = Path(__file__).parents[3] / "docs" / "interface.md"

SHAPES: dict[str, type] = {
    "problem": Problem,
    "ingested": IngestReport,
    "rejection": Rejection,
    "proposals": Proposals,
    "found": SearchResult,
    "passage": FoundPassage,
    "sentence": FoundSentence,
    "search_ms": SearchTimes,
    "answer": Answer,
    "reason_for_none": AbstentionReason,
    "claim": Claim,
    "reason": Reason,
    "quotation": Quotation,
    "citation": Citation,
    "copy": Reprint,
    "as_of": AsOf,
    "searched": Searched,
    "failure": Fallback,
    "prompt": Prompt,
    "usage": Usage,
    "answer_ms": AnswerTimes,
    "report": PositionReport,
    "position": Position,
    "set_aside": SetAside,
    "condition": Condition,
    "label": Label,
    "proposal": Proposal,
    "statement": HeldStatement,
    "span": SpanText,
    "change": Change,
    "comparison": Comparison,
    "relation": Relation,
    "timeline": Timeline,
    "dated": DatedStatement,
    "holder": KnownHolder,
    "rebuilt": Rebuilt,
    "verified": Verified,
    "checked": CheckedDraft,
    "checked_sentence": CheckedSentence,
    "forms": PrintedForms,
    "form": PrintedForm,
}

ARTICLES = (
    {
        "id": "spring",
        "text": "Mayor Orla Venn spoke to the council of Port Ellery on Monday.\n\n“I support the harbour tunnel only if the ferry stays,” "
        "Orla Venn said. “We oppose the harbour tunnel,” Tam Roake said.",
        "outlet": "Ellery Courier",
        "published": "2025-03-10",
    },
    {
        "id": "autumn",
        "text": "The council of Port Ellery met again.\n\n“I oppose the harbour tunnel,” said Orla Venn, the mayor.",
        "outlet": "Dorrow Post",
        "published": "2025-10-02",
    },
)

COMMANDS: dict[str, tuple[str, ...]] = {
    "compare": ("compare", "harbour tunnel", "Orla Venn", "Tam Roake"),
    "timeline": ("timeline", "harbour tunnel", "--holder", "Orla Venn"),
    "holders": ("holders", "list"),
    "quote": ("quote", "I oppose the harbour bridge"),
    "check": ("check", "DRAFT"),
    "ask": ("ask", "Does Orla Venn oppose the harbour tunnel?"),
    "search": ("search", "harbour tunnel"),
    "positions": ("positions", "harbour tunnel"),
}
ROOTS = {
    **{"compare": "comparison", "timeline": "timeline", "holders": "holders", "quote": "forms"},
    **{"check": "checked", "ask": "answer", "search": "found", "positions": "report"},
}


def documented() -> dict[str, dict[str, str]]:
    """Return each shape of the page: its keys in order, each with what stands behind it."""
    shapes = re.findall(r"^(\w+) \{(.*?)\}$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {name: {key: " ".join(value.split()) for key, value in _entries(body)} for name, body in shapes}


def _entries(body: str) -> list[tuple[str, str]]:
    found = [re.fullmatch(r'\s*"(\w+)"(?:: (.+))?\s*', entry, re.DOTALL) for entry in body.split(",")]
    return [(entry[1], entry[2] or "") for entry in found if entry is not None]


def keys_of(shape: type) -> dict[str, str]:
    """Return a class as the page writes it: lists in brackets, other shapes by name, fixed values in quotation marks."""
    return {name.rstrip("_"): _written(hint) for name, hint in get_type_hints(shape).items()}


def _written(hint: Any) -> str:
    names = {shape: name for name, shape in SHAPES.items()}
    origin, parts = get_origin(hint), get_args(hint)
    if hint in names:
        return names[hint]
    if origin in (Union, UnionType):
        inner = " | ".join(filter(None, (_written(part) for part in parts if part is not NoneType)))
        return f"null | {inner}" if inner else "null | …"
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in parts)
    if origin is tuple:
        return f"[{_written(parts[0]) or '…'}]"
    return "{…}" if origin is dict else ""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("documented")
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    assert run("ingest", folder / "articles.jsonl", "--home", folder / "home").returncode == 0
    (folder / "DRAFT.txt").write_text("Orla Venn said that she opposes the harbour bridge.", encoding="utf-8")
    return folder / "home"


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_documented_with_its_fixed_values_and_nulls(name: str) -> None:
    assert documented()[name] == keys_of(SHAPES[name])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_the_documented_keys_and_no_others(command: str, run: Run, home: Path) -> None:
    words = [home.parent / "DRAFT.txt" if word == "DRAFT" else word for word in COMMANDS[command]]

    done = run(*words, "--home", home, "--json")

    assert done.returncode == 0, done.stderr
    met = _met(json.loads(done.stdout), ROOTS[command], documented() | {"holders": {"holders": "[holder]"}})
    assert len(met) > 1  # the output has objects to look at within its outermost one


def _met(value: Any, name: str, shapes: dict[str, dict[str, str]]) -> set[str]:
    """Return the names of the shapes that a printed value is made of; each has exactly its documented keys."""
    assert list(value) == list(shapes[name]), name
    met = {name}
    for key, documented_as in shapes[name].items():
        inner = value[key] if isinstance(value[key], list) else [value[key]]
        objects = [item for item in inner if isinstance(item, dict)]
        of = re.search(r"(?<![\w\"])(?!null\b)[a-z_]+(?![\w\"])", documented_as)
        if documented_as == "{…}":
            continue
        for item in objects:
            assert of, f"{name}.{key} holds objects"
            met |= _met(item, of[0], shapes)
    return met
