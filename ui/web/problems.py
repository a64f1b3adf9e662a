"""Errors as HTTP tells them: a status, and the ``error`` object with code, message and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from ingest.errors import HomeError, InputError, OnRecordError
from qa.models import Problem
from qa.shapes import as_json

Status = Literal[400, 403, 404, 405, 413, 429, 500, 503]


class RequestError(Exception):
    """A request that cannot be answered: its HTTP status, and what happened and what to do about it."""

    def __init__(self, status: Status, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.status = status
        self.problem = Problem(code, message, remedy)


class ErrorBody(BaseModel):
    """What every reply other than 200 holds."""

    class Error(BaseModel):
        """An error."""

        code: str = Field(description="For programs; the message may change, the code does not.")
        message: str = Field(description="What happened.")
        remedy: str = Field(description="What to do about it.")

    error: Error


def described(*statuses: Status) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of a route's errors."""
    return {status: {"model": ErrorBody} for status in statuses}


def problem_response(problem: RequestError) -> JSONResponse:
    """Return a problem as a reply; a busy server says when to come again."""
    headers: Mapping[str, str] = {"retry-after": "2"} if problem.status == 429 else {}
    return JSONResponse({"error": as_json(problem.problem)}, status_code=problem.status, headers=dict(headers))


def from_error(error: OnRecordError) -> RequestError:
    """Return an error of ours with its status: what the caller can correct is 400, a home that cannot be used now is 503."""
    status: Status = 400 if isinstance(error, InputError) or not isinstance(error, HomeError) else 503
    return RequestError(status, error.code, error.problem, error.remedy)
