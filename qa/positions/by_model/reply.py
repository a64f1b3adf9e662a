"""Read what a model wrote about a holder: the stance, the condition and the line, each with the issued labels behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.cite import Labels
from qa.markers import MarkerParser, tidy
from qa.models import Lean, Stance

_FIELD = re.compile(r"^[\s>*#_`-]*(STANCE|CONDITION|POSITION)[\s*_`]*:", re.IGNORECASE | re.MULTILINE)
STANCES: dict[str, tuple[Stance, Lean | None]] = {
    "supports": ("supports", None),
    "opposes": ("opposes", None),
    "conditional-supports": ("conditional", "supports"),
    "conditional-opposes": ("conditional", "opposes"),
    "conditional": ("conditional", None),
    "mixed": ("mixed", None),
    "declined": ("declined", None),
    "unclear": ("unclear", None),
}
"""What a reply may say after "STANCE:", and what it means."""


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one line of a reply, and the issued labels in it."""

    text: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionReply:
    """What a model says of a holder; ``carried`` are the labels of the sentences that carry the stance, as it says."""

    stance: Stance
    leans: Lean | None
    carried: tuple[str, ...]
    condition: Field
    line: Field


def read_reply(text: str, labels: Labels) -> tuple[PositionReply | None, int]:
    r"""Return what a model wrote, None where it is not in the form asked for or names no one stance, and how many markers were not issued.

    >>> labels = Labels({}, {"c3d4": "s"}, frozenset(), "")
    >>> reply, invalid = read_reply("STANCE: opposes [c3d4]\nPOSITION: Venn opposes the tunnel. [c3d4][e5f6]", labels)
    >>> reply.stance, reply.carried, reply.line.text, invalid
    ('opposes', ('c3d4',), 'Venn opposes the tunnel.', 1)
    """
    _, *parts = _FIELD.split(text)
    names = [name.upper() for name in parts[::2]]
    fields: dict[str, Field] = {}
    invalid = 0
    for name, value in zip(names, parts[1::2], strict=True):
        fields[name], not_issued = _field(value, labels)
        invalid += not_issued
    stance = STANCES.get(re.sub(r"[^a-z]+", "-", fields["STANCE"].text.lower()).strip("-")) if "STANCE" in fields else None
    if stance is None or len(names) > len(fields):  # a reply that says a thing twice says nothing
        return None, invalid
    return PositionReply(*stance, fields["STANCE"].labels, fields.get("CONDITION", Field()), fields.get("POSITION", Field())), invalid


def _field(value: str, labels: Labels) -> tuple[Field, int]:
    """Return the first line of a value, and how many of its markers were never issued."""
    line = next((line for line in value.splitlines() if line.strip()), "")
    parser = MarkerParser(labels)
    sentences = [*parser.feed(line), *parser.finish()]
    found = dict.fromkeys(label for sentence in sentences for label in sentence.labels)
    return Field(tidy(" ".join(sentence.text for sentence in sentences)), tuple(found)), parser.invalid
