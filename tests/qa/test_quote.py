"""What counts as a printed form of a quotation, in a home of a few invented articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.models import LoadedArticle, Metadata
from ingest.pipeline import ingest
from ingest.store.home import open_home
from qa.models import Filters
from qa.quote import PrintedForms, Quotations, printed_pattern
from qa.speakers import Speakers
from tests.fakes import HashEncoder

ARTICLES = (
    ("courier", "2025-05-14", "Mayor Orla Venn spoke late. “We will not sell the ferry to anyone,” Venn said on Monday."),
    ("agency", "2025-05-13", "The council met. “We will not sell the ferry to anyone,” Venn said on Monday."),
    ("post", "2025-05-15", 'The mayor was brief: "We will never sell that ferry to anyone", Venn told the Post.'),
    ("notes", None, "The minutes say that we will not sell the ferry to anyone, nor lease it."),
    ("lamp", "2025-05-16", "“The old pier can stay,” Holm told the Lamp, “as long as the state pays for the timber.”"),
    ("board", "2025-05-17", "We shall not trade our Sundays for a pay rise. The harbour board wrote so to its members."),
    (
        "gazette",
        "2025-05-18",
        "“The new pier [by the mill], the slip, and the shed will open in June,” Holm said. “We will [not] pay twice.”",
    ),
    ("ledger", "2025-05-19", "“The slip will flood before the spring,” Holm recalled the mayor telling her."),
    ("choir", "2025-05-12", "The choir sang. “We will sing again,” the conductor said."),
)


@pytest.fixture(scope="module")
def quotations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quotations]:
    encoder = HashEncoder()
    with open_home(tmp_path_factory.mktemp("home") / "h", encoder, own=False, workers=1) as home:
        loaded = [LoadedArticle(name, text, Metadata(outlet=name.title(), published=day)) for name, day, text in ARTICLES]
        ingest(home, loaded, encoder, workers=1)
        yield Quotations(home.lookup, Speakers(home.lookup))


def sources_of(found: PrintedForms) -> list[str]:
    cited = {c.number: c.source_id for c in found.citations}
    return [cited[form.citations[0]] for form in found.forms]


def test_forms_with_the_words_as_given_come_first_each_kind_earliest_first_and_undated_last(quotations: Quotations) -> None:
    found = quotations("We will not sell the ferry to anyone")

    assert sources_of(found) == ["agency", "notes", "post"]
    assert [form.match for form in found.forms] == ["exact", "typographic", "close"]


def test_a_copy_of_the_same_sentence_is_folded_behind_the_earliest(quotations: Quotations) -> None:
    form = quotations("We will not sell the ferry to anyone").forms[0]

    found = quotations("We will not sell the ferry to anyone")
    assert [c.source_id for c in found.citations if c.number in form.also_in] == ["courier"]


def test_words_outside_quotation_marks_are_found_and_said_not_to_be_quoted(quotations: Quotations) -> None:
    found = quotations("We will not sell the ferry to anyone")

    assert [form.quoted for form in found.forms] == [True, False, True]


def test_a_close_form_names_the_words_that_differ_with_their_places(quotations: Quotations) -> None:
    found = quotations("We will not sell the ferry to anyone")
    close = found.forms[-1]

    assert [s.text for s in close.differs] == ["never", "that"]
    assert [s.text for s in close.lacks] == ["not", "the"]
    assert all(close.text[s.start : s.end] == s.text for s in close.differs)
    assert all(found.words[s.start : s.end] == s.text for s in close.lacks)


def test_a_form_stands_at_its_place_in_the_article(quotations: Quotations) -> None:
    form = quotations("We will sing again").forms[0]
    text = ARTICLES[-1][2]

    assert (text[form.start : form.end], form.match) == ("We will sing again", "exact")


def test_the_speaker_is_named_where_the_article_tells(quotations: Quotations) -> None:
    cited = {c.source_id: c.speaker for c in quotations("We will not sell the ferry to anyone").citations}

    assert cited["courier"] == "Orla Venn"


def test_marks_around_the_words_and_the_shape_of_marks_make_no_difference(quotations: Quotations) -> None:
    assert quotations('"We will  sing again,"').forms[0].match == "typographic"


def test_an_ellipsis_that_leaves_out_a_negation_finds_nothing_as_given(quotations: Quotations) -> None:
    assert {form.match for form in quotations("We will … sell the ferry to anyone").forms} == {"close"}


def test_filters_leave_other_articles_out(quotations: Quotations) -> None:
    assert sources_of(quotations("We will not sell the ferry to anyone", Filters(outlets=("Post",)))) == ["post"]
    assert sources_of(quotations("We will not sell the ferry to anyone", Filters(until="2025-05-13"))) == ["agency"]


def test_words_that_nobody_printed_have_no_form(quotations: Quotations) -> None:
    assert quotations("Buy seven trains at once").forms == ()


@pytest.mark.parametrize("words", ["", "ferry", "“ferry”"], ids=["none", "one", "one in marks"])
def test_fewer_than_two_words_are_refused(quotations: Quotations, words: str) -> None:
    with pytest.raises(InputError):
        quotations(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("the workers' plan", "The workers’ plan"),
        ("a so-called plan", "a so–called plan"),
        ("We will … lease it", "we will happily lease it"),
        ("We will [never] sell", "We will sell"),
        ("a plan.", "a plan, he said"),
    ],
    ids=["apostrophe", "dash", "ellipsis", "bracket", "full stop"],
)
def test_typography_and_marked_omissions_do_not_hide_words(words: str, text: str) -> None:
    pattern = printed_pattern(words)

    assert pattern is not None
    assert pattern.search(text) is not None


def test_words_inside_longer_words_are_not_found() -> None:
    pattern = printed_pattern("a plan")

    assert pattern is not None
    assert pattern.search("a planet") is None


def test_a_quotation_that_the_article_parts_by_its_speaker_stands_as_given(quotations: Quotations) -> None:
    found = quotations("The old pier can stay as long as the state pays for the timber")

    assert (sources_of(found), [form.match for form in found.forms]) == (["lamp"], ["typographic"])
    assert found.forms[0].text == "The old pier can stay,” Holm told the Lamp, “as long as the state pays for the timber"


def test_words_given_in_two_halves_are_looked_up_without_what_parts_them(quotations: Quotations) -> None:
    found = quotations('"We will not sell," she said, "to anyone."')

    assert found.words == "We will not sell … to anyone."
    assert found.forms[0].match == "typographic"


def test_a_misremembered_sentence_without_quotation_marks_comes_close(quotations: Quotations) -> None:
    (form,) = quotations("We shall never trade our Sundays for a pay rise").forms

    assert (form.match, form.quoted, [s.text for s in form.differs]) == ("close", False, ["not"])


def test_an_omission_that_hides_a_condition_comes_close_and_is_not_given(quotations: Quotations) -> None:
    found = quotations("We will … sell the ferry to anyone")

    assert {form.match for form in found.forms} == {"close"}


def test_the_same_words_in_an_edited_copy_are_folded_though_the_sentence_was_changed(tmp_path: Path) -> None:
    text = (
        "The council of Port Ellery met on Monday evening to hear what becomes of the harbour ferry after the summer season. "
        "{} told the members, who had waited for two hours in the old customs house until the mayor arrived from the capital."
    )
    printed = {"agency": "“We will not sell the ferry,” Venn", "post": "“We will not sell the ferry,” Mayor Orla Venn"}
    loaded = [LoadedArticle(name, text.format(words), Metadata(published="2025-05-13")) for name, words in printed.items()]
    loaded.append(LoadedArticle("other", "The mayor was clear. “We will not sell the ferry,” she said.", Metadata(published="2025-06-01")))
    encoder = HashEncoder()
    with open_home(tmp_path / "home", encoder, own=False, workers=1) as home:
        ingest(home, loaded, encoder, workers=1)
        found = Quotations(home.lookup, Speakers(home.lookup))("We will not sell the ferry")

    assert [(len(form.citations), len(form.also_in)) for form in found.forms] == [(1, 1), (1, 0)]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("the slip and the shed will open in June", id="without a comma"),
        pytest.param("the slip, and the shed, will open in June", id="with one more"),
        pytest.param("The new pier, the slip, and the shed will open", id="without the article's brackets"),
        pytest.param('the slip, and the shed will open in June," he said.', id="never opened, with who says it"),
        pytest.param("\"She said, 'the slip, and the shed will open in June.'\"", id="nested, with who says it"),
    ],
)
def test_commas_brackets_and_who_says_it_make_no_difference(quotations: Quotations, words: str) -> None:
    forms = quotations(words).forms

    assert [form.match == "close" for form in forms] == [False]


def test_a_bracket_of_the_article_that_turns_the_words_is_no_typography(quotations: Quotations) -> None:
    assert "typographic" not in [form.match for form in quotations("We will pay").forms]


def test_words_whose_own_bracket_turns_them_come_close(quotations: Quotations) -> None:
    assert [form.match for form in quotations("The new pier, the slip [if paid], and the shed will open in June").forms] == ["close"]


def test_who_recalls_the_words_of_another_is_not_their_speaker(quotations: Quotations) -> None:
    found = quotations("The slip will flood before the spring")

    assert [c.speaker for c in found.citations] == [None]
