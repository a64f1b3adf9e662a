from __future__ import annotations

import pytest

from ingest.models import Block
from ingest.syndication import are_copies, precedence, shingles_of, sketch

AGENCY = (
    "The harbour board of Averport voted on Tuesday to close the northern quay for two winters. "
    "Its chair, Ilse Brandt, said that the piles under the quay had rotted through. "
    "Repairs will cost 31 million crowns, of which the state pays a third. "
    "Fishermen will land their catch at Osk meanwhile, forty kilometres to the south. "
    "Their union called the distance absurd and asked for a subsidy. "
    "The board expects the quay to open again in the spring of 2028."
)
PARAGRAPH = "\n\nIn Osk itself nobody had been asked, its mayor told this paper over the telephone on Wednesday morning."


def shortened(text: str) -> str:
    return text.replace("Their union called the distance absurd and asked for a subsidy. ", "")


@pytest.mark.parametrize(
    "copy",
    [
        AGENCY,
        AGENCY.upper(),
        f"AVERPORT (Quaywire) — {AGENCY}",
        shortened(AGENCY),
        AGENCY + PARAGRAPH,
        f"Quay closes for two years\n\nOSK — {shortened(AGENCY)}{PARAGRAPH}",
        " ".join(AGENCY.split(". ")[:3]),
    ],
    ids=["as it is", "in capitals", "dateline", "a sentence dropped", "a paragraph added", "all three", "the first half"],
)
def test_an_edited_text_is_a_copy(copy: str) -> None:
    assert are_copies(shingles_of(AGENCY), shingles_of(copy))
    assert are_copies(shingles_of(copy), shingles_of(AGENCY))


@pytest.mark.parametrize(
    "other",
    [
        "The harbour board voted to close a quay. Ilse Brandt said its piles had rotted. It will cost 31 million crowns and open in 2028.",
        f"What the board said. {AGENCY.split('. ')[1]}. That is all it said, and the town's own engineer, asked twice, will not add to it.",
        "",
    ],
    ids=["the same news in other words", "one sentence quoted", "nothing"],
)
def test_another_text_is_no_copy(other: str) -> None:
    assert not are_copies(shingles_of(AGENCY), shingles_of(other))


def test_of_short_texts_only_the_same_words_are_copies() -> None:
    assert are_copies(shingles_of("The ferry to Osk was late again."), shingles_of("THE FERRY TO OSK WAS LATE, AGAIN"))
    assert not are_copies(shingles_of("The ferry to Osk was late again."), shingles_of("The ferry to Osk was late once."))


def test_copies_share_a_digest_and_other_texts_none() -> None:
    own = set(sketch(AGENCY).keys)

    assert own & set(sketch(f"OSK — {shortened(AGENCY)}{PARAGRAPH}").keys)
    assert not own & set(sketch(PARAGRAPH * 3).keys)


def test_digests_are_the_same_in_every_process() -> None:
    assert sketch(AGENCY).keys[:2] == (5098391104391560948, 1005730082414698042)


def test_headlines_and_captions_do_not_count_where_the_layout_knows_them() -> None:
    text = f"Quay closes\n{AGENCY}\nA crane in the fog over the northern quay"
    start = text.index(AGENCY)
    layout = (Block(0, start - 1, "headline"), Block(start, start + len(AGENCY)), Block(start + len(AGENCY) + 1, len(text), "caption"))

    assert sketch(text, layout) == sketch(AGENCY)


def test_a_text_without_words_has_no_digests() -> None:
    assert sketch("* * *").keys == ()


def test_the_earliest_published_comes_first_then_the_fullest_then_the_first_id() -> None:
    rows = [
        ("half past twelve in London", "2026-03-02T12:30:00+00:00", 100),
        ("two in Oslo", "2026-03-02T14:00:00+01:00", 100),
        ("that day, a", "2026-03-02", 800),
        ("that day, b", "2026-03-02", 800),
        ("that day, short", "2026-03-02", 700),
        ("the day after", "2026-03-03", 900),
        ("no day that we can read", "about noon", 901),
        ("undated", None, 900),
    ]

    assert sorted(rows[5:] + rows[:5], key=lambda row: precedence(row[1], row[2], row[0])) == rows
