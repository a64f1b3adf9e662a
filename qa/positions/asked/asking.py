"""The words in which people ask about positions, as pieces of the forms of ``qa.positions.asked.forms``.

Verbs are listed by their base: a question is matched with its verbs in that form ("opposed" as "oppose").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.statements.verbs import FORMS

_ATTITUDES = """
favor, favour, support, oppose, endorse, embrace, approve of, disapprove of, reject, object to, disagree with, agree with, argue for,
argue against, call for, push for, press for, campaign for, campaign against, lobby for, lobby against, advocate, welcome, condemn,
denounce, criticize, criticise, defend, justify, prefer, demand, recommend, urge, want, dislike, resist, back, applaud, praise, regret,
vote for, vote against, vote to, promise to, pledge to, vow to, propose, propose to, intend to, hope to, plan to, threaten to, come out
for, come out against, come out in favor of, come out in favour of, come out in support of, speak for, speak against, speak out for, speak
out against, speak up for, stand by, stand behind, stand for, stand against, stand up for, side with, side against, fight for, fight
against, rule out, warn of, warn about, warn against, take issue with, have a problem with, have any problem with, have problem with, have
objection to, see need for, see a need for, see any reason for, insist on
"""
_ALSO_ATTITUDES = """
get behind, go along with, sign off on, sign on to, line up behind, line up with, put up with, come down on the side of, come down against,
come down for, come down in favor of, come down in favour of, stick up for, take kindly to, think well of, think highly of, think much of,
think little of, think ill of, see eye to eye with, buy into, get on board with, make the case for, make the case against, lean toward,
lean towards, lean against, shy away from, look forward to, own up to, subscribe to, condone, tolerate, mind, abhor, cherish, envision,
balk at, bristle at, frown on, frown upon, be happy with, cast a ballot for, cast his ballot for, cast her ballot for, fall in with,
pull for, root for, make up his mind to, make up her mind to, speak well of, speak ill of, go easy on, see fit to, bless, begrudge, intend
for, have it in for, throw in with, rally behind, rally around, plan on, mean to, aspire to, plead for, hope for, wish for, pine for
"""
_THINKING = """
agree that, argue that, like, care about, believe, believe in, believe that, think, think that, feel that, say that, deny, deny that,
admit that, insist that, claim that, warn that, speak out on, speak out about, comment on, say anything about, say anything on, take a
side on
"""
_BEING = """
for, against, oppose to, in favor of, in favour of, in support of, open to, willing to, prepared to, ready to, committed to,
on board with, behind, supportive of, critical of, comfortable with, happy with, happy about, satisfied with, ok with, okay with, fine
with, keen on, wary of, sceptical of, sceptical about, skeptical of, skeptical about, worried about, concerned about, hostile to,
sympathetic to
"""
_STATES_OF_MIND = """
in agreement with, in accord with, at odds with, of the opinion that, of the view that, of the mind that, of the belief that, of two minds
about, of two minds on, on the side of, on the fence about, on the fence on, set on, set against, dead set on, dead set against, bent on,
out to, content with, content to, pledged to, at peace with, at ease with, all for, down on, up for, in the camp of, resigned to, okay
with, all right with, alright with, cool with, sold on, high on, big on, done with, through with, torn on, torn over, torn about
"""
_SPEAKS = """
say, think, believe, feel, make, propose, argue, plan, have to say, decide, speak, talk, promise, pledge, vow, recommend, comment, write,
suggest, want to do, want done, do
"""
_SEES = """
feel about, feel towards, feel toward, feel on, see, view, regard, think about, think of, think on, vote on, vote for, vote against,
justify, stand on, come down on, react to, respond to, answer, defend, propose to, plan to, want to handle, want to pay for
"""
_STANDS = "stand, come down, fall, sit, land, be, come out"
_DIFFERS = (
    "differ, disagree, agree, diverge, part ways, part company, clash, compare, overlap, split, see thing differently, see it differently"
)
_CHANGES = """
change, shift, reverse, soften, harden, flip, flip-flop, evolve, develop, waver, stick to, stick with, stick by, stand by, stand firm on,
hold to, hold firm, back away from, back off, back down, back out of, backtrack, backpedal, walk back, move away from, go back on, give
up, give up on, keep to, turn against, come around, come round, come around to, retreat, retreat from, break with, reconsider, moderate,
renege on, reverse course, reverse course on, change course, have a change of heart, have second thought, abandon, disavow, retract, do an
about-face, make a u-turn, move on, move toward, move towards, withdraw support for, withdraw support from, drop support for, drop
opposition to, end opposition to
"""
_DRIFTS = "move, budge, alter, vary, drift, swing, turn, progress, waver, harden, soften, change, shift, evolve"
_STEADY = "steady, consistent, the same"
_GIVES_UP = """
take back, reverse, drop, abandon, walk back, give up, give up on, retract, withdraw, renounce, disown, apologize for, apologise for, turn
against, back away from, back off, go back on, stop support, stop oppose, stop back, change on, change about, change over, change course,
come around on, come around to, come round to, decide against, decide not to
"""
_TELLS = "say, claim, allege, argue, suggest, insist, warn, think, believe, charge, contend, predict, report, complain, tell us, maintain"
_THINKS = """
think, believe, say, feel, want, want to do, would like to do, intend, intend to do, plan, plan to do, stand, do, would do, will do,
would, will, have do
"""
_DESCRIBES = "describe, characterize, characterise, portray, sum up, present, explain, represent, interpret, paint, depict"
_NO_CHOICES = """
have, become, win, lose, run, beat, get, know, cost, need, seem, look, appear, die, come, happen, qualify, inherit, earn, own, owe,
receive, turn, age, succeed, fail, remain, benefit, gain, fare, be, live, speak, attend
"""


def _phrases(listed: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in listed.split(",")]


def _any_of(*listed: str) -> str:
    """Return a pattern of any phrase of these lists, the longest first."""
    phrases = {phrase for words in listed for phrase in _phrases(words)}
    return f"(?:{'|'.join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))})"


def _inflected(base: str) -> Iterator[str]:
    """Yield the regular forms of a verb beside it."""
    yield base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("y") and base[-2] not in "aeo":
        yield base[:-1] + "ies"
        yield base[:-1] + "ied"
    else:
        yield stem + "ed"
    yield stem + "ing"
    if base[-1] in "pgtl" and base[-2] in "aeiou":
        yield base + base[-1] + "ed"
        yield base + base[-1] + "ing"


def _bases() -> Mapping[str, str]:
    listed = (_DRIFTS, _ATTITUDES, _ALSO_ATTITUDES, _THINKING, _SPEAKS, _SEES, _STANDS, _DIFFERS, _CHANGES, _GIVES_UP, _TELLS, _DESCRIBES)
    verbs = {phrase.split()[0] for words in listed for phrase in _phrases(words)} - {"be", "do", "have"}
    known = {form: base for form, (base, _) in FORMS.items() if base in verbs}
    return {
        **{form: verb for verb in sorted(verbs) for form in _inflected(verb)},
        **known,
        "thoughts": "thought",
        "things": "thing",
        "regarding": "regarding",
    }


BASES = _bases()
"""The base of each form of the verbs listed here."""

_VIEW_WORDS = """
view, position, stance, stand, line, opinion, attitude, take, thinking, policy, plan, proposal, idea, answer, approach, thought, reaction,
response, comment, remarks, statement, argument, case, demand, objection, record, promise, feelings, explanation, justification, verdict,
intention, wish, preference, judgment, assessment, advice, complaint, recommendation, conclusion, belief, conviction
"""
_VIEWS = "|".join(
    word if word.endswith("s") else f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}s?" for word in _phrases(_VIEW_WORDS)
)
_NEXT = r"(?: 's)?(?: ,)? (?:and|or) |(?: 's)? , |(?: 's)? (?:versus|vs(?: \.)?|v \.|&) "
_LIST = rf"<\d+>(?:(?:{_NEXT})<\d+>)*"
_MIND = "(?:mind|views?|tune|position|stance|line|stand|word|course)"
_NOT_BACKED = "in|to|from|on|at|home|down|away|off|up|out|into|by"


def _listed(*words: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases as tuples of words, the longest first."""
    return tuple(sorted({tuple(phrase.split()) for one in words for phrase in _phrases(one)}, key=lambda phrase: (-len(phrase), phrase)))


