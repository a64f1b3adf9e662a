"""Positions as the page's own part shows them: at a glance, side by side, for one holder over time, and to take along."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO

import pytest

from ingest.models import Metadata, SpanText
from qa.models import Citation, DatedStatement, Label, Position, PositionReport, Problem, Proposal, Searched, Timeline
from qa.positions.comparison import comparison
from qa.positions.timeline import numbered_after
from tests.fakes_web import an_article, positions_answer, the_demo_articles
from ui.render.positions_card import positions_card
from ui.render.positions_page import comparison_html, report_html
from ui.render.tables import as_csv, one_holder_table, positions_table

TAG = re.compile(r"<[^>]*>")
HOSTILE = '"><img src=//evil.example/x onerror=alert(1)><script>alert(2)</script>${alert(3)}\u202e'
OURS = {
    *("p", "span", "a", "b", "ol", "ul", "li", "section", "h3", "h4", "div", "details", "summary", "button"),
    *("table", "thead", "tbody", "tr", "th", "td", "br"),
}


def a_report(*holders: str) -> PositionReport:
    """The report on these holders only, or on all."""
    answer = positions_answer("the tunnel", the_demo_articles())
    positions = tuple(p for p in answer.positions or () if not holders or p.holder in holders)
    return PositionReport("the tunnel", None, None, positions, answer.citations, answer.searched)


def a_label(c: Citation, words: str) -> Label:
    at = c.start + c.text.index(words)
    return Label((SpanText(at, at + len(words), words),), c.number)


def words_of(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def shown(report: PositionReport) -> str:
    """The words of the page's report, without those of the card that it holds ready."""
    return words_of(re.sub(r'<span class="or-card">[^<]*</span>', "", report_html(report)))


def test_a_holder_is_told_at_a_glance_and_further_statements_are_folded_behind_the_first() -> None:
    html = report_html(a_report())

    glance, _, words = html.partition('<div class="or-words-of">')
    assert "Oresta Calwin supports, on a condition" in words_of(glance)
    assert "2025-05-12 to 2025-09-29 two occasions" in words_of(glance)
    assert words.index("only if the ferry keeps running") < words.index("<details")
    assert "One more statement and one sentence of the articles’ own" in words_of(words)


def test_the_words_that_a_stance_is_read_in_are_named_and_underlined_in_their_sentence() -> None:
    report = a_report("Tam Berrigold")
    (deputy,) = report.positions
    labelled = replace(deputy, label=a_label(report.citations[2], "a bill paid twice"))

    html = report_html(replace(report, positions=(labelled,)))

    assert "label from a bill paid twice" in words_of(html)
    assert re.findall(r'<span class="or-carries">(.*?)</span>', html) == ["a bill paid twice"]


def test_a_mere_topic_shows_what_sentences_speak_of_and_no_stance() -> None:
    report = a_report("Tam Berrigold")
    (deputy,) = report.positions
    proposal = Proposal("a ferry beside it", 3, "opposes", a_label(report.citations[2], "paid twice"), ("t-3",))
    topic = replace(deputy, stance="unclear", label=None, proposals=(proposal,))

    said = words_of(report_html(replace(report, positions=(topic,))))

    assert "a topic, no stance" in said
    assert "Speaks of a ferry beside it Source 3" in said
    assert "opposes label from paid twice" in said


def test_who_is_only_named_is_said_to_have_no_statement_on_this() -> None:
    said = words_of(report_html(replace(a_report(), named=("Ida Brandt", "Pell Marn"))))

    assert "Pell Nordane no statement found in these two articles (one names this holder)" in said
    assert "Named here, no statement on this found: Ida Brandt, Pell Marn." in said


def test_stances_can_be_looked_at_alone_where_there_are_many_holders() -> None:
    report = a_report("Oresta Calwin", "Tam Berrigold")
    mayor, deputy = report.positions
    several = (mayor, deputy, replace(deputy, holder="Ilka Marn"), replace(deputy, holder="Sorrel Vane"))

    assert re.findall(r'value="(holds-\w+)"', report_html(replace(report, positions=several))) == ["holds-opposes", "holds-conditional"]
    assert "or-choices" not in report_html(report)


def test_chosen_holders_stand_side_by_side_and_those_without_a_statement_below() -> None:
    html = comparison_html(comparison(a_report()))

    assert html.count('<th scope="col">') == 2
    assert "In these sentences Oresta Calwin and Tam Berrigold differ" in words_of(html)
    assert html.index("</table>") < html.rindex("Pell Nordane")


def test_nothing_found_says_nothing_about_anyones_views_and_offers_nothing_to_take_along() -> None:
    html = report_html(PositionReport("cup", searched=Searched(412)))

    assert "No statement found in these 412 articles. This says nothing about anyone’s views." in words_of(html)
    assert "<button" not in html


def test_an_error_is_told_with_its_remedy() -> None:
    error = Problem("input", "The issue names no thing.", "Write it in a few words.")

    assert words_of(report_html(PositionReport("?", error=error))) == "The issue names no thing. Write it in a few words."


