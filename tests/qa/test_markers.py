import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.cite import issue_labels
from qa.markers import DraftSentence, MarkerParser
from qa.models import Question

ISSUED = issue_labels(b"s" * 32, Question("?"), "hash", ["one", "two", "three"], ["flu h1n1"])
A, B, C = ISSUED.of.values()
WIDE_A = "".join(chr(ord(c) + 0xFEE0) for c in A)


def read(reply: str, width: int = 1000) -> tuple[list[DraftSentence], int]:
    parser = MarkerParser(ISSUED)
    sentences: list[DraftSentence] = []
    for at in range(0, len(reply), width):
        sentences += parser.feed(reply[at : at + width])
    return sentences + parser.finish(), parser.invalid


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        pytest.param(
            f"It opens. [{A}] It cost 40 million [{B}].",
            [("It opens.", [A]), ("It cost 40 million.", [B])],
            id="after and before the full stop",
        ),
        pytest.param(f"It opens [{A}][{B}].", [("It opens.", [A, B])], id="two groups"),
        pytest.param(f"It opens. [{A}, {B}; {A}]", [("It opens.", [A, B])], id="a list in one group"),
        pytest.param(f"It opens.[{A}]It costs.[{B}]", [("It opens.", [A]), ("It costs.", [B])], id="no spaces"),
        pytest.param(f"[{A}] It opens.\n[{B}] It costs.", [("It opens.", [A]), ("It costs.", [B])], id="in front, line by line"),
        pytest.param(f"- **It opens.** [{A}]\n- It costs [[{B}]].", [("It opens.", [A]), ("It costs.", [B])], id="a list in bold"),
        pytest.param(f"It opens. It costs. [{B}]", [("It opens.", []), ("It costs.", [B])], id="a sentence without any"),
        pytest.param(f"It opens.\n[{A}]\nIt costs. [{B}]", [("It opens.", [A]), ("It costs.", [B])], id="on a line of its own"),
        pytest.param(
            f"The U.S. Senator came [{A}]. He left. [{B}]", [("The U.S. Senator came.", [A]), ("He left.", [B])], id="an abbreviation"
        ),
        pytest.param(
            f'He said "No. Never." [{A}] She left.', [('He said "No. Never."', [A]), ("She left.", [])], id="sentences in a quotation"
        ),
        pytest.param(f"It opens \uff3b{WIDE_A}\uff3d.", [("It opens.", [A])], id="full width"),
        pytest.param(f"It opens [{A[:2]}\u202e\u200b{A[2:]}].", [("It opens.", [A])], id="invisible marks inside"),
        pytest.param(f"It opens ({A}).", [("It opens.", [A])], id="parentheses"),
        pytest.param(f"It opens, says {A.upper()}.", [("It opens, says.", [A])], id="no brackets"),
        pytest.param(f"It opens [{A}", [("It opens", [A])], id="never closed"),
        pytest.param(f"It opens [{A}](https://x.example/p).", [("It opens.", [A])], id="as a link"),
        pytest.param(f"It opens. [{A}]\n\nSources: [{B}]", [("It opens.", [A])], id="a list of sources"),
    ],
)
@pytest.mark.parametrize("width", [1, 2, 5, 1000])
def test_a_sentence_gets_the_labels_at_its_end(reply: str, sentences: list[tuple[str, list[str]]], width: int) -> None:
    assert read(reply, width) == ([DraftSentence(text, tuple(labels)) for text, labels in sentences], 0)


@pytest.mark.parametrize(
    ("marker", "counted"),
    [
        ("[z9z9]", 1),
        ("[1]", 1),
        ("[1-9]", 2),
        ("[1, 2]", 2),
        ("[[2]]", 1),
        ("[^3]", 1),
        ("\uff3b\uff11\uff3d", 1),
        ("[\u0663]", 1),
        ("\u30101\u2020source\u3011", 1),
        ("[Source 3]", 1),
        ("[\u202e9z9z]", 1),
        ("[\u0455" + A[1:] + "]", 1),
        ("[z9\u200bz9]", 1),
        ("(z9z9)", 1),
        ("z9z9", 1),
        ("[z9z9", 1),
        ("[1](https://x.example)", 1),
    ],
)
def test_a_marker_that_was_never_issued_is_removed_and_counted(marker: str, counted: int) -> None:
    sentences, invalid = read(f"It opens. {marker}")

    assert sentences == [DraftSentence("It opens.", ())]
    assert invalid == counted


