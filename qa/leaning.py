"""Tell whether a sentence can be read alone, or leans on the one before it."""

from __future__ import annotations

import re

from qa.verify.quotations import find_quoted

_LEANING_WORDS = """
    he she it they him her them his hers its their theirs this that these those such here there then
    but however yet still also moreover meanwhile instead nevertheless nonetheless therefore thus so and or nor hence besides
    otherwise likewise similarly conversely additionally furthermore afterwards later earlier both neither either
"""
_LEANING = frozenset(_LEANING_WORDS.split())
_LEANING_PHRASE = re.compile(
    r"(?:as a result|in addition|in contrast|by contrast|on the other hand|for example|for instance|at the same time|after that|"
    r"before that|because of (?:this|that)|the (?:former|latter|same|two|pair|move|decision|remarks?|comments?))\b",
    re.IGNORECASE,
)
_NOT_LEANING = re.compile(
    r"(?:that|this|these|those) (?:is|was) (?:why|how) |it (?:is|was) (?:not )?(?:clear|unclear|possible|likely)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she)\b|^(?:they|it)\b", re.IGNORECASE)
_AFTER_A_PHRASE = re.compile(
    r"(?:on|in|at|by|during|for|from|to|with|since|until|following|despite|among|speaking|asked|now|indeed|last|once|elsewhere)\b[^,]*,\s+"
    r"(?:he|she|they|it)\b|(?:now|indeed),?\s+(?:he|she|they|it)\b",
    re.IGNORECASE,
)
_ANTECEDENT = re.compile(r"\b[A-Z][\w’'-]+|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Ii]ts|[Ss]ome|[Mm]any)\s+\w+")
_EMPTY_OPENINGS = """
    when while after before if as although though because since once now yesterday today tomorrow why where what how on in at by
    during for from to with until following despite among speaking asked indeed last even only perhaps maybe
"""
_EMPTY = frozenset(_EMPTY_OPENINGS.split())  # their capital names nobody: it begins the sentence
_OPENING_PRONOUN = re.compile(r"[\"“”'‘’(\[—–\s-]*(?:he|she|they|it|his|her|hers|their|theirs|its)\b", re.IGNORECASE)


def opens_with_a_pronoun(text: str) -> bool:
    """Whether the first word outside quotations stands for someone or something, so that whom it means stands before the sentence.

    >>> [opens_with_a_pronoun(text) for text in ("He refused.", "“We will not pay,” she said.", "Brandt said he would.")]
    [True, True, False]
    """
    return bool(_OPENING_PRONOUN.match(_without_quotations(text)))


def leans_on_the_sentence_before(text: str) -> bool:
    """Whether a reader needs the sentence before this one to know who or what it speaks of.

    >>> leans_on_the_sentence_before("But the council refused."), leans_on_the_sentence_before("The council refused, but it paid.")
    (True, False)
    >>> leans_on_the_sentence_before("“We will not pay,” she said."), leans_on_the_sentence_before("“We will not pay,” Brandt said.")
    (True, False)
    """
    unquoted = _without_quotations(text)
    if text.strip() and not any(c.isalpha() for c in unquoted):
        return True  # words without a speaker
    if text.startswith(unquoted[:1]) and _opens_leaning(text):
        return True
    pronoun = _PRONOUN.search(unquoted)
    if pronoun is None:
        return False
    before = unquoted[: pronoun.start()]
    first, _, rest = before.partition(" ")
    return _ANTECEDENT.search(rest if first.lower() in _EMPTY else before) is None


def _opens_leaning(text: str) -> bool:
    if _NOT_LEANING.match(text):
        return False
    first = re.split(r"[\s,’']", text, maxsplit=1)[0].lower()
    return first in _LEANING or bool(_LEANING_PHRASE.match(text) or _AFTER_A_PHRASE.match(text))


def _without_quotations(text: str) -> str:
    unquoted = text
    for quoted in reversed(find_quoted(text)):
        unquoted = f"{unquoted[: quoted.outer_start]} {unquoted[quoted.outer_end :]}"
    return unquoted.strip(" ,;—–-.")
