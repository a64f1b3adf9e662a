from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import Article, Block, Metadata, article_id, text_version
from ingest.sentences import Span, sentences_of, split

PIECES = [*"ab A.!?…\"'“”’()[]0123•-–。」\n\r\t\x00\x0c\x1c\x85\u2028\u2029\u0301", "Photo: ", "U.S.", " [1]", " 🚢", " :)", "1. ", "said"]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"])), max_size=80).map("".join)


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@settings(max_examples=300)
@given(TEXTS, st.lists(st.integers(0, 120), max_size=6))
def test_sentences_hold_every_character_that_is_not_space_once_and_in_order(text: str, borders: list[int]) -> None:
    edges = sorted({min(border, len(text)) for border in borders})
    layout = [Block(start, end, "caption", 3) for start, end in pairwise(edges)]

    spans = split(text, layout)

    at, paragraph = 0, 1
    for span in spans:
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
        assert not text[at : span.start].strip()
        assert paragraph <= span.paragraph <= paragraph + 1
        assert not any(span.start < edge < span.end for block in layout for edge in (block.start, block.end))
        at, paragraph = span.end, span.paragraph
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "sentences",
    [
        ["He met Gen. Ada Korr and Sen. Lu Brandt at the U.S. Embassy in St. Orlin.", "They spoke for an hour."],
        ["J. D. Marsh won race No. 5 at 9 a.m. Friday.", "The rest left at 10 p.m.", "Police followed."],
        ["The court heard Orr v. Lowe.", "He said no.", "Nobody asked why."],
        ["Vale Inc., of Dunmore, Calif., moved to the U.S.", "It hired 40 people."],
        ["The C.E.O. of Dale & Sons Co. Ltd. resigned.", "He gave no reason."],
        ["She lives in Orlin, N.Y.", "Mr. Pine does not."],
        ["They arrived in the U.S.", "Initially, they slept in tents."],
        ["Sen. Marsh (D-Calif.) Tuesday voted no.", "So did Rep. Hall, R-Ga.", "Nobody else did."],
        ["Gerald F. Will and John B. Kelly, a friend, chose Plan B.", "It failed.", "They left."],
        ["Rep. Ana C. “Bee” Orr quoted F. A. Dale (Photo/J. Marsh) in Ostby-St. Orlin.", "Nobody listened."],
        ["Judge K. Stone Jr. ruled on Sept. 4.", "Both sides appealed."],
        ["He stands 6 ft. 2 in. tall.", "The parcel weighs 3 lb.", "Nobody claimed it."],
    ],
    ids=lambda sentences: sentences[0][:30],
)
def test_abbreviations_end_a_sentence_only_where_another_one_begins(sentences: list[str]) -> None:
    assert parts(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["“We will not sell,” he said.", "“Not now.”", "The board left."],
        ['"Stop it!" she shouted.', '"Who pays?" Ms. Orr asked.', '"Nobody."'],
        ['"Is that you?"', 'Orr replied, "It is not."'],
        ["“Who pays?” the mayor asked.", "Nobody knew."],
        ["''We are done,'' Mr. Vale said.", "''Nobody came.''", "He left."],
        ["He called it “a mess.”", "She added, “So did I.”"],
        ["The ferry “sank!” — so he said — at noon.", "It did not."],
        ["Er sagte: „Nein.“", "Dann ging er."],
        ["彼は言った。", "「はい。」", "そして去った。"],
    ],
    ids=lambda sentences: sentences[0][:30],
)
def test_a_quotation_that_ends_inside_a_sentence_does_not_end_it(sentences: list[str]) -> None:
    assert parts("".join(sentences) if sentences[0].endswith("。") else " ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["He waited … and left.", "She said nothing...", "Then it rained."],
        ["The … tunnel opened.", "It cost 3.5 million."],
        ["“We are late. ...", "We are very late.”"],
        ["It fell. [3] [citation needed]", "Nobody was hurt."],
        ["The bill (H.R. 40) passed.", "(It had failed twice.)", "The vote was 5-4."],
        ["Read https://courier.example/a.b?c=d.", "Then write to desk@courier.example."],
        ["It rose 3.4 per cent.", "40 firms closed."],
        ["1. Bring water.", "2. Bring bread.", "3. Leave at noon."],
        ["• Bring water", "• Bring bread"],
        ["Sing Out! is on again.", "The Maybe? (1990) is not."],
        ["What a day. :)", "What a night. 🚢", "Bye."],
        ["Really?!", "Yes!!", "No."],
    ],
    ids=lambda sentences: sentences[0][:30],
)
def test_dots_brackets_numbers_lists_and_addresses_are_told_apart_from_ends(sentences: list[str]) -> None:
    assert parts(" ".join(sentences)) == sentences


