"""Find the words that a cue introduces: behind it, and where they end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.statements.phrases import Phrase
from ingest.statements.reading import Line
from ingest.statements.verbs import CUES, FORMS, Cue
from ingest.statements.vocabulary import EVENTS, TIME_NOUNS, WRITINGS

_ANSWERS = frozenset(("yes", "no", "same", "nothing", "little", "things"))
_CLAUSE_VERBS = frozenset(("say", "argue", "add", "insist"))


class Content(NamedTuple):
    """Tokens ``start`` to ``end``; the cue reaches to ``cue_end``. A clause may run to the sentence's end, an object not."""

    start: int
    end: int
    cue_end: int
    clausal: bool
    spoken_to: tuple[int, int] | None = None


def cue_of(line: Line, phrase: Phrase) -> tuple[Cue, int] | None:
    """Return the cue verb of a verb group and its token: the last verb of the group."""
    for i in range(phrase.end - 1, phrase.start - 1, -1):
        form = FORMS.get(line.low[i])
        if form and line.tags[i] in "BVEpKG":
            cue = CUES.get(form[0])
            return (cue, i) if cue else None
    return None


def ahead(line: Line, found: Sequence[Phrase], k: int, cue: Cue) -> Content | None:
    """Return the content that follows the verb group ``found[k]``, if the verb takes what follows."""
    frames = cue.frames
    n = len(found)
    j = k + 1
    cue_end = found[k].end
    if j >= n:
        return None
    low = line.low[found[j].start]
    if found[j].kind in "PIiUyO" and low in cue.prepositions and found[j].kind != "i":
        return _object(line, found, j + 1, found[j].end)
    spoken_to = None
    if "t" in frames and found[j].kind == "n" and not (line.tags[found[j].start] == "R" and low not in ("you", "it")):
        after = j + 1
        while after < n and (
            found[after].kind in "yt"
            or (found[after].kind == "P" and after + 1 < n and found[after + 1].kind in "nt" and _leads_to_clause(line, found, after))
        ):
            after += 1 if found[after].kind in "yt" else 2
        if after < n:
            kind, word = found[after].kind, line.low[found[after].start]
            if (
                kind in "TWq:i"
                or (kind == "," and after + 1 < n and found[after + 1].kind == "q")
                or (kind == "U" and word in ("if", "whether"))
                or kind == "n"
            ):
                spoken_to = (found[j].start, found[j].end)
                j = after
            elif kind == "P" and word in cue.prepositions:
                return _object(line, found, after + 1, cue_end)
            elif "o" not in frames or kind in ".,":
                return None if "o" not in frames else _object(line, found, j, cue_end)
    while j < n and found[j].kind in "yt":
        j += 1
    place = j
    while place < n and (
        found[place].kind in "yt"
        or (found[place].kind in "PI" and place + 1 < n and found[place + 1].kind in "nt")
        or (found[place].kind == "q" and place > j and place + 1 < n and found[place + 1].kind in "Tt")
    ):
        place += 1 if found[place].kind in "ytq" else 2
    if (
        place > j
        and place < n
        and (
            found[place].kind in "T:W"
            or (
                found[place].kind == "n"
                and cue.base in _CLAUSE_VERBS
                and _closes_place(line, found[place - 1])
                and _finite_ahead(line, found, place)
            )
            or (found[place].kind == "U" and line.low[found[place].start] in ("if", "whether"))
            or (found[place].kind == "," and place + 1 < n and found[place + 1].kind == "q" and "s" in frames)
        )
    ):
        j = place
    if j + 4 < n and found[j].kind == "," and "s" in frames:
        closing = next((i for i in range(j + 2, min(j + 6, n - 1)) if found[i].kind == ","), None)
        if closing and found[closing + 1].kind == "T" and all(p.kind in "Pnyt" for p in found[j + 1 : closing]):
            j = closing + 1  # "said, among other things, that"
    if j >= n:
        return None
    kind = found[j].kind
    low = line.low[found[j].start]
    if kind == ":" or (kind == "," and j + 1 < n and found[j + 1].kind == "q"):
        if ("s" not in frames and "c" not in frames and "o" not in frames) or j + 1 >= n:
            return None
        if kind == ":" and j == k + 1:
            cue_end = found[j].end
        return Content(found[j + 1].start, end_of(line, found, j + 1, True), cue_end, True, spoken_to)
    if kind == "T" or kind == "W" or (kind == "U" and low in ("if", "whether", "because")):
        if "s" in frames or "c" in frames or ("o" in frames and kind in "TW"):
            return Content(found[j].start, end_of(line, found, j, True), cue_end, True, spoken_to)
        return None
    if kind == "q":
        return Content(found[j].start, end_of(line, found, j, True), cue_end, True, spoken_to)
    if kind == "n":
        clause = ("s" in frames or "c" in frames or spoken_to) and (
            _finite_ahead(line, found, j)
            or (
                cue.base in _CLAUSE_VERBS
                and line.tags[found[j].end - 1] in "XNR"
                and found[j].end - found[j].start > 1
                and _goes_on(found, j)
            )
            or _quoted_subject(found, j, cue)
        )
        if clause:
            return Content(found[j].start, end_of(line, found, j, True), cue_end, True, spoken_to)
        if "o" in frames or (cue.base == "say" and line.low[found[j].end - 1] in _ANSWERS):
            return _object(line, found, j, cue_end)
        return None
    if kind == "i" and ("i" in frames):
        return Content(found[j].start, end_of(line, found, j, "s" in frames), cue_end, False, spoken_to)
    if kind == "g" and "s" in frames and _finite_ahead(line, found, j):
        return Content(found[j].start, end_of(line, found, j, True), cue_end, True, spoken_to)
    if kind == "g" and "o" in frames:
        return Content(found[j].start, end_of(line, found, j, False), cue_end, False, spoken_to)
    if "s" in frames and kind in ",PUy":
        quotation = _quotation_ahead(found, j, is_clause=kind == "U")
        if quotation:
            return Content(found[quotation].start, end_of(line, found, quotation, True), cue_end, True, spoken_to)
    if kind == "U" and cue.base in _CLAUSE_VERBS and low in ("although", "though", "if", "once", "unless", "since"):
        return Content(found[j].start, end_of(line, found, j, True), cue_end, True, spoken_to)
    return None


