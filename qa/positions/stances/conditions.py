"""Find what a stance depends on, and where somebody declines to take one."""

from __future__ import annotations

import re

DECLINED = re.compile(
    r"\b(?:declin(?:ed|es|ing) to (?:say|comment|take|give|answer|discuss)|would not (?:say|comment)|wouldn['’]t (?:say|comment)"
    r"|refus(?:ed|es) to (?:say|comment|answer)"
    r"|stop(?:ped|s) short of (?:committing|saying|promising|endorsing|taking|backing|calling)"
    r"|(?:has|have|had) no (?:view|opinion|position)|not (?:yet )?(?:decided|taken a (?:position|stance)))\b",
    re.IGNORECASE,
)
_HELD_BACK = re.compile(r"\bstop(?:ped|s) short of (?:committing|saying|promising|endorsing|taking|backing)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:(?:but )?only (?:if|when|where|after|once|in|with|to|on condition)\b|unless\b|as long as\b|so long as\b|provided\b"
    r"|on (?:the )?condition\b|if (?!he\b|she\b)\w+|would first\b|sparingly\b|when they should\b"
    r"|in exchange for\b|in return for\b)[^.;:”\"–—]*",
    re.IGNORECASE,
)
_CONDITION_BEHIND = re.compile(
    r"^[\s,–—-]*(?P<only>only if [^.;:”\"–—]*)"
    r"|\bbut (?:emphasi[sz]ed|insisted|stressed|added|demanded) that (?P<condition>it (?:should|must|had to|would have to)\b[^.;:”\"]*)",
    re.IGNORECASE,
)
_CONDITION_IN_FRONT = re.compile(
    r"^\W*(?:but |and )?(?P<condition>(?:only if|unless|provided|(?:as|so) long as|if (?!he\b|she\b)\w+)\b[^.;:”\"–—]*), [^,]*$",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(r"[\s,–—-]*(?:but |though )?not (?:for|in|on|to|with)\b(?P<what>[^.;:”\"–—]*)", re.IGNORECASE)
_NO_CONDITION = re.compile(
    r"\b(?:elected|president|wins?|won|in office|nominee|nominated|asked|necessary|anything|possible|not)\b", re.IGNORECASE
)
CONDITION_OPENS = (
    re.compile(r"\bbut (?:emphasi[sz]ed|insisted|stressed|added|demanded) that $", re.IGNORECASE),
    re.compile(
        r"(?:but )?only (?:if|when|where|after|once|in|with|to|on condition)|unless|(?:as|so) long as|provided(?: that)?"
        r"|on (?:the )?condition(?: that)?|if|would first|sparingly|when they should|in (?:exchange|return) for"
        r"|it (?:should|must|had to|would have to)",
        re.IGNORECASE,
    ),
)
"""What stands before a condition, and its first words."""
_PURPOSE = re.compile(r", (?:in order )?to [a-z]+ [^,]*$")
_THREAT = re.compile(r"\b(?:court|sue|strike|fight|resign|quit|leave|protest)\b", re.IGNORECASE)
_IF = "if "


def condition(content: str, behind: str, *, may_be_if: bool) -> str | None:
    """Return what a statement names as its condition, in its words, or ``None``.

    Args:
        content: what was said.
        behind: what follows it in its sentence.
        may_be_if: whether a plain "if" counts: not where no side is taken, or the other.
    """
    found = next((m for m in _CONDITION.finditer(content) if not _NO_CONDITION.search(m[0][:30])), None)
    if found and found[0].lower().startswith(_IF) and (not may_be_if or _THREAT.search(content)):
        found = None  # "would sue if …": what somebody fears is no condition of a stance
    later = None if found else _CONDITION_BEHIND.search(behind)
    words = found[0] if found else (later["condition"] or later["only"]) if later else None
    return _PURPOSE.sub("", words).strip(" ,") if words else None  # "it should cover the whole shore, to keep the ferry"


def condition_in_front(opening: str) -> str | None:
    """Return the condition with which a sentence opens before it comes to its statement, or ``None``.

    >>> condition_in_front("If the board’s meters counted, he ")
    'If the board’s meters counted'
    >>> condition_in_front("If elected, she "), condition_in_front("On Monday, she ")
    (None, None)
    """
    found = _CONDITION_IN_FRONT.match(opening)
    return None if found is None or _NO_CONDITION.search(found["condition"][:30]) else found["condition"]


def declines(cue: str, content: str, behind: str) -> bool:
    """Whether a statement says that its holder does not tell."""
    return bool(DECLINED.search(f"{cue} {content}") or _HELD_BACK.search(behind))


def left_out(behind: str) -> str:
    """Return what words behind a statement except from it: "but not for the ferry"."""
    match = _BUT_NOT.match(behind)
    return match["what"] if match else ""
