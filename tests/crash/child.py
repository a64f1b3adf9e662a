"""The process that crash tests kill: acts on a home and prints one line of JSON a step.

python -m tests.crash.child ingest HOME FIRST N     an acknowledgement an article, then "done"; owns the index if it is free
python -m tests.crash.child settle HOME             waits until the index is settled, then prints what it finds
python -m tests.crash.child rebuild HOME            has the index built anew
python -m tests.crash.child purge HOME SOURCE_ID
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from ingest.models import LoadedArticle
from ingest.pipeline import ingest, todays_recipe
from ingest.store.doctor import doctor
from ingest.store.exact import ExactIndex
from ingest.store.home import Home, open_home
from ingest.store.upkeep import purge, rebuild_index
from tests.fakes import HashEncoder

_SETTLED_WITHIN_S = 120


def article(number: int) -> LoadedArticle:
    """An article of some passages whose every sentence names its number."""
    sentences = [f"Report number{number} has a line{i} about bridge{i % 17} and river{(number + i) % 23}." for i in range(40)]
    return LoadedArticle(f"/crash/{number:06}.txt", " ".join(sentences))


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def settle(home: Home) -> None:
    """Wait until the owner has every passage in the index."""
    assert home.owner is not None
    deadline = time.monotonic() + _SETTLED_WITHIN_S
    while not home.owner.is_settled:
        if time.monotonic() > deadline:
            sys.exit("The index did not settle.")
        time.sleep(0.02)


def examine(home: Home) -> None:
    """Say what the checks say, and how much of the exact answer the index gives."""
    assert home.owner is not None
    encoder, same, asked = HashEncoder(), 0, 0
    for source in [article.source_id for article in home.lookup.articles()][:20]:
        (query,) = encoder.encode([f"Report number{int(source[-10:-4])} has a line7"])
        exact = ExactIndex(home.lookup).nearest(query, 10)
        same += len(set(exact) & set(home.index.nearest(query, 10)))
        asked += len(exact)
    tell(
        failed=[f"{check.name}: {check.detail}" for check in doctor(home, todays_recipe(encoder)) if not check.is_passed],
        same=same,
        asked=asked,
        pending=home.lookup.passage_count - home.lookup.indexed_count(home.generations.current() or ""),
        probed=home.owner.finding.problem if home.owner.finding else None,
    )


def main(task: str, path: str, *rest: str) -> None:
    with open_home(Path(path), HashEncoder(), own=True, workers=2) as home:
        tell(owns=home.owns)
        if task == "ingest":
            first, n = map(int, rest)
            items = [article(number) for number in range(first, first + n)]
            ingest(home, items, HashEncoder(), workers=2, progress=lambda step: tell(kept=step.source_id))
            if home.owns:
                settle(home)
        elif task == "settle":
            settle(home)
            examine(home)
        elif task == "rebuild":
            settle(home)
            rebuild_index(home)
        elif task == "purge":
            purge(home, *rest)
        tell(done=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
