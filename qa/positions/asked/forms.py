"""The forms of questions about positions, the first that fits counts.

A form is written over a question in lower case whose phrases are numbered ("<0>"), whose tokens are parted by one space and whose verbs
stand in their base. A word in braces is a piece of ``qa.positions.asked.asking``: {H} is the holders, {I} the issue, {T} whoever tells
of them, {they} points at holders named in another part of the question. A form without {I} or {H} takes it from another part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.positions.asked.asking import PIECES

Kind = Literal["position", "comparison", "change", "timeline", "reported", "who"]

_FORMS = r"""
# what others tell of the holders
reported     how {aux} {T} {describes} {H} {view} (?:{on} {I})?
reported     what {aux} {T}{adv} accuse {H} (?:of|over) (?:on |over )?{I}
reported     what {aux}? ?{T}{adv} {tells} {H} {thinks} {I}

# several holders beside each other
comparison   {wherein} {aux} {H}{adv} {differ}{on_I}
comparison   {wherein} {aux} {A} {differ} (?:from|with) {B}{on_I}
comparison   (?:how )?{aux} {A} {view} {on} {I} (?:compare|differ|square) (?:with|to|from) {that_of}{B}
comparison   (?:how )?{aux} {H} {view} {on} {I} {differ}
comparison   how (?:is|are|was|were) {A} {view} {on} {I} different from {that_of}{B}(?: {view})?
comparison   how far apart {aux} {H}{on_I}
comparison   how {aux} {H} (?:line|stack|measure|square)?(?: up| compare){on_I}
comparison   what (?:separates|divides|distinguishes|sets) {A} (?:apart )?(?:from|and) {B}{on_I}
comparison   (?:what|where) (?:is|are) the {gap} between {H}{on_I}
comparison   (?:is|are|was|were) there (?:any |a )?{gap} between {H}{on_I}
comparison   (?:the )?{gap} between {H} {on} {I}
comparison   {set} (?:what|where|how) {H}{adv} (?:{speaks}|{sees}|{stands})(?: {on})? {I}
comparison   {set} (?:the )?{view} {of} {H} {on} {I} {beside}
comparison   {set} (?:the )?{view} {of} {H} {on} {I}
comparison   {set} {A} (?:{view} )?(?:with|to|against) {that_of}{B}(?: {view})?{on_I}
comparison   {set} {A} {view} {on} {I} (?:with|to|against) {that_of}{B}
comparison   {set} (?:the )?{view} {of} {A} (?:and|with|to|against) (?:the )?{view} {of} {B}{on_I}
comparison   {aux} {A}{adv} (?:agree|disagree|side|break) with {B} (?:on|about|over|that|when it come to) {I}
comparison   {aux} {A}{adv} share {B} {view} {on} {I}
comparison   (?:who|which) {aux} (?:more|less|most|least|\w+er|\w+est)(?: \w+)? (?:on|about|towards?) (?P<issue>.+?) (?::|,|-) {H}
comparison   {set} {H} {view}{on_I}
comparison   {set} {H}{on_I}
comparison   (?:are|were) {H}{adv} {together}{on_I}
comparison   {who_of} (?:, )?{H}(?: ,)? (?:{aux} )?(?:{holds}|{choose}(?=\w)) ?{I}
comparison   {H} (?:on|over|and) (?P<issue>{no_verb}.+) (?::|,|-) (?:who|which|what|where) .*
comparison   (?:who|which of (?:them|the two|the three)) {aux}? ?{holds} (?P<issue>.+?) (?::|,|-) {H}

# changes over time
change       (?P<why>why|{what_made}|how come) (?:{aux} )?{H}{adv} (?:to )?{gave_up} {I}
change       (?P<why>what) (?:won|brought) {H} (?:over|around|round) (?:to|on) {I}
change       (?:how |in what way |which way )?{aux} {H} {view} {on} {I} {drift}
change       how {aux} .+ change (?:the )?{H} {view} {on} {I}
change       how {aux} .+ change (?:what|how|where) {H}{adv} (?:{speaks}|{stands}|{sees})(?: {on})? {I}
change       (?:how |in what way |where )?{aux} {H}{adv} {changed}(?: {on})? {I}
change       (?:{aux} )?{H} (?:no longer|still) {holds} {I}
change       (?:did )?{H} used? to {holds} {I}
change       (?:has|have|had|was|were) {H} (?:always|ever|once|long) (?:been )?{holds} {I}
change       what {aux} {H} (?:once|first|originally|initially) {speaks} {on} {I}(?: ,)? (?:and|versus|vs|but) (?:what|where|how) .*
change       what {aux} {H} {speaks} {on} {I} (?:then|before|at first|earlier|originally)(?: ,)? (?:and|versus|vs|but) .*
timeline     when {aux} {H}(?: first| last| ever)? {holds} {I}
timeline     {trace} (?:how )?(?:the )?{H} {view} {on} {I} (?:over time|develop|evolve|change|shift)
timeline     {trace} (?:how )?(?:the )?{H} {view} {on} {I}
timeline     {trace} (?:the )?{view} (?:of|by) {H} {on} {I}(?: over time)?
timeline     {trace} what {H}{adv} {speaks} {on} {I}(?: over time)?

