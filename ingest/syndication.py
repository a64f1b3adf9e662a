"""Tell copies of one text from articles that only tell of the same: by the runs of words that their bodies share.

A body is its shingles, the sets of five words in a row. A few digests of them (MinHash, banded: locality-sensitive hashing) say
where to look for copies, whatever the number of articles; whether two articles are copies is then counted, not estimated.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache

from datasketch import MinHash  # type: ignore[import-untyped]  # ships no types

from ingest.models import Block
from ingest.words import fold

SYNDICATION = "words5-minhash42x3-1"
"""The recipe of story groups: it changes whenever two texts would be told apart otherwise, or their digests be others."""

ALIKE = 0.5
"""Share of the shingles of both that copies have in common, at least (Jaccard), or"""
CONTAINED = 0.9
"""share of the shorter one's shingles that stand in the longer (containment): an agency text cut in half."""
FEWEST = 20
"""Shingles below which only the same words are a copy: two short texts share half of theirs by chance."""

_WORDS = 5
_BANDS, _ROWS = 42, 3
"""A pair with Jaccard j meets in a band with chance 1 - (1 - j**3)**42: .996 at .5, .49 at .25, .0003 at .02."""
_SEED = 1
_APART = re.compile(r"[^\W_]+")

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is compared by: its shingles, and the digests (64 bits, signed) of which copies share at least one."""

    shingles: Shingles
    keys: tuple[int, ...]


def sketch(text: str, layout: Sequence[Block] = ()) -> Sketch:
    """Return what an article is compared by; headlines, captions and bylines that its layout knows do not count.

    An article without words has neither shingles nor keys, and no copies.
    """
    shingles = shingles_of(text, layout)
    if not shingles:
        return Sketch(shingles, ())
    lowest = _family().copy()
    lowest.update_batch([zlib.crc32(" ".join(shingle).encode()) for shingle in shingles])
    rows = lowest.hashvalues.astype("<u4")
    return Sketch(shingles, tuple(_key(band, rows[band * _ROWS : (band + 1) * _ROWS].tobytes()) for band in range(_BANDS)))


def shingles_of(text: str, layout: Sequence[Block] = ()) -> Shingles:
    """Return the runs of five folded words in the body, or its words as one run where they are fewer."""
    words = _APART.findall(fold(_body(text, layout)))
    if len(words) < _WORDS:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(*(words[i:] for i in range(_WORDS)), strict=False))


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Return whether two bodies are one text, edited.

    >>> text = "The tunnel under the fjord was shut on Friday after an engineer found a crack in its roof near the north gate late at night"
    >>> are_copies(shingles_of(text), shingles_of("MARL - " + text.replace("Friday", "Monday")))
    True
    >>> are_copies(shingles_of(text), shingles_of("An engineer found a crack in the roof of the tunnel under the fjord"))
    False
    """
    shorter = min(len(one), len(other))
    if shorter < FEWEST:
        return one == other and shorter > 0
    shared = len(one & other)
    return shared >= ALIKE * (len(one) + len(other) - shared) or shared >= CONTAINED * shorter


def precedence(published: str | None, n_shingles: int, article_id: str) -> tuple[datetime, int, str]:
    """Return what copies are sorted by: the earliest published, then the fullest, then by id; a day counts from its end.

    >>> sorted([precedence(None, 90, "a"), precedence("2025-11-11", 10, "b"), precedence("2025-11-11T14:32:00+01:00", 8, "c")])[0][2]
    'c'
    """
    return _instant(published), -n_shingles, article_id


def _body(text: str, layout: Sequence[Block]) -> str:
    kept, at = [], 0
    for block in layout:
        kept.append(text[at : block.start])
        if block.role == "body":
            kept.append(text[block.start : block.end])
        at = block.end
    return "\n".join([*kept, text[at:]])


def _instant(published: str | None) -> datetime:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    if len(published or "") <= len("2026-01-31"):
        found = datetime.combine(found, time.max)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


@cache
def _family() -> MinHash:
    """Return the empty sketch whose hash functions every article is read with."""
    return MinHash(num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=lambda crc: crc, scheme="affine32")


def _key(band: int, rows: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(rows, digest_size=8, salt=band.to_bytes(2, "little")).digest(), "little", signed=True)
