"""A difference over time is worded as one, with both sentences."""

from __future__ import annotations

from ingest.models import Article, AsOf, Metadata, Sentence
from qa.cite import citation
from qa.models import Change, Citation, Evidence, HeldStatement, Position, Spoken
from ui.render.positions_words import differences


def a_citation(number: int, day: str) -> Citation:
    text = "Orla Venn spoke of the tunnel."
    article = Article("a", "a", "v", text, Metadata(published=day), "2025-12-01T00:00:00Z")
    sentence = Sentence(f"s{number}", "a", "v", 0, 0, len(text), text, 1)
    return citation(
        number, Evidence(sentence, article, "", 0, 0.9, spoken=Spoken("Orla Venn", "Orla Venn", "indirect", AsOf(day, "day", "said")))
    )


def test_a_difference_names_both_days_stances_and_sentences() -> None:
    statements = tuple(HeldStatement(f"t{n}", (n,), (), "indirect") for n in (1, 2))
    position = Position("Orla Venn", None, "opposes", statements=statements, changes=(Change("conditional", "opposes", "t1", "t2"),))

    told = differences(position, [a_citation(1, "2025-04-07"), a_citation(2, "2025-10-14")])

    assert told == ("Orla Venn: 2025-10-14: opposes [2] differs from 2025-04-07: on a condition [1]",)
