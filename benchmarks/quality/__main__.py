"""Score answers on labelled sets, by the code of `onrecord eval` and no other.

    python -m benchmarks.quality                            every set, a table each
    python -m benchmarks.quality squad2_dev --sample 500    one of them
    python -m benchmarks.quality newsalign --search-only -k 50

The sets lie in --data (default ../shared/data beside this repository) and are no part of this project. Each is turned into article
files and a question set in a folder (--work, default a temporary one), ingested into a home there, asked and scored. With --work
homes are used again, and a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from benchmarks.quality.sets import SETS, articles_of, questions_of, records_of, write_lines
from qa.evaluation import Report, evaluate, load_set
from qa.evaluation.markdown import report_markdown
from qa.service import open_onrecord

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Score the sets that were named, and print a Markdown table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; default: all")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of NAME.docs.jsonl and NAME.dev.jsonl")
    parser.add_argument("--work", type=Path, help="folder to keep homes and runs in; default: a temporary one")
    parser.add_argument("--sample", type=int, default=1000, help="questions a set, those whose ids hash lowest; 0: all [1000]")
    parser.add_argument("-k", type=int, default=10, help="passages and sentences a question [10]")
    parser.add_argument("--search-only", action="store_true", help="measure search alone")
    args = parser.parse_args()
    if unknown := [name for name in args.sets if name not in SETS]:
        parser.error(f"there is no set {unknown[0]}; choose of {', '.join(SETS)}")
    wanted = args.sets or SETS
    missing = [name for name in wanted if not (args.data / f"{name}.dev.jsonl").is_file()]
    for name in missing:
        print(f"{name} is not in {args.data}: nothing is measured on it. Name its folder with --data.", file=sys.stderr)
    with nullcontext(args.work) if args.work else tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            if name not in missing:
                began = time.perf_counter()
                report = scored(args.data, name, Path(folder) / name, args.sample or None, args.k, args.search_only)
                print(report_markdown(report), flush=True)
                print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return 2 if missing else 0


def scored(data: Path, name: str, folder: Path, sample: int | None, k: int, is_search_only: bool) -> Report:
    """Ingest a set's articles, ask its questions, and return the report, which stays in the folder with its home."""
    folder.mkdir(parents=True, exist_ok=True)
    records = records_of(data, name, sample)
    articles = write_lines(folder / "articles.jsonl", articles_of(data, name))
    questions = load_set(write_lines(folder / f"{name}.jsonl", questions_of(data, name, records)))
    with open_onrecord(folder / "home") as onrecord:
        onrecord.ingest([articles])
        run = folder / f"{len(records)}-k{k}{'-search' if is_search_only else ''}"
        return evaluate(onrecord, questions, run, k=k, is_search_only=is_search_only, progress=_say)


def _say(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} of {total:,} questions", end="" if done < total else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
