"""Read what a model writes for statements: JSON objects, one a line where it keeps to the form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ingest.statements.proposals import Proposal

NONE = "NONE"
"""What a model writes, alone, where there is no statement."""

_MOST = 400  # proposals of one reply
_MOST_CHARS = 4_000  # of one text in a reply
_decoder = json.JSONDecoder()


class ReadReply(NamedTuple):
    """The proposals of a reply, and how many pieces of it looked like one and could not be read."""

    proposals: tuple[Proposal, ...]
    unreadable: int


def read_reply(reply: str) -> ReadReply | None:
    """Return a reply's proposals; ``None`` where it holds none that can be read and does not say that there is none.

    Objects may stand anywhere: on lines of their own, in a list, in a list under a key, in a code fence. The numbers of a reply count
    from 1, ``Sentence.index`` from 0.

    >>> read_reply('{"by": 2, "holder": "Lee", "cue": "said", "content": {"2": "it rains"}}').proposals[0].content
    ((1, 'it rains'),)
    """
    found: list[Proposal] = []
    unreadable = 0
    for value in _objects(reply):
        proposal = None if value is None else _proposal(value)
        if proposal is None or len(found) == _MOST:
            unreadable += 1
        else:
            found.append(proposal)
    if not found and not (unreadable == 0 and reply.strip(" \n\t\"'`*.").upper() in (NONE, "[]")):
        return None
    return ReadReply(tuple(found), unreadable)


def _objects(reply: str) -> Iterator[dict[str, Any] | None]:
    """Yield the objects that have a content; ``None`` for each opening brace that begins nothing readable, once a line."""
    at = reply.find("{")
    while at >= 0:
        try:
            value, end = _decoder.raw_decode(reply, at)
        except (ValueError, RecursionError):
            yield None
            end = reply.find("\n", at)
            if end < 0:
                return
        else:
            yield from _inside(value)
        at = reply.find("{", end)


def _inside(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "content" in value:
        yield value
        return
    for part in value.values():
        for one in part if isinstance(part, list) else ():
            if isinstance(one, dict) and "content" in one:
                yield one


def _proposal(value: dict[str, Any]) -> Proposal | None:
    by = _number(value.get("by"))
    content = _content(value["content"], by)
    holder, cue = value.get("holder"), value.get("cue")
    if by is None or not content or not (holder is None or isinstance(holder, str)) or not (cue is None or isinstance(cue, str)):
        return None
    told = (_text(value.get(key)) for key in ("speaker", "reported_by", "venue"))
    return Proposal(by, _text(holder), _text(cue) or "", content, *told)


def _content(value: object, by: int | None) -> tuple[tuple[int, str], ...]:
    """Return the content's sentences and words; words without a number are those of ``by``. Empty where anything is wrong."""
    rows = value.items() if isinstance(value, dict) else [(None, value)]
    found: list[tuple[int, str]] = []
    for key, words in rows:
        number = by if key is None else _number(key)
        for one in words if isinstance(words, list) else [words]:
            text = _text(one)
            if number is None or text is None:
                return ()
            found.append((number, text))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _number(value: object) -> int | None:
    """Return the index of a sentence that a reply names: 3, "3" or "[3]"."""
    if isinstance(value, str):
        digits = value.strip("[] ")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
    return value - 1 if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() and len(value) <= _MOST_CHARS else None
