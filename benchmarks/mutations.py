"""Change true claims and see whether the verifier notices: edits that change the meaning must lose "supported", others must not.

    python -m benchmarks.mutations --data DIR [--sample 400] [--show KIND]

True claims, each with its sentences: newsalign (an editor's sentences, aligned by hand), wice (those judged supported), polnear
(who said what, put together from source, cue and content as annotated). Only claims that are supported unchanged are changed.
The articles of newsalign come without their outlets, so a claim that credits one ("…, the Ledger reports") cannot be supported whole; a
line of its own counts these claims without the credit.
DIR holds the measuring sets; they are no part of this project.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.sentences import split
from qa.models import Source
from qa.verify import verify
from qa.verify.dates import dates
from qa.verify.names import names
from qa.verify.numbers import Quantity, quantities
from qa.verify.quotations import find_quoted

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
STRANGERS = ("Halvorsen", "Okonjo", "Petrakis", "Lindqvist", "Varga", "Castellano", "Nakamura", "Dubois")
STRANGE_WORDS = ("umbrella", "granite", "orchestra", "meadow", "velvet", "lantern")
AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|should|may|might|did|does|do)\b(?! not|n't| no\b)")
SURER = re.compile(r"\b(may|might|could|plans to|hopes to|is expected to|are expected to|wants to|intends to)\b")
SPOKEN = (
    "said",
    "says",
    "told",
    "claimed",
    "claims",
    "argued",
    "argues",
    "alleged",
    "insisted",
    "warned",
    "suggested",
    "believes",
    "thinks",
)
SPOKESMAN = re.compile(
    r"(?:An? |The )?(?:[\w-]+ )?(?:spokes(?:man|woman|person)|lawyer|attorney|aide|adviser|advisor) (?:for|of|to) "
    r"((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*)*)$"
    r"|((?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*)*)['’]s? (?:[\w-]+ ){0,2}(?:spokes(?:man|woman|person)|lawyer|attorney|aide|adviser),? [A-Z].*"
)
PRONOUN = re.compile(r"(?:he|she|they|it|i|we|you|his|her|their|its|my|our|many|some|those|these|that|this|who)\b", re.IGNORECASE)
BY_NAME = re.compile(r"(?:Mr\. |Ms\. |Mrs\. |Sen\. |Gov\. )?[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}")
OUTLET = r"(?:the )?[A-Z][\w.&-]*(?: (?:of|and|the|[A-Z][\w.&-]*))*"
CREDIT_BEHIND = re.compile(rf",\s+(?:{OUTLET} (?:reports|notes)|(?:reports|notes|per|via) {OUTLET})\.?$")
CREDIT_BEFORE = re.compile(rf"^(?:Per {OUTLET}, |As {OUTLET} (?:reports|notes|points out), |(?:T|t)?(?:he )?{OUTLET} reports (?:that )?)")
SHORT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A claim that its sentences support; ``bare`` is what it says without its attribution, where that is known.

    ``speaker`` is whom it names, at its head; ``rival`` is somebody else who speaks in the same article, in ``rival_sources``.
    """

    set_name: str
    text: str
    sources: tuple[Source, ...]
    bare: str | None = None
    speaker: str | None = None
    rival: str | None = None
    rival_sources: tuple[Source, ...] = ()


Edit = Callable[[TrueClaim, random.Random], str | None]


def another_number(claim: TrueClaim, rng: random.Random) -> str | None:
    """Another value: ten times as much, or a few more."""
    found = [q for q in _plain_numbers(claim.text) if re.search(r"\d", q.text)]
    if not found:
        return None
    quantity = rng.choice(found)
    digits = re.search(r"\d[\d,]*", quantity.text)
    if digits is None:
        return None
    value = int(digits.group().replace(",", ""))
    changed = value * 10 if rng.random() < 0.5 and value < 100_000 else value + rng.randint(2, 9)
    return _replace(
        claim.text, quantity.start + digits.start(), quantity.start + digits.end(), f"{changed:,}" if changed > 9999 else str(changed)
    )


def another_name(claim: TrueClaim, rng: random.Random) -> str | None:
    """A stranger in the place of someone or something named."""
    found = [n for n in names(claim.text) if n.is_sure]
    if not found:
        return None
    name = rng.choice(found)
    return _replace(claim.text, name.start, name.end, rng.choice(STRANGERS))


