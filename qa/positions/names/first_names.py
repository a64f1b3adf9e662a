"""Short forms of first names, of general knowledge: "Chuck" and "Charles" with one surname are one person."""

from __future__ import annotations

_SHORT = """
abraham abe; albert al; alexander alex; andrew andy drew; anthony tony; arthur art; barbara barb; benjamin ben benny; bernard bernie;
calvin cal; catherine cathy cate; charles charlie chuck; christopher chris; clifford cliff; cynthia cindy; daniel dan danny; david dave;
deborah debbie deb; dennis denny; donald don donnie; douglas doug; edward ed eddie ned; eleanor ellie; elizabeth liz beth betsy;
eugene gene; franklin frank; frederick fred freddie; gabriel gabe; gerald gerry jerry; gregory greg; gwendolyn gwen; harold hal; henry hank;
jacob jake; james jim jimmy jamie; jeffrey jeff; jennifer jen jenny; jessica jess; john johnny; jonathan jon;
joseph joe joey; joshua josh;
judith judy; katherine kate kathy katie; kenneth ken kenny; kimberly kim; lawrence larry; leonard len lenny; louis lou; margaret maggie peg;
martin marty; matthew matt; michael mike mick; mitchell mitch; nancy nan; nathaniel nathan nate; nicholas nick; pamela pam; patricia patty;
patrick pat; peter pete; philip phil phillip; raymond ray; rebecca becky; reginald reggie; richard rick rich dick; robert bob bobby rob;
ronald ron ronnie; rudolph rudy; russell russ; samuel sam sammy; sandra sandy; sidney sid; stephen steve steven; stuart stu; susan sue;
terrence terry; theodore theo; thomas tom tommy; timothy tim; valerie val; victoria vicky; vincent vince; walter walt;
william bill billy will
"""
_WHOLE = {short: names[0] for names in (group.split() for group in _SHORT.split(";")) for short in names}


def whole_first_name(name: str) -> str:
    """Return the first name that a folded one is short for, else itself.

    >>> whole_first_name("chuck"), whole_first_name("oda")
    ('charles', 'oda')
    """
    return _WHOLE.get(name, name)
