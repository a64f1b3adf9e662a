"""What a model did for statements, in words."""

from ingest.statements.maker import Proposals
from ui.cli.proposals import proposals_lines


def test_tokens_cost_and_what_became_of_the_proposals_are_told() -> None:
    did = Proposals(
        "m", "host:1", 12, added=30, known=40, conflicts=2, refused=5, requests=14, input_tokens=20_000, output_tokens=900, cost=0.02
    )

    assert list(proposals_lines(did)) == [
        "m at host:1 read twelve articles in 14 requests: 20,000 tokens read, 900 written, cost 0.0200.",
        "  30 statements added to those of the rules. Of its other proposals 40 were known, 2 name another speaker than the sentence, "
        "5 are no statement of the article, 0 could not be read.",
    ]


def test_articles_that_the_model_failed_are_told_with_the_reason_and_what_to_do() -> None:
    *_, last = proposals_lines(Proposals("m", "host:1", by_rules=3, problems=("rate_limited", "not_asked")))

    assert last == "  By rules alone (rate limited, not asked): three articles; `onrecord rebuild` asks again."


def test_without_a_model_or_anything_to_read_nothing_is_said() -> None:
    assert list(proposals_lines(None)) == list(proposals_lines(Proposals("m", "host:1"))) == []
