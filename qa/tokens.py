"""Count the tokens of a prompt without ever asking the network for an encoding."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
CountTokens = Callable[[str], int]

BYTES_PER_TOKEN = 3
"""Of the estimate: room enough on English news, where a token has 3.5 characters at the fewest."""

_ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_ENCODINGS = {  # name of an encoding: its file and that file's SHA-256; tiktoken fetches a file that is not exactly this one
    "cl100k_base": ("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
    "o200k_base": ("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    "o200k_harmony": ("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
}
log = logging.getLogger(__name__)


def token_counter(model: str) -> CountTokens:
    """Return what counts tokens for a model: tiktoken where the file of the model's encoding is already cached, else the estimate.

    tiktoken fetches a missing file, and on a network that swallows packets it hangs for ever, so it is not called without one.
    Which of the two it is, is logged once.
    """
    import tiktoken  # only who asks a model pays for the import

    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        name = ""
    if name not in _ENCODINGS or not _is_cached(name):
        log.info("Tokens are estimated, one for every %d bytes: no cached encoding for this model.", BYTES_PER_TOKEN)
        return estimate
    encoding = tiktoken.get_encoding(name)
    log.info("Tokens are counted by tiktoken (%s).", name)
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def estimate(text: str) -> int:
    """Return a conservative number of tokens.

    >>> estimate("tunnel"), estimate("Zoë"), estimate("")
    (2, 2, 0)
    """
    return -(-len(text.encode(errors="surrogatepass")) // BYTES_PER_TOKEN)


def within(budget: int, items: Sequence[T], count: Callable[[T], int]) -> tuple[T, ...]:
    """Return the leading items whose tokens together stay within a budget.

    >>> within(10, ["aaaa", "bbb", "cccc", "d"], len)
    ('aaaa', 'bbb')
    """
    kept: list[T] = []
    for item in items:
        budget -= count(item)
        if budget < 0:
            break
        kept.append(item)
    return tuple(kept)


def _is_cached(name: str) -> bool:
    """Whether tiktoken would read this encoding from disk: the same folder, file name and check as its own."""
    file, expected = _ENCODINGS[name]
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder == "":
        return False
    cached = Path(folder or Path(tempfile.gettempdir()) / "data-gym-cache") / hashlib.sha1(_ADDRESS.format(file).encode()).hexdigest()
    try:
        return hashlib.sha256(cached.read_bytes()).hexdigest() == expected
    except OSError:
        return False
