"""Tie the words of an answer to sentences: labels that no author can foretell, numbers in order of first use, deep links."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ingest.models import Article
from qa.models import Citation, Claim, Evidence, Question, Reprint, Source

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"  # 0 and 1 stand only in the examples of a prompt, so that a copied example is never an issued label
_LABEL_SHAPED = re.compile(r"(?=([a-z]\d[a-z]\d))")
_PLACES = 23 * 8 * 23 * 8
_FRAGMENT_WORDS = 5
_QUOTES = "\"'`“”„‟‘’«»\u201a\u201b\u2039\u203a\u00b4"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels issued for one request.

    ``of`` maps sentence ids to labels, ``sentence`` labels to sentence ids. ``printed`` are words of the label's shape that the
    request's own texts contain: none of them is ever issued. ``fence`` marks where article text begins and ends in the prompt.
    """

    of: Mapping[str, str]
    sentence: Mapping[str, str]
    printed: frozenset[str]
    fence: str


def issue_labels(secret: bytes, question: Question, prompt_sha256: str, sentence_ids: Sequence[str], texts: Iterable[str] = ()) -> Labels:
    """Issue a label such as ``s4k9`` to each sentence: unguessable without the secret, and the same for the same request.

    Args:
        secret: the home's own random bytes.
        question: its text and history count, so that labels differ from one question to the next.
        prompt_sha256: hash of the prompt's text.
        sentence_ids: in rank order, without repeats.
        texts: all text from outside that the model will read; a label that stands in it is not issued.

    Raises:
        ValueError: if there are more sentences than labels.
    """
    printed = frozenset(label for text in texts for label in _LABEL_SHAPED.findall(unicodedata.normalize("NFKC", text).lower()))
    if len(sentence_ids) + len(printed) > _PLACES:
        raise ValueError(f"{len(sentence_ids)} sentences are more than there are labels.")
    said = [part for turn in question.history for part in (turn.question, turn.text)]
    request = b"".join(_framed(part) for part in (question.text, str(len(said)), *said, prompt_sha256))
    taken = set(printed)
    of: dict[str, str] = {}
    for sentence_id in sentence_ids:
        attempt = 0
        while (label := _label(secret, request + _framed(sentence_id) + _framed(str(attempt)))) in taken:
            attempt += 1
        taken.add(label)
        of[sentence_id] = label
    fence = hmac.new(secret, request + _framed("fence"), hashlib.sha256).hexdigest()[:12]
    return Labels(of, {label: sentence_id for sentence_id, label in of.items()}, printed, fence)


def _framed(part: str) -> bytes:
    data = part.encode(errors="surrogatepass")
    return len(data).to_bytes(8, "big") + data


def _label(secret: bytes, message: bytes) -> str:
    place = int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:8], "big") % _PLACES
    label = ""
    for alphabet in (_DIGITS, _LETTERS, _DIGITS, _LETTERS):
        place, which = divmod(place, len(alphabet))
        label = alphabet[which] + label
    return label


class Numbering:
    """Gives cited sentences their numbers, from 1, in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, cited: Sequence[Evidence]) -> tuple[tuple[int, ...], tuple[Citation, ...]]:
        """Return the numbers of the cited sentences, and the citations that are used for the first time."""
        numbers: list[int] = []
        new: list[Citation] = []
        for evidence in cited:
            sentence_id = evidence.sentence.sentence_id
            if sentence_id not in self._numbers:
                self._numbers[sentence_id] = len(self._numbers) + 1
                new.append(citation(self._numbers[sentence_id], evidence))
            if self._numbers[sentence_id] not in numbers:
                numbers.append(self._numbers[sentence_id])
        return tuple(numbers), tuple(new)


def citation(number: int, evidence: Evidence) -> Citation:
    """Return the citation of a found sentence; a link that is not http or https is left out."""
    sentence, article, spoken = evidence.sentence, evidence.article, evidence.spoken
    metadata = article.metadata
    return Citation(
        number=number,
        sentence_id=sentence.sentence_id,
        article_id=sentence.article_id,
        version=sentence.version,
        source_id=article.source_id,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        paragraph=sentence.paragraph,
        role=sentence.role,
        title=metadata.title,
        outlet=metadata.outlet,
        kind=metadata.kind,
        published=metadata.published,
        url=metadata.url if _is_web_address(metadata.url) else None,
        link=deep_link(metadata.url, sentence.text),
        superseded=article.superseded,
        speaker=spoken.speaker if spoken else None,
        speaker_as_printed=spoken.as_printed if spoken else None,
        voice=spoken.voice if spoken else None,
        as_of=spoken.as_of if spoken else None,
        also_in=tuple(map(_reprint, evidence.copies)),
    )


def _reprint(article: Article) -> Reprint:
    about = article.metadata
    return Reprint(article.article_id, article.version, article.source_id, about.title, about.outlet, about.published)


def source_of(evidence: Evidence) -> Source:
    """Return a found sentence as the verifier wants it."""
    metadata = evidence.article.metadata
    return Source(
        text=evidence.sentence.text,
        sentence_id=evidence.sentence.sentence_id,
        speaker=evidence.spoken.speaker if evidence.spoken else None,
        context=evidence.before.text if evidence.before else "",
        outlet=metadata.outlet,
        published=metadata.published,
    )


def deep_link(url: str | None, text: str) -> str | None:
    """Return a link that opens the publisher's page at the same words (a text fragment), or None where there is no web address.

    >>> deep_link("https://courier.example/tunnel", "The well-lit tunnel opened.")
    'https://courier.example/tunnel#:~:text=The%20well%2Dlit%20tunnel%20opened.'
    >>> deep_link("javascript:alert(1)", "The tunnel opened.") is None
    True
    """
    if url is None or not _is_web_address(url):
        return None
    words = text.strip().strip(_QUOTES).split()
    if not words:
        return url
    parts = [words] if len(words) <= 2 * _FRAGMENT_WORDS else [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    fragment = ",".join(_encoded(" ".join(part).strip(_QUOTES)) for part in parts)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={fragment}"


def answer_text(claims: Sequence[Claim]) -> str:
    """Return the claims as one text, each followed by its markers [n]."""
    return " ".join(" ".join(filter(None, [claim.text, "".join(f"[{n}]" for n in claim.citations)])) for claim in claims)


def _encoded(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _is_web_address(url: str | None) -> bool:
    if not url or any(c.isspace() or ord(c) < 0x20 or c in "<>\"'`\\" for c in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
