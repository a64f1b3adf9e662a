"""Find the words that name who speaks: the subject before a verb, behind it, or behind "according to"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.statements.names import PEOPLE, RELATIONS
from ingest.statements.phrases import Phrase
from ingest.statements.reading import Line
from ingest.statements.verbs import CUES, FORMS
from ingest.statements.vocabulary import EVENTS, TIME_NOUNS, WRITINGS

_ATTACHING_WORDS = """
of for in at from with to on by about against behind within under over among across near outside inside around between
"""
_ATTACHING = frozenset(_ATTACHING_WORDS.split())
_AT_A_TIME = frozenset(("on", "in", "at", "late", "early", "during", "since"))
_CLAUSE_START = frozenset(',;:-"“”‘’()[]qCUTW^')


class Source(NamedTuple):
    """Tokens ``start`` to ``end`` as printed, ``head`` to ``head_end`` the noun phrase that carries the name; ``at`` its phrase."""

    start: int
    end: int
    head: int
    head_end: int
    at: int
    relative: bool = False  # "who", with the antecedent as head


def before(line: Line, found: list[Phrase], verb: int) -> Source | None:
    """Return the subject that stands before the verb group ``found[verb]``."""
    k = over_times(line, found, verb - 1)
    if k < 0:
        return None
    kind = found[k].kind
    if kind == "," and k > 3 and found[k - 1].kind == ")":
        bracketed = before(line, [*found[:k], found[verb]], k)
        if bracketed and line.tags[bracketed.head_end - 1] == "X":
            return bracketed
    if kind == ")":
        opening = next((j for j in range(k - 1, -1, -1) if found[j].kind == "("), None)
        if opening is None or opening == 0:
            return None
        source = _noun(line, found, opening - 1)
        return source._replace(end=found[k].end) if source else None
    if kind in ",-" or (kind == "q" and line.words[found[k].end - 2] == "," and found[k].end - found[k].start < 8 and k > 2):
        return _interrupted(line, found, k)
    if kind in "WT":
        return _relative(line, found, k)
    if kind == "n" and k and found[k - 1].kind == "n" and line.low[found[k].start] in ("himself", "herself", "themselves", "itself"):
        source = _noun(line, found, k - 1)
        return source._replace(end=found[k].end) if source else None
    if kind == "n":
        return _behind_event(line, found, k) or _noun(line, found, k)
    if kind in "vk" and k and found[k].end - found[k].start == 1 and line.tags[found[k].start] in "EK" and found[k - 1].kind == "n":
        return _noun(line, found, k - 1)  # "a poll released Friday shows"
    if kind in "vk":
        at = _antecedent(line, found, k + 1)
        return _noun(line, found, at) if at <= k else None
    return None


def over_times(line: Line, found: Sequence[Phrase], k: int) -> int:
    """Return the phrase at or to the left of ``found[k]`` that is no adverb and no time: of "Lee on Monday again" that of Lee; or -1."""
    while k >= 0 and found[k].kind in "yt":
        is_time = found[k].kind == "t"
        k -= 1
        if is_time and k > 0 and found[k].kind == "P" and line.low[found[k].start] in _AT_A_TIME:
            k -= 1
    if k > 1 and found[k - 1].kind == "P" and line.low[found[k - 1].start] in ("in", "since") and _is_year(line, found[k]):
        k -= 2
    return k


def _is_year(line: Line, phrase: Phrase) -> bool:
    word = line.words[phrase.end - 1]
    return phrase.kind == "n" and len(word) == 4 and word.isdigit() and line.tags[phrase.start] == "#"


def noun_before(line: Line, found: Sequence[Phrase], k: int) -> Source | None:
    """Return the noun phrase that ends right before ``found[k]``."""
    return _noun(line, found, k - 1)


def _relative(line: Line, found: Sequence[Phrase], k: int) -> Source | None:
    """The subject "who", "which" or "that": its antecedent is the noun before it."""
    if line.low[found[k].start] not in ("who", "which", "that"):
        return None
    j = k - 1
    if j >= 0 and found[j].kind == ",":
        j -= 1
    if j < 0 or found[j].kind != "n":
        return None
    noun = _noun(line, found, j)
    if noun is None:
        head, head_end = found[j].start, found[j].end
    else:
        head, head_end = noun.head, noun.head_end
    return Source(found[k].start, found[k].end, head, head_end, k, relative=True)


def _noun(line: Line, found: Sequence[Phrase], k: int) -> Source | None:
    """The noun phrase that ends with ``found[k]``, with what belongs to it on the left: of the ministry, who leads it, and Ms. Lee."""
    if k < 0 or found[k].kind != "n":
        return None
    end = found[k].end
    at = _antecedent(line, found, k)
    while True:
        left = at - 1
        if left < 0:
            break
        kind = found[left].kind
        if kind == "t" and left > 0 and found[left - 1].kind in "kv" and left > 1 and found[left - 2].kind == "n":
            break
        if kind == "P":
            inner = left - 1
            if inner > 0 and found[inner].kind == "P":
                inner -= 1  # "such as", "out of"
            elif inner > 0 and found[inner].kind == "C":
                inner -= 1  # "in the capital and around the country"
            if inner >= 0 and found[inner].kind == "n" and (inner < left - 1 or line.low[found[left].start] in _ATTACHING):
                at = inner
                continue
            if (
                inner >= 1
                and found[inner].kind in "kvg"
                and found[inner].end - found[inner].start == 1
                and line.tags[found[inner].start] in "EKG"
                and found[inner - 1].kind == "n"
            ):
                at = inner - 1
                continue
            return None
        if kind == "," and left >= 3 and found[left - 2].kind == "P" and line.low[found[left - 3].end - 1] == "university":
            at = left - 3  # "at the University of Vessby, Sur"
            continue
        if kind == "g" and left >= 1 and found[left - 1].kind == "n":
            at = left - 1
            continue
        if kind == "i" and left >= 2 and found[left - 1].kind == "g" and found[left - 2].kind == "n":
            at = left - 2  # "activists trying to block Lee"
            continue
        if kind == "i":
            return None
        if kind == "C" and left >= 1 and found[left - 1].kind == "n" and line.low[found[left].start] in ("and", "or"):
            first = left - 1
            ahead = found[first - 1].kind if first else "^"
            if ahead == "P" and first >= 2 and found[first - 2].kind == "n" and line.low[found[first - 1].start] in ("of", "for"):
                at = first
                continue
            if (ahead in '^;:-"”q' or ahead in "TU") and not _begins_clause(line, found, at):
                at = first
                continue
            if ahead == "," and _is_list(found, first):
                at = _list_start(found, first)
                continue
            if ahead == "," and found[0].kind in "PUt" and not any(p.kind == "," for p in found[: first - 1]):
                at = first  # "On the left, Lee and Ray say"
                continue
        break
    start = found[at].start
    if line.tags[start] in "t":
        return None
    return Source(start, end, start, found[at].end, at)


def _antecedent(line: Line, found: Sequence[Phrase], k: int) -> int:
    """The noun whose relative clause ends with ``found[k]``: of "farmers who oppose the mine" the farmers; else ``k``."""
    verbs = 0
    for j in range(k - 1, max(0, k - 9), -1):
        kind = found[j].kind
        if kind == "W" and verbs == 1 and found[j - 1].kind == "n":
            word, following = line.low[found[j].start], found[j + 1].kind
            if (word in ("who", "which") and following in "vy") or (word == "whose" and following == "n"):
                return j - 1
        if kind == "v":
            verbs += 1
            form = FORMS.get(line.low[found[j].end - 1])
            if verbs > 1 or (form and form[0] in CUES and "s" in CUES[form[0]].frames):
                return k
        elif kind not in "nPyiJtCg":
            return k
    return k


def _begins_clause(line: Line, found: Sequence[Phrase], at: int) -> bool:
    """Whether "and" before a pronoun joins clauses, not nouns."""
    return line.tags[found[at].start] == "R"


def _is_list(found: Sequence[Phrase], k: int) -> bool:
    return k >= 2 and found[k - 1].kind == "," and found[k - 2].kind == "n" and (k == 2 or found[k - 3].kind in ',^;q"”TU')


def _list_start(found: Sequence[Phrase], k: int) -> int:
    while _is_list(found, k):
        k -= 2
    return k


def _interrupted(line: Line, found: Sequence[Phrase], comma: int) -> Source | None:
    """A subject with an apposition or a relative clause between commas before its verb."""
    best: Source | None = None
    sign = "," if found[comma].kind == "q" else found[comma].kind
    has_finite = False
    for j in range(comma - 1, -1, -1):
        kind = found[j].kind
        if kind in ";:" or (kind == "q" and (j == 0 or found[j - 1].kind in ",:-")) or (kind in '“”"' and sign != "-"):
            break
        if kind == "v" and _is_relative(found, j):
            continue
        if kind == "v":
            opener = found[j - 1].kind if j else "^"
            has_finite = opener not in "WT" and not (found[j].end - found[j].start == 1 and line.tags[found[j].start] in "EK")
            if has_finite and not (j >= 2 and found[j - 1].kind == "n" and found[j - 2].kind in "WUT"):
                break
        if kind != sign or j == 0 or j == comma - 1:
            continue
        inside = found[j + 1].kind
        if not (inside in "nWPgktUJ#YEy" or inside in "v"):
            continue
        noun = _noun(line, found, _over_bracket(found, j - 1))
        if noun is None:
            continue
        ahead = found[noun.at - 1].kind if noun.at else "^"
        if ahead == "," and noun.at > 2 and found[noun.at - 2].kind == "n" and found[noun.at - 3].kind == "P" and noun.end - noun.head == 1:
            continue  # "in Berea, Ohio,"
        if ahead in _CLAUSE_START or ahead in "vty":
            if ahead == "v" and (best is not None or not _takes_clause(line, found[noun.at - 1])):
                break
            best = noun._replace(end=found[comma].start)
    if best is None or line.tags[best.head] == "t" or line.low[best.head_end - 1] in TIME_NOUNS:
        return None
    return best


def _is_relative(found: Sequence[Phrase], verb: int) -> bool:
    """Whether a verb stands in a relative clause: "who" opens it, with no comma between."""
    for j in range(verb - 1, -1, -1):
        if found[j].kind == "W":
            return j > 0 and found[j - 1].kind in ",n"
        if found[j].kind in ",;:-q":
            return False
    return False


def _behind_event(line: Line, found: Sequence[Phrase], k: int) -> Source | None:
    """The name behind where something was said, with no comma between: "In a Courier interview Ann Lee"."""
    if k != 1 or found[0].kind != "P" or line.tags[found[k].end - 1] != "X":
        return None
    start, end = found[k].start, found[k].end
    last = next(
        (i for i in range(end - 2, start, -1) if line.low[i] in EVENTS or line.low[i] in WRITINGS or line.low[i] in TIME_NOUNS), None
    )
    if last is None or any(line.tags[i] != "X" for i in range(last + 1, end)):
        return None
    return Source(last + 1, end, last + 1, end, k)


def _over_bracket(found: Sequence[Phrase], k: int) -> int:
    """The phrase before a bracket that ends with ``found[k]``: of "Lee (R-Mo.)" that of Lee."""
    if found[k].kind != ")":
        return k
    return next((j - 1 for j in range(k - 1, 0, -1) if found[j].kind == "("), k)


def _takes_clause(line: Line, phrase: Phrase) -> bool:
    """Whether a verb of saying or thinking may have a clause behind it: "officials say Lee, a driver, left"."""
    form = FORMS.get(line.low[phrase.end - 1])
    cue = CUES.get(form[0]) if form else None
    return cue is not None and any(frame in cue.frames for frame in "sct")


def behind(line: Line, found: Sequence[Phrase], verb: int) -> tuple[Source, int] | None:
    """Return the subject of an inverted verb ("…," said Ann Lee, a teacher) and the phrase that follows it."""
    j = verb + 1
    if j >= len(found) or found[j].kind != "n" or (line.tags[found[j].start] in "RO" and line.low[found[j].start] not in ("he", "she")):
        return None
    if line.tags[found[j].start] == "R" and j + 1 < len(found) and found[j + 1].kind == "v":
        return None  # "said she would go"
    if j + 1 < len(found) and found[j + 1].kind == "v" and line.tags[found[j + 1].start] in "MAVp":
        return None  # "said the voters should go"
    return extended(line, found, j)


def extended(line: Line, found: Sequence[Phrase], j: int) -> tuple[Source, int] | None:
    """Return the noun phrase that begins with ``found[j]``, with all that belongs to it on the right, and the phrase behind it."""
    if j >= len(found) or found[j].kind != "n" or line.tags[found[j].start] == "t":
        return None
    head = found[j]
    end = head.end
    named = line.tags[head.end - 1] == "X" and line.low[head.end - 1] not in PEOPLE
    k = j + 1
    depth = 0
    while k < len(found):
        kind = found[k].kind
        low = line.low[found[k].start]
        following = found[k + 1].kind if k + 1 < len(found) else "$"
        if kind == "P" and following == "n":
            if (
                low in ("of", "for")
                or (not depth and low in ("from", "with", "at", "in", "to", "on") and not _adverbial(line, found, k))
                or (depth and not _adverbial(line, found, k))
            ):
                k += 2
                end = found[k - 1].end
                continue
            break
        if kind == "C" and following == "n" and low in ("and", "or", "&"):
            after = found[k + 2].kind if k + 2 < len(found) else "$"
            if after in "vyk" and not depth:
                break
            if after in "vy":
                break
            k += 2
            end = found[k - 1].end
            continue
        if kind == "," and k + 1 < len(found):
            if following == "W" and line.low[found[k + 1].start] in ("who", "whose", "which"):
                k = _clause_close(found, k + 2)
                end = found[k - 1].end
                break
            is_named_behind = line.low[head.end - 1] in PEOPLE | RELATIONS and line.tags[found[k + 1].end - 1] == "X"
            if following == "n" and (named or depth or is_named_behind) and line.tags[found[k + 1].start] not in "RO":
                after = found[k + 2].kind if k + 2 < len(found) else "$"
                if line.tags[found[k + 1].end - 1] == "J":
                    break
                if after in "v" or (after == "y" and k + 3 < len(found) and found[k + 3].kind == "v"):
                    break
                k += 2
                end = found[k - 1].end
                depth += 1
                continue
            break
        if kind == "W" and low == "who":
            k = _clause_close(found, k + 1)
            end = found[k - 1].end
            break
        if kind == "(":
            closing = next((i for i in range(k, min(k + 8, len(found))) if found[i].kind == ")"), None)
            if closing is None:
                break
            end = found[closing].end
            k = closing + 1
            continue
        if (depth and kind in "gk") or (not named and kind in "gk"):
            k += 1
            end = found[k - 1].end
            if k < len(found) and found[k].kind == "n":
                end = found[k].end
                k += 1
            continue
        break
    return Source(head.start, end, head.start, head.end, j), k


def _adverbial(line: Line, found: Sequence[Phrase], k: int) -> bool:
    """Whether a preposition opens where or when it was said ("in an interview", "on Tuesday", "at a rally")."""
    noun = found[k + 1]
    last = line.low[noun.end - 1]
    return (
        last in EVENTS
        or last in TIME_NOUNS
        or last in ("statement", "email", "letter", "tweet", "twitter", "facebook", "news")
        or line.tags[noun.start] in "t#"
    )


def _clause_close(found: Sequence[Phrase], k: int) -> int:
    """The phrase behind a relative clause that begins at ``found[k]``: the next comma, bracket, quotation or full stop."""
    while k < len(found) and found[k].kind not in ',.;:?!-q)"“”':
        k += 1
    return k
