"""An article's layout as the catalog keeps it: JSON, [start, end, role, page] a block."""

from __future__ import annotations

import json

from ingest.models import Block


def layout_json(layout: tuple[Block, ...]) -> str:
    """Return a layout as it is kept."""
    return json.dumps([[block.start, block.end, block.role, block.page] for block in layout], separators=(",", ":"))


def layout_of(stored: str) -> tuple[Block, ...]:
    """Return the layout that was kept."""
    return tuple(Block(start, end, role, page) for start, end, role, page in json.loads(stored))
