"""Link what a statement names to the words that take a side towards it: what governs it before, what judges it behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.positions.stances.sides import NOT, PLANS, SMALL, listed
from qa.positions.stances.target import BREAK, Issue, Target, is_described, matches
from qa.positions.stances.words import Word, effect, word

_GAP = 5  # other words between the issue and the word that governs it
_NEXT = 4  # the same between two such words
_BEHIND = 14  # tokens behind the issue in which it is judged
_PREDICATE = 4  # other words between "is" and the judgement
_UPPER = 6  # tokens before a clause in which it is denied: "I do not believe that …"
_VALUED = 6  # tokens behind "reduces", in which something bad may be reduced
_CLOSE = 2  # other words between a subject and what it does
_OPENERS = listed(
    """
    but while although though whereas because which who whom since however yet when until before after than where how why
    """
)
_SUBJECTS = listed("i he she we they you it")
_HOLDERS = listed("i he she we let's")
_BODIES = listed("government administration company council party campaign union")  # by which those speak of themselves who lead them
_DUE = listed("should must ought need needs")
_WILL = listed("will would shall")
_CAN = listed("can could cannot may might")
_AUX = listed("do does did am is are was were be been being has have had")
_IS = listed(
    """
    shows show showed amounts means make makes made done doing is are was were be been being seems seem looks look sounds feels
    becomes became remains remained represents
    """
)
_FUNCTION = (
    listed(
        """
    a an the this that these those his her its my our your their to of in on at for from with by and or any some all such
    very so more most even just also still ever really actually simply probably certainly clearly always mr mrs ms sen rep
    gov gen dr “ ” " whether if both either each other another own what
    """
    )
    | _AUX
)
_TAKES = listed('to that for of about in from by if when on “ "')
_PEOPLE = listed(
    """
    champion supporter critic opponent advocate proponent backer foe champions supporters critics opponents advocates backers ally
    """
)
_PLAIN_DEEDS = listed(
    """
    attending visiting meeting talking speaking using voting participating joining running holding having making giving taking working
    negotiating cooperating paying spending hiring buying selling suing arming seeing getting going putting bringing releasing
    returning accepting sharing treating forcing forming starting calling turning becoming being doing leading setting moving
    recognizing disclosing publishing testing training teaching adding counting charging prosecuting indicting jailing punishing
    """
)
_KNOWN_DEEDS = listed(
    """
    attend visit meet talk speak use vote participate have make give take work pay spend hire buy sell sue see get go put send release
    return share treat force form call turn become do lead set move disclose publish test train teach add prosecute indict jail punish
    """
)
_EXPLAINS = listed("to that for if when")
_OWNERS = listed("his her their my our")
_NOUNS = listed(
    """
    threat threats danger dangers risk blow insult victory benefit benefits barrier barriers obstacle harm alternative
    """
)
_ABOUT = listed("about over regarding concerning against")
_THINKS = listed("say saying think believe believes believed feel feels see know suggest suggested mean accept agree")
_DENIALS = listed(
    """
    denied denies deny disputed disputes doubt doubts doubted rejected rejects dismissed dismisses rebutted refuted
    """
)
_CALLS = listed(
    """
    call called calls calling describe described describes describing brand branded dub dubbed label labeled labelled deem
    deemed consider considers considered term termed declare declared pronounce pronounced
    """
)
_NO_REASON = frozenset(("reason", "point", "need", "cause", "way", "place", "plans", "intention", "interest", "desire", "appetite"))
_EVILS = listed(
    """
    terrorists terrorism terror isis enemies enemy criminals crime fraud rich wealthy billionaires wall corporations special
    interests poverty inequality violence gangs cartels traffickers dictators polluters pollution emissions
    """
)
_LEAVES = frozenset(("resign", "quit", "abolish", "leave", "go"))
_STAYS = frozenset(("stay", "remain", "continue", "happen", "pass", "proceed"))


_DENIED = Word("not", -1, 0.5)


@dataclass(frozen=True, slots=True)
class Link:
    """What links words to a target: their sign together, how plainly they take a side, their places."""

    sign: int
    weight: float
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to be read: its tokens, how many of them introduce it, and the words of the holder's name."""

    tokens: Sequence[str]
    cue: int
    holder: frozenset[str]


