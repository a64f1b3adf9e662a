"""A model's proposals beside the rules: only the article's own words, only holders whom a sentence gives them to."""

import pytest

from ingest.models import Statement
from ingest.sentences import sentences_of
from ingest.statements import Found, statements_of, statements_with
from ingest.statements.proposals import WHOLE, Proposal
from tests.ingest.statements.articles import an_article

BRANDT = "Ida Brandt, the mayor of Lundholm, met the council on Monday."
QUOTED = "“The ferry stays,” Brandt told reporters."
FIRE = "The plan has drawn fire from Peter Roake, who runs the port."


def with_proposals(text: str, *proposals: Proposal) -> Found:
    article = an_article(text)
    return statements_with(article, sentences_of(article), proposals)


def by_rules(text: str) -> tuple[Statement, ...]:
    article = an_article(text)
    return statements_of(article, sentences_of(article))


def proposed(found: Found) -> list[tuple[str | None, str, str, list[str]]]:
    """Who is named, holder and cue as printed, and the contents, of what a model proposed."""
    return [
        (
            s.holder.name if s.holder else None,
            s.holder.text if s.holder else "",
            " ".join(c.text for c in s.cue),
            [c.text for c in s.content],
        )
        for s in found.statements
        if s.made_by == "model"
    ]


def outcome(found: Found) -> tuple[int, int, int, int]:
    return found.added, found.known, found.conflicts, found.refused


VOWED = "Peter Roake took to the stage at noon. In Roake’s telling, the port was “a gift to rivals” from the start."


def test_a_statement_that_the_rules_miss_is_added_with_its_exact_places() -> None:
    found = with_proposals(VOWED, Proposal(1, "Roake", "telling", ((1, 'the port was "a gift to rivals" from the start'),)))

    assert proposed(found) == [("Peter Roake", "Roake", "telling", ["the port was “a gift to rivals” from the start"])]
    added = next(s for s in found.statements if s.made_by == "model")
    assert all(VOWED[span.start : span.end] == span.text for span in (*added.cue, *added.content))
    assert (added.voice, added.as_of and added.as_of.date) == ("mixed", "2025-06-18")


