import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qa.evaluation.dataset import GoldPosition
from qa.evaluation.html import report_html
from qa.evaluation.markdown import cell, report_markdown
from qa.evaluation.plots import Bar, Series, bar_chart, interval_chart, line_chart
from qa.evaluation.report import make_report
from qa.evaluation.setup import Setup
from qa.evaluation.trial import Trial, judge
from qa.models import HeldStatement, Position
from tests.fakes_evaluation import WordService, a_set, a_setup, a_trial, abstaining, citing

EVIL = '<script>alert("x")</script>\u202e&'


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return a_setup(a_set(tmp_path), WordService())


def page(setup: Setup, *trials: Trial) -> str:
    return report_html(make_report(trials, setup), [judge(trial) for trial in trials])


TRIALS = (
    a_trial(id="a", answer=citing(0), sentences=[0, 9], tags=("t", "u")),
    a_trial(id="b", answer=abstaining(), sentences=[9, 0], tags=("t",)),
    a_trial(id="c", answerable=False, gold=0, answer=citing(3, answerable=0.4)),
)


def test_the_page_names_nothing_outside_itself(setup: Setup) -> None:
    made = page(setup, *TRIALS)

    assert not re.findall(r"(?:src|href)=|https?://|url\(|@import|<script", made)
    assert "default-src 'none'" in made


def test_text_from_outside_cannot_become_markup(setup: Setup) -> None:
    evil = citing(0, text=EVIL)

    made = page(setup, a_trial(id=EVIL, answer=evil, tags=(EVIL,)), a_trial(id="b", answer=citing(9, text=EVIL), tags=(EVIL,)))

    assert "<script" not in made
    assert "\u202e" not in made
    assert "&lt;script&gt;" in made


def test_every_plot_is_drawn_where_there_is_something_to_plot(setup: Setup) -> None:
    titles = re.findall(r'<svg[^>]*aria-label="([^"]*)"', page(setup, *TRIALS))

    assert [title.split(" ")[0] for title in titles] == ["Headline", "Found", "Risk", "Is", "citation_f1"]


def test_a_page_about_one_failed_search_has_no_empty_plot(setup: Setup) -> None:
    made = page(setup, a_trial(answerable=None, gold=0))

    assert "nan" not in made.lower().replace("answers", "").replace("dominant", "")
    assert "Curves" not in made


def test_questions_that_went_wrong_come_first(setup: Setup) -> None:
    heads = re.findall(r"<h3>([^<]*) <span>", page(setup, *TRIALS))

    assert heads == ["Answered, and the articles do not say", "Not answered, and the articles do say", "The rest"]


@pytest.mark.parametrize(
    "chart",
    [
        interval_chart("a<b", [Bar("x & y", 0.5, 0.2, 0.8, " ↓")]),
        bar_chart("a", [Bar("x", 0.0), Bar("y", 1.0, 0.4, 1.0)]),
        line_chart("a", "k", "y", [Series("one", ((1, 0.2), (10, 0.9)), has_marks=True, sizes=(3, 90))], (1, 10), has_diagonal=True),
    ],
    ids=["intervals", "bars", "lines"],
)
def test_charts_are_well_formed(chart: str) -> None:
    assert ElementTree.fromstring(chart).tag == "figure"


def test_marks_of_a_curve_stand_where_their_values_are() -> None:
    chart = ElementTree.fromstring(line_chart("a", "x", "y", [Series("s", ((0, 0), (1, 1)), has_marks=True)], (0, 1)))

    low, high = chart.iter("circle")

    assert float(low.attrib["cx"]) < float(high.attrib["cx"])
    assert float(low.attrib["cy"]) > float(high.attrib["cy"])


def test_markdown_has_the_headline_figures_and_the_rest_folded(setup: Setup) -> None:
    made = report_markdown(make_report(TRIALS, setup))

    head, folded = made.split("<details>", 1)
    assert "| citation_f1 | 0.500 |" in head
    assert "article_hit@1" not in head
    assert "article_hit@1" in folded


def test_a_pipe_in_a_tag_does_not_break_a_table(setup: Setup) -> None:
    made = report_markdown(make_report([a_trial(answer=citing(0), tags=("a|b",))], setup))

    assert "| a\\|b |" in made
    assert cell("<i>") == "&lt;i>"


def test_a_wrong_speaker_comes_first_and_says_whose_words_they_are(setup: Setup) -> None:
    said = HeldStatement("s", (1,), (), "direct")
    answer = citing(0, positions=(Position("Bo Pym", None, "opposes", statements=(said,)),))
    wrong = a_trial(id="w", answer=answer, gold=2, alternatives=((0,),), positions=(GoldPosition("Ann Orr", "supports", (0,)),))

    made = page(setup, *TRIALS, wrong)

    assert re.findall(r"<h3>([^<]*) <span>", made)[0] == "Shown as the words of the wrong person"
    assert "Ann Orr: supports <small>shown: not at all" in made
    assert "a.md · Ann Orr · cited" in made
    assert "a.md · the outlet&#x27;s own prose" in made
