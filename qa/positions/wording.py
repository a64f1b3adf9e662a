"""The ordinary English in which people ask about positions, as pieces of patterns."""

from __future__ import annotations

NAME = r"(?:@?[A-Z][\w’'-]*\.?|[A-Z]\.)(?:\s+(?:(?:de|van|von|der|al|bin|la|le|du)\s+)?[A-Z][\w’'-]*\.?)*"
OFFICE = r"[Tt]he\s+[\w’'-]+(?:\s+(?:of|from|for|the|[\w’'-]+)){0,4}?"
_ONE = rf"(?:{NAME}|{OFFICE})"
LIST = rf"(?:{OFFICE},\s+)?{_ONE}(?:\s*(?:,|,?\s+and|,?\s+or|versus|vs\.?)\s+{_ONE})*"
HOLDERS = rf"(?:(?:both|either|each of|all of) )?(?P<holders>{LIST})"

AUX = r"(?:does|do|did|would|will|is|are|was|were|has|have|had|should|could|can|might)"
ADVERBS = (
    r"(?:\s+(?:himself|herself|itself|themselves|each|both|all|ever|really|still|always|now|once|also|not|never|either|been|be"
    r"|of them|said to|sure to|\w+ly))*"
)
VIEW = (
    r"(?:(?:own|public|stated|current|official|past|earlier|latest)\s+)*"
    r"(?:views?|positions?|stances?|stand|line|opinions?|attitudes?|take|thinking|policy|policies|plans?|proposals?|ideas?|answer"
    r"|approach|thoughts)"
)
ON = r"(?:on|of|about|towards?|over|regarding|concerning|to|for|as to|when it comes to|with regard to)"
CHANGED_VIEW = (
    r"(?:chang(?:e|es|ed|ing)(?:\s+(?:his|her|its|their)\s+\w+)?|shift(?:s|ed)?|reverse[sd]?(?:\s+(?:himself|herself|course))?"
    r"|soften(?:s|ed)?"
    r"|harden(?:s|ed)?|flip(?:ped)?(?:-flopped)?|evolve[sd]?|waver(?:s|ed)?|stuck to|stick(?:s)? (?:to|with|by)|stuck (?:with|by)"
    r"|stood (?:by|firm)"
    r"|back(?:s|ed)? (?:away from|off|down)|backtrack(?:s|ed)?|walk(?:s|ed)? back|mov(?:e|es|ed) away from"
    r"|g(?:ive|ives|ave|iven) up|ke(?:ep|eps|pt) to|turn(?:s|ed)? against|c(?:ome|omes|ame) (?:around|round)|retreat(?:s|ed)?(?: from)?"
    r"|steady|consistent|the same|reconsider(?:s|ed)?|moderate[sd]?|ha(?:s|d|ve) a change of heart|change of (?:heart|mind))"
    r"(?:\s+(?:his|her|its|their)\s+(?:mind|view|views|tune|position|stance|line|stand|promise|refusal|pledge|plan))?"
)
GAVE_UP = (
    r"(?:tak(?:e|es|ing) back|took back|taken back|reverse[sd]?|drop(?:s|ped)?|abandon(?:s|ed)?|walk(?:s|ed)? back|g(?:ive|ave|iven) up"
    r"|retract(?:s|ed)?|withdr(?:aw|ew|awn)|renounce[sd]?|disown(?:s|ed)?|apologi[sz]ed? for|turn(?:s|ed)? against|back(?:s|ed)? "
    r"(?:away from|off)"
    r"|stop(?:s|ped)? (?:supporting|opposing|backing)|change[sd]?(?:\s+(?:his|her|its|their) \w+)?(?: on| about| over)?"
    r"|c(?:ome|ame) (?:around|round) (?:on|to)|decide[sd]? (?:against|not to))"
)
_VERB = (
    r"(?:stand(?:s)?|stood|come(?:s)? down|came down|think(?:s)?|thought|feel(?:s)?|felt|believe[sd]?|see[ns]?|saw|view(?:s|ed)?"
    r"|regard(?:s|ed)?|say(?:s|ing)?"
    r"|said|make|made|favou?r(?:s|ed)?|support(?:s|ed)?|oppose[sd]?|back(?:s|ed)?|endorse[sd]?|embrace[sd]?|approve[sd]?|reject(?:s|ed)?"
    r"|object(?:s|ed)?|agree[sd]?|disagree[sd]?|call(?:s|ed)?|push(?:ed)?|argue[sd]?|propose[sd]?|promise[sd]?|pledge[sd]?|vow(?:s|ed)?"
    r"|vote[sd]?|intend(?:s|ed)?|advocate[sd]?|welcome[sd]?|condemn(?:s|ed)?|criticiz?s?e[sd]?|defend(?:s|ed)?|justif(?:y|ies|ied)"
    r"|prefer(?:s|red)?|demand(?:s|ed)?|want(?:s|ed)?|speak|spoken|spoke|talk(?:ed)?|like[sd]?|dislike[sd]?|care[sd]?|hold|take)"
)
_BEING = (
    r"(?:for or against|in favou?r|for|against|opposed|open|willing|prepared|ready|committed|on board|behind|supportive|critical"
    r"|comfortable|happy|satisfied|ok|okay|a supporter|an opponent|a critic|an advocate|an? \w+ (?:supporter|opponent|critic|advocate))"
)
_OR = r"(?:\s+or (?:oppose[sd]?|against|support(?:s|ed)?|reject(?:s|ed)?))?"
_TO = r"(?:\s+(?:about|of|on|to|for|against|with|that|in|out (?:for|against)|over|towards?|regarding|as))?"
HOLDS = rf"(?:{_VERB}|{_BEING}){_OR}{_TO}(?:\s+(?:supporting|backing|support|back|vote for|see)(?=\s))?"
"""Words by which somebody holds a position; what follows them is the issue."""
SAYS = (
    r"(?:say(?:s|ing)?|said|think(?:s|ing)?|thought|believe[sd]?|feel(?:s)?|felt|make|made|promise[sd]?|pledge[sd]?|vow(?:ed)?|propose[sd]?"
    r"|argue[sd]?|hold|decide[sd]?|committed|speak|spoken|talk(?:ed)?) (?:about|of|on|over|towards?|regarding|concerning|to do about)"
)
"""Words by which somebody speaks to the issue behind them."""
SEES = (
    r"(?:feel(?:s)? (?:about|towards?|on|that)|felt (?:about|towards?)|sees?|saw|views?|viewed|regards?|regarded|think(?:s)? (?:about"
    r"|of)|thought (?:about|of)|vote[sd]? (?:on|for|against)|justif(?:y|ies|ied)|stands? on|stood on)"
)
OF_OTHERS = (
    r"(?:say(?:s)?|said|claim(?:s|ed)?|alleg(?:e|es|ed)|argue[sd]?|suggest(?:s|ed)?|insist(?:s|ed)?|warn(?:s|ed)?|think(?:s)?"
    r"|believe[sd]?|charge[sd]?"
    r"|contend(?:s|ed)?|predict(?:s|ed)?|tell(?:s)? us|report(?:s|ed)?)"
)
DESCRIBES = (
    r"(?:describe[sd]?|characteri[sz]e[sd]?|portray(?:s|ed)?|sum(?:s|med)? up|present(?:s|ed)?|explain(?:s|ed)?|represent(?:s|ed)?"
    r"|interpret(?:s|ed)?)"
)
ACCOUNT = r"(?:telling|account|words|version|reading|description|characteri[sz]ation)"
MIND = r"(?:view|opinion|eyes|mind|judge?ment|book)"
