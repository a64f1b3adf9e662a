"""Named steps at which a crash test kills the process: free and without effect unless the environment names one."""

import os
import signal

VARIABLE = "ONRECORD_FAILPOINT"
NAMES = frozenset({"before_commit", "after_commit", "before_upsert", "after_upsert", "before_flip", "after_flip", "mid_purge"})

_name, _, _count = os.environ.get(VARIABLE, "").partition(":")
_left = int(_count or 1)


def reach(name: str) -> None:
    """Kill this process without a word where ``ONRECORD_FAILPOINT`` is ``name``, or ``name:n`` and this is the n-th time."""
    global _left
    if name != _name:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