def another_date(claim: TrueClaim, rng: random.Random) -> str | None:
    """Another month, weekday or year."""
    for when in dates(claim.text):
        printed = claim.text[when.start : when.end]
        for names_of in (MONTHS, WEEKDAYS):
            for name in names_of:
                if name in printed:
                    return _replace(claim.text, when.start, when.end, printed.replace(name, rng.choice([n for n in names_of if n != name])))
        if when.year is not None:
            return _replace(claim.text, when.start, when.end, printed.replace(str(when.year), str(when.year + rng.choice((-3, -1, 1, 2)))))
    return None


def denied(claim: TrueClaim, rng: random.Random) -> str | None:
    """The opposite: a "not" put in, or taken out."""
    outside = _outside_quotations(claim.text)
    found = re.search(r"\b(not |never )", outside)
    if found:
        return _replace(claim.text, found.start(), found.end(), "")
    auxiliary = AUXILIARY.search(outside)
    return _replace(claim.text, auxiliary.end(), auxiliary.end(), " not") if auxiliary else None


def surer(claim: TrueClaim, rng: random.Random) -> str | None:
    """What may be becomes what will be."""
    found = SURER.search(_outside_quotations(claim.text))
    return _replace(claim.text, found.start(), found.end(), "will") if found else None


def another_quoted_word(claim: TrueClaim, rng: random.Random) -> str | None:
    """One word of a quotation exchanged."""
    for quoted in find_quoted(claim.text):
        words = list(re.finditer(r"[a-z]{5,}", quoted.text))
        if words:
            word = rng.choice(words)
            return _replace(claim.text, quoted.start + word.start(), quoted.start + word.end(), rng.choice(STRANGE_WORDS))
    return None


def unattributed(claim: TrueClaim, rng: random.Random) -> str | None:
    """The content alone, as a fact."""
    return claim.bare


def speakers_swapped(claim: TrueClaim, rng: random.Random) -> str | None:
    """The words of one speaker given to another, who speaks in the sentences too."""
    return claim.rival + claim.text[len(claim.speaker) :] if claim.speaker and claim.rival else None


def spokesman_left_out(claim: TrueClaim, rng: random.Random) -> str | None:
    """A spokesman's words given to the one that they speak for."""
    found = SPOKESMAN.match(claim.speaker or "")
    return f"{found[1] or found[2]}{claim.text[len(claim.speaker or '') :]}" if found else None


def number_rewritten(claim: TrueClaim, rng: random.Random) -> str | None:
    """The same value in other characters."""
    for quantity in _plain_numbers(claim.text):
        value = quantity.values[0]
        if len(quantity.values) > 1 or quantity.is_ordinal or quantity.unit == "%" or value != int(value):
            continue
        printed = quantity.text
        if re.search(r"million|billion|thousand", printed) and quantity.unit in ("", "$"):
            return _replace(claim.text, quantity.start, quantity.end, f"{quantity.unit}{int(value):,}")
        if "," in printed:
            return _replace(claim.text, quantity.start, quantity.end, printed.replace(",", ""))
        if printed.lower() in SHORT:
            return _replace(claim.text, quantity.start, quantity.end, str(SHORT[printed.lower()]))
    return None


def quotation_marks_changed(claim: TrueClaim, rng: random.Random) -> str | None:
    """Straight marks for curly ones, or the other way round."""
    found = find_quoted(claim.text)
    if not found:
        return None
    text = claim.text
    for quoted in reversed(found):
        left, right = ("“", "”") if text[quoted.outer_start] in "\"'" else ('"', '"')
        text = text[: quoted.outer_start] + left + quoted.text + right + text[quoted.outer_end :]
    return text


def name_shortened(claim: TrueClaim, rng: random.Random) -> str | None:
    """The surname alone."""
    for name in names(_outside_quotations(claim.text)):
        words = name.text.split()
        if len(words) == len(name.keys) == 2 and all(w.isalpha() for w in words) and any(words[1] in s.text for s in claim.sources):
            return _replace(claim.text, name.start, name.end, words[1])
    return None


