"""Turns of phrase that take sides, each with the one word that means the same."""

from __future__ import annotations

import re

PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b(?:cannot|can['’]t|could not|couldn['’]t) (?:possibly )?afford to\b", "must not"),
        (r"\bno (?:plans?|intention|interest|desire|appetite) (?:to|of|in)\b", "refusal to"),
        (r"\bnot going to\b|\bain['’]t going to\b", "will not"),
        (r"\bgoing to\b|\bgonna\b", "will"),
        (r"\b(?:little|not much|not any|hardly any) (?=(?:point|reason|need|use|sense|value|cause)\b)", "no "),
        (r"\b(?:do not|don['’]t|can['’]t|cannot) see (?:how|why) (?:anyone|anybody|you|we|they) (?:can|could|would|should)\b", "not"),
        (r"\btear(?=(?: it| that| them| this| the \w+) (?:up|down))", "abolish"),
        (r"\ba (?:human |basic |fundamental |constitutional )?right\b(?! to)", "essential"),
        (
            r"\b(?:send|sends|sending|sent) (?:the |a )?(?:very |totally )?(?:wrong|bad|terrible|dangerous) (?:message|signal)\b",
            "is a mistake",
        ),
        (
            r"\b(?:advis|warn|caution|counsel|urg|argu|recommend|lobb|rail|campaign|fight|fought|decid|stand|stood|push)\w*"
            r" (?:(?-i:[A-Z])\w+ ){0,2}against\b",
            "oppose",
        ),
        (r"\bask(?:s|ed)? (?=(?:\w+ ){1,4}to \w)", "urge "),
        (r"\b(?:Patient Protection and )?Affordable Care Act\b", "Obamacare"),
        (r"\bIslamic State\b|\bISIL\b|\bDaesh\b", "ISIS"),
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
        (r"\bcritical of\b", "oppose"),
        (r"\b(?:tremendous|great|good|fine|vast) (?:many|number|deal|majority|amount)\b", "many"),
        (r"\b(?:have|has|['’]ve|got|ought) (?:got )?to\b(?= \w)", "must"),
        (r"\b(?:nowhere near|not nearly|not) (?:far |good |strong |tough )?enough\b|\b(?:fall|falls|fell|falling) short\b", "inadequate"),
        (r"\b(?:doesn['’]t|does not|didn['’]t|did not|don['’]t) go (?:nearly )?far enough\b", "is inadequate"),
        (r"\bstep (?:forward|in the right direction)\b|\bgood thing\b", "progress"),
        (r"\bgreat (?=(?:danger|trojan|mistake|threat|risk|problem|evil|failure|shame)\b)", ""),
        (r"\b(?:trojan horse|wolf in sheep['’]s clothing)\b", "danger"),
        (r"\b(?:make|makes|made) no sense\b|\b(?:does not|doesn['’]t|did not|didn['’]t) make (?:any )?sense\b", "is senseless"),
        (r"\b(?:make|makes|made) (?:perfect |good |a lot of )?sense\b", "is sensible"),
        (r"\b(?:step backward|slap in the face|power grab|bad idea|raw deal|blank check)\b", "mistake"),
        (r"\bvot(?:e|es|ed|ing) (?:for|in favou?r of)\b", "support"),
        (r"\bvot(?:e|es|ed|ing) (?:against|down)\b", "oppose"),
        (r"\bwarn(?:s|ed|ing)? (?:\w+ )?(?:against|not to)\b", "oppose"),
        (r"\bin favou?r of\b|\bon board with\b|\bin support of\b|\bfan of\b", "support"),
        (
            r"\bopen to\b|\bprepared to\b|\bcome to the defen[sc]e of\b|\bhold firm to\b"
            r"|\bst(?:and|ands|ood|anding) (?:by|behind|with)\b",
            "support",
        ),
        (r"\bno (?:problem|objection|issue)s? with\b|\bnothing wrong with\b", "support"),
        (
            r"\bnot only\b|\bnot just\b|\bno (?:doubt|matter|secret|question)\b|\bnot to mention\b|\bnot yet\b"
            r"|\bno one else\b|\bno wonder\b"
            r"|\bnot necessarily\b|\bnot (?:the )?only\b",
            "indeed",
        ),
        (r"\bfight(?:s|ing)? (?:for|to)\b|\bfought (?:hard )?(?:for|to)\b", "want"),
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
            r"\bwalk(?:s|ed|ing)? away from\b|\bback(?:s|ed|ing)? (?:away|out|off)\b|\bcom(?:e|es|ing) out against\b"
            r"|\bcame out against\b",
            "oppose",
        ),
        (
            r"\btak(?:e|es|ing) (?:issue with|aim at)|\btook (?:issue with|aim at)|\brail(?:s|ed|ing)? against\b|\bspeak(?:s|ing)? "
            r"out against\b",
            "oppose",
        ),
        (
            r"\bgets? away from\b|\bgot away from\b|\bpush(?:es|ed|ing)? back (?:on|against)\b"
            r"|\bturn(?:s|ed|ing)? (?:down|away)\b",
            "oppose",
        ),
        (
            r"\bdream come true\b|\b(?:the )?right (?:thing|decision|choice|call|move|person|man|woman|leader|time|way|step|course)\b",
            "wonderful",
        ),
        (r"\b(?:the )?wrong (?:thing|decision|choice|call|move|person|man|woman|time|way|step|course|direction)\b", "mistake"),
        (r"\bbad for\b", "harmful to"),
        (r"\bgood for\b", "helpful to"),
        (r"\b(?:in|at) odds with\b|\bin conflict with\b|\bcontrary to\b|\bout of (?:touch|line|step|bounds) with\b", "inconsistent with"),
        (r"\bgood idea\b|\bgreat idea\b|\bbest thing\b|\bsmart move\b", "sensible"),
        (
            r"\bworst (?:thing|deal|idea|bill|law|mistake)s?\b|\bhorrible (?:deal|idea)\b"
            r"|\bnot (?:a|the) (?:solution|answer)\b",
            "disaster",
        ),
        (
            r"\bsign(?:s|ed|ing)? (?:off on|on to|onto|up for)\b|\bgot? along with\b|\bgo(?:es)? along with\b|\bget(?:s|ting)? behind\b",
            "support",
        ),
        (
            r"\brall(?:y|ies|ied|ying) (?:behind|around)\b|\blin(?:e|es|ed|ing) up behind\b"
            r"|\bthr(?:ow|ows|ew) (?:his|her|their|its) (?:full |whole )?(?:support|weight) behind\b",
            "support",
        ),
        (r"\bcom(?:e|es|ing) out (?:for|in favou?r of|in support of)\b|\bcame out (?:for|in favou?r of|in support of)\b", "support"),
        (r"\bcom(?:e|es|ing) out in opposition\b|\bcame out in opposition\b", "oppose"),
        (
            r"\b(?:remain|remains|stays?|am|is|are|was|were|be) (?:firmly |strongly |adamantly |totally |completely )?(?:against)\b",
            "is opposed to",
        ),
        (r"\b(?:am|is|are|was|were|be) (?:all |strongly |very much )?for\b(?= (?:the|a|an|it|this|that|\w+ing)\b)", "is in support"),
        (r"\bsa(?:y|ys|id|ying) no to\b", "reject"),
        (r"\bsa(?:y|ys|id|ying) yes to\b", "accept"),
        (r"\bnowhere near\b", "not"),
        (r"\blook(?:s|ed|ing)? forward to\b|\bthank(?:s|ful) for\b|\bgot? for it\b", "welcome"),
        (r"\bthumbs up\b", "approval"),
        (r"\bthumbs down\b", "rejection"),
        (
            r"\bput(?:s|ting)? an end to\b|\bget(?:s|ting)? (?:us )?out of\b|\bdo(?:es|ing)? without\b"
            r"|\bwip(?:e|es|ed|ing) out\b|\bweed(?:s|ed|ing)? out\b",
            "abolish",
        ),
        (
            r"\bset(?:s|ting)? up\b|\bstart(?:s|ed|ing)? up\b|\bstart it up\b|\bput(?:s|ting)? in place\b"
            r"|\bbring(?:s|ing)? back\b|\bbrought back\b",
            "restore",
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
