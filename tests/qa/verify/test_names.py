import pytest

from qa.models import Source
from qa.verify import verify
from qa.verify.names import check_names, names
from qa.verify.reading import read


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("He met Varga.", "He met Ilse Varga.", id="surname"),
        pytest.param("He met Ilse Varga.", "He met Ms Varga.", id="given name added"),
        pytest.param("He left the WFB.", "He left the World Ferry Board.", id="acronym"),
        pytest.param("He left the World Ferry Board.", "He left the WFB.", id="acronym spelled out"),
        pytest.param("He met French growers.", "He met growers from France.", id="people and country"),
        pytest.param("He met Canadian growers.", "He met growers from Canada.", id="people of the same root"),
        pytest.param("He met President Varga.", "Varga met him.", id="title"),
        pytest.param("Growers met.", "They met.", id="capital at the head of a sentence"),
    ],
)
def test_a_name_is_found_in_its_usual_forms(claim: str, source: str) -> None:
    checked = check_names(read(claim), [read(source)], "")

    assert (checked.differing, [n for n in checked.missing if n.is_sure]) == ((), [])


def test_a_stranger_is_missing() -> None:
    checked = check_names(read("The ferry carried Ana Holm."), [read("He met Ilse Varga.")], "")

    assert [n.text for n in checked.missing] == ["Ana Holm"]


def test_a_name_in_the_place_of_another_is_shown_with_it() -> None:
    checked = check_names(read("He met Ana Holm at the pier."), [read("He met Ilse Varga at the pier.")], "")

    assert [(n.text, other) for n, other in checked.differing] == [("Ana Holm", "Ilse Varga")]


def test_a_name_at_the_head_of_a_sentence_counts_where_it_acts() -> None:
    assert [n.is_sure for n in names("Petrakis said so.")] == [True]
    assert [n.is_sure for n in names("Officials said so.")] == [False]
    assert [n.is_sure for n in names("Velmora delays the tunnel.")] == [True]
    assert [n.is_sure for n in names("Tunnel costs rise.")] == [False]


def test_a_name_is_set_against_the_one_beside_the_same_word() -> None:
    found = verify(
        "Okonjo fled over the bridge after a quarrel.", [Source("After the quarrel Petrakis quickly fled, and crossed the bridge.")]
    )

    assert [(r.code, r.printed) for r in found.reasons if r.code == "name"] == [("name", "Petrakis")]
