import pytest

from qa.verify.numbers import agree, quantities


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        pytest.param("40,000,000", "40 million", id="scale word"),
        pytest.param("$1.2bn", "1.2 billion dollars", id="currency"),
        pytest.param("€40m", "40 million euros", id="short scale"),
        pytest.param("5", "five", id="word"),
        pytest.param("21", "twenty-one", id="compound word"),
        pytest.param("250", "two hundred and fifty", id="hundreds"),
        pytest.param("30%", "30 per cent", id="percent"),
        pytest.param("the third", "the 3rd", id="ordinal"),
        pytest.param("nearly 30", "28", id="about"),
        pytest.param("more than 400", "412", id="more than"),
        pytest.param("about 50 million", "nearly 48 million", id="a rounder number of the same"),
        pytest.param("about two-thirds", "66%", id="fraction"),
        pytest.param("410 million", "410.3 million", id="rounded"),
        pytest.param("3 million", "3 to 4 million", id="range"),
    ],
)
def test_equal_values_agree_however_they_are_written(claimed: str, printed: str) -> None:
    assert agree(quantities(claimed)[0], quantities(printed)[0])


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        pytest.param("40,000", "4,000", id="tenfold"),
        pytest.param("$40", "40%", id="unit"),
        pytest.param("$40", "€40", id="currency"),
        pytest.param("41", "40", id="next number"),
        pytest.param("more than 400", "380", id="not more"),
        pytest.param("about 50", "80", id="not about"),
        pytest.param("410 million", "450 million", id="not rounded"),
        pytest.param("nearly 51 million", "nearly 48 million", id="no rounder"),
        pytest.param("less than 30", "less than 24", id="another bound"),
    ],
)
def test_other_values_do_not(claimed: str, printed: str) -> None:
    assert not agree(quantities(claimed)[0], quantities(printed)[0])


def test_a_number_in_a_name_is_no_quantity() -> None:
    assert quantities("The G20 met one of the B52s.") == ()
