"""A small mutation test on invented articles; benchmarks/mutations.py is the large one."""

import pytest

from qa.models import Source
from qa.verify import verify

SENTENCES = {
    "bridge": Source("The Holm bridge closed to lorries on 12 March 2021, and 4,000 drivers a day now cross at Dravik."),
    "vote": Source("Ilse Varga said the council will vote on the harbour plan next Tuesday, but may not publish the result."),
    "quote": Source("“The offer is generous and final,” said Jonas Okonjo, the board's chairman, who had refused two earlier ones."),
}
TRUE = {
    "bridge": "The Holm bridge closed to lorries on 12 March 2021, and 4,000 drivers a day now cross at Dravik.",
    "vote": "Ilse Varga said the council will vote on the harbour plan next Tuesday.",
    "quote": "Jonas Okonjo said “the offer is generous and final”.",
}


@pytest.mark.parametrize("name", TRUE)
def test_the_true_claim_is_supported(name: str) -> None:
    assert verify(TRUE[name], [SENTENCES[name]]).verdict == "supported"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("bridge", "4,000", "40,000", id="number"),
        pytest.param("bridge", "March", "April", id="month"),
        pytest.param("bridge", "2021", "2020", id="year"),
        pytest.param("bridge", "Dravik", "Lindow", id="place"),
        pytest.param("bridge", "Holm", "Varga", id="name of the thing"),
        pytest.param("bridge", "closed", "opened", id="opposite"),
        pytest.param("bridge", "closed", "did not close", id="denied"),
        pytest.param("vote", "will", "will not", id="not put in"),
        pytest.param("vote", "will", "may", id="less sure"),
        pytest.param("vote", "Tuesday", "Thursday", id="weekday"),
        pytest.param("vote", "Ilse Varga", "Petrakis", id="stranger"),
        pytest.param("vote", "Ilse Varga said the", "The", id="attribution removed"),
        pytest.param("quote", "generous", "modest", id="quoted word"),
        pytest.param("quote", "Jonas Okonjo", "Ilse Varga", id="another speaker"),
    ],
)
def test_a_change_of_meaning_loses_support(name: str, old: str, new: str) -> None:
    changed = TRUE[name].replace(old, new)

    assert changed != TRUE[name]
    assert verify(changed, [SENTENCES[name]]).verdict != "supported"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("bridge", "4,000", "four thousand", id="number in words"),
        pytest.param("bridge", "12 March 2021", "March 12, 2021", id="date in another order"),
        pytest.param("bridge", "Holm bridge", "bridge at Holm", id="order of words"),
        pytest.param("vote", "Ilse Varga", "Varga", id="surname"),
        pytest.param("quote", "“the offer is generous and final”", '"The offer is generous and final"', id="marks and first letter"),
    ],
)
def test_another_form_of_the_same_keeps_it(name: str, old: str, new: str) -> None:
    changed = TRUE[name].replace(old, new)

    assert changed != TRUE[name]
    assert verify(changed, [SENTENCES[name]]).verdict == "supported"
