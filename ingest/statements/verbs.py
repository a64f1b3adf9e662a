"""Verbs and nouns that tell what someone said, thinks or wants, with what may follow them.

Of general knowledge of English and of news; nothing here was counted in an annotated corpus. A verb is written
``base:frames/prepositions``. Frames:

s  speech: a quotation or a clause, also before the verb ("…," she said; "…," said the mayor)
c  a clause or a question behind the verb (that …, whether …, bare)
o  an object that is the content (criticised the plan)
i  an infinitive (promised to …)
t  the person spoken to comes first (told reporters that …)
"""

from __future__ import annotations

from typing import NamedTuple

_CUES = """
accept:o embrace:o target:o ignore:o avoid:o stand:/by,behind present:o cast:o address:o prefer:oi relish:o dodge:o hold:/that continue:i
play:/down,up hit:o fire:/back laugh:/off express:o voice:o showcase:o count:/on side:/with go:/after read:s attribute:o root:/for
vouch:/for relish:o regard:o sympathize:/with sympathise:/with empathize:/with object:/to wrestle:/with insinuate:s underestimate:o
overstate:o understate:o exaggerate:o misstate:o correct:o chronicle:o assess:o analyze:o analyse:o review:o preview:o reprise:o reject:o
contradict:o undercut:o distance:o concede:o relitigate:o dodge:o sidestep:o deflect:o say:s tell:sti/about,of add:s note:so
argue:s/for,against,over claim:so/to write:s/about,of tweet:so explain:so state:so declare:so announce:so insist:s/on,upon
warn:sti/of,against,about reply:s respond:s/to,by,with answer:s report:so acknowledge:so admit:so/to concede:so confirm:so continue:s
remark:s/on observe:s recall:so joke:s/about quip:s stress:so emphasize:so emphasise:so highlight:o underline:o underscore:o assert:so
allege:so maintain:s contend:s charge:s complain:s/about,of,to boast:s/about,of brag:s/about suggest:so/to predict:so caution:st/against
estimate:so conclude:s declare:so proclaim:so reveal:so disclose:so reiterate:so repeat:so mention:o state:so testify:s/about shout:s
yell:s chant:s exclaim:s whisper:s mutter:s scoff:s/at muse:s/about lament:so bemoan:o decry:o deplore:o protest:so counter:s retort:s
fume:s/about,over vent:s/about gush:s/about rail:/against rant:s/about wonder:s/about,if speculate:s/about tout:o trumpet:o point out:s
explain:so elaborate:/on describe:o characterize:o characterise:o label:o call:o/for,on dub:o brand:o portray:o depict:o deem:o consider:o
liken:o compare:o ask:stoi/about,for,if inquire:s/about question:oc query:o urge:oti implore:oti beg:oti plead:s/for,with advise:oti
counsel:oti exhort:oti order:oti instruct:oti direct:oti command:oti encourage:oti demand:soi request:oi promise:sito vow:sio pledge:sio
swear:si threaten:io guarantee:so assure:st reassure:st remind:sti/of inform:st/of notify:st/of convince:t persuade:ti propose:oi/that,to
recommend:so advocate:o/for champion:o endorse:o support:o back:o favor:oi favour:oi oppose:o reject:o rebuff:o dismiss:o deny:so
dispute:so refute:o rebut:o contest:o disavow:o welcome:o applaud:o praise:o commend:o hail:o laud:o thank:o/for congratulate:o salute:o
credit:o honor:o cheer:o admire:o criticize:o criticise:o condemn:o denounce:o blast:o slam:o attack:o assail:o blame:o/for accuse:o
rip:o/into bash:o mock:o ridicule:o deride:o disparage:o insult:o lambaste:o lash:/out castigate:o chastise:o rebuke:o chide:o scold:o
berate:o excoriate:o vilify:o demonize:o belittle:o fault:o savage:o skewer:o taunt:o tease:o trash:o pan:o pillory:o malign:o knock:o
hammer:o hit:/back,out defend:o justify:o apologize:s/for,to apologise:s/for,to regret:so renounce:o repudiate:o retract:o cite:o quote:o
invoke:o reference:o refer:/to allude:/to point:/to,out hint:s/at,of imply:so insinuate:so signal:so indicate:so
speak:/about,of,against,out,on talk:/about,of,up discuss:o debate:o address:o comment:s/on,about testify:s/about lecture:o
preach:o/about agree:sci/with,on,that disagree:s/with,on,about concur:s/with object:s/to decline:oi refuse:io resist:o rule:/out
believe:cs/in think:cs/of,about know:c/of,about feel:cs/about see:oc view:o regard:o perceive:o assume:co presume:c suppose:c imagine:co
suspect:co doubt:co fear:cos worry:cs/about,over hope:csi/for,to expect:oci anticipate:oc want:oi wish:ci/for,to desire:oi prefer:oi
intend:i plan:io/to,on aim:i seek:oi mean:c understand:c realize:co realise:co recognize:co recognise:co remember:co forget:c learn:c/of
decide:csi determine:co conclude:cs judge:co reckon:cs guess:cs figure:c calculate:co choose:i like:oi love:oi hate:oi dislike:o loathe:o
despise:o resent:o trust:o distrust:o value:o appreciate:o care:/about call out:o lay out:o outline:o detail:o spell:/out unveil:o
offer:io promote:o pitch:o push:/for,back press:o/for lobby:/for,against campaign:/for,against,on plead:/for appeal:/for,to show:oc
find:oc document:o prove:co demonstrate:co attest:s/to testify:s/to illustrate:oc name:o single:/out list:o identify:o rate:o rank:o
accuse:o crow:s/about sneer:s/at snap:s grumble:s/about gripe:s/about moan:s/about rave:/about marvel:s/at opine:s/on posit:s
theorize:s/about hypothesize:s postulate:s surmise:s deduce:s post:so retweet:o email:s text:s blog:s/about pen:o publish:o declaim:s
deadpan:s relate:s recount:so narrate:s chime:s/in interject:s affirm:so reaffirm:so avow:s profess:soi attest:s/to vouch:/for certify:so
rejoice:s/at,in celebrate:o mourn:o lament:so weigh:/in sound:/off chime:/in call:o/for,on touch:/on brush:/off volunteer:i challenge:o
downplay:o echo:o foresee:o reprimand:o admonish:o shrug:/off bark:s warn:o hold:/that vilify:o oppose:o invite:oi bother:c excuse:o pound:o
frame:o term:o
confess:so/to forecast:so clarify:so reckon:cs
hint:s/at,of defer:/to lean:/on,into dwell:/on focus:/on zero:/in
"""

