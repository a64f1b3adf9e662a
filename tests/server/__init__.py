"""A scriptable OpenAI-compatible chat server on loopback, over real HTTP."""

from tests.server.script import Answering, Step, hostile, script_from_file
from tests.server.server import Received, ScriptedServer

__all__ = ["Answering", "Received", "ScriptedServer", "Step", "hostile", "script_from_file"]
