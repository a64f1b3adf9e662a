"""Ordinary English that takes sides: attitudes, deeds, judgements, effects, and what turns any of them round.

Attitudes, deeds and denials are compared by their stems, the others as they are written.
"""

from __future__ import annotations

import re

from ingest.words import stems

_FOR = """
    support supporter supportive backed backing backs backer favor favour favorable endorse endorsement embrace champion advocate
    advocacy welcome applaud defend accept acceptance openness willing willingness praise commend celebrate commit commitment proud
    admire cheer hail tout approve approval agree agreed agrees uphold affirm reaffirm laud extol salute
    thank congratulate proponent ally enthusiastic enthusiasm enthuse optimistic eager sympathetic sympathy embraces vouch
    trumpet honor applauded prefer preference bless glad delighted thrilled pleased excited comfortable fond
    grateful appreciate recommend champions cherish crusade esteem exalt encourage treasure trust trusted obey comply
"""
_AGAINST = """
    oppose opposed opposition opponent reject rejection against criticize criticise criticism critic condemn condemnation denounce
    slam rip blast decry deride mock object objection disagree disagreed disagreement resist resistance lambast bemoan blame assail
    attack distance disavow ridicule rebuke fault fought fights fight hostile hostility skeptical sceptical skepticism wary
    dislike hate refuse refusal balk warning concern concerned worry worried fear fears alarmed lament protest rail railed
    railing complain complaint threatens complained pan panned panning bash trash hammer skewer scold chide excoriate castigate
    berate vilify savage pillory accuse accused fume repudiate renounce rebuff dismiss contest scoff sneer bristle
    disapprove disapproval abhor loathe despise detest resent regret boycott defy outraged appalled angry furious frustrated
    disappointed dismayed troubled uneasy leery unhappy upset disgusted reluctant hesitant foe unimpressed rebel revolt disparage
    belittle chastise reprimand admonish grumble gripe cringe distrust mistrust anger opposes averse aversion antipathy
    discourage dissuade caution deplore spurn shun snub eschew forswear nauseated horrified aghast offended insulted disturbed
    apprehensive dread misgiving misgivings reservation reservations qualm qualms uncomfortable impatient bitter indignant incensed
    irate livid outrage unwelcome unenthusiastic lukewarm ambivalent squeamish disdain scorn contempt revile malign flay
    lash pummel torpedo
"""
_DENY = """
    deny denied denies denying denial dispute disputed doubt doubted doubtful rebut refute contradict disprove debunk discredit
    deflate negate disown
"""
_GOOD = """
    good great wonderful fine important necessary necessity essential vital fair beautiful excellent smart helpful effective benefit
    benefits progress victory tremendous wise sensible overdue proper legitimate better best needed urgent love loves loved likes
    success legal historic landmark breakthrough bold courageous principled responsible reasonable balanced practical pragmatic
    thoughtful constructive productive promising crucial indispensable welcome worthy worthwhile lawful constitutional humane
    compassionate decent efficient prudent common-sense boon blessing successful achievement triumph win-win imperative safer
    stronger appropriate acceptable justified justifiable warranted righteous admirable honorable honourable noble
    superb fantastic terrific outstanding brilliant magnificent marvelous splendid amazing awesome incredible positive beneficial
    useful valuable invaluable advantageous desirable favorable healthy healthier beneficent sound credible viable workable feasible
    doable achievable realistic sustainable modest moderate measured careful cautious judicious sane rational logical
    qualified competent capable suited well-suited well-qualified fit deserving trustworthy honest sincere ethical
    equitable egalitarian inclusive transparent accountable patriotic heroic brave inspiring visionary innovative
    transformative groundbreaking revolutionary pioneering well-deserved long-overdue no-brainer priority must-have godsend
    lifeline safeguard cornerstone asset opportunity improvement advance solution remedy antidote
    critical paramount pivotal preferable superior ideal perfect optimal exemplary vindication
    relief neighborly commonsense lifesaving life-saving hopeful
"""
_BAD = """
    insanity senseless lunacy madness vicious slavery evil
    wrong bad disaster disastrous terrible horrible horrific mistake unacceptable danger dangers dangerous risk risky inhumane obsolete
    unrealistic unserious unfair catastrophe catastrophic outrageous outrage stupid foolish reckless unconstitutional illegal
    immoral racist disgrace disgraceful failed failure broken worse worst unworkable costly offensive hateful harm harmful hurt
    hurts hurting hurtful ruin unnecessary extreme bigoted nonsense ridiculous absurd wasteful betrayal crazy insane horrendous
    awful shameful overreach undermine undermines undermining jeopardize barrier barriers obstacle unpatriotic impractical problem
    problematic radical inappropriate unlawful unlawfully abuse abusive bias biased flout flouts flouting flawed misguided naive
    shortsighted short-sighted ineffective useless pointless damaging toxic corrosive burdensome onerous unjust unjustified
    unreasonable irresponsible dishonest misleading deceptive fraudulent fraud scam sham hoax laughable cruel barbaric inhuman
    un-american discriminatory discriminating discriminates discrimination divisive demagogic bigotry intolerable unsafe perilous mess
    fiasco debacle boondoggle giveaway rigged outdated unaffordable unsustainable unenforceable unneeded needless tyranny tyrannical
    illegally lawless violates violation violations violate erodes weakens devastating devastate cripple cripples wrongheaded
    wrong-headed counterproductive inadequate insufficient toothless insult insulting embarrassing embarrassment tragedy tragic
    nightmare horrifying appalling frightening scary troubling disturbing alarming worrisome destructive doomed fails folly squander
    extremist capitulation surrender propaganda hypocritical hypocrisy cowardly sickening deplorable despicable abhorrent offends
    draconian punitive heartless mean-spirited careless dumb phony bogus overblown ludicrous preposterous idiotic moronic asinine
    nonsensical illogical irrational incoherent ill-advised ill-conceived ill-considered half-baked hare-brained unwise imprudent
    inexcusable indefensible unforgivable unconscionable reprehensible repugnant repulsive revolting vile odious heinous atrocious
    abominable abomination monstrous wicked sinister malicious malign scandalous scandal disreputable dishonorable disingenuous
    duplicitous deceitful untrue false lie lies lying smear slander libelous defamatory distortion distorts distorted mischaracterization
    fantasy fallacy myth delusion delusional gimmick ploy stunt charade farce joke mockery travesty distraction diversion
    cop-out sellout sell-out bailout handout boondoggles waste wasted fearmongering fear-mongering scapegoating pandering cynical
    opportunistic self-serving corrupt corrupting corruption crooked shady unethical improper illegitimate undemocratic authoritarian
    dictatorial fascist fascistic xenophobic islamophobic homophobic transphobic sexist misogynistic anti-american anti-semitic
    prejudiced bigot intolerant exclusionary unequal inequitable regressive backward backwards retrograde archaic antiquated outmoded
    defunct unpopular unwelcome unwarranted unprovoked unprecedented excessive exorbitant extravagant bloated intrusive invasive
    heavy-handed oppressive repressive overbearing meddlesome arbitrary capricious vindictive petty spiteful callous indifferent
    insensitive tone-deaf tasteless crass vulgar obscene disgusting gross ugly nasty poisonous pernicious insidious noxious hazardous
    treacherous volatile destabilizing escalatory provocative inflammatory incendiary demoralizing humiliating degrading demeaning
    dehumanizing traumatic painful ruinous calamitous calamity cataclysm apocalyptic existential lethal deadly fatal suicidal
    self-defeating futile hopeless impossible unattainable untenable unviable infeasible unqualified unfit incompetent inept
    ill-equipped unprepared unsuitable ill-suited undeserving untrustworthy unreliable erratic unstable unhinged dangerously
    threat threats peril menace liability burden hardship injustice inequity indignity infringement intrusion encroachment usurpation
    stain blight scourge plague cancer poison trap pitfall blunder error misstep miscalculation misjudgment setback blow
    erred mistaken misplaced misinformed ignorant clueless careless sloppy shoddy weak feeble anemic meager paltry lackluster
    disappointing underwhelming unsatisfactory unsatisfying subpar mediocre abysmal dismal dreadful lousy rotten pathetic pitiful
    sad sorry shame shocking stunning outlandish bizarre unthinkable unheard-of laughingstock non-starter nonstarter dead-end
    inconsistent incompatible irreconcilable culpable complicit guilty negligent vulnerable hypocrite demagogue
"""
_HELPS = """
    helps help helped benefits benefited protects protect protected saves save saved improves improve improved strengthens strengthen
    strengthened boosts boost boosted enhances enhance preserves preserve preserved safeguards safeguard safeguarded empowers empower
    advances advance uplifts secures stabilizes stabilize revitalizes fosters foster nurtures enriches enrich lifts works worked
    succeeds succeeded ensures ensure guarantees
"""
_HURTS = """
    hurts hurt harms harm harmed damages damage damaged threatens threaten threatened undermines undermine undermined endangers
    endanger endangered jeopardizes jeopardize weakens weaken weakened destroys destroy destroyed ruins ruin ruined cripples cripple
    devastates devastate erodes erode eroded imperils imperil violates violate violated infringes infringe tramples trample
    discriminates punishes punish penalizes penalize victimizes targets marginalizes stigmatizes demonizes alienates alienate
    divides destabilizes emboldens embolden exploits exploit cheats robs rob betrays betray betrayed fails failed ignores ignore
    neglects burdens bankrupts wrecks sabotages hampers hamper hinders hinder stifles stifle strangles chokes sacrifices shortchanges
    kills disenfranchises disenfranchise weaponizes distorts poisons corrupts worsens worsen exacerbates exacerbate
"""
_DO = """
    restore reinstate reinstated reinstating build built building raise raising increase expand extend protect strengthen preserve
    keep keeping fund funding legalize legalise legalization allow allows allowed allowing permit create establish pass sign signed
    signs enact ratify renew resume maintain guarantee secure bring introduce implement adopt join approve invest double hike boost
    improve help promote arm impose provide offer fill confirm continue let require mandate restart reopen rebuild revive stay
    staying reauthorize reauthorization reauthorise renewal appoint nominate renominate hire install deploy send
    recognize recognise decriminalize decriminalise accelerate intensify broaden widen deepen enforce codify enshrine
    reimpose levy launch authorize authorise sanction advance pursue save sustain retain resurrect triple quadruple admit welcome
    start begin honor uphold
"""
_UNDO = """
    ban bans banned banning bar barring barred block blocked blocking blocks repeal repealed scrap scrapped dismantle dismantling
    abolish abolishing eliminate eliminating end ends ended ending kill killed veto vetoed vetoing cancel halt stop stopped stopping
    prohibit prohibition outlaw shutdown suspend suspension withdraw withdrawal replace remove rescind revoke undo reverse overturn
    cut cuts cutting slash reduce reduction restrict restriction limit curb curtail defund close closing destroy gut weaken fire
    fired firing oust renegotiate moratorium delay forbid criminalize criminalise deport defeat filibuster
    tear tearing nix nixing exclude anti drop disband expire lapse quit resign rollback unwind derail thwart
    expel stymie disarm outlawing abandon scuttle shelve postpone freeze deny axe ax strip nullify annul void invalidate
    dissolve terminate discontinue cease prevent avert preclude bury sink quash squash eradicate purge dump ditch jettison
    sever cancel boot impeach sideline neuter dilute pare trim shrink lower lessen decrease downsize
"""
_WANTS = """
    want wants wanted urge urges urged urging demand demands demanded demanding push pushes pushed pushing propose
    proposes proposed proposing proposal promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing plan
    plans planned planning pitch hope hopes hoped must should need needs threatened threatening would will seek seeks
    sought intend intends ready aim aims aimed wish wishes wished swear swore request requests requested requesting implore implored
    beg begged exhort exhorted petition petitioned lobbied campaigned insist insists insisted ought
    determined prepared aspire aspires yearn clamor clamored press pressed
"""
_SMALL = """
    i we he she it the a an this that these those his her their its my our your to of in on at for from with by and or but as than not
    is are was were be been being would will should must can could may might said says saying
"""


def listed(words: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(words.split())


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(s for word in words.split() if "-" not in word for s in stems(word))


FOR, AGAINST, DENY = _stemmed(_FOR), _stemmed(_AGAINST), _stemmed(_DENY)
GOOD, BAD = listed(_GOOD), listed(_BAD)
HELPS, HURTS = listed(_HELPS), listed(_HURTS)
"""What something does to others where it is the subject: "the tunnel will hurt the ferries"."""
DO, UNDO = _stemmed(_DO), _stemmed(_UNDO)
WANTS = listed(_WANTS)
PLANS = listed("plan plans proposal promise promises pledge pledges demand demands push hope hopes pitch press needs need request requests")
"""Of these, nouns: somebody's plan is not what the holder wants unless it is the holder's."""
SMALL = listed(_SMALL)
"""Words before a verb that are not somebody else as its subject."""

NOT = re.compile(r"^(?:not|never|no|neither|nor|without|cannot|nobody|none|n['’]t|\w+n['’]t|hardly|barely|unwilling|unable|stopped-short)$")
