"""Find what a sentence proposes in its own words: "build a tunnel under the bay", "a ban on night ferries"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.models import SpanText
from ingest.words import content_stems, stems
from qa.models import LONGEST_PROPOSAL, Stance
from qa.positions.gather import Said
from qa.positions.stances.sides import AGAINST, DO, FOR, NOT, UNDO, WANTS

Word = re.Match[str]

_TOKEN = re.compile(r"[\w$€£][\w’'.,%-]*[\w%]|[\w$€£]|[^\w\s]")
_BEFORE_A_DEED = frozenset(
    ("to", "not", "should", "must", "will", "would", "can", "could", "shall", "may", "and", "or", "let", "i’ll", "we’ll")
)
_ENDS = frozenset(
    (
        *(
            "that",
            "because",
            "if",
            "unless",
            "until",
            "who",
            "whom",
            "which",
            "when",
            "where",
            "while",
            "whether",
            "but",
            "so",
            "than",
            "as",
        ),
        *("although", "though", "since", "after", "before", "is", "are", "was", "were", "be", "will", "would", "should", "must", "can"),
        *("could", "may", "might", "has", "have", "had", "does", "do", "did", "he", "she", "they", "we", "i", "you", "it", "said", "says"),
        *("saying", "adding", "calling", "told", "without", "being", "including"),
    )
)
_DANGLING = frozenset(
    (
        *("of", "to", "in", "and", "or", "the", "a", "an", "by", "for", "with", "on", "at", "from", "as", "into", "about", "over", "under"),
        *("not", "only", "also", "his", "her", "its", "their", "this"),
    )
)
_LEADS = frozenset(("a", "an", "the", "this", "that", "his", "her", "their", "our", "its", "any", "some", "all", "new"))
_NAMES_ONE = frozenset(
    stems(
        "ban repeal moratorium path pathway reform amnesty halt cap increase cut tax plan bill law act deal agreement pact treaty measure"
        " proposal policy program programme order limit restriction rule mandate right permit licence license fee wage subsidy fund"
    )
)
_NO_PART = frozenset(("not", "no", "never", "only", "also", "even", "just", "yet", "still", "really"))  # of a noun that they stand before
_JOINS = frozenset(("of", "on", "for", "to", "in", "with", "from", "against", "between"))
_WHEN = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+|\.)$|(?:19|20)\d\d$"
    r"|(?:yesterday|today|tonight|tomorrow|again|too|anyway)$"
)
_SHORTEST = 2
_BEFORE_A_NOUN = 3  # words that may describe it
_BEFORE = 6  # words before a proposal that tell the stance towards it
_WILL = frozenset(("will", "would", "should", "must", "need", "needs"))
_ONE = 0.5  # share of the shorter one's words from which two proposals are one


def proposal_in(said: Said, issue: str, *, is_topic: bool = False) -> SpanText | None:
    """Return what a statement speaks of, as its sentence prints it, or ``None``: with a word of the issue, or on a topic any deed."""
    wanted = set(content_stems(issue))
    best: tuple[tuple[int, int, int, int], SpanText] | None = None
    for span in said.content:
        words = list(_TOKEN.finditer(span.text))
        for i in range(len(words)):
            found, is_deed = _from(words, i, wanted)
            if len(found) < _SHORTEST:
                continue
            text = span.text[found[0].start() : found[-1].end()]
            named = len(wanted & set(content_stems(text)))
            if is_topic and not (is_deed or any(stem in _NAMES_ONE for stem in stems(text))):
                continue  # a topic's own word names no proposal
            if not named and not is_topic:
                continue
            rank = (is_deed if is_topic else 0, named, is_deed, -i)
            if best is None or rank > best[0]:
                start = span.start + found[0].start()
                best = rank, SpanText(start, start + len(text), text)
    return best[1] if best else None


def towards(said: Said, proposal: SpanText) -> tuple[Stance, tuple[SpanText, ...]]:
    """Return the stance towards a proposal that a sentence shows in the words before it, with these words; "unclear" where none do."""
    before = [c for c in (*said.cued, *said.content) if c.start < proposal.start]
    words = [
        SpanText(c.start + m.start(), c.start + m.end(), m[0])
        for c in before
        for m in re.finditer(r"[\w’'-]+", c.text[: max(0, proposal.start - c.start)])
    ][-_BEFORE:]
    behind = [*(word.text.lower() for word in words[1:]), ""]
    shown = [(word, sign) for word, after in zip(words, behind, strict=False) if (sign := _sign(word.text.lower(), after))]
    if not any(abs(sign) > 1 for _, sign in shown):
        return "unclear", ()
    against = sum(sign < 0 for _, sign in shown) % 2
    return ("opposes" if against else "supports"), tuple(word for word, _ in shown)


def _sign(word: str, after: str) -> int:
    """Return 2 for a word that is for what follows ("fought for"), -2 for one against it, -1 for a negation, else 0."""
    if NOT.match(word):
        return -1
    stem = next(iter(stems(word)), "")
    if stem in FOR or (word in WANTS and word not in _WILL):
        return 2
    return 0 if stem not in AGAINST else 2 if after == "for" else -2


def by_proposal(said: Sequence[Said], of: Callable[[Said], SpanText | None]) -> list[tuple[SpanText | None, list[Said]]]:
    """Return statements in groups that speak of one thing, each group with it in the words of its first statement; the rest last."""
    groups: list[tuple[SpanText, frozenset[str], list[Said]]] = []
    rest: list[Said] = []
    for one in said:
        span = of(one)
        if span is None:
            rest.append(one)
            continue
        words = frozenset(content_stems(span.text))
        same = next((g for g in groups if len(g[1] & words) >= _ONE * min(len(g[1]), len(words)) > 0), None)
        if same is None:
            groups.append((span, words, [one]))
        else:
            same[2].append(one)
    return [*((span, group) for span, _, group in groups), *([(None, rest)] if rest else [])]


def _from(words: Sequence[Word], i: int, wanted: set[str]) -> tuple[Sequence[Word], bool]:
    """Return the words of a proposal that begins at a word, and whether it is a deed; none where none begins there."""
    low = words[i][0].lower()
    before = words[i - 1][0].lower() if i else ""
    stem = next(iter(stems(low)), "")
    is_verb = stem in DO or stem in UNDO or stem in FOR
    if is_verb and (before in _BEFORE_A_DEED or (low.endswith("ing") and before not in _LEADS)):
        return _until_end(words, i), True
    if stem in _NAMES_ONE or set(stems(low)) & wanted:
        first = i
        while first and words[first - 1][0][0].isalpha() and words[first - 1][0].lower() not in (*_ENDS, *_JOINS, *_NO_PART, "and", "or"):
            first -= 1
            if words[first][0].lower() in _LEADS or i - first > _BEFORE_A_NOUN:
                break
        return _until_end(words, first, i), False
    return (), False


def _until_end(words: Sequence[Word], first: int, head: int | None = None) -> Sequence[Word]:
    """Return words from one on up to where its clause ends; a noun goes on only with a preposition."""
    end = first + 1
    while end < len(words) and end - first < LONGEST_PROPOSAL:
        token = words[end][0]
        low = token.lower()
        if not (token[0].isalnum() or token[0] in "$€£") or low in _ENDS or _WHEN.match(token):
            break
        if head is not None and end == head + 1 and low not in _JOINS:
            break
        end += 1
    while end > first + 1 and words[end - 1][0].lower() in _DANGLING:
        end -= 1
    return words[first:end]
