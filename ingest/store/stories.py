"""Story groups in the catalog: which current articles are copies of one text.

A group is what copies connect: two articles belong together where one is a copy of the other, or both are of a third. Groups do not
depend on the order in which articles came. Every function works inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ingest.store.layouts import layout_of
from ingest.store.schema import articles, sentences, story_keys, story_members, story_sentences, versions
from ingest.syndication import SYNDICATION, Shingles, Sketch, are_copies, shingles_of
from ingest.words import fold

_COMPARED = 32
"""Most articles that one is compared with, those that share most digests first: a bound for outlets that print one notice everywhere."""

_WORD = re.compile(r"[^\W_]+")


def enter(connection: Connection, version_n: int, found: Sketch) -> None:
    """Put a current version, its sentences written, into the group of its copies, joining groups that it connects."""
    if not _is_entered(connection, version_n, found):
        leave(connection, [version_n])
        row = {"version_n": version_n, "story": version_n, "recipe": SYNDICATION, "size": len(found.shingles)}
        connection.execute(sa.insert(story_members).values(row))
        if found.keys:
            connection.execute(sa.insert(story_keys), [{"digest": key, "version_n": version_n} for key in sorted(set(found.keys))])
        _join(connection, version_n, found.shingles)
    _word(connection, version_n)


def leave(connection: Connection, version_numbers: Collection[int]) -> None:
    """Take versions out of their groups, and part what only they connected."""
    if not version_numbers:
        return
    member = story_members.c.version_n
    left = list(connection.execute(sa.select(story_members.c.story).where(member.in_(version_numbers))).scalars())
    connection.execute(sa.delete(story_sentences).where(story_sentences.c.version_n.in_(version_numbers)))
    connection.execute(sa.delete(story_members).where(member.in_(version_numbers)))  # their digests go with them
    for story in sorted(set(left)):
        others = list(connection.execute(sa.select(member).where(story_members.c.story == story).order_by(member)).scalars())
        connection.execute(sa.update(story_members).where(story_members.c.story == story).values(story=member))
        if len(others) > 1:
            for version_n in others:
                _join(connection, version_n, _read(connection, version_n))


def members_of(connection: Connection, article_id: str) -> list[int]:
    """Return the versions of an article that are in groups: its current one."""
    query = sa.select(story_members.c.version_n).join(versions, versions.c.n == story_members.c.version_n)
    return list(connection.execute(query.where(versions.c.article_id == article_id)).scalars())


def superseded(connection: Connection, version_n: int) -> list[int]:
    """Return the other versions of the same article that are still in groups."""
    article = connection.execute(sa.select(versions.c.article_id).where(versions.c.n == version_n)).scalar_one()
    return [n for n in members_of(connection, article) if n != version_n]


def missing(connection: Connection, among: Collection[int] | None = None) -> list[int]:
    """Return the current versions that are in no group yet, or were put there by another recipe."""
    query = (
        sa.select(versions.c.n)
        .join(articles, sa.and_(articles.c.article_id == versions.c.article_id, articles.c.version == versions.c.version))
        .outerjoin(story_members, story_members.c.version_n == versions.c.n)
        .where(sa.or_(story_members.c.version_n.is_(None), story_members.c.recipe != SYNDICATION))
        .order_by(versions.c.n)
    )
    if among is not None:
        query = query.where(versions.c.n.in_(among))
    return list(connection.execute(query).scalars())


def wording(text: str) -> int:
    """Return a digest (64 bits, signed) of a sentence's folded words: the same for the same words, however they are punctuated."""
    words = " ".join(_WORD.findall(fold(text)))
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little", signed=True)


def _is_entered(connection: Connection, version_n: int, found: Sketch) -> bool:
    row = connection.execute(sa.select(story_members).where(story_members.c.version_n == version_n)).one_or_none()
    if row is None or row.recipe != SYNDICATION or row.size != len(found.shingles):
        return False
    keys = connection.execute(sa.select(story_keys.c.digest).where(story_keys.c.version_n == version_n)).scalars()
    return set(keys) == set(found.keys)


def _join(connection: Connection, version_n: int, shingles: Shingles) -> None:
    """Connect a member with the groups of its copies; a group's number is its lowest member's."""
    joined: set[int] = set()
    unread = ((other, story) for other, story in _candidates(connection, version_n) if story not in joined)
    for other, story in islice(unread, _COMPARED):
        if are_copies(shingles, _read(connection, other)):
            joined.add(story)
    if joined:
        own = connection.execute(sa.select(story_members.c.story).where(story_members.c.version_n == version_n)).scalar_one()
        together = {own, *joined}
        connection.execute(sa.update(story_members).where(story_members.c.story.in_(together)).values(story=min(together)))


def _candidates(connection: Connection, version_n: int) -> Sequence[tuple[int, int]]:
    """Return number and group of the members of other groups that share digests, those that share most first."""
    own, others = story_keys.alias(), story_keys.alias()
    mine = sa.select(story_members.c.story).where(story_members.c.version_n == version_n).scalar_subquery()
    query = (
        sa.select(others.c.version_n, story_members.c.story)
        .select_from(own)
        .join(others, others.c.digest == own.c.digest)
        .join(story_members, story_members.c.version_n == others.c.version_n)
        .where(own.c.version_n == version_n, others.c.version_n != version_n, story_members.c.story != mine)
        .group_by(others.c.version_n, story_members.c.story)
        .order_by(sa.func.count().desc(), others.c.version_n)
    )
    return [(number, story) for number, story in connection.execute(query)]


def _word(connection: Connection, version_n: int) -> None:
    """Enter the wordings of the sentences of a group with several members, where they are not yet."""
    worded = sa.exists().where(story_sentences.c.version_n == story_members.c.version_n)
    mine = sa.select(story_members.c.story).where(story_members.c.version_n == version_n).scalar_subquery()
    group = sa.select(story_members.c.version_n).where(story_members.c.story == mine)
    if len(connection.execute(group.limit(2)).all()) < 2:
        return
    for unworded in connection.execute(group.where(~worded)).scalars().all():
        rows = list(_wordings(connection, unworded))
        if rows:
            connection.execute(sa.insert(story_sentences), rows)


def _wordings(connection: Connection, version_n: int) -> Iterator[dict[str, int]]:
    text = connection.execute(sa.select(versions.c.text).where(versions.c.n == version_n)).scalar_one()
    query = sa.select(sentences.c.place, sentences.c.start, sentences.c.end).where(sentences.c.version_n == version_n)
    for place, start, end in connection.execute(query):
        yield {"version_n": version_n, "place": place, "wording": wording(text[start:end])}


def _read(connection: Connection, version_n: int) -> Shingles:
    row = connection.execute(sa.select(versions.c.text, versions.c.layout).where(versions.c.n == version_n)).one()
    return shingles_of(row.text, layout_of(row.layout))
