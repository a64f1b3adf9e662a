"""``onrecord verify``: claims against given sentences, by the verifier that every answer goes through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qa.claims_file import BrokenClaim, ClaimLine, read_claims
from qa.models import Problem, Quotation, Reason, Source, Verdict, Verification
from ui.cli import options
from ui.cli.output import say, write_json
from ui.cli.progress import counting


@dataclass(frozen=True, slots=True)
class Verified:
    """One line of what ``verify`` prints."""

    id: str | None
    error: Problem | None = None
    verdict: Verdict | None = None
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    quotations: tuple[Quotation, ...] = ()


def command(
    claims: Annotated[Path, typer.Option("--claims", help='JSON lines: {"id", "claim", "evidence": ["sentence", …]}.')],
    json: options.Json = False,
) -> None:
    """Check claims against the sentences given with them. No home is needed."""
    from qa.verify import verify

    for line in counting(list(read_claims(claims)), "claims"):
        if isinstance(line, BrokenClaim):
            _write(Verified(line.id, line.problem), None, json)
        else:
            _write(_verified(line, verify(line.claim, [Source(sentence) for sentence in line.evidence])), line, json)


def _verified(line: ClaimLine, found: Verification) -> Verified:
    return Verified(line.id, None, found.verdict, found.score, found.reasons, found.quotations)


def _write(verified: Verified, line: ClaimLine | None, as_json: bool) -> None:
    if as_json:
        write_json(verified)
        return
    if line is None or verified.error is not None:
        say(f"{verified.error.message} {verified.error.remedy}" if verified.error else "", "red")
        return
    typer.echo(f"{verified.verdict} ({verified.score:.2f})  {line.claim}")
    for reason in verified.reasons:
        typer.echo(f"    {reason.message}")