@pytest.mark.parametrize(
    "words", ["[an] invitation", "in [2019] terms", "[410,000] crowns", "[$3m] more", "[sic]", "(h1n1) and H1N1", "(1) or (2)"]
)
def test_brackets_that_an_editor_wrote_stay(words: str) -> None:
    assert read(f"They have {words} here. [{A}]") == ([DraftSentence(f"They have {words} here.", (A,))], 0)


def test_addresses_and_images_are_removed() -> None:
    sentences, _ = read(
        f"It opens ![p](https://x.example/p.png) at [the site](https://x.example/) or www.x.example/{A} or javascript:steal. [{A}]"
    )

    assert sentences == [DraftSentence("It opens at [the site] or (link removed) or (link removed)", (A,))]


@pytest.mark.parametrize(
    "address", ["//x.example/p", "///x.example", "x.example/p?q=1", "news.x.example/#a", "HTTPS://X.EXAMPLE", "ftp://x.example/p"]
)
def test_whatever_a_program_may_make_a_link_of_is_removed(address: str) -> None:
    assert read(f"It opens, see {address} for more. [{A}]")[0] == [DraftSentence("It opens, see (link removed) for more.", (A,))]


@pytest.mark.parametrize("words", ["Reuters.com said", "from 9 a.m./10 a.m.", "the U.S./Mexico border", "and/or 24/7", "Osk // Lune"])
def test_words_that_only_resemble_an_address_stay(words: str) -> None:
    assert read(f"It opens {words} today. [{A}]")[0] == [DraftSentence(f"It opens {words} today.", (A,))]


def test_a_sentence_is_finished_when_the_next_has_begun() -> None:
    parser = MarkerParser(ISSUED)

    assert parser.feed(f"It opens. [{A}] It ") == []
    assert parser.feed("costs ") == [DraftSentence("It opens.", (A,))]
    assert parser.open == "It costs"


def test_the_open_tail_shows_no_marker_and_no_quoted_words() -> None:
    parser = MarkerParser(ISSUED)

    parser.feed(f'He spoke of "a trap" [{A}] and “ruin” and then [z9')

    assert parser.open == "He spoke of … and … and then"


def test_a_quotation_that_is_never_closed_does_not_swallow_the_rest() -> None:
    sentences, _ = read(f'He said "no. [{A}] It rained. [{B}] It snowed. [{C}] It froze. [{A}] It thawed. [{B}]')

    assert [s.text for s in sentences] == ['He said "no.', "It rained.", "It snowed.", "It froze.", "It thawed."]


WORDS = ["The tunnel opens", "Brandt said", "in May", "Source: ", "Sources:\n", "Dr.", "U.S.", "é", "\u00b9", "\u2460", "<img src=x>"]
SIGNS = [".", "!", "?", "…", ", ", ";", "-", " ", "  ", "\n", "- ", "1. ", "**", "```", '"', "“", "”", "'"]
BRACKETS = ["[", "]", "[[", "]]", "(", ")", "\uff3b", "\uff3d", "\u3010", "\u3011"]
MARKERS = [A, B, A.upper(), WIDE_A, f"[{A}]", f"[{B}, {C}]", "z9z9", "[z9z9]", "[1]", "[1-9]", "\uff11", "\u0661"]
TRICKS = [
    "\u202e",
    "\u200b",
    "\u2066",
    "\ue000",
    "\uf8ff",
    "\x00",
    "![x](https://x.example/p)",
    "](https://x.example)",
    "https://x.example/",
]
PARTS = st.sampled_from([*WORDS, *SIGNS, *BRACKETS, *MARKERS, *TRICKS])
LOOKS_CITED = re.compile(r"[\[\uff3b\u3010]\s*(?:[a-z]\d[a-z]\d|\d{1,3})\s*[\]\uff3d\u3011]", re.IGNORECASE)


REPLIES = st.lists(PARTS, max_size=40).map("".join)


def hold(reply: str, width: int) -> None:
    sentences, invalid = read(reply, width)

    assert (sentences, invalid) == read(reply)
    for sentence in sentences:
        assert not LOOKS_CITED.search(sentence.text)
        assert not re.search(rf"{A}|{B}|{C}|\bz9z9\b", sentence.text)
        assert "://" not in sentence.text
        assert set(sentence.labels) <= {A, B, C}


@given(REPLIES, st.integers(1, 12))
@example("[[[[1]]]]", 1)
@example(f"[1{A}]2]", 1)
@settings(max_examples=150, deadline=None)
def test_no_reply_shows_a_marker_and_pieces_do_not_matter(reply: str, width: int) -> None:
    hold(reply, width)


@pytest.mark.slow
@given(REPLIES, st.integers(1, 12))
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_replies_show_no_marker(reply: str, width: int) -> None:
    hold(reply, width)
