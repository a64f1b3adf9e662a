"""Values as the JSON that scripts rely on: a dataclass field there is a key here, ``from_`` is "from"."""

from __future__ import annotations

import dataclasses
import json
from typing import Any


def as_json(value: Any) -> Any:
    """Return frozen dataclasses, mappings and tuples as what ``json`` writes; floats are rounded to 6 digits.

    >>> from qa.models import Quotation
    >>> as_json((Quotation("not for sale", "exact"),))
    [{'text': 'not for sale', 'status': 'exact'}]
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): as_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return round(value, 6) if isinstance(value, float) else value


def json_line(value: Any) -> str:
    """Return a value as one line of JSON, in Unicode."""
    return json.dumps(as_json(value), ensure_ascii=False)
