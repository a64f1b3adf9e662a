import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.models import Source
from qa.verify import verify

TUNNEL = Source("The Dravik tunnel cost 410 million crowns and opened on 3 May 2019, mayor Ilse Varga said on Friday.", "s-1")
VOTE = Source("The council may sell the old mill to a group of growers if the bank agrees.", "s-2")
STRIKE = Source("Ferry pilots did not accept the offer of the harbour board.", "s-3")


def codes(claim: str, *sources: Source) -> set[str]:
    return {r.code for r in verify(claim, sources).reasons}


def verdict(claim: str, *sources: Source) -> str:
    return verify(claim, sources).verdict


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("Ilse Varga said the Dravik tunnel cost 410 million crowns.", TUNNEL, id="shortened"),
        pytest.param("The Dravik tunnel cost 410,000,000 crowns, according to Varga.", TUNNEL, id="digits and surname"),
        pytest.param("Mayor Varga said the tunnel in Dravik opened in May 2019.", TUNNEL, id="part of a date"),
        pytest.param("The council may sell the old mill to growers.", VOTE, id="modality kept"),
        pytest.param("Ferry pilots didn't accept the harbour board's offer.", STRIKE, id="negation kept"),
    ],
)
def test_a_claim_in_other_words_of_its_sentence_is_supported(claim: str, source: Source) -> None:
    assert verdict(claim, source) == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "code"),
    [
        pytest.param("Varga said the Dravik tunnel cost 450 million crowns.", TUNNEL, "number", id="number"),
        pytest.param("Varga said the Dravik tunnel opened on 4 May 2019.", TUNNEL, "date", id="day"),
        pytest.param("Varga said the Dravik tunnel opened in June 2019.", TUNNEL, "date", id="month"),
        pytest.param("Varga said the Holm tunnel cost 410 million crowns.", TUNNEL, "name", id="name"),
        pytest.param("Otto Varga said the Dravik tunnel cost 410 million crowns.", TUNNEL, "name", id="another given name"),
        pytest.param("Okonjo said the Dravik tunnel cost 410 million crowns.", TUNNEL, "speaker", id="speaker"),
        pytest.param("The Dravik tunnel cost 410 million crowns.", TUNNEL, "attribution_lost", id="attribution"),
        pytest.param("Varga called the Dravik tunnel “a steal” and said it cost 410 million crowns.", TUNNEL, "quotation", id="quotation"),
        pytest.param("The council will sell the old mill to a group of growers.", VOTE, "modality", id="may is not will"),
        pytest.param("The council sold the old mill to a group of growers.", VOTE, "modality", id="may is not did"),
        pytest.param("The council may not sell the old mill to a group of growers.", VOTE, "negation", id="negation put in"),
        pytest.param("Ferry pilots accepted the offer of the harbour board.", STRIKE, "negation", id="negation left out"),
        pytest.param("Ferry pilots rejected the offer of the old mill and its growers.", VOTE, "overlap", id="something else"),
    ],
)
def test_a_claim_that_departs_from_its_sentence_says_why(claim: str, source: Source, code: str) -> None:
    verification = verify(claim, [source])

    assert verification.verdict != "supported"
    assert code in {r.code for r in verification.reasons}


def test_a_reason_shows_both_numbers_and_names_the_sentence() -> None:
    reason = verify("Varga said the Dravik tunnel cost 450 million crowns.", [TUNNEL]).reasons[0]

    assert reason.message == "the sentence says 410 million, the claim 450 million"
    assert reason.sentence_id == "s-1"


def test_a_number_that_differs_is_shown_beside_the_one_that_the_claim_does_not_give() -> None:
    source = Source("The young got radiation more often (53 percent to 48 percent).")

    reason = verify("The young got radiation more often (58 percent to 48 percent).", [source]).reasons[0]

    assert reason.printed == "53 percent"


def test_a_denial_of_something_else_in_the_sentence_does_not_stand_for_the_claims() -> None:
    source = "It goes back to the old terms in the first week of May, and picture sellers, not the firm, had asked for it."

    assert "negation" in codes("The firm is not returning to the old terms.", Source(source))


def test_a_lost_attribution_is_weak_and_names_the_speaker() -> None:
    verification = verify("The Dravik tunnel cost 410 million crowns.", [TUNNEL])

    assert verification.verdict == "weak"
    assert "Ilse Varga" in verification.reasons[0].message


def test_a_claim_is_weak_where_another_is_known_to_speak() -> None:
    source = Source("The tunnel is safe and will open in spring, he said.", speaker="Jonas Holm")

    assert codes("Varga said the tunnel is safe and will open in spring.", source) >= {"speaker"}


