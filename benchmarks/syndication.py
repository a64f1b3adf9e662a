"""How well story groups find edited copies, and what that costs as a home grows.

    python -m benchmarks.syndication ARTICLES.jsonl [--sizes 1000 2000 4000]

Of each text one copy is made by one of seven edits (a tenth of the sentences dropped with the order kept; headline and dateline
changed; three sentences of another article added as a paragraph; and the combinations), and a second one by all three. Articles
and copies are taken into a catalog in random order, without an encoder. Prints, over pairs of articles, recall and precision (every
pair of different texts counts as wrong, copies among the articles themselves too), recall by edit, and milliseconds an article.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

import sqlalchemy as sa

from ingest.models import Article, Metadata, article_id, text_version
from ingest.sentences import split
from ingest.store import stories
from ingest.store.schema import articles, catalog_url, open_engine, story_members, versions
from ingest.syndication import sketch

EDITS = ("drop", "head", "add")
KINDS = tuple(frozenset(chosen) for n in (1, 2, 3) for chosen in combinations(EDITS, n))
PLACES = ("LONDON", "PARIS", "MADRID", "OTTAWA", "ROME", "VIENNA", "OSLO", "DUBLIN")
AGENCIES = ("Agency One", "Agency Two", "The Wire", "Staff and agencies")


@dataclass(frozen=True)
class Copy:
    """An article of the benchmark: the text it was made of, how, and what it prints."""

    origin: int
    edits: frozenset[str]
    text: str


def edited(origin: int, title: str, body: str, other: str, edits: frozenset[str], rng: random.Random) -> Copy:
    """Return a copy of a text under its headline and dateline, edited."""
    sentences = [body[s.start : s.end] for s in split(body)]
    ends = [body[s.end : t.start] for s, t in zip(split(body), split(body)[1:], strict=False)]
    dropped = set(rng.sample(range(len(sentences)), max(1, len(sentences) // 10))) if "drop" in edits else set()
    text = "".join(sentence + end for i, (sentence, end) in enumerate(zip(sentences, [*ends, ""], strict=True)) if i not in dropped)
    headline = " ".join(rng.sample(title.split(), len(title.split()))) + " - report" if "head" in edits else title
    place, agency = (rng.choice(PLACES), rng.choice(AGENCIES)) if "head" in edits else ("WASHINGTON", "Agency")
    paragraphs = text.split("\n\n")
    if "add" in edits:
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), " ".join(other[s.start : s.end] for s in split(other)[3:6]))
    return Copy(origin, edits, f"{headline}\n\n{place} ({agency}) — " + "\n\n".join(paragraphs))


def family(origin: int, row: dict[str, str], other: str, rng: random.Random) -> list[Copy]:
    """Return a text as it is and its two copies."""
    title = row.get("title") or "Untitled"
    kinds = (frozenset[str](), KINDS[origin % len(KINDS)], frozenset(EDITS))
    return [edited(origin, title, row["text"], other, kind, rng) for kind in kinds]


def take_in(copies: Sequence[Copy], folder: Path) -> tuple[list[list[int]], float]:
    """Enter the copies into a new catalog and return its groups, as places in ``copies``, and the CPU seconds that groups took."""
    engine = open_engine(catalog_url(folder))
    writer = engine.execution_options(write=True)
    spent = 0.0
    for place, copy in enumerate(copies):
        one = Article(str(place), article_id(str(place)), text_version(copy.text), copy.text, Metadata(), "2026-01-01T00:00:00+00:00")
        with writer.begin() as connection:
            version_n = _write(connection, one)
            began = time.process_time()
            stories.enter(connection, version_n, sketch(one.text))
            spent += time.process_time() - began
    groups: dict[int, list[int]] = defaultdict(list)
    with engine.connect() as connection:
        query = sa.select(story_members.c.story, articles.c.source_id)
        joined = query.join(versions, versions.c.n == story_members.c.version_n).join(
            articles, articles.c.article_id == versions.c.article_id
        )
        for story, source in connection.execute(joined):
            groups[story].append(int(source))
    engine.dispose()
    return list(groups.values()), spent


def _write(connection: sa.Connection, one: Article) -> int:
    row = {"article_id": one.article_id, "version": one.version}
    found = {"source_id": one.source_id, "found": "{}", "corrected": "{}", "kind": "unknown", "described": ""}
    connection.execute(sa.insert(articles).values(**row, **found))
    text = sa.insert(versions).values(**row, text=one.text, fetched=one.fetched, layout="[]").returning(versions.c.n)
    return int(connection.execute(text).scalar_one())


def pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """Return the pairs within the groups, the lower place first."""
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000])
    args = parser.parse_args()
    for size in args.sizes:
        rng = random.Random(size)
        with args.articles.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, size // 3 + 1)]
        copies = [copy for i, row in enumerate(rows) for copy in family(i, row, rows[(i + 7) % len(rows)]["text"], rng)][:size]
        rng.shuffle(copies)
        with tempfile.TemporaryDirectory() as folder:
            groups, seconds = take_in(copies, Path(folder))
        report(copies, groups, seconds)


def report(copies: Sequence[Copy], groups: list[list[int]], seconds: float) -> None:
    """Print the figures of one size."""
    of_origin: dict[int, list[int]] = defaultdict(list)
    for place, copy in enumerate(copies):
        of_origin[copy.origin].append(place)
    true, found = pairs(of_origin.values()), pairs(groups)
    print(
        f"{len(copies)} articles: recall {len(true & found) / len(true):.4f} of {len(true)} pairs, "
        f"precision {len(true & found) / len(found):.4f} of {len(found)}, {1000 * seconds / len(copies):.2f} ms an article"
    )
    for one, other in sorted({(copies[a].origin, copies[b].origin) for a, b in found - true}):
        print(f"  grouped, though of different texts: {one} and {other}")
    made, met = Counter[str](), Counter[str]()
    for pair in true:
        name = " / ".join(sorted("+".join(sorted(copies[place].edits)) or "as it is" for place in pair))
        made[name] += 1
        met[name] += pair in found
    for name in sorted(made):
        print(f"  {name:<36}{met[name] / made[name]:.4f} of {made[name]}")


if __name__ == "__main__":
    main()
