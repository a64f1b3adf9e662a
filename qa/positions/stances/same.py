"""Words of an issue that news uses for one thing: a deal is an accord, a law a measure, and a country is named by its people."""

from __future__ import annotations

from ingest.words import content_stems, stems

_ONE_THING = """
    deal accord agreement pact treaty
    bill law legislation act measure statute
    rule regulation
    ruling decision verdict
    plan proposal program programme scheme initiative
    charge accusation allegation claim
    migrant immigrant migration immigration
    refugee asylum
    gun firearm weapon
    jail prison imprison imprisonment incarcerate
    prosecute prosecution indict indictment
    troop soldier
    surveillance surveil monitor watch
    president presidential presidency
    nominee nomination nominate renominate
    ban prohibition
    tariff duty
    raise increase hike
    cut reduction reduce
    firm company corporation business
    job post
    school education
    wage pay
    tuition fee
    vaccine vaccination immunization
    drug narcotic
    coverage cover
    marijuana cannabis pot
    abortion
    torture waterboard waterboarding
    bank banker banking
    climate warming
    email
    superdelegate superdelegates
    vote ballot
    execution
    homosexual gay lesbian lgbt
    america american usa
    britain british brexit uk
    russia russian moscow kremlin
    china chinese beijing
    israel israeli
    palestine palestinian
    syria syrian
    iran iranian tehran
    iraq iraqi
    mexico mexican
    cuba cuban
    korea korean pyongyang
    germany german
    france french
    turkey turkish
    europe european eu
    saudi riyadh
    burma myanmar burmese
    japan japanese
    canada canadian
    ukraine ukrainian
    afghanistan afghan
    libya libyan
    egypt egyptian
    islam islamic muslim
    armenia armenian
"""
_FIRST = {stem: first for line in _ONE_THING.strip().splitlines() for first in (stems(line.split()[0])[-1],) for stem in stems(line)}


def things(text: str) -> tuple[str, ...]:
    """Return the content stems of a text, those that mean one thing as one.

    >>> things("the accord") == things("a deal"), things("Chinese") == things("China")
    (True, True)
    """
    return tuple(_FIRST.get(stem, stem) for stem in content_stems(text))
