"""Ordinary English that takes sides: attitudes, what is done to a thing, and what turns either round."""

from __future__ import annotations

import re

from ingest.words import stems

_FOR = """
    support supporter supportive backed backing backs favor favour favorable endorse endorsement embrace champion advocate welcome applaud
    defend accept acceptance openness willing willingness praise commend celebrate commit commitment proud admire cheer hail tout
    approve approval stand-by agree agreed agrees applauded honor uphold insist affirm reaffirm hold-firm
"""
_AGAINST = """
    oppose opposed opposition opponent reject rejection against criticize criticise criticism critic condemn condemnation denounce slam
    rip blast decry deride mock object objection disagree disagreed disagreement resist resistance lambast bemoan blame assail attack
    distance disavow denied deny denies deplore ridicule rebuke fault fought fights fight hostile skeptical sceptical wary dislike hate
    refuse refusal balk warn warning concern concerned worry worried fear fears alarmed lament protest rail railed railing complain doubt
    threatens complained warned
"""
_GOOD = """
    good great wonderful fine important necessary necessity essential vital fair beautiful excellent smart helpful effective benefit
    benefits progress victory tremendous wise sensible overdue proper legitimate better best needed urgent love loves
    loved likes success legal
"""
_BAD = """
    wrong bad disaster disastrous terrible horrible horrific mistake unacceptable danger dangerous risk risky inhumane
    obsolete unrealistic unserious
    unfair catastrophe catastrophic outrageous outrage stupid foolish reckless unconstitutional illegal immoral racist
    disgrace disgraceful failed
    failure broken worse worst unworkable costly offensive hateful harm harmful hurt hurts hurting hurtful ruin unnecessary extreme bigoted
    nonsense ridiculous absurd wasteful betrayal crazy insane horrendous awful shameful overreach undermine undermines
    undermining jeopardize
    barrier barriers obstacle unpatriotic impractical problem problematic radical
"""
_DO = """
    restore reinstate reinstated reinstating build built building raise raising increase expand extend protect
    strengthen preserve keep keeping fund funding
    legalize legalise legalization allow allows allowed allowing permit create establish pass sign signed signs enact ratify renew resume
    maintain guarantee secure bring introduce implement adopt join approve invest double hike boost improve help promote arm impose
    provide offer fill confirm continue let require mandate
"""
_UNDO = """
    ban bans banned banning bar barring barred block blocked blocking blocks repeal repealed scrap scrapped dismantle
    dismantling abolish abolishing
    eliminate eliminating end ends ended ending kill killed veto vetoed vetoing cancel halt stop stopped stopping
    prohibit prohibition outlaw
    shutdown suspend suspension withdraw withdrawal replace remove rescind revoke undo reverse overturn cut cuts
    cutting slash reduce reduction
    restrict restriction limit curb curtail defund close closing destroy gut weaken fire fired firing oust renegotiate moratorium delay
    forbid criminalize criminalise deport reform-away defeat filibuster phase-out tear tearing nix nixing exclude anti drop
"""
_WANTS = """
    want wants wanted urge urges urged urging demand demands demanded demanding call calls called calling push pushes pushed pushing propose
    proposes proposed proposing proposal promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing plan
    plans planned planning pitch hope hopes hoped must should need needs threatened threatening would will seek seeks
    sought intend intends ready
"""


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(s for word in words.split() if "-" not in word for s in stems(word))


FOR, AGAINST = _stemmed(_FOR), _stemmed(_AGAINST)
GOOD, BAD = frozenset(_GOOD.split()), frozenset(_BAD.split())
DO, UNDO = _stemmed(_DO), _stemmed(_UNDO)
WANTS = frozenset(_WANTS.split())

NOT = re.compile(r"^(?:not|never|no|neither|nor|without|cannot|nobody|none|n['’]t|\w+n['’]t|hardly|barely|unwilling|unable|stopped-short)$")

PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (
            r"\b(?:(?:refus\w+|declin\w+) to|(?:did|would|has|have|had|do|does|will) not|(?:did|would|does|has|wo)n['’]t|not) rul(?:e"
            r"|ed|ing) out\b",
            "open",
        ),
        (r"\brul(?:e|es|ed|ing) out\b", "reject"),
        (r"\bvot(?:e|es|ed|ing) (?:for|in favou?r of)\b", "support"),
        (r"\bvot(?:e|es|ed|ing) (?:against|down)\b", "oppose"),
        (r"\bwarn(?:s|ed|ing)? (?:\w+ )?(?:against|not to)\b", "oppose"),
        (r"\bin favou?r of\b|\bon board with\b|\bin support of\b|\bfan of\b", "support"),
        (
            r"\bopen to\b|\bprepared to\b|\bcome to the defen[sc]e of\b|\bhold firm to\b|\bst(?:and|ands|ood|anding) (?:by|behind|with)\b",
            "support",
        ),
        (r"\bno (?:problem|objection|issue)s? with\b|\bnothing wrong with\b|\bnot against\b|\bnot opposed to\b", "support"),
        (
            r"\bfight(?:s|ing)? (?:for|to)\b|\bfought (?:for|to)\b|\bnot only\b|\bnot just\b|\bno (?:doubt|matter|secret|question)\b"
            r"|\bnot to mention\b",
            "want",
        ),
        (r"\bnot yet\b|\bno one else\b|\bno wonder\b", "want"),
        (
            r"\bbreak(?:s|ing)? up\b|\bbroke up\b|\btear(?:s|ing)? (?:up|down|\w+ up)\b|\bt(?:ore|orn) up\b|\bget(?:s|ting)? rid of\b"
            r"|\bdo(?:es|ing)? away with\b",
            "abolish",
        ),
        (
            r"\bshut(?:s|ting)? down\b|\brol(?:l|ls|led|ling) back\b|\bpull(?:s|ed|ing)? (?:out|back)\b|\bget(?:s|ting)? out of\b"
            r"|\bopt(?:s|ed|ing)? out\b",
            "abolish",
        ),
        (
            r"\b(?:keep|keeps|kept|keeping)\b(?= \w+(?: \w+)? out\b)|\bcrack(?:s|ed|ing)? down on\b|\bphas(?:e|ed|ing) out\b"
            r"|\bcall(?:s|ed|ing)? off\b|\bdriv(?:e|es|ing) out\b|\bkick(?:s|ed|ing)? out\b",
            "abolish",
        ),
        (
            r"\bwalk(?:s|ed|ing)? away from\b|\bback(?:s|ed|ing)? (?:away|out|off)\b|\bcom(?:e|es|ing) out against\b|\bcame out against\b",
            "oppose",
        ),
        (
            r"\btak(?:e|es|ing) (?:issue with|aim at)|\btook (?:issue with|aim at)|\brail(?:s|ed|ing)? against\b|\bspeak(?:s|ing)? "
            r"out against\b",
            "oppose",
        ),
        (r"\bpro-(?=\w)", "support "),
        (r"\banti-(?=\w)", "oppose "),
        (r"\bback(?:s|ed|ing)?\b(?= (?:the|a|an|his|her|this|that|it|such|legal|\w+ing)\b)", "support"),
        (r"\bstop(?:ped|s)? short of\b", "not"),
        (r"\bno longer\b|\bfar from\b|\brather than\b|\binstead of\b", "not"),
        (r"\btoo (?=\w)", "bad "),
        (r"\bsu(?:e|ed|ing) over\b", "oppose"),
    )
)
