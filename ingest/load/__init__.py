"""Loaders: bytes become an article or a rejection, one module a format."""

from ingest.load.dates import read_date
from ingest.load.files import load_bytes, load_paths

__all__ = ["load_bytes", "load_paths", "read_date"]
