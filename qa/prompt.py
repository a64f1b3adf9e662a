"""Load prompt files, exactly what a model reads, and fill their fields."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources

from qa.errors import PromptError
from qa.models import Prompt

_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class PromptText:
    """A prompt file as it is on disk; ``sha256`` is of its text."""

    name: str
    text: str
    sha256: str

    def filled(self, **values: str) -> str:
        """Return the prompt with its fields filled; braces in a value stay as they are.

        >>> PromptText("p", "Say {what}.", "").filled(what="{what}")
        'Say {what}.'
        """
        return _FIELD.sub(lambda field: values[field[1]], self.text)

    @property
    def identity(self) -> Prompt:
        """What an answer records of it."""
        return Prompt(self.name, self.sha256)


def load_prompt(name: str, fields: Collection[str], phrases: Collection[str] = ()) -> PromptText:
    """Load prompts/NAME.txt.

    Args:
        name: the file's name without .txt.
        fields: the fields that it must have, each at least once, and no other.
        phrases: words that it must contain, because the reply is read by them.

    Raises:
        PromptError: there is no such file, or it has other fields, or it lacks a phrase.
    """
    file = resources.files("prompts").joinpath(f"{name}.txt")
    try:
        data = file.read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        known = sorted(f.name.removesuffix(".txt") for f in resources.files("prompts").iterdir() if f.name.endswith(".txt"))
        raise PromptError(f"There is no prompt {name}.", remedy=f"Choose one of: {', '.join(known)}.") from None
    return check_prompt(PromptText(name, text, hashlib.sha256(data).hexdigest()), fields, phrases)


def check_prompt(prompt: PromptText, fields: Collection[str], phrases: Collection[str] = ()) -> PromptText:
    """Return the prompt if its fields and phrases are the ones wanted.

    Raises:
        PromptError: a field is missing or unknown, or a phrase is missing.
    """
    has = set(_FIELD.findall(prompt.text))
    if unknown := sorted(has - set(fields)):
        raise PromptError(f"The prompt {prompt.name} has an unknown field {{{unknown[0]}}}.", remedy=f"It may use: {_listed(fields)}.")
    if missing := sorted(set(fields) - has):
        raise PromptError(f"The prompt {prompt.name} lacks the field {{{missing[0]}}}.", remedy=f"It must use: {_listed(fields)}.")
    for phrase in phrases:
        if phrase not in prompt.text:
            raise PromptError(f"The prompt {prompt.name} never mentions {phrase}.", remedy="Replies are read by it: put it back.")
    return prompt


def _listed(fields: Collection[str]) -> str:
    return ", ".join(f"{{{field}}}" for field in sorted(fields))
