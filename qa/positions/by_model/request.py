"""Write what a model is asked about one holder: the prompt filled with the holder's own statements, each under a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.cite import Labels, issue_labels
from qa.models import Evidence, Question, Voice
from qa.positions.gather import Said
from qa.positions.statements import evidence_of
from qa.prompt import PromptText
from qa.request import FENCE, one_line, printed, role
from qa.tokens import CountTokens, within

POSITION_FIELDS = ("fence", "holder", "issue", "sentences")
"""What a prompt for positions fills in."""
ANSWERED_BY = ("STANCE:", "CONDITION:", "POSITION:")
"""How the lines of a reply begin; every prompt for positions names them."""

_NO_DAY = "9999"
_HOW: dict[Voice, str] = {
    "direct": "quoted",
    "indirect": "reported",
    "mixed": "partly quoted",
    "narrated": "the outlet's account of what the holder did",
}


@dataclass(frozen=True, slots=True)
class PositionRequest:
    """The text sent, the labels in it, and the statement behind each label: the holder's own, and nobody else's."""

    text: str
    labels: Labels
    said: Mapping[str, Said]


def write_position_request(
    said: Sequence[Said], holder: str, issue: str, prompt: PromptText, secret: bytes, count_tokens: CountTokens, prompt_tokens: int
) -> PositionRequest | None:
    """Fill the prompt with a holder's own statements, best first as far as ``prompt_tokens`` go; None where not even one has room.

    They stand in the order of their articles' days, those without a day last, so that what was said later is read later.
    What rivals tell of the holder and what the outlet supposes is left out, so that no label of it is ever issued.
    """
    fields = {"holder": one_line(holder), "issue": one_line(issue)}
    room = prompt_tokens - count_tokens(prompt.filled(fence=FENCE, sentences="", **fields))

    def told(evidence: Evidence) -> str:
        return f"{role(evidence)}({_told(evidence, holder)}) "

    evidence = {one.sentence.sentence_id: evidence_of(one, holder) for one in said if not one.reported_by and not one.is_assessed}
    kept = within(room, tuple(evidence.values()), lambda e: count_tokens(printed([e], {}, told) + "\n\n"))
    if not kept:
        return None
    kept = tuple(sorted(kept, key=lambda e: e.article.metadata.published_day or _NO_DAY))
    asked = Question(f"{fields['holder']}\n{fields['issue']}")
    ids = [e.sentence.sentence_id for e in kept]
    labels = issue_labels(secret, asked, prompt.sha256, ids, [*fields.values(), *(printed([e], {}, told) for e in kept)])
    text = prompt.filled(fence=labels.fence, sentences=printed(kept, labels.of, told), **fields)
    of = {one.sentence.sentence_id: one for one in said}
    return PositionRequest(text, labels, {labels.of[i]: of[i] for i in ids})


def _told(evidence: Evidence, holder: str) -> str:
    """Return whose words a sentence gives, who spoke them for the holder, whom its pronoun means, and when."""
    spoken = evidence.spoken
    if spoken is None:
        return _HOW["indirect"]
    parts = [_HOW[spoken.voice]]
    if spoken.speaker != holder:
        parts.append(f"said by {one_line(spoken.speaker)} for {one_line(holder)}")
    elif spoken.as_printed and holder.split()[-1].casefold() not in spoken.as_printed.casefold():
        parts.append(f"{one_line(spoken.as_printed)} = {one_line(holder)}")
    if spoken.as_of and spoken.as_of.basis == "said":
        parts.append(f"said {spoken.as_of.date}")
    return "; ".join(parts)