LIES = {
    "content that is nowhere": Proposal(1, "Brandt", "told", ((1, "The ferry goes"),)),
    "an altered quotation": Proposal(1, "Brandt", "told", ((1, "“The ferry stays for ever,”"),)),
    "the words of another sentence": Proposal(1, "Brandt", "told", ((1, "met the council"),)),
    "a sentence that does not exist": Proposal(9, "Brandt", "told", ((1, "The ferry stays,"),)),
    "content in a sentence that does not exist": Proposal(1, "Brandt", "told", ((7, WHOLE),)),
    "a holder who is nowhere": Proposal(1, "Lorne Tabb", "told", ((1, "The ferry stays,"),)),
    "the holder of another sentence": Proposal(1, "Ida Brandt", "told", ((1, "The ferry stays,"),)),
    "a cue that is nowhere": Proposal(1, "Brandt", "shouted", ((1, "The ferry stays,"),)),
    "no cue": Proposal(1, "Brandt", "", ((1, "The ferry stays,"),)),
    "a part of a word": Proposal(1, "Brandt", "told", ((1, "erry"),)),
    "only a mark": Proposal(1, "Brandt", "told", ((1, ","),)),
    "a holder inside the quotation": Proposal(1, "The ferry", "told", ((1, "stays,"),)),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_proposal_whose_words_do_not_stand_where_it_says_is_refused(lie: Proposal) -> None:
    text = f"{BRANDT} {QUOTED}"

    found = with_proposals(text, lie)

    assert outcome(found) == (0, 0, 0, 1)
    assert found.statements == by_rules(text)


SWAPPED = {
    "a spokesman's words": ("Piet Ansgard, a spokesman for Ida Brandt, said the ferry stays.", "Ida Brandt", "said", "the ferry stays"),
    "a quotation": ("“The ferry stays,” Peter Roake told Ida Brandt.", "Ida Brandt", "told", "The ferry stays,"),
    "according to": ("The ferry stays, according to Peter Roake, who met Ida Brandt.", "Ida Brandt", "met", "The ferry stays"),
    "an owner": ("Ida Brandt’s deputy opposes the tunnel.", "Ida Brandt", "opposes", "the tunnel"),
    "whom it is about": ("Peter Roake criticized Ida Brandt for selling the ferry.", "Ida Brandt", "criticized", "selling the ferry"),
    "the object of a cue": ("Criticism of Ida Brandt grew over her plan to sell.", "Ida Brandt", "Criticism", "her plan to sell"),
    "a passive": ("Ida Brandt was accused by Peter Roake of selling the ferry.", "Ida Brandt", "accused", "selling the ferry"),
    "the target of a noun": ("Ida Brandt faces a backlash of critics over the ferry.", "Ida Brandt", "critics", "the ferry"),
    "who faces criticism": ("Ida Brandt faces criticism over the sale of the ferry.", "Ida Brandt", "criticism", "the sale of the ferry"),
    "whom others support": ("Ida Brandt has strong support for the ferry.", "Ida Brandt", "has strong support for", "the ferry"),
    "a passive without an agent": ("Ida Brandt has been criticized for her plan.", "Ida Brandt", "has been criticized for", "her plan"),
    "nobody": ("There is little doubt that Ida Brandt will sell.", "There", "is little doubt", "that Ida Brandt will sell"),
    "a dateline": ("LUNDHOLM (NP) — A report published Monday said the ferry stays.", "LUNDHOLM", "said", "the ferry stays"),
    "another's verb": ("It was common for papers to portray the ferry as old.", "It", "portray", "the ferry as old"),
    "a second passive": ("Ida Brandt was mocked at noon and then hailed for her plan.", "Ida Brandt", "hailed", "for her plan"),
    "a noun beside": ("Roake set it up to trap Ida Brandt in the hopes she would sell.", "Ida Brandt", "in the hopes", "she would sell"),
    "another verb's subject": ("Ida Brandt left while Peter Roake vowed to sell the ferry.", "Ida Brandt", "vowed", "to sell the ferry"),
}


@pytest.mark.parametrize(("text", "holder", "cue", "content"), SWAPPED.values(), ids=SWAPPED)
def test_words_are_never_given_to_somebody_else_whom_the_sentence_names(text: str, holder: str, cue: str, content: str) -> None:
    found = with_proposals(text, Proposal(0, holder, cue, ((0, content),)))

    assert proposed(found) == []
    assert found.conflicts + found.refused == 1
    assert found.statements == by_rules(text)


def test_a_conflict_over_the_speaker_of_a_quotation_is_counted() -> None:
    found = with_proposals("“The ferry stays,” Peter Roake told Ida Brandt.", Proposal(0, "Ida Brandt", "told", ((0, "The ferry stays,"),)))

    assert outcome(found) == (0, 0, 1, 0)


DEEDS = {
    "behind and": ("Ida Brandt spoke on Monday, and the council sold the ferry.", "spoke", "the council sold the ferry"),
    "with an object of its own": (
        "Ida Brandt criticized the plan, and the council sold the ferry.",
        "criticized",
        "the council sold the ferry",
    ),
    "the whole rest": ("Ida Brandt criticized the plan, and the council sold the ferry.", "criticized", "sold the ferry"),
    "after a clause": ("After Ida Brandt spoke the council sold the ferry.", "spoke", "sold the ferry"),
    "before a clause": ("The council sold the ferry after Ida Brandt spoke.", "spoke", "The council sold the ferry"),
    "another verb between": ("Ida Brandt, who spoke first, left when the ferry was sold.", "spoke", "the ferry was sold"),
    "a verb without its subject": ("Ida Brandt said on Monday that nobody would sell the ferry.", "said", "would sell the ferry"),
    "a deed": ("Ida Brandt met the council on Monday.", "met", "the council"),
}


@pytest.mark.parametrize(("text", "cue", "content"), DEEDS.values(), ids=DEEDS)
def test_what_the_newspaper_tells_beside_a_cue_is_not_put_into_the_holders_mouth(text: str, cue: str, content: str) -> None:
    found = with_proposals(text, Proposal(0, "Ida Brandt", cue, ((0, content),)))

    assert proposed(found) == []
    assert found.statements == by_rules(text)


def test_whom_a_pronoun_means_is_for_the_rules() -> None:
    text = f"{BRANDT} Peter Roake was there. In his telling, the port was “a gift to rivals.”"
    named = with_proposals(text, Proposal(2, "Ida Brandt", "telling", ((2, "“a gift to rivals.”"),)))
    as_printed = with_proposals(text, Proposal(2, "his", "telling", ((2, "the port was “a gift to rivals.”"),)))

    assert proposed(named) == []
    assert proposed(as_printed) == [("Peter Roake", "his", "telling", ["the port was “a gift to rivals.”"])]


def test_a_pronoun_that_may_mean_two_people_stays_unresolved() -> None:
    text = "The council heard Ann Lee and Eva Marsh. In her telling, the port was “a gift to rivals.”"

    found = with_proposals(text, Proposal(1, "her", "telling", ((1, "the port was “a gift to rivals.”"),)))

    assert [who for who, *_ in proposed(found)] == [None]


def test_a_not_and_a_condition_beside_the_words_belong_to_them() -> None:
    text = "Peter Roake’s thought was never to sell the ferry unless the council agrees."

    found = with_proposals(text, Proposal(0, "Peter Roake", "thought", ((0, "sell the ferry"),)))
    quoted = with_proposals("“A gift to rivals,” in Peter Roake’s telling.", Proposal(0, "Peter Roake", "telling", ((0, "A gift"),)))

    assert [content for *_, content in proposed(found)] == [["was never to sell the ferry unless the council agrees"]]
    assert [content for *_, content in proposed(quoted)] == [["“A gift to rivals,”"]]


def test_the_auxiliaries_of_a_cue_come_with_it() -> None:
    text = "Peter Roake, they recalled, had not yet spoken of “a gift to rivals.”"

    found = with_proposals(text, Proposal(0, "Peter Roake", "spoken", ((0, "a gift to rivals"),)))

    assert [cue for _, _, cue, _ in proposed(found)] == ["had not yet spoken"]


def test_holder_and_cue_inside_the_content_are_cut_out() -> None:
    text = "“A gift,” in Peter Roake’s telling, “to rivals.”"

    found = with_proposals(text, Proposal(0, "Peter Roake", "telling", ((0, text),)))

    assert [content for *_, content in proposed(found)] == [["“A gift,”", "“to rivals.”"]]


def test_a_statement_of_the_rules_is_not_taken_twice() -> None:
    text = f"{BRANDT} {QUOTED}"
    again = Proposal(1, "Brandt", "told reporters", ((1, "The ferry stays"),))

    found = with_proposals(text, again, again)

    assert outcome(found) == (0, 2, 0, 0)
    assert found.statements == by_rules(text)


def test_a_quotation_that_stands_alone_is_given_only_to_the_speaker_beside_it() -> None:
    text = f"{BRANDT}\n\nPeter Roake spoke next, after noon.\n\n“The ferry was never ours.”\n\nThen the council left."

    beside = with_proposals(text, Proposal(1, "Peter Roake", "spoke", ((2, WHOLE),)))
    far = with_proposals(text, Proposal(0, "Ida Brandt", "met", ((2, WHOLE),)))

    assert [(who, content) for who, _, _, content in proposed(beside)] == [("Peter Roake", ["“The ferry was never ours.”"])]
    assert proposed(far) == []


def test_a_transcript_takes_no_proposals() -> None:
    text = "\n\n".join(f"{name}: The ferry stays, whatever they say." for name in ("BRANDT", "ROAKE", "BRANDT", "ROAKE"))

    found = with_proposals(text, Proposal(0, "BRANDT", "ferry", ((0, "stays"),)))

    assert (len(found.statements), outcome(found)) == (4, (0, 0, 0, 1))


def test_nothing_that_is_proposed_changes_whom_the_rules_name() -> None:
    text = f"{BRANDT} {FIRE} She said the port would close. {QUOTED}"
    lies = [
        Proposal(by, who, cue, ((by, WHOLE),)) for by in range(4) for who in ("Peter Roake", "Brandt") for cue in ("fire", "said", "told")
    ]

    found = with_proposals(text, *lies)

    assert tuple(s for s in found.statements if s.made_by == "rules") == by_rules(text)
