"""What a question about positions asks for."""

from __future__ import annotations

import pytest

from qa.positions.asked.question import read_position_question


@pytest.mark.parametrize(
    ("text", "kind", "holders", "issue"),
    [
        ("Where does Oda Kellervane stand on the tunnel?", "position", ("Oda Kellervane",), "the tunnel"),
        ("What did Tam Roake say about the ferry?", "position", ("Tam Roake",), "the ferry"),
        ("Does the mayor of Ellery support the tunnel?", "position", ("the mayor of Ellery",), "the tunnel"),
        ("Would Venn sell the ferry?", "position", ("Venn",), "sell the ferry"),
        ("What is Orla Venn's own view on the mine last year?", "position", ("Orla Venn",), "the mine"),
        ("In the Courier's May 2025 coverage, what is Tam Roake's line on fares?", "position", ("Tam Roake",), "fares"),
        ("How does Tam Roake feel about the ferry?", "position", ("Tam Roake",), "the ferry"),
        ("What is Roake's stance towards the ferry?", "position", ("Roake",), "the ferry"),
        ("What's Orla Venn's opinion of the ferry?", "position", ("Orla Venn",), "the ferry"),
        ("Tell me Orla Venn's position on the ferry.", "position", ("Orla Venn",), "the ferry"),
        ("Why does Venn object to the ferry?", "position", ("Venn",), "the ferry"),
        ("Did Tam Roake vote for the ferry bill in May 2025?", "position", ("Tam Roake",), "the ferry bill"),
        ("Is Venn willing to support the mine?", "position", ("Venn",), "the mine"),
        ("Which side is Roake on in the ferry fight?", "position", ("Roake",), "the ferry fight"),
        ("Should the mine be closed, in Venn's view?", "position", ("Venn",), "the mine be closed"),
        ("What did Venn say on 14 May 2025 about the mine?", "position", ("Venn",), "the mine"),
        ("Venn on the mine: for or against?", "position", ("Venn",), "the mine"),
        ("Where do Venn and Roake stand on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Are Venn and Roake both against the mine?", "comparison", ("Venn", "Roake"), "the mine"),
        ("What separates Venn from Roake on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Which of Venn, Roake and Brandt would close the mine?", "comparison", ("Venn", "Roake", "Brandt"), "close the mine"),
        ("Has Venn softened on fares?", "change", ("Venn",), "fares"),
        ("Was Roake ever against the ferry?", "change", ("Roake",), "the ferry"),
        ("How has Venn shifted on fares since 2024?", "change", ("Venn",), "fares"),
        ("How do Orla Venn and Tam Roake differ on the ferry?", "comparison", ("Orla Venn", "Tam Roake"), "the ferry"),
        ("How do the two rivals, Orla Venn and Tam Roake, differ on the ferry?", "comparison", ("Orla Venn", "Tam Roake"), "the ferry"),
        ("Venn versus Roake: would each of them close the mine?", "comparison", ("Venn", "Roake"), "close the mine"),
        ("Has Orla Venn changed her mind about the ferry?", "change", ("Orla Venn",), "the ferry"),
        ("Who opposes the tunnel?", "who", (), "the tunnel"),
        ("Is the Harbour Workers Federation for or against the tunnel?", "position", ("Harbour Workers Federation",), "the tunnel"),
        ("Does the AHWF oppose the tunnel?", "position", ("AHWF",), "the tunnel"),
        ("Would Sen. Tam Roake vote to keep the ferry going?", "position", ("Tam Roake",), "keep the ferry going"),
        ("What did the Norhavan lawmaker Tam Roake say about the mine?", "position", ("Tam Roake",), "the mine"),
        ("Is the Union's refugee chief on board with the deal?", "position", ("the Union's refugee chief",), "the deal"),
        (
            "In June 2025, does the Norhavan parliament's commissioner for the harbour want the port to grow?",
            "position",
            ("the Norhavan parliament's commissioner for the harbour",),
            "the port to grow",
        ),
        ("Does Orla Venn think that Tam Roake should stay on?", "position", ("Orla Venn",), "Tam Roake should stay on"),
        ("A third pier: what is the line of the port's own staff union?", "position", ("the port's own staff union",), "A third pier"),
        ("On the tunnel, what has Tam Roake proposed?", "position", ("Tam Roake",), "the tunnel"),
        ("Closing the mine: what does Orla Venn say?", "position", ("Orla Venn",), "Closing the mine"),
        ("Orla Venn's stance on the mine", "position", ("Orla Venn",), "the mine"),
        ("Position of the Ellery Chamber of Commerce on the mine?", "position", ("Ellery Chamber of Commerce",), "the mine"),
        ("Can you tell me where Orla Venn stands on the mine?", "position", ("Orla Venn",), "the mine"),
        ("Summarize the AHWF's position on fares.", "position", ("AHWF",), "fares"),
        ("Whether Tam Roake wants a second tunnel", "position", ("Tam Roake",), "a second tunnel"),
        ("On what terms would Tam Roake back the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("Why did Orla Venn come out against the mine?", "position", ("Orla Venn",), "the mine"),
        ("How did Orla Venn react to the closing of the mine?", "position", ("Orla Venn",), "the closing of the mine"),
        ("Does Orla Venn, the mayor of Ellery, want to close the mine?", "position", ("Orla Venn",), "close the mine"),
        ("Is Venn's running mate critical of the mine?", "position", ("Venn's running mate",), "the mine"),
        ("Venn, Roake, Brandt: what does each of them make of the ferry?", "comparison", ("Venn", "Roake", "Brandt"), "the ferry"),
        ("Who wants to keep the ferry: Venn, Roake or Brandt?", "comparison", ("Venn", "Roake", "Brandt"), "keep the ferry"),
        (
            "Was Justice Brandt right to speak out against Venn? Set out what Tam Roake and Ada Pell said.",
            "comparison",
            ("Tam Roake", "Ada Pell"),
            "Justice Brandt speak out against Venn",
        ),
        ("Should fares rise? What Venn and Roake say.", "comparison", ("Venn", "Roake"), "fares rise"),
        ("Compare the Dockers Federation, Venn and Roake on fares.", "comparison", ("Dockers Federation", "Venn", "Roake"), "fares"),
        ("Do Tam Roake and the mayor of Ellery agree on fares?", "comparison", ("Tam Roake", "the mayor of Ellery"), "fares"),
        ("Venn vs. Roake on fares", "comparison", ("Venn", "Roake"), "fares"),
        ("What is the difference between Venn and Roake on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Where do the mayors of Ellery and Corle stand on fares?", "comparison", ("the mayor of Ellery", "the mayor of Corle"), "fares"),
        ("Give me Venn's and Roake's positions on the mine.", "comparison", ("Venn", "Roake"), "the mine"),
        ("Set the views of Venn and Roake on fares side by side.", "comparison", ("Venn", "Roake"), "fares"),
        ("Has Roake gone back on what he said about the mine?", "change", ("Roake",), "the mine"),
        ("Did Roake stick to his call for a second tunnel?", "change", ("Roake",), "a second tunnel"),
        ("Is Orla Venn still against the mine?", "change", ("Orla Venn",), "the mine"),
        ("Did the mayor reverse course on closing the mine?", "change", ("the mayor",), "closing the mine"),
        ("When did Orla Venn first come out in favor of the mine?", "timeline", ("Orla Venn",), "the mine"),
        ("Trace how Roake's statements on the mine developed.", "timeline", ("Roake",), "the mine"),
        ("Which councillors oppose the tunnel?", "who", (), "the tunnel"),
        ("Which of the candidates opposes the tunnel?", "who", (), "the tunnel"),
        ("Who's for and who's against the tunnel?", "who", (), "the tunnel"),
        ("Who in the council is opposed to the tunnel?", "who", (), "the tunnel"),
        ("Has the HWF taken a position on the tunnel?", "position", ("HWF",), "the tunnel"),
        ("Is Tam Roake in favor of the tunnel or against it?", "position", ("Tam Roake",), "the tunnel"),
        ("I need Tam Roake's position on the tunnel.", "position", ("Tam Roake",), "the tunnel"),
        ("Tam Roake: for or against the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("What did Tam Roake tell the council about the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("In Roake's eyes, is the ferry obsolete?", "position", ("Roake",), "the ferry obsolete"),
        ("Does the Dockers Federation recommend closing the mine?", "position", ("Dockers Federation",), "closing the mine"),
        ("Quote Tam Roake on the tunnel", "position", ("Tam Roake",), "the tunnel"),
        ("What did Tam Roake say to the council's demand for a vote?", "position", ("Tam Roake",), "the council's demand for a vote"),
        ("Venn or Roake - who would close the mine?", "comparison", ("Venn", "Roake"), "close the mine"),
        ("Where exactly does Tam Roake stand on the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("How committed is Tam Roake to the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("Tam Roake's plan for the ferry: what is it?", "position", ("Tam Roake",), "the ferry"),
        ("Any comment from the Dockers Federation on the tunnel?", "position", ("Dockers Federation",), "the tunnel"),
        ("What is behind Roake's opposition to the tunnel?", "position", ("Roake",), "the tunnel"),
        ("Has Tam Roake said whether she backs the tunnel?", "position", ("Tam Roake",), "backs the tunnel"),
        ("What does Roake say the council should do about fares?", "position", ("Roake",), "the council should do about fares"),
        ("Is Councillor Tam Roake a supporter of the Corle deal?", "position", ("Tam Roake",), "the Corle deal"),
        ("Contrast Venn with Roake on fares.", "comparison", ("Venn", "Roake"), "fares"),
        ("How do Venn's views on fares compare with those of Roake?", "comparison", ("Venn", "Roake"), "fares"),
        ("Compare the stance of Venn and the stance of Roake on fares.", "comparison", ("Venn", "Roake"), "fares"),
        ("Are Venn and Roake on the same page about fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Does Venn agree with Roake on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Who is tougher on fares, Venn or Roake?", "comparison", ("Venn", "Roake"), "fares"),
        ("Where do the two rivals, Venn and Roake, part company on fares?", "comparison", ("Venn", "Roake"), "fares"),
        ("Did Venn used to support the mine?", "change", ("Venn",), "the mine"),
        ("Did Venn withdraw support for the mine?", "change", ("Venn",), "the mine"),
        ("Who has come out against the mine?", "who", (), "the mine"),
        ("Was Norhava's secretary of state for or against the mine?", "position", ("Norhava's secretary of state",), "the mine"),
        ("If fares rise, does Orla Venn want the ferry to stay?", "position", ("Orla Venn",), "the ferry to stay if fares rise"),
        ("When he met the dockers, was Roake in favor of the mine?", "position", ("Roake",), "the mine"),
        ("Does retired Lt. Gen. Tam Roake believe heavier patrols would help?", "position", ("Tam Roake",), "heavier patrols would help"),
        ("Does Tam Roake condone the strike at the mine?", "position", ("Tam Roake",), "the strike at the mine"),
        ("Does Tam Roake blame the council for the flood?", "position", ("Tam Roake",), "the council for the flood"),
        ("Is Tam Roake uneasy about the new ferry?", "position", ("Tam Roake",), "the new ferry"),
        ("Is the Corle nurse Ada Pell OK with longer shifts?", "position", ("Ada Pell",), "longer shifts"),
        ("Does Tam Roake, who runs the ferry, want fares capped?", "position", ("Tam Roake",), "fares capped"),
        ("Is Tam Roake, a delegate from Corle, open to a second tunnel?", "position", ("Tam Roake",), "a second tunnel"),
        ("Has Tam Roake thrown her support behind the tunnel?", "position", ("Tam Roake",), "the tunnel"),
        ("Is Tam Roake of the opinion that the mine should close?", "position", ("Tam Roake",), "the mine should close"),
        ("Who does Tam Roake hope will win in Corle?", "position", ("Tam Roake",), "will win in Corle"),
        ("Where was Tam Roake on building the tunnel?", "position", ("Tam Roake",), "building the tunnel"),
        ("What does Tam Roake propose to do about the mine?", "position", ("Tam Roake",), "the mine"),
        ("Is Tam Roake going to close the mine?", "position", ("Tam Roake",), "close the mine"),
        ("Will Governor May keep the ferry running?", "position", ("Governor May",), "keep the ferry running"),
        ("Should the mine, in the view of the reader Ada Pell, be closed?", "position", ("Ada Pell",), "the mine be closed"),
        ("Should Corle give way, in the eyes of its port minister?", "position", ("Corle's port minister",), "Corle give way"),
        (
            "Is the mine good for Corle, going by the head of the miners?",
            "position",
            ("the head of the miners",),
            "the mine good for Corle",
        ),
        ("Was it right for Venn to sell, if you ask Roake?", "position", ("Roake",), "Venn to sell"),
        ("Is it Tam Roake's intention to close the mine?", "position", ("Tam Roake",), "close the mine"),
        ("Is the Corle and East Ellery Coalition for the tunnel?", "position", ("Corle and East Ellery Coalition",), "the tunnel"),
        ("Does the A.H.W.F. oppose the tunnel?", "position", ("AHWF",), "the tunnel"),
        ("Did Venn and Roake take the same side on the mine?", "comparison", ("Venn", "Roake"), "the mine"),
        ("Venn and Roake on moving the port: where does each come down?", "comparison", ("Venn", "Roake"), "moving the port"),
        (
            "Of the rivals Ada Pell, Tam Roake and Orla Venn, who would close the mine?",
            "comparison",
            ("Ada Pell", "Tam Roake", "Orla Venn"),
            "close the mine",
        ),
        ("Did Tam Roake keep telling the dockers to accept the mine?", "change", ("Tam Roake",), "the dockers to accept the mine"),
        ("Did Roake's line on patrols in the harbour move?", "change", ("Roake",), "patrols in the harbour"),
        ("How did the flood change what Tam Roake said about the mine?", "change", ("Tam Roake",), "the mine"),
    ],
)
def test_a_question_about_a_position_tells_whose_and_on_what(text: str, kind: str, holders: tuple[str, ...], issue: str) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert (asked.kind, asked.holders, asked.issue) == (kind, holders, issue)


@pytest.mark.parametrize(
    "text",
    [
        "How long is the tunnel?",
        "When did the council vote?",
        "Who chairs the port authority?",
        "What did Roake want to build?",
        "What does TRN stand for?",
        "How did the ferrymen defend themselves?",
        "What is the French name for the harbour?",
        "Did Tam Roake win in Ellery?",
        "Has Orla Venn visited Corle?",
        "Would Venn be the oldest mayor ever elected?",
        "Is Orla Venn a citizen of Norhava?",
        "Did Roake speak at the rally in Corle?",
        "Did Roake call Venn after the debate?",
        "Did the jury agree on a verdict?",
        "Who said that the election was lost?",
        "Who replaced Tam Roake?",
        "Why did Tam Roake drop out of the race?",
        "What did Orla Venn say?",
        "What did Orla Venn pay for the ferry?",
        "What is the Dockers Federation?",
        "What is Orla Venn's home town?",
        "Does the harbour act cover ferries?",
        "Is the tunnel open to lorries?",
        "Did Roake see the memo on the mine?",
        "Where did Venn and Roake meet?",
        "Can the council override the mayor?",
        "How many councillors voted for the bill?",
        "Was Roake endorsed by the dockers?",
        "What did Roake's father do for a living?",
        "Corle and Ellery make up two of the three ports. What is the third?",
        "Did Corle vote for Tam Roake?",
        "What did Venn write to the council?",
        "What did Orla Venn talk about in Corle?",
        "Which newspapers reported the strike?",
        "Did Venn and Roake shake hands?",
        "Does Venn lead among women?",
        "What did Roake sign as mayor?",
        "Who did Roake tell about the ferry?",
        "What is the Corle word for the ferry?",
        "When was Corle razed to the ground?",
        "Did Roake charge the dockers for the ferry?",
        "How many people does Roake say the port employs?",
        "Was Roake elected to the council in Corle?",
        "Is Roake related to Orla Venn?",
        "",
        "Why?",
    ],
)
def test_other_questions_are_left_to_others(text: str) -> None:
    assert read_position_question(text) is None


def test_an_account_by_somebody_else_names_its_teller() -> None:
    asked = read_position_question("According to Roake, what would Venn do to the ferry?")

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("reported", "Roake", ("Venn",), "the ferry")


@pytest.mark.parametrize(
    "text",
    [
        "In Roake's telling, where does Venn stand on fares?",
        "What does Roake claim Venn would do about fares?",
        "How does Roake describe where Venn stood on fares?",
        "According to Roake's Corle flyer, what is Venn's position on fares?",
    ],
)
def test_other_ways_of_asking_for_an_account(text: str) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("reported", "Roake", ("Venn",), "fares")


def test_an_outlet_tells_where_to_look_and_is_nobodys_account() -> None:
    asked = read_position_question("According to the Ellery Courier, does Venn support the mine?", ["Ellery Courier"])

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders, asked.issue) == ("position", None, ("Venn",), "the mine")


def test_who_opposes_asks_for_one_side() -> None:
    sides = [read_position_question(f"Who {verb} the tunnel?") for verb in ("opposes", "supports", "is against", "is for")]

    assert [asked.side for asked in sides if asked] == ["opposes", "supports", "opposes", "supports"]


def test_who_is_for_and_who_against_asks_for_both_sides() -> None:
    asked = read_position_question("Who is for and who is against the tunnel?")

    assert asked is not None
    assert (asked.kind, asked.side) == ("who", None)


def test_why_somebody_is_against_it_takes_that_side_for_granted() -> None:
    asked = read_position_question("Why did Orla Venn come out against the mine?")

    assert asked is not None
    assert asked.side == "opposes"


def test_a_question_that_takes_a_change_for_granted_says_so() -> None:
    asked = read_position_question("Why did Orla Venn drop the ferry plan?")

    assert asked is not None
    assert asked.is_presupposed


def test_an_opinion_is_that_of_whom_it_is_according_to_and_of_nobody_in_it() -> None:
    asked = read_position_question("Was it all right for Orla Venn to sell the ferry, according to Tam Roake?")

    assert asked is not None
    assert (asked.kind, asked.holders) == ("position", ("Tam Roake",))


def test_what_is_said_beside_a_holder_never_makes_another_of_it() -> None:
    asked = read_position_question("Is Tam Roake, the ferry billionaire, for Orla Venn?")

    assert asked is not None
    assert (asked.holders, asked.issue) == (("Tam Roake",), "Orla Venn")


@pytest.mark.parametrize(
    "text",
    ["Is Roake keeping Venn at the port?", "According to Roake, why was the mine closed?", "Did Roake concede that the mine is shut?"],
)
def test_words_that_may_ask_for_a_fact_leave_it_to_other_evidence_where_no_statement_answers(text: str) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert asked.may_be_fact


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [("Does Venn oppose selling the ferry?", True), ("Would Venn sell the ferry?", False), ("Venn on the ferry", False)],
)
def test_words_that_may_ask_for_something_else_leave_it_open(text: str, is_sure: bool) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert asked.is_sure == is_sure


def test_somebody_whom_only_an_article_can_name_is_no_holder() -> None:
    asked = read_position_question("What does Tam Roake say his wife thinks of the mine?")

    assert asked is not None
    assert (asked.kind, asked.teller, asked.holders) == ("reported", "Tam Roake", ("Tam Roake",))


@pytest.mark.parametrize(
    ("text", "kind", "holders"),
    [
        ("What made Hask turn against the tram?", "change", ("Hask",)),
        ("How opposed is Marrow to the tram?", "position", ("Marrow",)),
        ("When it comes to the tram, where does Hask stand?", "position", ("Hask",)),
        ("Who is for the tram and who is against it?", "who", ()),
        ("Does Brant Hask, mayor of Osterby, back the tram?", "position", ("Brant Hask",)),
        ("Does Brant Hask, Osterby mayor, back the tram?", "position", ("Brant Hask",)),
        ("Do Hask, mayor Venn and Roake agree on the tram?", "comparison", ("Hask", "Venn", "Roake")),
        ("Where does the Quarrymen's Guild stand on the tram?", "position", ("Quarrymen's Guild",)),
        ("What does the Teachers' Federation of Osterby say about the tram?", "position", ("Teachers' Federation of Osterby",)),
    ],
)
def test_verbs_in_any_form_and_offices_beside_a_name_are_read(text: str, kind: str, holders: tuple[str, ...]) -> None:
    asked = read_position_question(text)

    assert asked is not None
    assert (asked.kind, asked.holders, asked.issue, asked.side) == (kind, holders, "the tram", None)