def linked(said: Statement, target: Target, issue: Issue) -> Link | None:
    """Return what a statement's words say together of one target, or ``None`` where none takes a side."""
    if _is_asked(said.tokens, target.end):
        return None
    left = _governing(said, target, issue)
    if said.tokens[target.start] == "him":
        return left.link() if left.is_anchored and left.is_close else None
    right = _judging(said, target, issue)
    if left.is_anchored and (left.has_attitude or right is None):
        return left.link()
    if right is not None:
        deeds = [(at, one) for at, one in left.found if one.kind == "deed"] if not left.is_anchored else []
        sign = right.sign
        if all(one.kind == "not" for _, one in left.found):
            _turn(said, left, target.start)  # "I do not believe that the tunnel should be built"
            sign = -sign if left.is_turned else sign
        for _, one in deeds[:1]:
            sign *= one.sign
        return Link(sign, right.weight, (*(at for at, _ in deeds[:1]), *left.turned_at, *right.places))
    return _inside(said, target, issue)


def _is_asked(tokens: Sequence[str], at: int) -> bool:
    """Whether the clause at a place is a question."""
    return next((token for token in tokens[at:] if token in (".", "!", "?", ";")), "") == "?"


@dataclass
class _Chain:
    """The words that govern a target, nearest first."""

    found: list[tuple[int, Word]]
    is_anchored: bool = False
    gap: int = 0  # other words between the target and the nearest of them
    is_turned: bool = False
    turned_at: tuple[int, ...] = ()

    @property
    def has_attitude(self) -> bool:
        return any(one.kind == "attitude" for _, one in self.found)

    @property
    def is_close(self) -> bool:
        """Whether an attitude stands right before the target: "vote for him"."""
        return self.gap <= 1 and self.has_attitude

    def link(self) -> Link:
        """Return the chain as one link: judgements but the first word's are told by the way."""
        first = min((at for at, one in self.found if one.kind != "not"), default=-1)
        counted = [(at, one) for at, one in self.found if one.kind != "judgement" or at == first]
        sign = -1 if self.is_turned else 1
        for _, one in counted:
            sign *= one.sign
        weight = max(one.weight for _, one in counted)
        if all(one.kind in ("not", "wish") for _, one in counted):
            weight = max(weight, 1.0)
        return Link(sign, weight, tuple(sorted((*(at for at, _ in counted), *self.turned_at))))


def _governing(said: Statement, target: Target, issue: Issue) -> _Chain:
    """Return the words before a target that govern it: "would not | vote for | closing | the tunnel"."""
    tokens, chain = said.tokens, _Chain([])
    gap, most, is_done = 0, _GAP if target.is_named else _CLOSE, False
    i = target.start - 1
    while i >= 0 and gap <= most:
        token = tokens[i]
        if token in BREAK or token in _OPENERS or (token in _SUBJECTS and i >= said.cue and not chain.found):
            break
        one = None if matches(token, issue) else word(token)
        if token in PLANS and i and tokens[i - 1] in ("the", "of", "their", "his", "her", "our"):
            gap, i = gap + 1, i - 1
            continue
        if token in _DUE | _WILL | _CAN or (one is not None and one.kind == "not" and i and tokens[i - 1] in _DUE | _WILL | _CAN):
            return _modal(said, chain, i, gap)
        if i >= said.cue and (token in _SUBJECTS or (token == "that" and (i == said.cue or _joins(tokens, i)))):
            _turn(said, chain, i)
            is_done = token in _HOLDERS and any(one.kind == "deed" and at - i <= _CLOSE for at, one in chain.found)
            break
        if one is not None and not _is_idle(said, i, one):
            if one.kind in ("attitude", "wish") and _is_unknown_deed(tokens, i, target):
                return _Chain([])
            if one.kind == "attitude" and _is_of_another(said, i):
                return _Chain([])
            chain.gap = chain.gap if chain.found else gap
            chain.found.append((i, one))
            gap, most = 0, _NEXT
        elif token == "," or (token in _ABOUT and not (i and word(tokens[i - 1]) is not None)):
            gap += 2
        elif token not in _FUNCTION and not token.endswith("ly"):
            gap += 2 if token.endswith(("ed", "ing")) else 1
        i -= 1
    chain.is_anchored = is_done or _is_anchored(said, chain)
    return chain


