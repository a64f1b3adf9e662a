from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.models import Block
from tests.ingest.statements.articles import said, statements

FORMS = [
    ("a clause", "Oda Kellervane said that the tunnel would open.", "Oda Kellervane", "said", ["that the tunnel would open"]),
    ("a bare clause", "The mayor has said the boats will stop.", "The mayor", "has said", ["the boats will stop"]),
    ("a quotation before", '"We won," Lorne Tabb said.', "Lorne Tabb", "said", ['"We won,"']),
    ("a quotation behind", "Lorne Tabb said: “We won.”", "Lorne Tabb", "said:", ["“We won.”"]),
    ("single marks", "‘We won the farmers’ trust,’ Mr Tabb said.", "Mr Tabb", "said", ["‘We won the farmers’ trust,’"]),
    ("an inversion", '"We won," said Lorne Tabb, a deckhand.', "Lorne Tabb, a deckhand", "said", ['"We won,"']),
    ("an insertion", '"The tunnel," Mr. Tabb said, "will open."', "Mr. Tabb", "said", ['"The tunnel,"', '"will open."']),
    ("a clause before", "The tunnel will open in May, the mayor said.", "the mayor", "said", ["The tunnel will open in May"]),
    ("someone told", "Ilka Tolvane told reporters that the vote would come.", "Ilka Tolvane", "told", ["that the vote would come"]),
    ("according to", "The count is wrong, according to the port.", "the port", "according to", ["The count is wrong"]),
    ("according to, first", "According to the port, the count is wrong.", "the port", "According to", ["the count is wrong"]),
    ("a promise", "The premier promised to pay for the survey.", "The premier", "promised", ["to pay for the survey"]),
    ("a refusal", "Mr. Pell refused to resign.", "Mr. Pell", "refused", ["to resign"]),
    ("a demand", "The union called for a new offer.", "The union", "called for", ["a new offer"]),
    ("criticism", "Farmers criticized the licence.", "Farmers", "criticized", ["the licence"]),
    ("a passive", "The plan was rejected by the council.", "the council", "was rejected by", ["The plan"]),
    ("a denial", "The company denied that it had paid.", "The company", "denied", ["that it had paid"]),
    ("a state of mind", "Ms. Skarn is worried about the water.", "Ms. Skarn", "is worried about", ["the water"]),
    (
        "a relative clause before the verb",
        "Farmers who oppose the mine said the river was low.",
        "Farmers who oppose the mine",
        "said",
        ["the river was low"],
    ),
    ("a colon of a label", "Tabb: “We won.”", "Tabb", ":", ["“We won.”"]),
]


@pytest.mark.parametrize(("text", "holder", "cue", "content"), [case[1:] for case in FORMS], ids=[case[0] for case in FORMS])
def test_a_statement_is_found_in_each_form_that_news_uses(text: str, holder: str, cue: str, content: list[str]) -> None:
    assert (holder, cue, content) in said(text)


def test_an_ing_belongs_to_the_subject_of_the_main_clause_and_not_to_the_nearest_noun() -> None:
    found = said("Ilka Tolvane met the head of the union on Monday, saying that the boats would stay.")

    assert found == [("Ilka Tolvane", "saying", ["that the boats would stay"])]


def test_a_coordinated_verb_has_the_subject_of_the_verb_before_it() -> None:
    found = said("The mayor said that Petra Quillon was wrong and added that the count was right.")

    assert [(holder, cue) for holder, cue, _ in found] == [("The mayor", "said"), ("The mayor", "added")]


def test_words_inside_a_quotation_make_no_statement_of_their_own() -> None:
    found = said('"The mayor said that she would resign," Mr. Pell said.')

    assert found == [("Mr. Pell", "said", ['"The mayor said that she would resign,"'])]


def test_a_speaker_goes_on_in_the_quotations_that_follow() -> None:
    (found,) = said('"We won," she said. "It was hard."\n\n"I am tired."')

    assert found == ("she", "said", ['"We won,"', '"It was hard."', '"I am tired."'])


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    text = "Ms. Tolvane said: “The tunnel is a mistake. It costs too much.\n\n“The boats are enough.”\n\nThe council meets in May."

    (found,) = statements(text)

    assert [c.text for c in found.content] == ["“The tunnel is a mistake. It costs too much.", "“The boats are enough.”"]
    assert found.voice == "direct"


def test_a_quotation_that_is_never_closed_does_not_swallow_the_article() -> None:
    found = said('"We won, she said.\n\nThe mayor said that the vote was fair.')

    assert ("The mayor", "said", ["that the vote was fair"]) in found


def test_an_attribution_without_a_source_has_no_holder() -> None:
    (found,) = statements("The council is expected to meet in May.")

    assert found.holder is None


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('"We won," she said.', "direct"),
        ("She said that they had won.", "indirect"),
        ('She said that the vote was "a farce."', "mixed"),
    ],
)
def test_the_voice_tells_whose_words_they_are(text: str, voice: str) -> None:
    assert [s.voice for s in statements(text)] == [voice]


def test_headlines_and_captions_make_no_statement() -> None:
    headline, caption, body = "Mayor says boats stay", "The mayor said it at the port.", "The mayor said that the boats stay."
    text = f"{headline}\n\n{caption}\n\n{body}"
    at = len(headline) + 2
    layout = (Block(0, len(headline), "headline"), Block(at, at + len(caption), "caption"))

    (found,) = statements(text, layout=layout)

    assert found.content[0].text == "that the boats stay"


def test_the_turns_of_a_transcript_are_direct_statements_of_their_speakers() -> None:
    text = (
        "ANSELM GORRIE, HOST: Hello.\n\nILKA TOLVANE: I said no. I say it again.\n\nGORRIE: Why?\n\nTOLVANE: The mud.\n\nThe mud is deep."
    )

    found = statements(text, kind="transcript")

    assert [(s.holder.name, s.voice) for s in found if s.holder] == [("Anselm Gorrie", "direct"), ("Ilka Tolvane", "direct")] * 2
    assert [c.text for c in found[3].content] == ["The mud.", "The mud is deep."]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ilka Tolvane on Friday announced that she had signed the order.",
        "Ilka Tolvane (Shoreline) on Saturday announced that she had signed the order.",
        "Ilka Tolvane late Thursday announced that she had signed the order.",
    ],
)
def test_a_day_between_a_name_and_its_verb_parts_them_not(text: str) -> None:
    assert [s.holder.name for s in statements(text) if s.holder] == ["Ilka Tolvane"]


def test_an_adverb_within_a_verb_is_no_noun() -> None:
    assert said("The tunnel worries Ilka Tolvane, who has long opposed the plan.")[-1] == ("who", "has long opposed", ["the plan"])


_WORDS = 'Tolvane said that " “ ” ’ , . she told who and ( ) : Mr. called to by asked ’s mayor boats the is worried in 2014'
WORDS = st.sampled_from([*_WORDS.split(), "\n\n"])


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_every_span_is_verbatim_and_apart_from_the_others_whatever_the_text(text: str) -> None:
    for found in statements(text):
        spans = [*found.cue, *found.content, *([found.holder] if found.holder else [])]
        assert all(text[span.start : span.end] == span.text and span.text.strip() for span in spans)
        assert found.content
        assert all(one.end <= other.start for one, other in pairwise(found.content))
        assert found.sentence_ids


def test_the_same_article_always_gives_the_same_statements_with_ids_of_their_own() -> None:
    text = 'Oda Kellervane said no. "Never," she said. The mayor, who wants to stay, said that she would fight.'

    assert statements(text) == statements(text)
    assert len({s.statement_id for s in statements(text)}) == len(statements(text))