CHANGING: dict[str, Edit] = {
    "number": another_number, "name": another_name, "date": another_date, "negation": denied, "modality": surer,
    "quoted word": another_quoted_word, "attribution": unattributed, "speakers swapped": speakers_swapped,
    "spokesman's words": spokesman_left_out,
}  # fmt: skip
KEEPING: dict[str, Edit] = {"number rewritten": number_rewritten, "quotation marks": quotation_marks_changed, "short name": name_shortened}


def uncredited(text: str) -> str:
    """A claim without the outlet that it credits at its end, or at its head.

    >>> uncredited("The dam broke, the Ledger reports."), uncredited("Per the Lamp, the dam broke.")
    ('The dam broke.', 'The dam broke.')
    """
    bare = CREDIT_BEHIND.sub(".", CREDIT_BEFORE.sub("", text))
    return bare[0].upper() + bare[1:] if bare else text


def true_claims(data: Path, sample: int, rng: random.Random) -> list[TrueClaim]:
    """Return at most ``sample`` true claims of each set."""
    chosen = []
    for read in (_newsalign, _wice, _polnear):
        claims = list(read(data))
        rng.shuffle(claims)
        chosen += claims[:sample]
    return chosen


def _newsalign(data: Path) -> Iterator[TrueClaim]:
    documents = _documents(data, "newsalign")
    for record in _lines(data / "newsalign.dev.jsonl"):
        yield TrueClaim("newsalign", record["question"], _around(documents, record["evidence"]))


def _wice(data: Path) -> Iterator[TrueClaim]:
    for record in _lines(data / "wice.dev.jsonl"):
        if record["label"] == "supported":
            yield TrueClaim("wice", record["question"], tuple(Source(e["text"]) for e in record["evidence"]))


def _polnear(data: Path) -> Iterator[TrueClaim]:
    documents = _documents(data, "polnear")
    told = [record for record in _lines(data / "polnear.dev.jsonl") if _is_in_order(record["meta"], record["evidence"])]
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in told:
        by_article[record["evidence"][0]["doc_id"]].append(record)
    for record in told:
        meta = record["meta"]
        source, cue, content = meta["source_spans"][0], meta["cue_spans"][0], record["evidence"][0]
        sources = _around(documents, [content, source])
        if len(sources) != 1 or not 40 <= len(content["text"]) <= 220:
            continue
        linked = documents[content["doc_id"]][source["start"] : content["end"]]
        inner = re.sub(r"^that\s+", "", content["text"])
        has_quotation = bool(re.search(r"[\"“”]", inner))
        is_clause = cue["text"] in SPOKEN
        bare = inner[0].upper() + inner[1:].rstrip(" ,.") + "." if is_clause and not has_quotation else None
        text = linked.rstrip(" ,.") + ("" if linked.rstrip()[-1:] in '”"' else ".")
        rival = next((r for r in by_article[content["doc_id"]] if _are_rivals(source["text"], r["meta"]["source_spans"][0]["text"])), None)
        if rival is None or not is_clause:
            yield TrueClaim("polnear", text, sources, bare, source["text"])
        else:
            other = rival["meta"]["source_spans"][0]
            yield TrueClaim(
                "polnear", text, sources, bare, source["text"], other["text"], _around(documents, [rival["evidence"][0], other])
            )


def _is_in_order(meta: dict[str, Any], evidence: Sequence[dict[str, Any]]) -> bool:
    """Whether source, cue and content are one span each, in this order, the source with a capital."""
    if any(len(spans) != 1 for spans in (evidence, meta.get("source_spans", []), meta.get("cue_spans", []))):
        return False
    source, cue, content = meta["source_spans"][0], meta["cue_spans"][0], evidence[0]
    return bool(source["end"] <= cue["start"] < cue["end"] <= content["start"] and source["text"][0].isupper())


def _are_rivals(one: str, other: str) -> bool:
    """Whether two speakers are given by name alone, without a word in common."""
    heads = [speaker.split(",")[0].strip() for speaker in (one, other)]
    if any(BY_NAME.fullmatch(head) is None or PRONOUN.match(head) or not names(f"{head} said") for head in heads) or "," in other:
        return False
    return not set(heads[0].lower().split()) & set(heads[1].lower().split())


