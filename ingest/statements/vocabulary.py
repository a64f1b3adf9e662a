"""Words of closed classes, with the tags that the rules read.

A tag is one character, so that a sentence's tags are a string and a phrase is a regular expression over it:
D determiner, $ possessive, S clitic 's after a noun, R subject pronoun, O other pronoun, W wh-word, T that, P preposition, C and/or/but,
U subordinator, M modal, A be/have/do, n not, I to, Y adverb, J adjective, N noun, X name, # number, t time, verbs by their form
(B base, V present, E past or participle, P past is written p, K participle, G -ing), and punctuation by itself.
"""

from __future__ import annotations

_CLASSES = {
    "D": """
        the a an this these those some any no each every all both many most several few another other such either neither half
        much more enough fewer less
    """,
    "$": "his my your our their its",
    "R": """
        he she they we i it you there someone somebody everyone everybody nobody anyone anybody nothing something everything
        anything
    """,
    "O": "him them us me himself herself themselves itself myself ourselves yourself mine hers theirs ours yours",
    "W": "who which whom whose what how why when where whether whoever whatever whichever",
    "P": """
        of in on at by for with from about against into over under between during through among toward towards upon within without
        across behind beyond near despite amid amidst per via above below beside besides along around throughout onto alongside
        inside outside like except including concerning regarding versus unlike
    """,
    "C": "and or but nor yet plus",
    "U": "if because although while as since after before until unless though whereas once than so lest till",
    "M": "will would can could may might must shall should ca wo 'll ’ll 'd ’d ought cannot",
    "A": "is are was were be been being am has have had having do does did 're ’re 've ’ve 'm ’m being",
    "n": "not n't n’t never",
    "I": "to",
    "Y": """
        also again already always ever just only even still then now here often once soon later earlier ago perhaps maybe instead
        however too very quite rather really simply almost nearly otherwise meanwhile moreover furthermore nevertheless
        nonetheless indeed thus therefore hence twice further far away back together apart abroad elsewhere anyway sometimes sort
        kind long first up down out off forth
    """,
    "t": "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight",
    "J": """
        new old good bad great big small large high low own same different next last early young important political public major
        top former current recent presidential national federal local likely able sure clear free open full real true whole main
        better best worse worst white black democratic republican conservative liberal senior junior other rural long many poor
        rich
        daily weekly monthly yearly friendly costly lovely lonely elderly unlikely deadly orderly scholarly right wrong strong weak united
    """,
    "#": """
        one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion dozens hundreds
        thousands millions
    """,
    "N": """
        evening morning afternoon night week month year interview news series species politics economics statement people percent
        police building meeting hearing spending funding beginning thing something king ring spring wing ceiling feeling training
        rating family assembly anomaly monopoly bully advertising fundraising bed speed need seed breed weed
    """,
}
CLASS: dict[str, str] = {word: tag for tag, words in _CLASSES.items() for word in words.split()}
"""The tag of a word in lower case, whatever stands around it."""
CLASS["one"] = "#"
_BE_WORDS = """
is are was were be been being am 's ’s 're ’re 'm ’m
"""
BE = frozenset(_BE_WORDS.split())

_PREPOSITION_LIKE = "after before since until as than till"
MAY_BE_PREPOSITION = frozenset(_PREPOSITION_LIKE.split())
"""Subordinators that a noun phrase may follow."""

NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ist",
    "ship",
    "ance",
    "ence",
    "ency",
    "ancy",
    "hood",
    "dom",
    "ers",
    "ors",
    "ions",
    "ments",
)
ADJECTIVE_ENDINGS = ("ous", "ful", "less", "able", "ible", "ical", "ive", "ish", "ary", "ic")

_EVENTS_WORDS = """
rally speech interview debate briefing conference meeting hearing fundraiser event forum ceremony call address convention summit
appearance press
"""
EVENTS = frozenset(_EVENTS_WORDS.split())
"""Where things are said."""
_WRITINGS_WORDS = """
statement letter email e-mail tweet post memo release video ad report filing note message column op-ed book speech article essay
"""
WRITINGS = frozenset(_WRITINGS_WORDS.split())
"""What carries words."""
_TIME_NOUNS_WORDS = """
week month year night morning afternoon evening weekend day days weeks months years spring summer fall autumn winter
"""
TIME_NOUNS = frozenset(_TIME_NOUNS_WORDS.split())
_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: i + 1 for i, name in enumerate(_MONTH_NAMES.split())}
MONTHS |= {name[:3] + stop: i for name, i in tuple(MONTHS.items()) for stop in ("", ".")} | {"sept": 9, "sept.": 9}
"""The number of each month by its name in full or cut short, in lower case."""
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: i for i, name in enumerate(_WEEKDAY_NAMES.split())}