_IRREGULAR = """
say said said; tell told told; write wrote written; think thought thought; know knew known; feel felt felt; see saw seen; hold held
held; mean meant meant; understand understood understood; forget forgot forgotten; choose chose chosen; speak spoke spoken; swear swore
sworn; cast cast cast; find found found; show showed shown; prove proved proven; hit hit hit; begin began begun; seek sought sought;
give gave given; take took taken; make made made; go went gone; come came come; get got gotten; become became become; leave left left;
keep kept kept; let let let; put put put; set set set; run ran run; win won won; lose lost lost; bring brought brought; buy bought
bought; build built built; catch caught caught; cut cut cut; deal dealt dealt; draw drew drawn; drive drove driven; eat ate eaten; fall
fell fallen; fight fought fought; fly flew flown; grow grew grown; hear heard heard; hide hid hidden; lay laid laid; lead led led; lend
lent lent; lie lay lain; meet met met; pay paid paid; read read read; rise rose risen; sell sold sold; send sent sent; shake shook
shaken; shoot shot shot; sit sat sat; spend spent spent; stand stood stood; steal stole stolen; strike struck struck; swing swung swung;
teach taught taught; throw threw thrown; wear wore worn; withdraw withdrew withdrawn; break broke broken; bear bore borne; beat beat
beaten; bind bound bound; blow blew blown; breed bred bred; cling clung clung; cost cost cost; feed fed fed; forbid forbade forbidden;
forgive forgave forgiven; freeze froze frozen; hang hung hung; hurt hurt hurt; quit quit quit; ride rode ridden; ring rang rung; seem
seemed seemed; sing sang sung; sink sank sunk; sleep slept slept; slide slid slid; split split split; spread spread spread; spring
sprang sprung; stick stuck stuck; sweep swept swept; swim swam swum; tear tore torn; undergo underwent undergone; undertake undertook
undertaken; wake woke woken; weep wept wept; wind wound wound; overcome overcame overcome; oversee oversaw overseen; bet bet bet; arise
arose arisen; awake awoke awoken; flee fled fled; shut shut shut; shed shed shed; bid bid bid; cast cast cast; lash lashed lashed;
strive strove striven; forecast forecast forecast; broadcast broadcast broadcast; uphold upheld upheld; upset upset upset
"""

