import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.words import STOP_WORDS, content_stems, fold, stems, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor's mayors’ mayor", ("mayor", "mayor", "mayor")),
        ("40,000 1,250,000 3,5", ("40000", "1250000", "3", "5")),
        ("U.S. U.S USA US U.S.A. u.s.", ("usa",) * 6),
        ("U.S.-led", ("usa", "led")),
        ("U.N. UN", ("un", "un")),
        ("D.C.'s mayor", ("dc", "mayor")),
        ("5 p.m.", ("5", "pm")),
        ("long-running", ("long", "run")),
        ("O’Brien's O'Brien", ("obrien", "obrien")),
        ("Don't they'll we’ve", ("dont", "they", "we")),
        ("Zoë Łódź Straße ﬁnal", ("zoe", "lodz", "strass", "final")),
        ("closed.The", ("close", "the")),
        ("snake_case", ("snake", "case")),
        ("", ()),
    ],
)
def test_words_are_folded_and_stemmed_alike_however_they_are_written(text: str, expected: tuple[str, ...]) -> None:
    assert stems(text) == expected


def test_the_pronoun_us_is_not_the_country() -> None:
    assert stems("they told us") == ("they", "told", "us")
    assert stems("TELL US") == ("tell", "us")


def test_content_stems_keep_what_a_question_asks_about() -> None:
    assert content_stems("What did the U.S. say about the tunnel's 40,000 drivers?") == ("usa", "say", "tunnel", "40000", "driver")


def test_stop_words_are_folded_words() -> None:
    assert all(fold(word) == word and word.isalpha() for word in STOP_WORDS)


@settings(max_examples=100)
@given(st.text())
def test_stems_are_fit_for_a_plain_tokenizer(text: str) -> None:
    assert all(stem.isalnum() for stem in stems(text))


@settings(max_examples=100)
@given(st.text(st.sampled_from("abUuSsEé.,'’“”—– -_0123İ\n")))
@example("the U.S. said")
@example("“We” — US, 40,000 of it")
def test_words_are_the_same_beside_letters_that_are_not_ascii(text: str) -> None:
    assert stems(f"{text} É")[:-1] == stems(text)


@settings(max_examples=100)
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\x1b", "\x00", "\U000e0069", "\ufe0f", "\u3164"],
    ids=lambda hidden: f"U+{ord(hidden):04X}",
)
def test_characters_that_show_nothing_are_stripped(hidden: str) -> None:
    assert visible(f"pay{hidden}ment") == "payment"


def test_white_space_and_letters_of_any_script_stay() -> None:
    text = "one\ttwo\r\nthree\u00a0four\u2028ééü 東京 שלום 🚢"

    assert visible(text) == text
