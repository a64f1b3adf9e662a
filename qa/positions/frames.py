"""The forms of questions about positions, the first that fits counts."""

from __future__ import annotations

from typing import Literal

from qa.positions.wording import ADVERBS, AUX, CHANGED_VIEW, DESCRIBES, GAVE_UP, HOLDERS, HOLDS, NAME, OF_OTHERS, ON, SAYS, SEES, VIEW

Kind = Literal["position", "comparison", "change", "reported", "who"]

_THINKS = (
    r"(?:(?:thinks?|believes?|said|feels?|felt|thought|wants?|wanted|says?|would do|will do|would|will|intends?|plans?|stands?)"
    r"(?: of| about| on| to| with| for| in)?)"
)
FRAMES: tuple[tuple[Kind, str], ...] = (
    ("reported", rf"how (?:does|did) (?P<teller>{NAME}) {DESCRIBES} {HOLDERS}['’]s? {VIEW} {ON} (?P<issue>.+)"),
    ("reported", rf"what (?:does|did|has) (?P<teller>{NAME}){ADVERBS} accused? {HOLDERS} of (?P<issue>.+)"),
    ("reported", rf"what (?:does|did|has|would) (?P<teller>{NAME}){ADVERBS} {OF_OTHERS} (?:that )?{HOLDERS} {_THINKS} (?P<issue>.+)"),
    ("reported", rf"what (?:does|did|has) (?P<teller>{NAME}){ADVERBS} {OF_OTHERS} (?:that )?(?:his|her) \w+ {_THINKS} (?P<issue>.+)"),
    ("comparison", rf"(?:how|where) (?:do|did) {HOLDERS},? (?:differ|disagree|agree|diverge|part ways|clash|compare) {ON} (?P<issue>.+)"),
    (
        "comparison",
        rf"(?:how|where) (?:do|did) (?P<first>{NAME}) (?:differ|disagree|diverge) (?:from|with) (?P<second>{NAME}) {ON} (?P<issue>.+)",
    ),
    (
        "comparison",
        rf"(?:how )?(?:does|do|did) (?P<first>{NAME})['’]s? {VIEW} {ON} (?P<issue>.+) (?:compare|differ|square)\w* (?:with|to|from)"
        rf" (?:that of )?(?P<second>{NAME})",
    ),
    ("comparison", rf"(?:how )?(?:do|did) {HOLDERS}['’]s? {VIEW} {ON} (?P<issue>.+) (?:compare|differ|diverge)"),
    ("comparison", rf"how far apart are {HOLDERS} {ON} (?P<issue>.+)"),
    (
        "comparison",
        rf"what (?:separates|divides|distinguishes|sets) (?P<first>{NAME}) (?:apart )?(?:from|and) (?P<second>{NAME}) {ON} (?P<issue>.+)",
    ),
    (
        "comparison",
        rf"(?:compare|contrast) (?:what|where|how) {HOLDERS} (?:think|say|stand|said|thought|feel|felt|see|view)\w* (?:{ON} "
        rf")?(?P<issue>.+)",
    ),
    ("comparison", rf"(?:compare|contrast) {HOLDERS}['’]s? {VIEW} {ON} (?P<issue>.+)"),
    ("comparison", rf"(?:compare|contrast) (?:the )?{VIEW} (?:of|held by) {HOLDERS} {ON} (?P<issue>.+)"),
    ("comparison", rf"(?:compare|contrast) {HOLDERS} (?:on|over) (?P<issue>.+)"),
    ("comparison", rf"(?:do|did|would|will) {HOLDERS}{ADVERBS} (?:(?:dis)?agree|see eye to eye|differ) {ON} (?P<issue>.+)"),
    (
        "comparison",
        rf"(?:are|were) {HOLDERS}{ADVERBS} (?:on the same side|agreed|in agreement|at odds|divided|split|united) {ON} (?P<issue>.+)",
    ),
    (
        "comparison",
        rf"(?:who among|which of|who of|who,? out of) {HOLDERS},? (?:would|will|wants? to|is willing to|is|are|was|were|{HOLDS})(?: "
        rf"{HOLDS})? (?P<issue>.+)",
    ),
    ("comparison", rf"{HOLDERS}: (?:who is |who )?(?:for|against|supports?|opposes?|backs?)(?: and who is (?:for|against))? (?P<issue>.+)"),
    ("comparison", rf"{HOLDERS}: (?:would|do|did) (?:each|both|either) (?:of them )?(?P<issue>.+)"),
    (
        "position",
        rf"{HOLDERS} (?:on|and) (?P<issue>.+?)[:,–—-]+ ?(?:for or against|support or oppose|pro or con|yes or no|what is (?:his|her"
        rf"|the|their) {VIEW})",
    ),
    (
        "change",
        rf"(?P<why>why|what (?:made|led|caused|prompted|convinced|persuaded|got)|how come) (?:{AUX} )?{HOLDERS}{ADVERBS} (?:to )?{GAVE_UP}"
        r" (?P<issue>.+)",
    ),
    ("change", rf"(?P<why>what) (?:won|brought) {HOLDERS} (?:over|around|round) (?:to|on) (?P<issue>.+)"),
    ("change", rf"(?:how |in what way )?(?:{AUX} )?{HOLDERS}['’]s? (?:{VIEW} {ON} )?(?P<issue>.+?) {CHANGED_VIEW}(?: {ON})?"),
    ("change", rf"(?:how |in what way )?{AUX} {HOLDERS}{ADVERBS} {CHANGED_VIEW}(?:\s+{ON})?\s+(?P<issue>.+)"),
    ("change", rf"(?:has|have|had|was|were) {HOLDERS} (?:always|ever|once|long) (?:been )?{HOLDS} (?P<issue>.+)"),
    (
        "position",
        rf"(?:what['’]s|(?:what|how) (?:is|was|were|are)|(?:tell me|give me|show me|summari[sz]e|describe|explain|state)) (?:about "
        rf")?{HOLDERS}['’]s? {VIEW} {ON} (?P<issue>.+)",
    ),
    ("position", rf"(?:what['’]s|what (?:is|was|were|are)) the {VIEW} (?:of|held by|taken by) {HOLDERS} {ON} (?P<issue>.+)"),
    (
        "position",
        rf"(?:what|which) (?:{VIEW}|side) (?:{AUX} )?{HOLDERS}{ADVERBS} (?:hold|holds|take|takes|took|taken|have|on)(?: on)? (?:{ON} "
        rf"|in )?(?P<issue>.+)",
    ),
    ("position", rf"(?:what|which) reasons? {AUX} {HOLDERS}{ADVERBS} (?:give|gives|gave|offer|offers|offered|have) for (?P<issue>.+)"),
    ("position", rf"what {AUX} {HOLDERS}{ADVERBS} (?:do|done|doing) (?:about|to|with|for|over) (?P<issue>.+)"),
    (
        "position",
        rf"what {AUX} {HOLDERS}{ADVERBS} (?:intend|intends|have in mind|plan|plans|want|wants|wanted) (?:for|from|about|with|on|to do "
        rf"(?:about|with|to|for)) (?P<issue>.+)",
    ),
    ("position", rf"what {AUX} {HOLDERS}{ADVERBS} (?:want|wants|wanted|demand|demands|propose)\s+(?P<issue>(?!to |in |with ).+)"),
    ("position", rf"what {AUX} {HOLDERS}{ADVERBS} {SAYS} (?P<issue>.+)"),
    ("position", rf"where {AUX} {HOLDERS}{ADVERBS} (?:stand|come down|be|fall|sit) {ON} (?P<issue>.+)"),
    ("position", rf"how {AUX} {HOLDERS}{ADVERBS} {SEES} (?P<issue>.+)"),
    ("position", rf"(?:why|how (?:\w+ly|much|far)) {AUX} {HOLDERS}{ADVERBS} {HOLDS} (?P<issue>.+)"),
    ("position", rf"(?:is|are|was|were) {HOLDERS}{ADVERBS} (?:with .{{2,30}} on) (?P<issue>.+)"),
    ("position", rf"{AUX} {HOLDERS}{ADVERBS} {HOLDS} (?P<issue>.+)"),
    ("position", rf"(?:would|will) {HOLDERS}{ADVERBS} (?P<issue>.+)"),
    (
        "who",
        r"(?P<who>who|which \w+) (?P<side>opposes?d?|supports?|supported|backs|backed|favou?rs|favou?red|rejects|rejected|objects? to"
        r"|wants? to|wanted to|calls? for|called for"
        r"|(?:is|are|was|were) (?:for|against|opposed to|in favou?r of)) (?P<issue>.+)",
    ),
)
