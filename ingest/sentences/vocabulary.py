"""Words that the splitter knows: abbreviations by what may follow them, words that open sentences, verbs of speech.

Of general knowledge; nothing here was counted in an annotated corpus. Everything is in lower case, abbreviations without
their last full stop.
"""

from __future__ import annotations

_TITLES = """
    mr mrs ms mx messrs mme mmes mlle dr drs prof profs gen gens maj brig col cols lt capt cpt cmdr cdr adm sgt cpl pvt pfc sen sens rep
    reps gov govs pres amb asst supt det insp atty rev revd fr msgr hon mt ft spc spec cong cllr treas
"""
TITLES = frozenset(_TITLES.split())
"""Capitalised, they stand before a name and end no sentence."""

COURTESY = frozenset(("mr", "mrs", "ms", "messrs"))
"""Titles that no other title or abbreviation stands before."""

_REFERENCES = "no nos nr n° nº p pp pg pgs vol vols fig figs ch chap art arts sec sect eq para pt ex ver ft lb lbs oz"
REFERENCES = frozenset(_REFERENCES.split())
"""Before a number they are abbreviations, else words like any other ("He said no.")."""

_CONTINUING = "e.g eg et i.e ie v vs cf c.f viz approx incl excl esp aka a.k.a p.s"
CONTINUING = frozenset(_CONTINUING.split())
"""Always in the middle of something."""

_ENDABLE = """
    inc corp co cos ltd llc llp plc bros dept depts div univ assn ass'n assoc bldg mfg govt gov't intl int'l natl nat'l jr sr esq phd id
    pct st sts ave blvd rd hwy pkwy al eds sq hrs mins secs yrs
"""
ENDABLE = frozenset(_ENDABLE.split())
"""May end a sentence: what follows decides."""

_CAPITALISED = """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ala ariz ark calif colo conn del fla ga ill ind
    kan ky la md mich minn mo mont neb nev okla ont ore pa penn tenn tex va vt wash wis wyo miss mass alta sask que
"""
ENDABLE_CAPITALISED = frozenset(_CAPITALISED.split())
"""The same, where they are capitalised: months, days and states."""

_AFTER_TIME = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec et est edt pt pst pdt ct cst cdt mt mst mdt gmt bst cet cest utc
    eastern pacific central mountain local
"""
AFTER_TIME = frozenset(_AFTER_TIME.split())
"""Capitalised words that go on after "p.m."; others begin a sentence."""

_STARTERS = """
    a about according after again all also although am an and another any anyone are as asked at back because before besides between
    both but by can click could currently despite did do does during each earlier either even eventually every everybody everyone
    everything few finally first for from furthermore given had has have he hence her here hers his how however i i'd i'll i'm i've if
    in indeed instead is it it's its just last later less let let's like many maybe meanwhile more moreover most much my neither
    nevertheless next no nobody none nonetheless nor not nothing now of often on once one only or other others otherwise our over
    perhaps rather recently she she's should similarly since so some someone something sometimes soon still such suddenly take than
    thanks that that's the their them then there there's therefore these they they're they've this those though through thus to today
    together tomorrow tonight too two three under unfortunately unless until up upon was we we'd we'll we're we've well were what what's
    when whenever where whereas whether which while who who's whoever whom whose why will with within without would yes yesterday yet
    you you'll you're you've your
"""
STARTERS = frozenset(_STARTERS.split())
"""Capitalised only where a sentence begins: after an abbreviation they show that it ended one."""

_SURNAMES = "will still more such so no do you few well just last back even take let like next two an her once only soon"
STARTERS_BEHIND_INITIAL = STARTERS - frozenset(_SURNAMES.split())
"""Those that are no surname: behind "George F." comes "Will"."""

_ASKING = "asked asks wondered wonders inquired demanded demands shouted shouts yelled cried exclaimed screamed barked joked quipped mused"
ASKING = frozenset(_ASKING.split())
_SAYING = """
    said says replied replies added adds told tells answered answers continued concluded declared tweeted whispered explained responded
    remarked repeated recalled insisted stated states fumed wrote writes
"""
SPEECH = frozenset(_SAYING.split()) | ASKING
"""Verbs that tell who spoke the words before them; those of asking do so whatever follows."""

_CLAUSE = "that he she it they we there the a an his her their its this these what how no not"
CLAUSE = frozenset(_CLAUSE.split())
"""Words that begin what someone said, so that the verb before them looks ahead."""

_UNFINISHED = "the a an of to in on at by for with and or but is are was were my our your his her their its that from as if"
UNFINISHED = frozenset(_UNFINISHED.split())
"""Words that no sentence ends with: dots behind them are a gap or a pause."""
