"""Finds a claim of somebody that its sources say of nobody: its subject named in one sentence, what it says in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.models import Source
from qa.verify import lexicon
from qa.verify.names import is_named_in, names
from qa.verify.quotations import find_quoted
from qa.verify.reading import Reading, read

_CARRIES = 0.5  # share, of what the best sentence has of a claim, from which another sentence carries it too
_OPENING = 4  # words of a claim among which its subject begins
_DESCRIBED = re.compile(rf"(?:The|This|That)\s+(?:[\w-]+\s+){{0,2}}(?:{'|'.join(sorted(lexicon.words('descriptions')))})\b")
_REFERS = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "i", "we", "my", "our", "who"])


def carried_apart(
    who: str, stems: frozenset[str], sources: Sequence[Source], names_another: Callable[[str], bool] = lambda text: False
) -> int | None:
    """Return the source that has what is said of somebody where each that has it leaves them out; ``None`` where one does not.

    Somebody may be named before it, in an earlier sentence, where the words refer back; named behind it, or beside words that refer to
    nobody, they are merely named.

    Args:
        who: the name.
        stems: what is said, as the stems of its content words.
        sources: in the order of their article.
        names_another: whether a sentence says by name whose words it gives, and so refers back to nobody.
    """
    shares = [len(stems & {w.stem for w in read(source.text).words}) / len(stems) if stems else 0.0 for source in sources]
    best = max(shares, default=0.0)
    near = [place for place, share in enumerate(shares) if share and share >= _CARRIES * best]
    for place in near:
        source = sources[place]
        known = [source.text, source.speaker, source.outlet]
        if refers_back(source.text) and not names_another(source.text):
            known += [source.context, *(before.text for before in sources[:place])]
        if any(is_named_in(who, text) or has_words_of(who, text) for text in known if text):
            return None
    return max(near, key=shares.__getitem__) if near else None


def refers_back(text: str) -> bool:
    """Whether a sentence has a pronoun, or quoted words, or begins with "the suspect", whose name another sentence may give."""
    return any(w.key in _REFERS for w in read(text).words) or bool(find_quoted(text)) or _DESCRIBED.match(text) is not None


def has_words_of(who: str, text: str) -> bool:
    """Whether a text has all the words of a name, in capitals or not: "Ketchup" is no name but where a sentence begins with it."""
    found = {form for w in read(text).words for form in (w.key, w.stem)}
    return all(w.key in found or w.stem in found for w in read(who).words)


def misplaced_subject(claim: Reading, sources: Sequence[Source]) -> tuple[str, int] | None:
    """Return the subject of a claim, and the source that says the rest of it of somebody else, or of nobody."""
    opening = claim.words[:_OPENING]
    subject = next((n for n in names(claim.text) if n.is_sure and opening and n.start <= opening[-1].start), None)
    if subject is None:
        return None
    rest = frozenset(w.stem for w in claim.content if w.start >= subject.end)
    place = carried_apart(subject.text, rest, sources)
    return None if place is None else (subject.text, place)
