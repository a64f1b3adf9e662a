"""Work done beside the caller's."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.beside import beside, shared


@pytest.mark.parametrize("threads", [0, 1, 3])
def test_shared_work_comes_back_in_its_order(threads: int) -> None:
    words = ["tunnel", "a", "ferry to Osk", "", "quay"]
    if not threads:
        assert shared(None, str.upper, words, len) == [word.upper() for word in words]
        return
    with ThreadPoolExecutor(threads) as readers:
        assert shared(readers, str.upper, words, len) == [word.upper() for word in words]


def test_the_largest_is_begun_first() -> None:
    begun: list[str] = []
    with ThreadPoolExecutor(1) as readers, Held(readers):
        shared(readers, begun.append, ["bb", "a", "cccc", "ddd"], len)

    assert begun == ["cccc", "ddd", "bb", "a"]


def test_who_finds_the_other_thread_busy_does_the_work_himself() -> None:
    here = threading.get_ident()
    with ThreadPoolExecutor(1) as readers, Held(readers):
        assert beside(readers, threading.get_ident)() == here
        assert set(shared(readers, lambda _: threading.get_ident(), [1, 2, 3], int)) == {here}


def test_an_error_of_the_other_thread_comes_out() -> None:
    def fail() -> None:
        raise ValueError("no tunnel")

    with ThreadPoolExecutor(1) as readers:
        result = beside(readers, fail)
        with pytest.raises(ValueError, match="no tunnel"):
            result()


class Held:
    """Keeps an executor's one thread busy."""

    def __init__(self, readers: ThreadPoolExecutor) -> None:
        self._readers, self._end, self._begun = readers, threading.Event(), threading.Event()

    def __enter__(self) -> None:
        self._readers.submit(lambda: (self._begun.set(), self._end.wait()))
        self._begun.wait()

    def __exit__(self, *_: object) -> None:
        self._end.set()
