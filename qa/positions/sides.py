"""Ordinary English that takes sides: attitudes, what is done to a thing, and what turns either round."""

from __future__ import annotations

import re

from ingest.words import stems

_FOR = """
    support supporter supportive backed backing backs favor favour favorable endorse endorsement embrace champion advocate welcome
    applaud defend accept acceptance openness willing willingness praise commend celebrate commit commitment proud admire cheer hail
    tout approve approval stand-by agree agreed agrees applauded honor uphold insist affirm reaffirm hold-firm laud extol salute
    thank congratulate advocacy proponent backer ally enthusiastic optimistic eager
    sympathetic side-with embraces vouch trumpet
"""
_AGAINST = """
    oppose opposed opposition opponent reject rejection against criticize criticise criticism critic condemn condemnation denounce
    slam rip blast decry deride mock object objection disagree disagreed disagreement resist resistance lambast bemoan blame assail
    attack distance disavow denied deny denies deplore ridicule rebuke fault fought fights fight hostile skeptical sceptical wary
    dislike hate refuse refusal balk warn warning concern concerned worry worried fear fears alarmed lament protest rail railed
    railing complain doubt threatens complained warned pan panned panning bash trash hammer skewer scold chide excoriate castigate
    berate vilify savage pillory accuse accused fume repudiate renounce rebuff dismiss dispute contest scoff sneer bristle
    disapprove disapproval abhor loathe despise detest resent regret boycott defy outraged appalled angry furious frustrated
    disappointed dismayed troubled uneasy leery unhappy upset disgusted reluctant hesitant foe unimpressed rebel revolt disparage
    belittle chastise reprimand admonish grumble gripe cringe distrust
"""
_GOOD = """
    good great wonderful fine important necessary necessity essential vital fair beautiful excellent smart helpful effective benefit
    benefits progress victory tremendous wise sensible overdue proper legitimate better best needed urgent love loves loved likes
    success legal historic landmark breakthrough bold courageous principled responsible reasonable balanced practical pragmatic
    thoughtful constructive productive promising crucial indispensable welcome worthy worthwhile lawful constitutional humane
    compassionate decent efficient prudent common-sense boon blessing successful achievement triumph win-win imperative safer
    stronger
"""
_BAD = """
    insanity senseless lunacy madness vicious slavery evil
    wrong bad disaster disastrous terrible horrible horrific mistake unacceptable danger dangerous risk risky inhumane obsolete
    unrealistic unserious unfair catastrophe catastrophic outrageous outrage stupid foolish reckless unconstitutional illegal
    immoral racist disgrace disgraceful failed failure broken worse worst unworkable costly offensive hateful harm harmful hurt
    hurts hurting hurtful ruin unnecessary extreme bigoted nonsense ridiculous absurd wasteful betrayal crazy insane horrendous
    awful shameful overreach undermine undermines undermining jeopardize barrier barriers obstacle unpatriotic impractical problem
    problematic radical inappropriate unlawful unlawfully abuse abusive bias biased flout flouts flouting flawed misguided naive
    shortsighted short-sighted ineffective useless pointless damaging toxic corrosive burdensome onerous unjust unjustified
    unreasonable irresponsible dishonest misleading deceptive fraudulent fraud scam sham hoax laughable cruel barbaric inhuman
    un-american discriminatory divisive demagogic bigotry intolerable unsafe perilous mess fiasco debacle boondoggle giveaway rigged
    outdated unaffordable unsustainable unenforceable unneeded needless tyranny tyrannical illegally lawless violates violation
    erodes weakens devastating devastate cripple cripples wrongheaded counterproductive inadequate insufficient toothless insult
    insulting embarrassing embarrassment tragedy tragic nightmare horrifying appalling frightening scary troubling disturbing
    alarming worrisome destructive doomed fails folly squander extremist capitulation surrender propaganda hypocritical cowardly
    sickening deplorable despicable abhorrent offends draconian punitive heartless mean-spirited careless dumb phony bogus overblown
"""
_DO = """
    restore reinstate reinstated reinstating build built building raise raising increase expand extend protect strengthen preserve
    keep keeping fund funding legalize legalise legalization allow allows allowed allowing permit create establish pass sign signed
    signs enact ratify renew resume maintain guarantee secure bring introduce implement adopt join approve invest double hike boost
    improve help promote arm impose provide offer fill confirm continue let require mandate restart reopen rebuild revive stay
    staying reauthorize reauthorization reauthorise renewal

"""
_UNDO = """
    ban bans banned banning bar barring barred block blocked blocking blocks repeal repealed scrap scrapped dismantle dismantling
    abolish abolishing eliminate eliminating end ends ended ending kill killed veto vetoed vetoing cancel halt stop stopped stopping
    prohibit prohibition outlaw shutdown suspend suspension withdraw withdrawal replace remove rescind revoke undo reverse overturn
    cut cuts cutting slash reduce reduction restrict restriction limit curb curtail defund close closing destroy gut weaken fire
    fired firing oust renegotiate moratorium delay forbid criminalize criminalise deport reform-away defeat filibuster phase-out
    tear tearing nix nixing exclude anti drop disband expire lapse quit resign rollback unwind derail thwart
    expel pull-out stymie disarm outlawing
"""
_WANTS = """
    want wants wanted urge urges urged urging demand demands demanded demanding push pushes pushed pushing propose
    proposes proposed proposing proposal promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing plan
    plans planned planning pitch hope hopes hoped must should need needs threatened threatening would will seek seeks
    sought intend intends ready
"""
_NO_VIEWS = """
    would will must should need needs calls plans demands promises pledges hopes vows attacks fears concerns doubts proposals support
"""
_SMALL = """
    i we he she it the a an this that these those his her their its my our your to of in on at for from with by and or but as than not
    is are was were be been being would will should must can could may might said says saying
"""


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(s for word in words.split() if "-" not in word for s in stems(word))