def _around(documents: dict[str, str], spans: Sequence[dict[str, Any]]) -> tuple[Source, ...]:
    """The sentences that hold the spans, in order."""
    found: dict[tuple[str, int], str] = {}
    for document in dict.fromkeys(s["doc_id"] for s in spans):
        text = documents[document]
        for sentence in _split(text):
            if any(s["doc_id"] == document and s["start"] < sentence[1] and sentence[0] < s["end"] for s in spans):
                found[document, sentence[0]] = text[sentence[0] : sentence[1]]
    return tuple(Source(text) for text in found.values())


_seen: dict[str, list[tuple[int, int]]] = {}


def _split(text: str) -> list[tuple[int, int]]:
    if text not in _seen:
        _seen[text] = [(s.start, s.end) for s in split(text)]
    return _seen[text]


def _documents(data: Path, name: str) -> dict[str, str]:
    return {d["doc_id"]: d["text"] for d in _lines(data / f"{name}.docs.jsonl")}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _plain_numbers(text: str) -> list[Quantity]:
    when = dates(text)
    quoted = find_quoted(text)
    taken = [(d.start, d.end) for d in when] + [(q.start, q.end) for q in quoted]
    return [q for q in quantities(text) if not any(a < q.end and q.start < b for a, b in taken)]


def _outside_quotations(text: str) -> str:
    """The text with quoted words blanked, so that places stay."""
    for quoted in find_quoted(text):
        text = text[: quoted.start] + " " * (quoted.end - quoted.start) + text[quoted.end :]
    return text


def _replace(text: str, start: int, end: int, by: str) -> str:
    return text[:start] + by + text[end:]


def main() -> None:
    """Print, for each kind of edit, how many supported claims lose their support."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=400, help="claims of each set")
    parser.add_argument("--show", help="print edits of this kind on which the verifier is wrong")
    args = parser.parse_args()
    rng = random.Random(7)
    claims = true_claims(args.data, args.sample, rng)
    supported = [c for c in claims if verify(c.text, c.sources).verdict == "supported"]
    for name in dict.fromkeys(c.set_name for c in claims):
        of_set = [c for c in claims if c.set_name == name]
        print(f"{name:10} {len(of_set):4} true claims, supported {sum(c.set_name == name for c in supported) / len(of_set):.3f}")
    print(f"{'all':10} {len(claims):4} true claims, supported {len(supported) / len(claims):.3f}")
    credited = [(c, bare) for c in claims if c.set_name == "newsalign" and (bare := uncredited(c.text)) != c.text]
    kept = sum(verify(bare, c.sources).verdict == "supported" for c, bare in credited)
    others = sum(c not in {c for c, _ in credited} for c in supported)
    print(f"{'credits':10} {len(credited):4} of these credit an outlet, supported without it {kept / max(1, len(credited)):.3f}", end="")
    print(f": {(others + kept) / len(claims):.3f} of all")
    for title, edits, aim in (("changing", CHANGING, ">= .95"), ("keeping", KEEPING, "<= .10")):
        lost: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for kind, edit in edits.items():
            for claim in supported:
                changed = edit(claim, rng)
                if changed is None or changed == claim.text:
                    continue
                sources = claim.sources
                if edit is speakers_swapped:
                    sources = (*claim.sources, *(s for s in claim.rival_sources if s not in claim.sources))
                    if verify(claim.text, sources).verdict != "supported":
                        continue
                verification = verify(changed, sources)
                is_lost = verification.verdict != "supported"
                lost[kind].append((claim.set_name, is_lost))
                if args.show == kind and is_lost is (title == "keeping"):
                    print(f"  {changed}\n    from {claim.text}\n    by {[s.text for s in sources]}\n    {verification}")
        lost["all"] = [x for losses in lost.values() for x in losses]
        for kind, losses in lost.items():
            aim_here = f" (aim {aim})" if kind == "all" else ""
            print(f"meaning-{title} {kind:16} {len(losses):4} edits, lost {_share(losses):.3f}{aim_here}  {_by_set(losses)}")


def _share(losses: Sequence[tuple[str, bool]]) -> float:
    return sum(is_lost for _, is_lost in losses) / len(losses) if losses else 0.0


def _by_set(losses: Sequence[tuple[str, bool]]) -> str:
    sets = dict.fromkeys(name for name, _ in losses)
    return ", ".join(f"{name} {_share([x for x in losses if x[0] == name]):.2f}" for name in sets)


if __name__ == "__main__":
    main()
