from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import Article, Block, Metadata, Passage, article_id, text_version
from ingest.passages import embedded_text, pack
from ingest.sentences import sentences_of


def count_words(text: str) -> int:
    return len(text.split()) + 2


def an_article(text: str, metadata: Metadata = Metadata(), layout: Sequence[Block] = ()) -> Article:
    return Article("ferry.txt", article_id("ferry.txt"), text_version(text), text, metadata, "2026-01-01T00:00:00+00:00", tuple(layout))


def packed(article: Article, max_tokens: int) -> tuple[Passage, ...]:
    return pack(article, sentences_of(article), count_words, max_tokens)


def texts(passages: Sequence[Passage]) -> list[str]:
    return [" ".join(passage.text.split()) for passage in passages]


def a_sentence(words: int) -> str:
    return " ".join(["Ferry", *["late"] * (words - 2), "today."])


PARAGRAPHS = st.lists(st.lists(st.integers(2, 30), min_size=1, max_size=5), max_size=8)


@settings(max_examples=150)
@given(
    PARAGRAPHS,
    st.integers(12, 60),
    st.sampled_from([Metadata(), Metadata(title="Ferry late", outlet="Orsk Courier", published="2024-03-03T09:00:00Z")]),
)
def test_each_sentence_is_in_one_passage_and_each_passage_fits(paragraphs: list[list[int]], max_tokens: int, metadata: Metadata) -> None:
    article = an_article("\n\n".join(" ".join(map(a_sentence, lengths)) for lengths in paragraphs), metadata)
    sentences = sentences_of(article)

    passages = pack(article, sentences, count_words, max_tokens)

    assert [sentence for passage in passages for sentence in passage.sentences] == list(sentences)
    for index, passage in enumerate(passages):
        assert passage.index == index
        assert article.text[passage.start : passage.end] == passage.text
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)
        assert len(passage.sentences) == 1 or count_words(embedded_text(article, passage)) <= max_tokens
    assert len({passage.passage_id for passage in passages}) == len(passages)


def test_passages_are_even_rather_than_full_with_a_tiny_rest() -> None:
    article = an_article(" ".join(a_sentence(5) for _ in range(6)))

    assert [len(passage.sentences) for passage in packed(article, 27)] == [3, 3]


def test_a_passage_ends_with_its_paragraph_where_that_costs_little() -> None:
    article = an_article(f"{a_sentence(5)} {a_sentence(5)}\n\n{a_sentence(5)} {a_sentence(5)} {a_sentence(5)} {a_sentence(5)}")

    assert [len(passage.sentences) for passage in packed(article, 27)] == [2, 4]


def test_a_passage_does_not_end_with_its_paragraph_where_that_makes_one_more() -> None:
    article = an_article(f"{a_sentence(5)}\n\n" + " ".join(a_sentence(5) for _ in range(7)))

    assert len(packed(article, 22)) == 2


def test_a_sentence_longer_than_the_window_stands_alone() -> None:
    article = an_article(f"{a_sentence(4)} {a_sentence(40)} {a_sentence(4)} {a_sentence(4)}")

    assert [len(passage.sentences) for passage in packed(article, 12)] == [1, 1, 2]


def test_a_headline_goes_with_what_follows_it() -> None:
    story, headline = " ".join(a_sentence(6) for _ in range(2)), "Bread dearer again"
    text = f"{story}\n\n{headline}\n\n{story}"
    article = an_article(text, layout=[Block(text.index(headline), text.index(headline) + len(headline), "headline")])

    assert texts(packed(article, 20)) == [story, f"{headline} {story}"]


def test_the_embedded_text_tells_title_outlet_and_day_as_far_as_they_are_known() -> None:
    article = an_article("It was\u200b late.", Metadata(title=" Ferry\nlate ", outlet="Orsk Courier", published="2024-03-03T09:00:00Z"))
    (passage,) = packed(article, 40)

    assert embedded_text(article, passage) == "Ferry late | Orsk Courier | 2024-03-03\nIt was late."
    assert embedded_text(an_article("It was late.", Metadata(title=" ")), passage) == "It was late."


def test_an_endless_title_leaves_room_for_the_text() -> None:
    article = an_article(f"{a_sentence(5)} {a_sentence(5)}", Metadata(title="late " * 5000))

    assert len(packed(article, 64)) == 1


def test_tokens_are_counted_once_a_sentence() -> None:
    counted: list[str] = []

    def count(text: str) -> int:
        counted.append(text)
        return count_words(text)

    article = an_article(" ".join(a_sentence(n) for n in range(2, 22)))
    pack(article, sentences_of(article), count, 40)

    assert len(counted) <= 20 + 2


def test_an_article_without_sentences_has_no_passages() -> None:
    assert packed(an_article(" \n"), 20) == ()