@pytest.fixture
def line() -> Timeline:
    """The mayor's own statements by date: one that the report has, too, and one that it leaves out."""
    report = a_report("Oresta Calwin")
    kept, also = report.positions[0].statements
    left_out = replace(also, statement_id="t-9", citations=(2,), also_in=())
    citations = (replace(report.citations[0], number=1), replace(report.citations[1], number=2, sentence_id="left-out"))
    statements = (DatedStatement("2025-05-12", "conditional", None, kept), DatedStatement("2025-09-29", "supports", None, left_out))
    return Timeline("the tunnel", holder="Oresta Calwin", statements=statements, citations=citations)


def test_a_line_of_time_beside_a_report_goes_on_with_its_numbers(line: Timeline) -> None:
    report = a_report("Oresta Calwin")

    after = numbered_after(line, report.citations)

    assert [s.statement.citations for s in after.statements] == [(1,), (6,)]
    assert [(c.number, c.sentence_id) for c in after.citations] == [(1, report.citations[0].sentence_id), (6, "left-out")]


def test_one_holder_has_all_own_statements_over_time_each_with_what_it_shows_and_its_source(line: Timeline) -> None:
    report = a_report("Oresta Calwin")
    html = report_html(report, numbered_after(line, report.citations))

    assert re.findall(r'<span class="or-shows">(.*?)</span>', html) == ["on a condition", "supports"]
    assert "Source 6 , Northquay Daily" in words_of(html[html.index("or-sources") :])


def test_a_table_of_one_holder_has_the_rows_that_the_report_leaves_out(line: Timeline) -> None:
    report = a_report("Oresta Calwin")

    rows = list(csv.DictReader(StringIO(as_csv(one_holder_table(report, numbered_after(line, report.citations))))))

    assert [row["number"] for row in rows] == ["1", "2", "5", "5", "6"]


def test_a_table_says_which_words_a_stance_is_read_in_and_keeps_formulas_text() -> None:
    report = a_report("Tam Berrigold")
    (deputy,) = report.positions
    formula = replace(deputy, holder="＝HYPERLINK(1)", label=a_label(report.citations[2], "paid twice"))  # noqa: RUF001 - what it is about

    rows = list(csv.DictReader(StringIO(as_csv(positions_table(replace(report, positions=(formula,)))))))

    assert rows[0]["note"] == "label from: paid twice"
    assert {row["holder"] for row in rows} == {"'＝HYPERLINK(1)"}  # noqa: RUF001 - as above


def test_a_card_has_every_statement_with_its_number_and_every_source() -> None:
    card = positions_card(replace(a_report(), named=("Ida Brandt",)))

    assert card.startswith("**Positions on the tunnel**\n")
    assert "**Oresta Calwin**: supports, on a condition · 2025-05-12 to 2025-09-29 · two occasions" in card
    assert "- quoted, said by a spokesman, published 2025-05-14: “A tunnel with a ferry beside it is a bill paid twice,”" in card
    assert "- [3] Harbour tunnel vote slips to autumn, paragraph 2" in card
    assert "**Pell Nordane**: no statement found in these two articles (one names this holder)" in card
    assert "Named here, no statement on this found: Ida Brandt." in card


def test_a_card_and_the_page_say_who_read_the_positions_and_show_the_models_line() -> None:
    report = a_report("Oresta Calwin")
    (position,) = report.positions
    line = replace(position.summary, text="Oresta Calwin supports the tunnel.") if position.summary else None
    report = replace(report, model="tiny", host="models.example", positions=(replace(position, read_by="model", summary=line),))

    card, page = positions_card(report), shown(report)

    for told in (card, page):
        assert "Written by tiny at models.example." in told
        assert "Oresta Calwin supports the tunnel." in told
    by_rules = positions_card(replace(report, positions=(position,)))
    assert "Nothing that tiny at models.example wrote is used." in by_rules
    assert "- read by rules" in by_rules


def test_words_on_both_sides_stand_beside_a_mixed_stance() -> None:
    report = a_report("Oresta Calwin")
    (position,) = report.positions
    one, other = (a_label(c, c.text.split()[-1]) for c in report.citations[:2])
    mixed = replace(report, positions=(replace(position, stance="mixed", label=one, other_label=other),))

    assert shown(mixed).count("label from") == 2
    assert positions_card(mixed).count("label from") == 2


def test_outside_text_is_never_markup() -> None:
    article = an_article(HOSTILE, f"{HOSTILE} said so. " * 5, Metadata(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "2025-05-14"))
    answer = positions_answer(HOSTILE, [article])
    c = answer.citations[0]
    label = a_label(c, c.text[:20])
    held = tuple(
        replace(p, holder=HOSTILE, label=label, proposals=(Proposal(HOSTILE, 1, "opposes", label, ("t-1",)),))
        for p in answer.positions or ()
    )
    report = PositionReport(HOSTILE, None, None, held, answer.citations, answer.searched, (HOSTILE,))

    html = report_html(report) + comparison_html(comparison(report)) + report_html(replace(report, error=Problem("x", HOSTILE, HOSTILE)))

    assert {tag.split()[0].strip("</>") for tag in TAG.findall(html)} <= OURS
    assert "\u202e" not in html


def test_many_holders_stand_below_each_other_instead_of_in_a_table() -> None:
    report = a_report("Tam Berrigold")
    (deputy,) = report.positions
    many: tuple[Position, ...] = tuple(replace(deputy, holder=f"Holder {n}") for n in range(12))

    html = comparison_html(comparison(replace(report, positions=many)))

    assert "<table" not in html
    assert html.count("<h4") == 12
