"""Serve a script for a person who tries the page: ``python -m tests.server --script FILE [--port N]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.server import ScriptedServer, hostile, script_from_file

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--script", type=Path, help="JSON file; without it the model is hostile and obeys the articles")
parser.add_argument("--port", type=int, default=0, help="default: a free one")
parser.add_argument("--seconds", type=float, default=3600, help="stop after this time")
chosen = parser.parse_args()
with ScriptedServer(script_from_file(chosen.script) if chosen.script else hostile, chosen.port) as server:
    sys.stdout.write(f"OPENAI_BASE_URL={server.base_url} ONRECORD_MODEL=scripted OPENAI_API_KEY=none\n")
    sys.stdout.flush()
    try:
        time.sleep(chosen.seconds)
    except KeyboardInterrupt:
        sys.stdout.write("stopped\n")