NO_CHOICES = frozenset(_phrases(_NO_CHOICES))
"""Verbs of what befalls somebody or is no choice of a side."""
MOVES = _listed(_CHANGES)
"""Phrases for having moved, or not."""
SIDES = _listed(_ATTITUDES, _ALSO_ATTITUDES, _THINKING)
"""Phrases of a verb for taking a side or thinking something."""
PLACES = _listed(*(f"{place} {on}" for place in _phrases(_STANDS) for on in ("on", "about", "over", "regarding", "with")))
"""Phrases for where somebody stands."""
STANCES = _listed(_BEING, _STATES_OF_MIND)
"""Phrases for it behind a form of "be"."""
VIEW_NOUNS = frozenset(form for word in _phrases(_VIEW_WORDS) for form in (word, word[:-1] + "ies" if word.endswith("y") else word + "s"))

PIECES: Mapping[str, str] = {
    "H": rf"(?:(?:both|either|each of|all of|both of) |the (?:two|three|four) [\w-]+ , )?(?P<holders>{_LIST})(?: 's)?(?: ,)?",
    "A": r"(?P<first><\d+>)(?: 's)?",
    "B": r"(?P<second><\d+>)(?: 's)?",
    "T": r"(?P<teller><\d+>)",
    "they": (
        r"(?:(?:each|both|either|all|any|none|which(?= one| of)|who(?= of))(?: one)?(?: of (?:them|these|the (?:two|three|four)))?"
        r"|they|he|she|(?:the|these|all) (?:two|three|four))"
    ),
    "I": r"(?P<issue>.+)",
    "aux": r"(?:does|do|did|would|will|is|are|was|were|has|have|had|should|could|can|might)",
    "adv": (
        r"(?: (?:himself|herself|itself|themselves|each|both|all|ever|really|still|always|now|once|also|not|n't|never|either|been|be|yet"
        r"|of them|say to|sure to|actually|then|again|just|each of them|no longer|\w{3,}ly)(?= ))*"
    ),
    "view": rf"(?:(?:own|public|stated|current|official|present|past|earlier|latest|exact|general) )*(?:{_VIEWS})",
    "on": (
        r"(?:on|of|about|towards?|over|regarding|concerning|as to|when it come to|with (?:regard|respect) to|in relation to|against|to|for"
        r"|in favou?r of|in)"
    ),
    "about": r"(?:on|of|about|towards?|over|regarding|concerning|as to|when it come to|with (?:regard|respect) to|in relation to)",
    "being": rf"(?:{_any_of(_BEING)}|an? (?:\w+ )?(?:supporter|opponent|critic|advocate|fan|backer|champion|defender) of)",
    "or": (
        r"(?:(?: ,)? (?:or|and)(?: who)?(?: is| are| was| 's)?"
        r" (?:oppose|oppose to|against|support|reject|in favou?r of|for|favou?r|back))?"
    ),
    "for": r"(?: (?:vote for|vote to|support|back|see)(?= ))?",
    "speaks": _any_of(_SPEAKS),
    "tells": rf"(?:{_any_of(_TELLS)}(?: that)?)",
    "sees": _any_of(_SEES),
    "stands": _any_of(_STANDS),
    "differ": _any_of(_DIFFERS),
    "changed": rf"(?:{_any_of(_CHANGES, _STEADY)}(?: (?:his|her|its|their) {_MIND})?)",
    "drift": _any_of(_DRIFTS),
    "gave_up": rf"(?!drop out )(?:{_any_of(_GIVES_UP)}(?: (?:his|her|its|their) {_MIND}(?: (?:on|about|over))?)?)",
    "thinks": rf"(?:{_any_of(_THINKS)}(?: (?:of|about|on|to|with|for|in))?)",
    "no_verb": r"(?!(?:[^:]* )?(?:is|are|was|were|has|have|does|did|make)\b)",
    "together": (
        r"(?:on the same (?:side|page)|on opposite side|agree|in agreement|at odds|in step|divided|split|united|of one mind|apart)"
    ),
    "whoever": (
        r"(?:who(?: else)?(?: (?:in|on|at|among|within) (?:the )?[<>\w]+(?: \w+)?)?|which of <\d+>"
        r"|which (?:of the )?(?!of |one )\w+(?: \w+)?)"
    ),
    "that_of": r"(?:th(?:at|ose) of )?",
    "inclined": (
        r"(?:committed|oppose|open|willing|sympathetic|hostile|receptive|friendly|critical|supportive|sceptical|skeptical|worried|concerned"
        r"|serious|tough|soft|strict|keen)"
    ),
    "attitude": (
        r"(?:opposition to|support (?:for|of)|back (?:for|of)|criticism of|objections? to|rejection of|endorsement of|embrace of"
        r"|calls? for|demands? for|concerns? (?:about|over)|defen[cs]e of|resistance to|approval of|condemnation of)"
    ),
    "modal": r"(?:should|would|will|must|ought to|ha(?:s|ve) to|needs? to|could|can)",
    "wherein": r"(?:how|where|on what|in what(?: ways?)?|over what)",
    "gap": r"(?:differences?|gaps?|disagreements?|daylight)",
    "set": r"(?:compare|contrast|juxtapose|set|put|line up|lay out)",
    "of": r"(?:of|by|hold by|take by|from)",
    "beside": r"(?:side by side|next to each other|against each other)",
    "who_of": r"(?:who among|which of|who of|who , out of|who|which|which (?:one )?of the (?:two|three))",
    "what_made": r"what (?:make|led|caused|prompted|convinced|persuaded|get)",
    "trace": r"(?:trace|chart|track|follow|list|(?:give |show )?(?:a |the )?(?:timeline|history) of)",
    "yes_or_no": (
        r"(?:for or against|support or oppose|pro or con|yes or no|in favou?r or (?:against|oppose)|what is (?:his|her|the|their) \w+)"
    ),
    "has": r"(?:hold|have|take|on|adopt(?:ed)?|give|offer(?:s|ed)?|make)",
    "on_terms": r"(?:under what conditions?|on what (?:terms|conditions?)|on which (?:terms|conditions?))",
    "it": r"(?:it|this|that|the (?:matter|issue|question|subject|topic|idea))",
    "describes": _any_of(_DESCRIBES),
    "choose": rf"(?!(?:{'|'.join(sorted(NO_CHOICES))}) )",
}
"""What a form's words in braces stand for, as patterns over a question whose phrases are numbered."""


def _holds(*listed: str) -> str:
    """Return a pattern of attitudes, with the other side that may be asked for beside one and the verb that may follow it."""
    verbs = _any_of(*listed).replace("|back|", f"|back(?! (?:{_NOT_BACKED}) )|").replace("|vote for|", r"|vote for(?! <\d+>$)|")
    return rf"(?:{verbs}|{PIECES['being']})(?! by\b){PIECES['or']}(?:(?<=want) to|(?<=not) to)?{PIECES['for']}"


PIECES = {**PIECES, "on_I": rf"(?: {PIECES['on']} {PIECES['I']})?", "holds": _holds(_ATTITUDES, _THINKING), "sides": _holds(_ATTITUDES)}
