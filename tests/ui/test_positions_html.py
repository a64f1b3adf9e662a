"""Positions as HTML of ours: at a glance, side by side, and over time."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.models import Metadata
from qa.models import Answer, AsOf
from tests.fakes_web import an_article, positions_answer, the_demo_articles
from ui.render.html import answer_parts

TAG = re.compile(r"<[^>]*>")
TABLE = ("table", "thead", "tbody", "tr", "th", "td", "br")
HOSTILE = '"><img src=//evil.example/x onerror=alert(1)><script>alert(2)</script>${alert(3)}\u202e'


def an_answer(*holders: str) -> Answer:
    """The answer on these holders only, or on all."""
    whole = positions_answer("Where do they stand?", the_demo_articles())
    return replace(whole, positions=tuple(p for p in whole.positions or () if not holders or p.holder in holders))


def shown(answer: Answer) -> str:
    return "".join(answer_parts(answer)[1:-1])


def words_of(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def test_a_holder_is_told_at_a_glance_with_stance_days_occasions_and_condition() -> None:
    html = shown(an_answer("Oresta Calwin"))

    said = words_of(html)
    assert "supports, on a condition" in said
    assert "2025-05-12 to 2025-09-29 · two occasions" in said
    assert '<p class="or-condition"><span class="or-printed">only if the ferry keeps running</span><a class="or-cite"' in html


def test_a_statement_says_whose_words_it_gives_and_when() -> None:
    said = words_of(shown(an_answer()))

    assert "Partly quoted said 2025-05-12" in said
    assert "Quoted, said by a spokesman published 2025-05-14" in said
    assert "As Oresta Calwin tells it not dated" in said
    assert "The article’s own assessment" in said


def test_what_an_opponent_tells_looks_different_from_the_holders_own_words() -> None:
    assert shown(an_answer("Tam Berrigold")).count('class="or-statement or-told"') == 1


def test_a_change_over_time_names_both_days_with_both_sentences() -> None:
    html = shown(an_answer("Oresta Calwin"))

    (change,) = re.findall(r'<p class="or-change">.*?</p>', html)
    assert words_of(re.sub(r"<a .*?</a>", "[]", change)) == (
        "The words dated 2025-09-29[] (supports) differ from those dated 2025-05-12[] (on a condition)."
    )


def test_two_holders_stand_side_by_side_and_say_where_they_differ() -> None:
    html = shown(an_answer())

    assert html.count('<th scope="col">') == 2
    assert "In these sentences Oresta Calwin and Tam Berrigold differ" in words_of(html)


def test_several_on_one_side_are_not_paired_off_but_two_of_them_are_told_to_be() -> None:
    answer = an_answer("Tam Berrigold")
    (deputy,) = answer.positions or ()
    others = tuple(replace(deputy, holder=name) for name in ("Ilka Marn", "Sorrel Vane"))

    three = words_of(shown(replace(answer, positions=(deputy, *others))))
    two = words_of(shown(replace(answer, positions=others)))

    assert "are on the same side" not in three
    assert "In these sentences Ilka Marn and Sorrel Vane are on the same side" in two


def test_a_holder_without_a_statement_is_said_to_have_none_in_these_articles() -> None:
    assert "Pell Nordane no statement found in these two articles (one names this holder)" in words_of(shown(an_answer()))


def test_dated_statements_stand_in_the_order_of_their_days_and_undated_ones_are_counted() -> None:
    html = shown(an_answer())

    assert re.findall(r'<span class="or-day">(.*?)</span>', html) == ["2025-05-12", "2025-05-14", "2025-09-29"]
    assert "One statement without a date left out." in html


def test_one_day_makes_no_line_of_time() -> None:
    answer = an_answer("Oresta Calwin")
    (mayor,) = answer.positions or ()
    day = AsOf("2025-05-12", "day", "said")

    one_day = replace(mayor, statements=tuple(replace(s, as_of=day) for s in mayor.statements))

    assert "or-timeline" not in shown(replace(answer, positions=(one_day,)))


def test_outside_text_is_never_markup_in_a_position() -> None:
    article = an_article(HOSTILE, f"{HOSTILE} said so. " * 5, Metadata(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2025-05-14"))
    answer = positions_answer(HOSTILE, [article])
    mayor, deputy, nobody = answer.positions or ()
    statements = tuple(replace(s, speaker=HOSTILE, reported_by=HOSTILE) for s in mayor.statements)
    several = (replace(mayor, holder=HOSTILE, statements=statements), replace(deputy, holder=HOSTILE), replace(nobody, holder=HOSTILE))

    html = shown(replace(answer, positions=several)) + shown(replace(answer, positions=several[:1]))

    tags = {tag.split()[0].strip("</>") for tag in TAG.findall(html)}
    assert tags <= {*("p", "span", "a", "b", "ol", "ul", "li", "section", "h3", "div", "details", "summary"), *TABLE}
    assert "\u202e" not in html
