"""Check what a model read in a holder's statements: it counts as far as the cited sentences bear it out, and no further."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from qa.cite import source_of
from qa.models import Claim, Condition, Lean, Position, SetAside, Source, Verification
from qa.positions.by_model.reply import Field, PositionReply
from qa.positions.gather import Said
from qa.positions.held import stance_of
from qa.positions.names.holders import words_of
from qa.positions.occasions import day_of
from qa.positions.stances.stance import read_stance
from qa.positions.statements import evidence_of

Verify = Callable[[str, Sequence[Source]], Verification]
Restore = Callable[[str, Sequence[Source]], str]

_PLAIN = 2.0  # weight of words that take a side by themselves: "supports"; nine in ten of them are read right
_LIKELY = 1.0  # the same of words that may take one: "a mistake"; of these it is three in four
_FAINT = 0.5  # the same of a mere "would not"; a model that reads the contrary is not believed
_CLEAR = 0.1  # chance of speaking to the issue
_SURER = frozenset(("modality", "attribution_lost"))  # what makes a line weak that its sentences do say: it is shown, marked
_FEWEST, _MOST = 3, 40  # words of a condition
_BEFORE = 40  # characters before a condition in which a word may stand that makes it one
_DEPENDS = re.compile(
    r"\b(?:if|unless|only|provid(?:ed|ing)|conditions?|conditional|as long as|so long as|until|once|when|after|before|without|except"
    r"|should|must|ha(?:s|ve|d) to|needs?|requir\w+|in (?:exchange|return)|subject to|depend\w*)\b",
    re.IGNORECASE,
)
_AROUND = ".,;: "
_ISO_DAY = 10  # characters
_ONE_TIME = 30  # days within which two statements are of one time
_SIGN = {"supports": 1, "opposes": -1}


@dataclass(frozen=True)
class PositionCheck:
    """Holds a model's reading of one holder against the sentences.

    Attributes:
        position: where the holder stands by the rules.
        said: the holder's own statements that were sent, by label.
        numbers: the numbers of the cited sentences, by sentence id.
        issue: what the stance is towards, with its other names.
    """

    position: Position
    said: Mapping[str, Said]
    numbers: Mapping[str, int]
    issue: str
    verify: Verify
    restore: Restore

    def read(self, reply: PositionReply | None) -> Position:
        """Return where the holder stands as the model reads it, or by the rules, with why the model's reading is set aside."""
        if reply is None:
            return self._kept(SetAside("bad_format", "the model names no one stance"))
        carrying = [self.said[label] for label in reply.carried]
        if not carrying and reply.stance != "unclear":
            return self._kept(SetAside("no_valid_marker", "the model names no sentence of the holder's that carries the stance"))
        against, is_beyond_doubt = self._against(reply, carrying)
        if against:
            return self._contradicted(reply, against, is_beyond_doubt)
        if reply.stance == "mixed" and not _at_one_time(carrying):
            return self._kept(SetAside("not_mixed", "the model names no two sentences of one time that say both"))
        condition = self._condition(reply.condition, carrying) if reply.stance == "conditional" else None
        if reply.stance == "conditional" and condition is None:
            return self._kept(SetAside("condition_not_found", "no sentence that the model cites names that condition"))
        line = self._line(reply)
        if isinstance(line, SetAside):
            return self._kept(line)
        leans = (reply.leans or self._by_rules) if reply.stance == "conditional" else None
        is_same = (reply.stance, leans) == (self.position.stance, self.position.leans)
        return replace(
            self.position,
            stance=reply.stance,
            leans=leans,
            condition=condition,
            summary=line,
            side=self._side(reply, carrying),
            label=self.position.label if is_same else None,
            other_label=self.position.other_label if is_same else None,
            read_by="model",
            carried_by=tuple(self.numbers[s.sentence.sentence_id] for s in carrying),
        )

    def _kept(self, why: SetAside) -> Position:
        return replace(self.position, set_aside=why)

    @property
    def _by_rules(self) -> Lean | None:
        """The side that the rules find, on a condition or not."""
        stance = self.position.stance
        return self.position.leans or (stance if stance == "supports" or stance == "opposes" else None)

    def _against(self, reply: PositionReply, carrying: Sequence[Said]) -> tuple[Sequence[Said], bool]:
        """Return own sentences that by themselves say something else than the model reads, and whether they do so beyond doubt."""
        beyond_doubt = [self._sign(s, _PLAIN) for s in carrying]
        if reply.stance == "declined":
            return [s for s in carrying if self._sign(s, _PLAIN)], True
        if reply.stance == "mixed":
            return (carrying if len(set(beyond_doubt)) == 1 and any(beyond_doubt) else ()), True
        side = _SIGN.get(reply.leans or reply.stance, 0)
        if not side:
            return (), True
        mine = [s for s, sign in zip(carrying, beyond_doubt, strict=True) if sign == side]
        others = [s for s in self.said.values() if self._sign(s, _PLAIN) == -side]
        if mine:  # what was said later counts
            others = [s for s in others if all(_days_between(m, s) > _ONE_TIME for m in mine)]
        if others:
            return others, True
        likely = {sign for s in carrying if (sign := self._sign(s, _FAINT))}
        by_rules = _SIGN.get(self.position.stance, 0)
        is_against = side not in likely and (by_rules == -side or (likely == {-side} and by_rules != side))
        return (carrying if is_against else ()), False

    def _sign(self, said: Said, least: float) -> int:
        """The side that one sentence takes by our own reading, 1 or -1 where its words weigh at least so much, else 0."""
        read = stance_of(said, self.issue)
        text, start = said.sentence.text, said.sentence.start
        is_asked = any("?" in text[max(0, span.start - start) : span.end - start + 1] for span in said.content)
        return read.polarity if read.weight >= least and not is_asked and read.condition is None and said.nearness >= _CLEAR else 0

    def _contradicted(self, reply: PositionReply, against: Sequence[Said], is_beyond_doubt: bool) -> Position:
        """Return the rules' reading where plain sentences bear it out and none speaks against it, else that the words are unclear."""
        numbers = "".join(f"[{self.numbers[s.sentence.sentence_id]}]" for s in against)
        why = SetAside("contradicted", f"the model reads “{reply.leans or reply.stance}”, which the words of {numbers} do not bear out")
        plain = {sign for s in self.said.values() if (sign := self._sign(s, _PLAIN))}
        if is_beyond_doubt and plain == {_SIGN.get(self._by_rules or "")}:
            return self._kept(why)
        return replace(self._kept(why), stance="unclear", leans=None, condition=None, side=None, label=None, other_label=None)

    def _condition(self, found: Field, carrying: Sequence[Said]) -> Condition | None:
        """Return the condition as its sentence prints it: a few words of it that make something depend on something."""
        cited = [self.said[label] for label in found.labels] or carrying
        words = found.text.strip(_AROUND)
        if not _FEWEST <= len(words.split()) <= _MOST:
            return None
        for said in cited:
            text = said.sentence.text
            printed = words if words in text else self.restore(f"“{words}”", [Source(text)])[1:-1]
            at = text.find(printed)
            if at >= 0 and printed and _DEPENDS.search(text[max(0, at - _BEFORE) : at + len(printed)]):
                return Condition(printed, self.numbers[said.sentence.sentence_id])
        return None

    def _line(self, reply: PositionReply) -> Claim | SetAside:
        """Return the model's line as a checked claim, or why it is set aside."""
        cited = sorted((self.said[label] for label in reply.line.labels), key=lambda s: (s.article.article_id, s.sentence.index))
        if not reply.line.text or not cited:
            return SetAside("no_valid_marker", "no line of the model's says where the holder stands and names a sentence for it")
        sources = [source_of(evidence_of(s, self.position.holder)) for s in cited]
        text = self.restore(reply.line.text, sources)
        if words_of(self.position.holder)[-1:] not in {words_of(word)[-1:] for word in text.split()}:
            return SetAside("no_speaker", "the model's line does not name the holder")
        said = read_stance("", text, self.issue)
        if said.weight >= _FAINT and said.condition is None and said.polarity == -_SIGN.get(reply.leans or reply.stance, 0):
            return SetAside("contradicted", "the model's line takes another side than it names")
        checked = self.verify(reply.line.text, sources)
        lacking = [reason.message for reason in checked.reasons if reason.code not in _SURER]
        if checked.verdict not in ("supported", "weak") or lacking:
            return SetAside("not_supported", "; ".join(lacking) or "the cited sentences do not say what the model's line says")
        numbers = tuple(dict.fromkeys(self.numbers[self.said[label].sentence.sentence_id] for label in reply.line.labels))
        return Claim(text, checked.verdict, checked.score, numbers, checked.reasons, checked.quotations)

    def _side(self, reply: PositionReply, carrying: Sequence[Said]) -> int | None:
        """Return the number of a sentence that plainly takes the model's side by itself, if there is one."""
        side = reply.leans or reply.stance
        if side not in _SIGN:
            return None
        if side == self._by_rules:
            return self.position.side
        return next((self.numbers[s.sentence.sentence_id] for s in carrying if self._sign(s, _LIKELY) == _SIGN[side]), None)


def _at_one_time(carrying: Sequence[Said]) -> bool:
    """Whether at least two sentences were said within days of each other, as far as their days are known."""
    return len(carrying) > 1 and all(abs(_days_between(a, b)) <= _ONE_TIME for a, b in combinations(carrying, 2))


def _days_between(one: Said, other: Said) -> int:
    """Return how many days after one statement another was made; 0 where a day is not known."""
    days = [day for s in (one, other) if len(day := day_of(s) or "") == _ISO_DAY]
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days if len(days) == 2 else 0