def _leads_to_clause(line: Line, found: Sequence[Phrase], k: int) -> bool:
    j = k
    while j < len(found) and (found[j].kind in "yt" or (found[j].kind == "P" and j + 1 < len(found) and found[j + 1].kind in "nt")):
        j += 1 if found[j].kind in "yt" else 2
    return j < len(found) and (found[j].kind in "TWq:" or (found[j].kind == "," and j + 1 < len(found) and found[j + 1].kind == "q"))


def _object(line: Line, found: Sequence[Phrase], j: int, cue_end: int) -> Content | None:
    if j >= len(found) or found[j].kind not in "nWgqTi" or line.tags[found[j].start] == "t":
        return None
    return Content(found[j].start, end_of(line, found, j, False), cue_end, False)


def _finite_ahead(line: Line, found: Sequence[Phrase], j: int) -> bool:
    """Whether the noun phrase ``found[j]`` is the subject of a clause."""
    for k in range(j + 1, min(j + 9, len(found))):
        kind = found[k].kind
        if kind == "v" or (kind == "g" and k == j + 1):
            return True
        if kind in ".;:?!" or (kind == "," and found[j].kind != "n"):
            return False
    return False


def _closes_place(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase ends where or when something was said: "said in an interview", "said on Monday"."""
    last = line.low[phrase.end - 1]
    return phrase.kind == "t" or last in EVENTS or last in WRITINGS or last in TIME_NOUNS


def _goes_on(found: Sequence[Phrase], j: int) -> bool:
    """Whether words follow a noun phrase, so that one of them may be a verb that we do not know."""
    return j + 1 < len(found) and found[j + 1].kind not in ".,;:?!"


def _quoted_subject(found: Sequence[Phrase], j: int, cue: Cue) -> bool:
    """Whether quoted words follow the noun phrase, so that its verb may be among them: says the loans "make no sense"."""
    if "s" not in cue.frames:
        return False
    k = j + 1
    while k + 1 < len(found) and found[k].kind == "P" and found[k + 1].kind in "nP":
        k += 1 if found[k + 1].kind == "P" else 2
    return k < len(found) and found[k].kind == "q"


def _is_cue_at(line: Line, found: Sequence[Phrase], k: int, frames: str = "sci") -> bool:
    if k >= len(found) or found[k].kind not in "vg":
        return False
    cue = cue_of(line, found[k])
    return cue is not None and any(f in cue[0].frames for f in frames)


def end_of(line: Line, found: Sequence[Phrase], j: int, clausal: bool) -> int:
    """Return the token where a content ends that begins with ``found[j]``."""
    n = len(found)
    k = j
    while k < n:
        kind, start, end = found[k]
        after = found[k + 1].kind if k + 1 < n else "$"
        if kind in ".?!;" and k > j:
            return start
        if (
            kind == "q"
            and k == j
            and k + 1 < n
            and line.words[end - 2 : end - 1]
            and line.words[end - 2][-1] in ".,?!"
            and after in "nvg,.CU"
        ):
            return end
        if kind == "q" and k > j and not clausal and line.words[end - 2][-1] == "," and after in "ngW":
            return end
        if (
            kind == ","
            and k > j
            and not clausal
            and after in "PU"
            and line.low[found[k + 1].start] in ("of", "as")
            and _is_apposed(found, j, k)
        ):
            k += 1
            continue
        if kind == "," and k > j:
            nxt = k + 1
            if after == "g" and _is_cue_at(line, found, nxt, "scoi"):
                return start
            if after != "$" and nxt > j + 2 and line.low[found[nxt].start] == "according":
                return start
            if after == "C" and line.low[found[nxt].start] == "but" and not (nxt + 1 < n and found[nxt + 1].kind == "q"):
                return start
            if after == "C":
                verb = nxt + 1
                if verb < n and found[verb].kind == "y":
                    verb += 1
                if _is_cue_at(line, found, verb, "scio"):
                    return start
                if verb + 1 < n and found[verb].kind == "n" and _is_cue_at(line, found, verb + 1):
                    return start
                if not clausal and (
                    (verb < n and found[verb].kind in "v") or (verb + 1 < n and found[verb].kind == "n" and found[verb + 1].kind == "v")
                ):
                    return start
            if after == "n":
                verb = nxt + 1
                if verb < n and found[verb].kind == "y":
                    verb += 1
                if _is_cue_at(line, found, verb, "s") and (verb + 1 >= n or found[verb + 1].kind in ".,t"):
                    return start
                if not clausal and verb < n and found[verb].kind == "v":
                    return start
            if after == "U" and (not clausal or _other_speaker(line, found, nxt)):
                return start
            if after == "v" and line.tags[found[nxt].start : found[nxt].end] in ("E", "p") and not any(p.kind == "," for p in found[j:k]):
                return start  # "has said Lee is ill, talked of a theft and called her a liar"
            if not clausal and after in "gkWUvP":
                return start
        if kind == "-" and k > j and after == "g" and _is_cue_at(line, found, k + 1):
            return start
        if kind == "g" and k > j and found[k - 1].kind == "q" and _is_cue_at(line, found, k):
            return start
        if kind == "C" and k > j and _is_cue_at(line, found, k + 1, "sci" if clausal else "scoit"):
            return start
        if kind == "C" and k > j and after == "v" and _is_cue_at(line, found, k + 1, "o") and _leaves_modal(line, found, j, k + 1):
            return start
        if kind == "C" and k > j and not clausal and (after == "v" or (after == "n" and k + 2 < n and found[k + 2].kind == "v")):
            return start
        if kind == "-" and k > j and not clausal:
            return start
        if (
            not clausal
            and k > j
            and kind == "U"
            and not (line.low[start] == "as" and after in "qg,")
            and line.low[start] in ("as", "while", "when", "after", "before", "since")
        ):
            return start
        if k > j + 2 and line.low[start] == "according":
            return start
        k += 1
    return found[-1].end


def _quotation_ahead(found: Sequence[Phrase], j: int, *, is_clause: bool) -> int | None:
    """The quotation behind a colon: "replied, with a smile: …"; behind a clause also one behind a comma: "said as he left, …"."""
    signs, most_verbs = (":,", 1) if is_clause else (":", 0)
    verbs = 0
    for k in range(j, len(found) - 1):
        if found[k].kind in signs and found[k + 1].kind == "q":
            return k + 1
        verbs += found[k].kind == "v"
        if found[k].kind in ";q" or verbs > most_verbs:
            return None
    return None


def _is_apposed(found: Sequence[Phrase], j: int, k: int) -> bool:
    """Whether a comma closes an apposition within an object: "accused the minister, Ann Lee, of"."""
    opening = next((i for i in range(k - 1, j, -1) if found[i].kind == ","), None)
    return opening is not None and found[opening + 1].kind in "nW"


def _leaves_modal(line: Line, found: Sequence[Phrase], j: int, k: int) -> bool:
    """Whether a bare past form follows "would": "said it would cost more and called it a mistake"."""
    verb = found[k]
    return verb.end - verb.start == 1 and line.tags[verb.start] in "Ep" and "M" in line.tags[found[j].start : verb.start]


def _other_speaker(line: Line, found: Sequence[Phrase], k: int) -> bool:
    """Whether the subordinate clause at ``found[k]`` has a subject of its own and a verb of saying."""
    return k + 2 < len(found) and found[k + 1].kind == "n" and _is_cue_at(line, found, k + 2)