def test_a_name_may_stand_in_what_is_known_beside_the_sentence() -> None:
    source = Source("She said the mill would stay.", context="Ilse Varga spoke to growers.", outlet="Dravik Courier")

    assert "name" not in codes("Ilse Varga told the Dravik Courier that the mill would stay.", source)


def test_opposites_contradict() -> None:
    assert "negation" in codes(
        "Lithium prices in Dravik fell sharply in spring.", Source("Lithium prices in Dravik rose sharply in spring.")
    )


def test_two_sentences_support_a_claim_together() -> None:
    first, second = Source("Ana Holm leads the harbour board."), Source("The harbour board closed the eastern pier in 2021.")

    assert verdict("Ana Holm leads the harbour board, which closed the eastern pier in 2021.", first, second) == "supported"


def test_a_claim_without_sources_is_unsourced() -> None:
    assert verify("The mill burned.", []).verdict == "unsourced"


def test_a_claim_without_words_is_not_supported() -> None:
    assert verdict("…", TUNNEL) == "unsupported"


def test_a_hidden_character_changes_nothing() -> None:
    assert verdict("Ferry pilots did not acc\u200bept the offer of the harbour board.", STRIKE) == "supported"


def test_reference_numbers_of_others_are_no_numbers() -> None:
    assert verdict("Ferry pilots did not accept the offer of the harbour board [3, 4].", STRIKE) == "supported"


WHO = st.sampled_from(["Ilse Varga", "Jonas Holm", "the harbour board", "ferry pilots", "growers near Dravik"])
DID = st.sampled_from(["did not sell", "will close", "may open", "sold", "has never seen", "wants to leave", "praised", "no longer owns"])
WHAT = st.sampled_from(["the eastern pier", "40 million crowns of debt", "two of three mills", "a plan of 3 May 2019", "“a thin offer”"])
HOW = st.sampled_from(
    ["", ", Ana Okonjo said", " on Friday", " if the bank agrees", ", according to the Dravik Courier", " and nobody asked why"]
)


@given(WHO, DID, WHAT, HOW)
@settings(max_examples=60, deadline=None)
def test_every_sentence_supports_itself(who: str, did: str, what: str, how: str) -> None:
    sentence = f"{who[0].upper()}{who[1:]} {did} {what}{how}."

    verification = verify(sentence, [Source(sentence)])

    assert (verification.verdict, verification.reasons) == ("supported", ())


@given(WHO, DID, WHAT, HOW)
@settings(max_examples=60, deadline=None)
def test_other_marks_and_spaces_change_no_verdict(who: str, did: str, what: str, how: str) -> None:
    sentence = f"{who[0].upper()}{who[1:]} {did} {what}{how}."
    printed = sentence.replace("“", '"').replace("”", '"').replace(" ", "\u00a0", 3)

    assert verify(printed, [Source(sentence)]).verdict == "supported"


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_a_verdict_and_a_score(claim: str, sources: list[str]) -> None:
    verification = verify(claim, [Source(s) for s in sources])

    assert 0.0 <= verification.score <= 1.0
    assert (verification.verdict == "unsourced") is (not sources)
    assert verification.verdict == "supported" or not sources or verification.reasons


def test_a_reason_never_prints_words_that_no_source_has() -> None:
    checked = verify("The mayor said “I stole the money”.", [Source("The mayor said that she would not resign.")])

    assert checked.verdict == "unsupported"
    assert "I stole the money" not in " ".join(reason.message for reason in checked.reasons)


def test_a_printed_sentence_agrees_with_itself_whoever_its_speaker_is() -> None:
    sentence = "Bram Ostrick of the Port Ellery Crews’ Union said he was pleased with the result."

    assert verify(sentence, [Source(sentence, speaker="Bram Ostrick")]).verdict == "supported"


def test_the_outlet_and_the_day_of_publication_need_not_stand_in_the_sentence() -> None:
    source = Source("The boats carry about 14,000 passengers a day.", outlet="The Lydenholm Ledger", published="2025-06-03")

    assert verify("The Lydenholm Ledger of 2025-06-03 put it at about 14,000 passengers a day.", [source]).verdict == "supported"
    assert verify("The Lydenholm Ledger of 2025-06-04 put it at about 14,000 passengers a day.", [source]).verdict != "supported"
    assert verify("The Averport Courier of 2025-06-03 put it at about 14,000 passengers a day.", [source]).verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Ilse Varga voted for the tunnel.", "The mayor, Ilse Varga, voted against the tunnel together with eight colleagues."),
        ("Ilse Varga spoke in favour of the tunnel.", "Ilse Varga spoke against the tunnel on Monday."),
        ("Ilse Varga left the party in 2019.", "Ilse Varga joined the party in 2019."),
        ("The court upheld the licence.", "The court overturned the licence."),
    ],
)
def test_the_other_side_is_not_supported(claim: str, source: str) -> None:
    assert "negation" in codes(claim, Source(source))
    assert verdict(claim, Source(source)) != "supported"