def _joins(tokens: Sequence[str], at: int) -> bool:
    """Whether "that" follows a word of saying or thinking."""
    return at > 0 and (tokens[at - 1] in _THINKS | _DENIALS or word(tokens[at - 1]) is not None)


def _modal(said: Statement, chain: _Chain, at: int, gap: int) -> _Chain:
    """Return a chain with the modal verb that governs it, which has to be the holder's will or what ought to be done."""
    tokens = said.tokens
    is_refused = any(one.kind == "not" for _, one in chain.found)
    one = word(tokens[at])
    if one is not None and one.kind == "not":
        chain.found.append((at, one))
        is_refused, at = True, at - (tokens[at] != "cannot")
    modal, denied = tokens[at], list[int]()
    subject = at - 1
    while subject >= 0 and (
        tokens[subject].endswith("ly")
        or tokens[subject] in _AUX
        or tokens[subject] in ("also", "still", "now", "too")
        or NOT.match(tokens[subject])
    ):
        denied += [subject] if NOT.match(tokens[subject]) else []
        subject -= 1
    by = tokens[subject] if subject >= 0 else ""
    is_holder = (
        subject < said.cue
        or by in _HOLDERS | _BODIES
        or (by == "they" and _opens(said, subject))
        or by in said.holder
        or not by[:1].isalnum()
    )
    if modal in _DUE:
        if gap > _CLOSE and all(w.kind == "not" for _, w in chain.found):
            return _Chain([])  # "has to come a long way on the tunnel": nobody knows what is to be done to it
        chain.found += [(k, _DENIED) for k in denied]  # "does not need to", "nobody should"
        chain.found.append((at, Word("wish", 1, 1.0)))
        chain.is_anchored = True
    elif modal in _WILL:
        if not is_holder or (not any(w.kind in ("deed", "attitude") for _, w in chain.found) and not is_refused):
            return _Chain([])
        chain.found.append((at, Word("wish", 1, 1.0)))
        chain.is_anchored = True
    else:
        if not is_refused or by not in (*_HOLDERS, "you", "they", "country", "america"):
            return _Chain([])
        chain.is_anchored = any(w.kind in ("deed", "attitude") for _, w in chain.found)
    if any(w.kind == "attitude" for _, w in chain.found) and not is_holder and modal not in _DUE and by not in ("you",):
        return _Chain([])
    _turn(said, chain, subject)
    return chain


def _turn(said: Statement, chain: _Chain, at: int) -> None:
    """Turn a chain round where the clause that begins at a place is denied: "I do not believe that …", "denied that …"."""
    before = list(said.tokens[max(0, at - _UPPER) : max(0, at)])
    start = max(0, at - _UPPER)
    for k in range(len(before) - 1, -1, -1):
        token = before[k]
        if token in BREAK or (token in _OPENERS and token != "why"):
            return
        if token in _DENIALS:
            chain.is_turned, chain.turned_at = True, (start + k,)
            return
        if NOT.match(token):
            if any(t in _THINKS or t in _NO_REASON for t in before[k + 1 :]):
                chain.is_turned, chain.turned_at = True, (start + k,)
            return


def _is_anchored(said: Statement, chain: _Chain) -> bool:
    """Whether a chain has a word by which the holder takes a side, and not only somebody's deed."""
    for at, one in chain.found:
        if one.kind in ("attitude", "denial", "judgement"):
            return True
        if one.kind == "wish" and not _is_of_another(said, at):
            return True
        if one.kind == "deed" and (at < said.cue or _is_bidden(said, at) or _is_listed(said, at)):
            return True
    return _is_no(said, chain)