FOR, AGAINST = _stemmed(_FOR), _stemmed(_AGAINST)
GOOD, BAD = frozenset(_GOOD.split()), frozenset(_BAD.split())
DO, UNDO = _stemmed(_DO), _stemmed(_UNDO)
WANTS = frozenset(_WANTS.split())
NO_VIEWS = frozenset(_NO_VIEWS.split())
"""Words that do not tell whose view they are: nouns as often as verbs, and verbs of mere will."""
SMALL = frozenset(_SMALL.split())
"""Words before a verb that are not somebody else as its subject."""

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
        (r"\bcall(?:s|ed|ing)? (?:for|on|upon)\b|\bcalls?\b(?= (?:for|to)\b)", "urge"),
        (
            r"\bstep(?:s|ped|ping)? (?:down|aside)\b|\bgiv(?:e|es|ing) back\b|\bgave back\b"
            r"|\bt(?:ake|akes|aking|ook) out\b",
            "abolish",
        ),
        (r"\bcritical of\b|\b(?:cannot|can['’]t|could not|couldn['’]t|ca n['’]t) afford to\b", "oppose"),
        (r"\b(?:tremendous|great|good|fine|vast) (?:many|number|deal|majority|amount)\b", "many"),
        (r"\b(?:have|has|['’]ve|got|ought) (?:got )?to\b(?= \w)", "must"),
        (r"\b(?:nowhere near|not nearly|not) (?:far |good |strong |tough )?enough\b|\b(?:fall|falls|fell|falling) short\b", "inadequate"),
        (r"\b(?:doesn['’]t|does not|didn['’]t|did not|don['’]t) go (?:nearly )?far enough\b", "is inadequate"),
        (r"\bstep (?:forward|in the right direction)\b|\bgood thing\b", "progress"),
        (r"\bgreat (?=(?:danger|trojan|mistake|threat|risk|problem|evil|failure|shame)\b)", ""),
        (r"\b(?:trojan horse|wolf in sheep['’]s clothing)\b", "danger"),
        (r"\bmak(?:e|es|ing) no sense\b", "senseless"),
        (r"\bmak(?:e|es|ing) sense\b", "sensible"),
        (r"\b(?:step backward|slap in the face|power grab|bad idea|raw deal|blank check)\b", "mistake"),
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
        (r"\bstop(?:ped|s)? short of\b|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)) afford to\b", "not"),
        (r"\bno longer\b|\bfar from\b|\brather than\b|\binstead of\b", "not"),
        (r"\btoo (?=\w)", "bad "),
        (r"\bsu(?:e|ed|ing) over\b", "oppose"),
    )
)