def test_a_side_that_somebody_took_is_supported_beside_the_other_of_others() -> None:
    assert (
        verdict("Six members voted for the tunnel.", Source("Six members voted for the tunnel and nine voted against it.")) == "supported"
    )


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param(["Mayor Ilse Varga won six members over.", "A vote on the tunnel is expected in May."], id="said of nobody"),
        pytest.param(["Mayor Ilse Varga's position is easier to state than to explain."], id="named alone"),
    ],
)
def test_names_alone_do_not_make_a_claim_supported(sources: list[str]) -> None:
    assert verdict("Ilse Varga voted for the tunnel.", *map(Source, sources)) != "supported"


def test_somebody_may_be_named_in_the_sentence_before_what_they_did() -> None:
    sources = [Source("Mayor Ilse Varga came late."), Source("She voted for the tunnel.")]

    assert verdict("Ilse Varga voted for the tunnel.", *sources) == "supported"


def test_what_is_promised_on_a_condition_is_not_done() -> None:
    promise = Source("Ilse Varga said: I will vote for the tunnel only if the state pays.")

    assert "modality" in codes("Ilse Varga voted for the tunnel.", promise)
    assert "modality" not in codes("Ilse Varga said she would vote for the tunnel only if the state pays.", promise)


def test_a_name_in_the_sentence_before_counts_only_where_the_words_refer_back() -> None:
    before = "Mayor Ilse Varga won six members over."

    assert "name" in codes(
        "Ilse Varga lost the vote on the tunnel in May.", Source("The vote on the tunnel in May was lost.", context=before)
    )
    assert "name" not in codes(
        "Ilse Varga lost the vote on the tunnel in May.", Source("She lost the vote on the tunnel in May.", context=before)
    )


@pytest.mark.parametrize(
    ("claim", "source", "code"),
    [
        pytest.param("Copper was sold as a medicine.", "Oddly, copper was sold as a medicine.", "name", id="no name, only a first word"),
        pytest.param("Orla asks, “Would a toll pay?”", "Orla asks, “Would a toll pay?”", "name", id="the first word of a quotation"),
        pytest.param("Officials suspect salt in the water.", "Preliminary tests suspect salt in the water.", "name", id="many of a kind"),
        pytest.param("The fire burned for a week in Oregon.", "The fire in Bend, Ore., burned for a week.", "name", id="a short place"),
        pytest.param("Orla Fenn is a third cousin of Piet Quell.", "Orla Fenn is Piet Quell's third cousin.", "number", id="no fraction"),
        pytest.param("No damage is feared at the dam.", "Damage isn't feared at the dam.", "negation", id="the same denial elsewhere"),
        pytest.param(
            "Orla Fenn tied the losses to the storm.",
            "Orla Fenn tied the losses to the storm, saying it broke two masts.",
            "attribution_lost",
            id="what comes before saying",
        ),
        pytest.param(
            "Turnout fell in the north.", "Turnout fell in the north before the accusers came forward.", "attribution_lost", id="no verb"
        ),
        pytest.param(
            "The yard built ferries to compete in the north.", "The yard built ferries set to compete in the north.", "modality", id="to"
        ),
        pytest.param(
            "If the pot is split, the dealer keeps a coin.", "When splitting the pot, the dealer keeps a coin.", "modality", id="condition"
        ),
    ],
)
def test_what_only_looks_like_a_difference_is_none(claim: str, source: str, code: str) -> None:
    assert code not in codes(claim, Source(source))


def test_somebody_may_be_described_where_another_sentence_names_them() -> None:
    sources = [Source("Piet Quell was questioned twice."), Source("The suspect admitted the theft of nine crates.")]

    assert "name" not in codes("Piet Quell admitted the theft of nine crates.", *sources)


@pytest.mark.parametrize("claimed", ["about 119", "about 45,007"])
def test_a_rounded_number_is_rounder_than_the_printed_one(claimed: str) -> None:
    assert "number" in codes(f"The ferry carries {claimed} people.", Source("The ferry carries 114 people, or 45,000 a year."))


def test_a_fact_that_another_sentence_states_keeps_its_support() -> None:
    sources = [
        Source("Orla Fenn said Piet Quell was arrested at five and charged with theft."),
        Source("Piet Quell was charged with theft."),
    ]

    assert verdict("Piet Quell was arrested and charged with theft.", *sources) == "supported"