# one holder, or each of several
position     (?:is|was) it {H} {view} (?:that|to|not to) {I}
position     {H} (?:on|and) (?P<issue>{no_verb}.+) (?::|,|-) {yes_or_no}
position     {H} (?::|,|-) (?:for or against|pro or con|(?:a )?(?:supporter|backer) or (?:an )?(?:opponent|critic) of) {I}
position     (?:what|how) (?:'s|is|was|were|are|about|has been|have been) (?:the )?{H} {view}{on_I}
position     (?:what 's|what (?:is|was|were|are)|which is)(?: the)? {view} {of} {H}{on_I}
position     (?:the |any )?{view} {of} {H}{on_I}
position     (?:what|which) (?:{view}|side|line) (?:{aux} )?{H}{adv} {has}{on_I}
position     (?:what|which) (?:reasons?|grounds?|arguments?) {aux} {H}{adv} {has} (?:for|against) {I}
position     what (?:{aux} )?{H}{adv} {speaks}(?: (?:{about}|to do about) {I})?
position     what {aux} {H}{adv} (?:say|reply|answer|respond) (?:in response )?to (?P<issue>(?!<\d+>$).+)
position     what (?:would|will|should) {H}{adv} do (?:to|with|for) {I}
position     what {aux} {H}{adv} (?:tell|write to|say to|write) (?:<\d+>|\w+(?: \w+)?) {about} {I}
position     what {aux} {H}{adv} (?:want|intend|have in mind|plan) (?:for|from|about|with|on|to do (?:about|with|to|for)) {I}
position     what {aux} {H}{adv} (?:want|demand|propose) (?P<issue>(?!to |in |with ).+)
position     (?:where|whether) (?:{aux} )?{H}{adv} {stands}(?: (?:{on}|when)(?: the question of)? {I})?
position     how {inclined} (?:is|are|was|were) {H}{adv} (?:to|about|of|on|towards?|with) {I}
position     what (?:'s|is|was|lies?) behind {H} {attitude} {I}
position     (?:what|which) (?:{aux} )?(?:the )?reasons? for {H} {attitude} {I}
position     how {aux}? ?{H}{adv} {sees} {I}
position     (?:why|how (?:\w+ly|much|far)) {aux}? ?{H}{adv} (?:so |that )?(?P<side>{holds}) {I}
position     {on_terms} {aux} {H}{adv} (?:\w+ )?(?:to )?{holds} {I}
position     (?:is|are|was|were) {H}{adv} with .{{2,30}} on {I}
position     {aux} {H}{adv} (?:say|explain|make clear|clarify) (?:whether|if|why|how) (?:(?:he|she|they|it) )?{I}
position     (?:is|are|was|were) {H}{adv} (?P<issue>(?:pro|anti)-.+)
position     what {aux} {H}{adv} (?:say|think|believe|argue|suggest) (?P<issue>(?:the|an?|<\d+>|his|her|its|their|people|we) .*{modal} .+)
position     (?:whether|if|{aux}) {H}{adv} {holds} {I}
position     what (?:sort|kinds?|type) of (?P<object>.+) (?:would|will|should) {H} (?P<verb>.+)
position?    would {H}(?! be ){adv} {choose}{I}
position?    how (?:many|much) (?P<object>.+) would {H}(?! be ){adv} {choose}(?P<verb>.+)
position?    how (?:(?:\w+ly|much|far|high|low|long|soon) )?would {H}(?! be ){adv} {choose}{I}
position     {H} {view} {about} {I}
position     {H} (?:plans?|proposals?|polic(?:y|ies)|ideas?) (?:for|to) {I}
position     {H} {attitude} {I}
position?    {H} (?:on|regarding|re) (?P<issue>{no_verb}.+)
position?    {H} and (?P<issue>(?!<){no_verb}.+)

# whoever takes a side
who          {whoever} (?:(?:{aux}|'s) )?(?:been )?(?P<side>{sides}) {I}

# the same of holders whom another part of the question names
position     (?:what|where|how) (?:{aux} )?{they}{adv} (?:{speaks}|{stands}|{sees}|come from)(?: {on})?(?: {it})?
position     (?:what|where|how) (?:{aux} )?{they}{adv} (?:{speaks}|{stands}|{sees})(?: {on})? {I}
position     (?:{aux} )?{they}{adv} {holds} {I}
position     would {they}(?! be ){adv} {choose}{I}
position?    who (?:would|will|wants? to) {choose}{I}
position     who (?:say|think|want|believe|propose) what{on_I}
"""


@dataclass(frozen=True, slots=True)
class Form:
    """One form; ``is_sure`` where its words alone tell that a position is asked for, whoever the holder."""

    kind: Kind
    pattern: re.Pattern[str]
    is_sure: bool


def _compiled(line: str) -> Form:
    kind, form = line.split(maxsplit=1)
    pattern = form
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"{{{name}}}?", f"(?:{piece})?").replace(f"{{{name}}}", piece)
    pattern = pattern.replace("{{", "{").replace("}}", "}")
    named = kind.rstrip("?")
    return Form(named, re.compile(rf"^(?:{pattern})$"), is_sure=not kind.endswith("?"))  # type: ignore[arg-type]  # the first column


FORMS = tuple(_compiled(line) for line in _FORMS.splitlines() if line.strip() and not line.startswith("#"))