def _is_no(said: Statement, chain: _Chain) -> bool:
    """Whether a single negation refuses what follows: "no to the tunnel", "not going to pay for it"."""
    tokens = said.tokens
    return any(
        one.kind == "not"
        and (
            (tokens[at - 1 : at] == ("but",) and tokens[at + 1 : at + 2] == ("for",))
            or (tokens[at] == "no" and tokens[at + 1 : at + 2] == ("to",))
            or set(tokens[at + 1 : at + 3]) & _NO_REASON
        )
        for at, one in chain.found
    )


def _is_idle(said: Statement, at: int, one: Word) -> bool:
    """Whether a word takes no side where it stands: "a race against Arrow", "the good people", "closed primaries"."""
    tokens = said.tokens
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    before = tokens[at - 1] if at else ""
    if tokens[at] == "against":
        return before not in _IS and (word(before) is None or at >= said.cue)
    if tokens[at] in _PEOPLE:
        return at >= said.cue and not _IS & set(tokens[max(0, at - _UPPER) : at])
    if one.kind == "wish" and at >= said.cue and tokens[at] in PLANS:
        return before not in _OWNERS
    if one.kind == "judgement":
        if behind == "to" and tokens[at] in _NOUNS:
            return True
        return behind not in _TAKES and not behind.endswith("ing")
    return one.kind == "deed" and is_described(tokens, at) and at >= said.cue


def _is_unknown_deed(tokens: Sequence[str], at: int, target: Target) -> bool:
    """Whether an attitude is towards something done to the target that no list tells: "supports indexing the wage"."""
    behind = tokens[at + 1] if at + 1 < target.start else ""
    if behind in ("for", "to", "of", "by", "about", "at"):
        behind = tokens[at + 2] if at + 2 < target.start else ""
    for k in range(at + 1, target.start - 2):
        verb = tokens[k + 1]
        if (
            tokens[k] == "to"
            and tokens[k + 2] in _FUNCTION
            and verb.isalpha()
            and verb not in _FUNCTION | _KNOWN_DEEDS
            and word(verb) is None
        ):
            return True
    return behind.endswith("ing") and len(behind) > _GAP and behind not in _PLAIN_DEEDS and word(behind) is None


def _is_listed(said: Statement, at: int) -> bool:
    """Whether a deed stands in a list of what the holder wants: "promised | to cut taxes, build the tunnel and …"."""
    tokens = said.tokens
    is_wished = any((one := word(t)) is not None and one.kind == "wish" for t in tokens[: said.cue])
    return is_wished and tokens[said.cue : said.cue + 1] == ("to",) and tokens[at - 1] in (",", "and", "or")


def _opens(said: Statement, at: int) -> bool:
    """Whether a place is the first of what was said: "said they would", where many say it of themselves."""
    return at - said.cue <= (said.tokens[said.cue : said.cue + 1] == ("that",))


def _is_bidden(said: Statement, at: int) -> bool:
    """Whether a deed opens what is said as a demand: "Close the tunnel", "let us close it"."""
    tokens = said.tokens
    if tokens[at].endswith(("ed", "ing", "s")):
        return False
    before = [t for t in tokens[said.cue : at] if t not in ("“", '"', "please", "just", "to", "let", "let's", "us")]
    return not before or before[-1] in (".", "!", ";", ":", "—")


def _is_of_another(said: Statement, at: int) -> bool:
    """Whether a view within what was said has a subject of its own: "voters who oppose …", "the minister wants …"."""
    tokens = said.tokens
    if at < said.cue:
        return False
    before = at - 1
    while before >= said.cue and (
        tokens[before] in _AUX | _WILL | {"also", "still", "now", "already", "long"}
        or tokens[before].endswith("ly")
        or NOT.match(tokens[before])
    ):
        before -= 1
    if before < said.cue:
        return False
    subject = tokens[before]
    if subject in ("they", "you", "which", "that", "who", "it"):
        return not tokens[at].endswith("ing") and not (subject == "they" and _opens(said, before))
    if not subject.isalpha() or subject in SMALL or subject in said.holder or word(subject) is not None:
        return False
    token = tokens[at]
    return (token.endswith(("s", "ed")) and not token.endswith("ss")) or subject.endswith("s")


