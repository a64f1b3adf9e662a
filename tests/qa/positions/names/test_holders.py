"""Which names are one holder."""

from __future__ import annotations

from qa.positions.names.holders import is_same, meant, one_name_each


def test_a_middle_name_makes_nobody_else() -> None:
    assert is_same("Orla M. Venn", "Orla Venn")
    assert not is_same("Pia Venn", "Orla Venn")


def test_a_surname_alone_means_the_one_who_is_named_far_more_often() -> None:
    assert one_name_each({"Orla Venn": 6, "Pia Venn": 1, "Venn": 2})["Venn"] == "Orla Venn"
    assert one_name_each({"Orla Venn": 2, "Pia Venn": 1, "Venn": 2})["Venn"] == "Venn"


def test_a_surname_far_oftener_alone_than_with_a_first_name_is_nobodys() -> None:
    assert one_name_each({"Pia Norhava": 1, "Norhava": 9})["Norhava"] == "Norhava"


def test_people_of_one_name_but_for_what_tells_them_apart_are_two() -> None:
    found = one_name_each({"Orla B. Venn": 6, "Orla Venn": 2, "Orla P. Venn": 1, "Orla Venn Jr.": 1})

    assert found == {
        "Orla B. Venn": "Orla B. Venn",
        "Orla Venn": "Orla B. Venn",
        "Orla P. Venn": "Orla P. Venn",
        "Orla Venn Jr.": "Orla Venn Jr.",
    }


def test_organisations_of_one_last_word_are_two() -> None:
    names = {"The Ellery Post": 2, "the Ellery Post": 1, "The Norhava Post": 5, "State Department": 2, "Labor Department": 3, "State": 1}

    assert one_name_each(names) == {name: "The Ellery Post" if name == "the Ellery Post" else name for name in names}


def test_a_full_name_never_means_another_of_the_surname() -> None:
    assert meant("Orla Venn", ["Pia Venn", "Venn"]) == ()
    assert meant("Venn", ["Pia Venn", "Tam Roake"]) == ("Pia Venn",)


def test_an_acronym_is_the_one_organisation_whose_name_it_is_short_for() -> None:
    assert one_name_each({"Harbour Workers Federation": 2, "HWF": 3})["HWF"] == "Harbour Workers Federation"
    assert one_name_each({"Harbour Workers Federation": 2, "High Water Fund": 1, "HWF": 3})["HWF"] == "HWF"


def test_what_describes_a_holder_is_no_part_of_the_name() -> None:
    assert meant("Orla Venn", ["Harbour Party’s Orla Venn", "Harbour Party"]) == ("Harbour Party’s Orla Venn",)
    assert one_name_each({"Harbour Party’s Orla Venn": 1, "Venn": 2})["Venn"] == "Orla Venn"


def test_names_that_are_no_acronyms_are_left_as_they_are() -> None:
    assert one_name_each({"Orla Venn": 1, "Harbour": 1})["Harbour"] == "Harbour"