def test_a_missing_space_after_a_stop_does_not_join_two_sentences() -> None:
    assert parts("The ferry closed.The mayor left at 9.Nobody asked.") == ["The ferry closed.", "The mayor left at 9.", "Nobody asked."]
    assert parts("See Courier.Example or node.js or U.S.Steel today.") == ["See Courier.Example or node.js or U.S.Steel today."]


def test_a_line_break_ends_a_paragraph_that_fills_its_line() -> None:
    text = "Ferry late again\nThe ferry was late on Monday, for the third time this month.\nNobody said why\n\n\nThe mayor was on it."

    assert [(text[s.start : s.end], s.paragraph) for s in split(text)] == [
        ("Ferry late again", 1),
        ("The ferry was late on Monday, for the third time this month.", 2),
        ("Nobody said why", 3),
        ("The mayor was on it.", 4),
    ]


WRAPPED = """\
The ferry to Orsk was late again on Monday, and the harbour office in
Dunmore could not say why. It had been repaired in March by a yard that
Mr. Vale, the owner, calls the best on the coast. Passengers waited for
J. Marsh, the captain, until noon.
The mayor was among them. He said that he would "look into it" and then
Ana Kova of the passengers' union laughed.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_break_that_only_wraps_a_text_ends_nothing(end: str) -> None:
    text = WRAPPED.replace("\n", end)

    assert [(" ".join(text[s.start : s.end].split()), s.paragraph) for s in split(text)] == [
        ("The ferry to Orsk was late again on Monday, and the harbour office in Dunmore could not say why.", 1),
        ("It had been repaired in March by a yard that Mr. Vale, the owner, calls the best on the coast.", 1),
        ("Passengers waited for J. Marsh, the captain, until noon.", 1),
        ("The mayor was among them.", 2),
        ('He said that he would "look into it" and then Ana Kova of the passengers\' union laughed.', 2),
    ]


def test_an_unfinished_line_goes_on_in_lower_case() -> None:
    assert parts("The mayor said that\nnobody was hurt.\nshe left.") == ["The mayor said that\nnobody was hurt.", "she left."]


def test_blocks_give_their_role_and_page_and_end_sentences() -> None:
    text = "Ferry late again By Ana Kova The ferry was late."
    layout = [Block(0, 16, "headline"), Block(17, 28, "byline"), Block(29, 48, "body", 2)]

    assert split(text, layout) == (
        Span(0, 16, 1, "headline", None),
        Span(17, 28, 2, "byline", None),
        Span(29, 48, 3, "body", 2),
    )


def test_text_outside_every_block_is_body() -> None:
    assert [span.role for span in split("Ferry late\n\nIt was late.", [Block(0, 10, "headline")])] == ["headline", "body"]


def test_the_credit_of_a_picture_stands_by_itself() -> None:
    assert parts("The quay at Orsk Photo: Ana Kova") == ["The quay at Orsk", "Photo: Ana Kova"]
    assert parts("— Photo: Ana Kova") == ["— Photo: Ana Kova"]


def test_a_text_without_letters_is_one_sentence_and_an_empty_one_has_none() -> None:
    assert parts(" *** ... !!! ") == ["*** ... !!!"]
    assert parts(" \n\t ") == []


def test_a_sentence_of_an_article_carries_its_place_and_its_words() -> None:
    text = " It was late. It was sorry.\n"
    article = Article("ferry.txt", article_id("ferry.txt"), text_version(text), text, Metadata(), "2026-01-01T00:00:00+00:00")

    sentences = sentences_of(article)

    assert [(s.index, s.text, text[s.start : s.end]) for s in sentences] == [
        (0, "It was late.", "It was late."),
        (1, "It was sorry.", "It was sorry."),
    ]
    assert len({s.sentence_id for s in sentences}) == 2
    assert {(s.article_id, s.version) for s in sentences} == {(article.article_id, article.version)}