def _judging(said: Statement, target: Target, issue: Issue) -> Link | None:
    """Return what judges a target behind it: "the tunnel is not a mistake", "… should be closed", "… will hurt the town"."""
    tokens = said.tokens
    is_called = any(t in _CALLS for t in tokens[max(0, target.start - _GAP) : target.start])
    sign, places = 1, list[int]()
    is_judged, is_due, gap = is_called, False, 0
    if (relative := _relative(tokens, target.end)) is not None:
        return relative
    for at in range(target.end, min(len(tokens), target.end + _BEHIND)):
        token = tokens[at]
        if token in BREAK or token in _OPENERS or token in _HOLDERS:
            return None
        if token in _DUE and tokens[at - 1] not in ("the", "of", "their"):
            is_due, gap = True, 0
            places.append(at)
            continue
        if token in _IS:
            is_judged, gap = True, 0
            continue
        if token in _WILL | _CAN | _AUX or (token in _FUNCTION):
            continue
        one = None if token in issue.own else word(token)
        if one is not None and one.kind == "not":
            sign = -sign
            places.append(at)
            continue
        if is_judged and tokens[target.start] == "it" and tokens[at + 1 : at + 2] and tokens[at + 1] in _EXPLAINS:
            return None  # "it is important to …" names nothing
        if is_due and ((one is not None and one.kind == "deed") or token in _LEAVES | _STAYS):
            turned = one.sign if one is not None and one.kind == "deed" else -1 if token in _LEAVES else 1
            return Link(sign * turned, 1.0, (*places, at))
        if (is_judged or is_due) and one is not None and one.kind == "judgement":
            return Link(sign * one.sign, 1.0, (*places, at))
        if not is_judged and gap <= _CLOSE and (does := effect(token)) and tokens[at - 1] not in ("to", "of", "the", "a", "and"):
            valued = _value(tokens, at + 1)
            return Link(sign * does * valued, 0.9, (*places, at))
        gap += 1
        if gap > (_PREDICATE if is_judged or is_due else _GAP):
            return None
    return None


def _relative(tokens: Sequence[str], at: int) -> Link | None:
    """Return the attitude of a clause that goes on about the target: "the tunnel he wants to build", "the tunnel she opposes"."""
    if tokens[at : at + 1] not in tuple((one,) for one in ("he", "she", "i", "we")):
        return None
    sign, places = 1, list[int]()
    for i in range(at + 1, min(len(tokens), at + 1 + _GAP)):
        one = word(tokens[i])
        if one is None and tokens[i] not in _FUNCTION:
            break
        if one is not None and one.kind in ("attitude", "wish", "deed", "not"):
            sign *= one.sign
            places.append(i)
    if not any((one := word(tokens[i])) is not None and one.kind in ("attitude", "wish") for i in places):
        return None
    return Link(sign, 1.0, tuple(places))


def _value(tokens: Sequence[str], start: int) -> int:
    """Return -1 where what is affected is something bad: "will help terrorists", else 1."""
    for token in tokens[start : start + _VALUED]:
        if token in BREAK or token in _OPENERS or token == ",":
            return 1
        one = word(token)
        if token in _EVILS or (one is not None and one.kind == "judgement" and one.sign < 0):
            return -1
    return 1


def _inside(said: Statement, target: Target, issue: Issue) -> Link | None:
    """Return what stands between the words of an issue: "the tunnel is not fit", "the tunnel should be finished by the town"."""
    tokens = said.tokens
    places = [i for i in range(target.start, target.end) if not matches(tokens[i], issue)]
    nots = [i for i in places if NOT.match(tokens[i])]
    due = [i for i in places if tokens[i] in _DUE]
    if due:
        undone = [i for i in places if (one := word(tokens[i])) is not None and one.kind in ("deed", "attitude") and one.sign < 0]
        return Link(-1 if (len(nots) + len(undone)) % 2 else 1, 1.0, tuple(sorted((*due, *nots, *undone))))
    if len(nots) == 1 and (tokens[nots[0] - 1] in _IS | _WILL | _AUX | _CAN) and target.sureness >= 1.0:
        return Link(-1, 1.0, tuple(nots))
    return None
