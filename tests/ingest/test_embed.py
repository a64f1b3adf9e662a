import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.embed import OnnxEncoder, encode_passages
from ingest.errors import EncoderError
from ingest.models import Article, Metadata, Vectors, article_id, text_version
from ingest.passages import embedded_text, pack
from ingest.sentences import sentences_of
from tests.fakes import HashEncoder

SHA256 = {
    "minilm-l6-int8.onnx": "1fb67a7b0d640fe35a82c40bce87cd48c1653495411ef182e47775af42302822",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


def an_article(text: str, metadata: Metadata = Metadata()) -> Article:
    return Article("ferry.txt", article_id("ferry.txt"), text_version(text), text, metadata, "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize("name", SHA256)
def test_the_encoders_files_are_the_ones_that_were_measured(name: str) -> None:
    assert hashlib.sha256((files("ingest") / "model" / name).read_bytes()).hexdigest() == SHA256[name]


def test_vectors_have_length_one_and_like_texts_are_near(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(["The ferry sailed late.", "The boat departed behind schedule.", "Bread is getting dearer."])

    assert vectors.shape == (3, encoder.dim)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert vectors[0] @ vectors[1] > 0.5 > vectors[0] @ vectors[2]


def test_a_texts_vector_does_not_depend_on_its_neighbours_or_its_thread(encoder: OnnxEncoder) -> None:
    texts = ["The ferry sailed late.", "Bread is getting dearer, said the mayor of Dunmore on Monday.", "No."]

    together = encoder.encode(texts)
    with ThreadPoolExecutor(3) as pool:
        alone = list(pool.map(lambda text: encoder.encode([text])[0], texts))

    assert np.array_equal(together, np.stack(alone))


@pytest.mark.parametrize("text", ["", " \n", "\u200b"], ids=["empty", "space", "invisible"])
def test_a_text_without_words_has_a_vector_too(encoder: OnnxEncoder, text: str) -> None:
    assert np.allclose(np.linalg.norm(encoder.encode([text])), 1)
    assert np.array_equal(encoder.encode([text]), encoder.encode([""]))


def test_invisible_characters_change_nothing(encoder: OnnxEncoder) -> None:
    assert np.array_equal(encoder.encode(["fer\u200bry\U000e0041"]), encoder.encode(["ferry"]))


def test_a_text_longer_than_the_window_is_read_to_its_end(encoder: OnnxEncoder) -> None:
    ferry, bread = "The ferry sailed late from Orsk. " * 40, "Bread is getting dearer in Dunmore. " * 40
    assert encoder.count_tokens(ferry) > encoder.max_tokens

    (both, only, last) = encoder.encode([ferry + bread, ferry, "Bread is getting dearer in Dunmore."])

    assert np.isclose(np.linalg.norm(both), 1)
    assert both @ last > only @ last + 0.2


def test_a_text_is_counted_with_its_special_tokens(encoder: OnnxEncoder) -> None:
    assert encoder.count_tokens("") == 2
    assert encoder.count_tokens("the ferry sailed") == 5
    assert encoder.count_tokens("the " * 1000) == 1002


@settings(max_examples=80)
@given(parts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5))
def test_texts_put_together_have_no_more_tokens_than_one_by_one(encoder: OnnxEncoder, parts: list[str]) -> None:
    assert encoder.count_tokens("\n".join(parts)) - 2 <= sum(encoder.count_tokens(part) - 2 for part in parts)


def test_the_name_changes_with_the_files(encoder: OnnxEncoder, tmp_path: Path) -> None:
    for name in SHA256:
        (tmp_path / name).write_bytes((files("ingest") / "model" / name).read_bytes())
    assert OnnxEncoder(tmp_path).name == encoder.name

    with (tmp_path / "tokenizer.json").open("a") as file:
        file.write("\n")

    assert OnnxEncoder(tmp_path).name != encoder.name


@pytest.mark.parametrize("name", SHA256)
def test_a_missing_file_is_an_error_with_a_remedy(tmp_path: Path, name: str) -> None:
    for other in SHA256.keys() - {name}:
        (tmp_path / other).write_bytes((files("ingest") / "model" / other).read_bytes())

    with pytest.raises(EncoderError, match=rf"{name}.*Install onrecord again"):
        OnnxEncoder(tmp_path)


class CountingEncoder(HashEncoder):
    """Keeps what it was asked to encode."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return super().encode(texts)


def test_every_token_has_a_vector_of_length_one_that_depends_on_its_text(encoder: OnnxEncoder) -> None:
    by_river, of_money = encoder.encode_tokens(["river bank", "savings bank"])

    assert by_river.shape == of_money.shape == (2, encoder.dim)
    assert np.allclose(np.linalg.norm(by_river, axis=1), 1)
    assert 0.2 < by_river[1] @ of_money[1] < 0.95


def test_tokens_are_read_up_to_the_window_and_none_of_no_words(encoder: OnnxEncoder) -> None:
    long, none = encoder.encode_tokens(["bread " * 400, ""])

    assert (len(long), len(none)) == (encoder.max_tokens - 2, 0)


def test_every_token_is_placed_in_its_text(encoder: OnnxEncoder) -> None:
    assert [("river tramways"[start:end]) for start, end in encoder.token_spans("river tramways")] == ["river", "tramway", "s"]
    assert len(encoder.token_spans("bread " * 400)) == len(encoder.encode_tokens(["bread " * 400])[0])


def test_a_passage_gets_its_own_vector_and_one_a_sentence() -> None:
    encoder = CountingEncoder()
    article = an_article(
        "The ferry was late. " * 3 + "\n\n" + " ".join(f"Bread number {n} is dearer in Dunmore now." for n in range(12)),
        Metadata(title="Ferry"),
    )
    passages = pack(article, sentences_of(article), encoder.count_tokens, encoder.max_tokens)

    vectors = encode_passages(article, passages, encoder)

    assert len(vectors) == len(passages) > 1
    for passage, made in zip(passages, vectors, strict=True):
        assert np.array_equal(made.passage, encoder.encode([embedded_text(article, passage)])[0])
        assert np.array_equal(made.sentences, encoder.encode([sentence.text for sentence in passage.sentences]))


def test_a_text_that_occurs_twice_in_an_article_is_encoded_once() -> None:
    encoder = CountingEncoder()
    twice = an_article("It was late. It was late.")
    alone = an_article("It was late.")

    for article in (twice, alone):
        encode_passages(article, pack(article, sentences_of(article), encoder.count_tokens, encoder.max_tokens), encoder)

    assert encoder.read == ["It was late. It was late.", "It was late.", "It was late."]


def test_an_article_without_passages_has_no_vectors() -> None:
    assert encode_passages(an_article(""), (), HashEncoder()) == ()