_OTHER = """
deserve amount belong benefit depend die disappear dominate earn emerge exist favor fit flow grow harm hinge matter occur outnumber
overlap own reflect resemble respect retain rely ruin sound stink suffer survive thrive underestimate worsen need vote cast embrace
present hold begin accept intone give take make go come get become leave keep let put set run win lose bring buy build catch cut deal draw
drive eat fall fight fly grow hear hide lay lead lend lie meet pay read rise sell send shake shoot sit spend stand steal strike swing
teach throw wear withdraw break bear beat bind blow breed cling cost feed forbid forgive freeze hang hurt quit ride ring sing sink sleep
slide split spread spring stick sweep swim tear undergo undertake wake weep wind overcome oversee arise flee shut shed bid strive uphold
upset use work try start stop help turn play move live happen provide include allow remain appear seem serve die wait stay watch follow
create open walk consider reach remove raise pass kill carry join visit return receive produce cover contain enter apply add face involve
require represent lack focus release issue launch host attend arrive depart travel arrest charge jail sue settle sign file approve block
delay end finish gain drop climb jump slip surge soar plunge tumble trail lag tie defeat elect appoint nominate select pick replace resign
retire quit hire fire suspend ban repeal enact pass veto amend draft review investigate probe examine study test search look listen hang
hurt touch change improve reduce increase decrease expand extend limit cap protect secure save avoid prevent ensure cause lead result stem
spark trigger prompt fuel drive force compel urge invite accept owe own belong depend rely differ vary matter count lack earn invest fund
finance donate contribute trade import export tax spend cost pay charge survey poll interview contact reach email phone text manage handle
operate conduct perform act behave react adopt adapt adjust shift switch transfer deliver supply distribute share split live reside dwell
settle move migrate immigrate deport detain arrest convict sentence last begin continue proceed resume pause halt cease remain keep
attempt struggle fail succeed tend happen manage struggle prepare rush hurry hesitate stump barnstorm tour rally gather assemble convene
meet greet hug kiss smile laugh cry shrug nod wave sigh wed marry divorce raise born nurse grew educate graduate study major chair head
lead direct oversee represent serve hold occupy vie compete contend rival face square match outpace outspend outperform exceed surpass top
double triple halve dominate control command own possess boast enjoy suffer endure survive experience rank range average total number
stretch span last break burst crash collapse explode erupt burn flood record film tape videotape photograph broadcast air stream draft
craft design develop devise invent create hope wait await fit suit match befit obtain acquire collect compile analyze analyse assess
evaluate measure weigh ignore overlook neglect omit skip miss avoid evade dodge duck join quit leave abandon desert surround border flank
help aid assist
restart reopen rebuild reinstate restore impose abolish outlaw legalize legalise dismantle scrap invade bomb regulate deregulate
privatize privatise nationalize nationalise negotiate renegotiate ratify revoke rescind reverse undo overturn overhaul simplify modernize
modernise strengthen weaken bolster boost curb curtail eliminate criminalize criminalise decriminalize prosecute indict pardon enforce
implement introduce initiate replenish revive relocate expel exclude preserve maintain sustain disband dissolve halve slash scale
redirect reallocate subsidize subsidise tackle address combat confront defeat destroy dismiss disclose divest withhold obtain
penalize penalise punish compensate reimburse repay prioritize prioritise rewrite rename replace reconsider reexamine revisit rethink
reform renew reconcile reassign recruit rehire reduce relax relieve loosen tighten lift lower heighten
"""

_DOUBLES = """
quip plan rip pan commit admit refer prefer regret rebut tap drop stop slip cut win run set put let get begin sit hit knit stun ban cap
wed beg blog brag compel concur dub expel hug lag nod occur pen scrap shrug skip slam snap span stem top transfer
"""
_DOUBLING = frozenset(_DOUBLES.split())

_NOUNS = """
handling/of approach/to effort/to push/for,to fight/for,against speech/about,on tweet/about interest/in love/for,of hatred/of,for
frustration/with,over anger/at,over,about understanding/of interpretation/of vision/for,of treatment/of discussion/of,about focus/on
emphasis/on reference/to promise/of,to,that attempt/to,at claim/that,of,about assertion/that,of,about allegation/that,of,about
accusation/that,of argument/that,for,against belief/that,in opinion/that,of,on,about view/that,of,on,about statement/that,on,about
suggestion/that,of idea/that promise/that,to,of pledge/that,to,of vow/that,to,of threat/that,to,of demand/that,for,to call/for,to,on
proposal/that,for,to,on plan/to,for warning/that,of,about,to criticism/of,that,about attack/on condemnation/of denunciation/of
praise/for,of support/for,of endorsement/of opposition/to,of rejection/of denial/that,of acknowledgment/that,of admission/that,of
concern/that,about,over fear/that,of,about hope/that,for,of,to doubt/that,about worry/that,about,over prediction/that,of,about
estimate/that,of assessment/that,of,on conclusion/that announcement/that,of,on comment/that,about,on,of remark/that,about,on,of
insistence/that,on complaint/that,about,of contention/that declaration/that,of,on description/of defense/of defence/of position/that,on,of
stance/on,against message/that,to question/about,of,on,whether decision/to,on refusal/to,of desire/to,for,that wish/to,that,for
intention/to,of,that disdain/for contempt/for respect/for,of admiration/for,of skepticism/about,of,that enthusiasm/for,about commitment/to
rhetoric/about,on,of report/that,of,on,about note/that,about rebuke/of critique/of account/of request/for,to,that offer/to,of
apology/for,to recommendation/that,for,to speculation/that,about feeling/that,about thought/on,about
"""


_STATES = """
worried/about,that,over concerned/about,that,over confident/that,about,in,of skeptical/of,about,that optimistic/about,that
pessimistic/about,that critical/of supportive/of opposed/to committed/to afraid/of,that sure/that,about,of certain/that,about,of
convinced/that,of aware/that,of proud/of,that happy/with,about,that unhappy/with,about angry/about,at,with,over
disappointed/with,in,by,that surprised/by,that,at glad/that,about grateful/for,to,that wary/of uncertain/about unsure/about,of,if,whether
dismissive/of clear/that,about adamant/that,about hopeful/that,about,for doubtful/that,about hesitant/to reluctant/to willing/to
unwilling/to eager/to determined/to ready/to divided/on,over frustrated/with,by,about,that upset/about,with,over,that
frightened/of,by,that tired/of interested/in excited/about,by fearful/of,that mindful/of,that keen/to,on vocal/about silent/on,about
anxious/about,to nervous/about enthusiastic/about furious/with,at,about,over
"""
_LIGHT = """
make give express raise take issue have offer release voice launch deliver write send publish post draw face cast show renew repeat file
hold put lay reach announce share join
"""
LIGHT = frozenset(_LIGHT.split())
"""Verbs that carry a noun of saying: "made the claim that"."""


class Cue(NamedTuple):
    """A verb of saying or thinking in one of its forms."""

    base: str
    frames: str
    prepositions: frozenset[str]


def forms(base: str) -> tuple[tuple[str, str], ...]:
    """Return the inflected forms of a regular verb with their tags.

    >>> forms("deny")
    (('deny', 'B'), ('denies', 'V'), ('denied', 'E'), ('denying', 'G'))
    """
    if base[-1] == "y" and base[-2] not in "aeiou":
        return (base, "B"), (base[:-1] + "ies", "V"), (base[:-1] + "ied", "E"), (base + "ing", "G")
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base.endswith("e"):
        ing = base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing"
        return (base, "B"), (third, "V"), (base + "d", "E"), (ing, "G")
    stem = base + base[-1] if base in _DOUBLING else base
    return (base, "B"), (third, "V"), (stem + "ed", "E"), (stem + "ing", "G")


def _inflect(base: str) -> tuple[tuple[str, str], ...]:
    regular = forms(base)
    if base not in _PAST:
        return regular
    past, participle = _PAST[base]
    if past == participle:
        return regular[0], regular[1], (past, "E" if past != base else "B"), regular[3]
    return regular[0], regular[1], (past, "P"), (participle, "K"), regular[3]


_PAST = {base: (past, participle) for base, past, participle in (row.split() for row in _IRREGULAR.split(";") if row.strip())}


SAME_PAST = frozenset(base for base, (past, _) in _PAST.items() if past == base)
"""Verbs whose past is like their base form ("hit")."""


def _read_cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for entry in _CUES.replace(" out:", "_out:").replace(" in:", "_in:").split():
        base, _, rest = entry.partition(":")
        if "_" in base:
            continue
        frames, _, prepositions = rest.partition("/")
        words = frozenset(prepositions.split(",")) - {""}
        before = found.get(base)
        if before:
            frames, words = "".join(dict.fromkeys(before.frames + frames)), before.prepositions | words
        found[base] = Cue(base, frames, words)
    return found


CUES = _read_cues()
"""Verbs by their base form."""

FORMS: dict[str, tuple[str, str]] = {}
"""Every known verb form: its base and its tag (B base, V present, E past or participle, P past, K participle, G -ing)."""
for _base in (*_OTHER.split(), *CUES):
    for _form, _tag in _inflect(_base):
        FORMS[_form] = (_base, _tag)

NOUNS: dict[str, frozenset[str]] = {}
"""Nouns of saying, singular and plural, with the words that lead over to their content."""
for _entry in _NOUNS.split():
    _noun, _, _links = _entry.partition("/")
    for _form in (
        _noun,
        _noun[:-1] + "ies" if _noun[-1] == "y" and _noun[-2] not in "aeiou" else _noun + ("es" if _noun.endswith(("s", "sh")) else "s"),
    ):
        NOUNS[_form] = frozenset(_links.split(","))

STATES: dict[str, frozenset[str]] = {
    word: frozenset(links.split(",")) for word, _, links in (entry.partition("/") for entry in _STATES.split())
}
"""Adjectives for states of mind, with the words that lead over to their content."""
