"""Work done beside the caller's."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from qa.sharing import beside, shared


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


def test_who_finds_the_other_thread_busy_does_the_shared_work_himself() -> None:
    here = threading.get_ident()
    with ThreadPoolExecutor(1) as readers, Held(readers):
        assert set(shared(readers, lambda _: threading.get_ident(), [1, 2, 3], int)) == {here}


def test_who_finds_the_other_thread_busy_does_the_work_beside_himself() -> None:
    with ThreadPoolExecutor(1) as readers, Held(readers), beside(readers, threading.get_ident) as work:
        assert work() == threading.get_ident()


def test_an_error_of_the_other_thread_comes_out() -> None:
    def fail() -> None:
        raise ValueError("no tunnel")

    with ThreadPoolExecutor(1) as readers, beside(readers, fail) as work, pytest.raises(ValueError, match="no tunnel"):
        work()


def fail_beside(readers: ThreadPoolExecutor, work: Callable[[], None], begun: threading.Event | None = None) -> None:
    with beside(readers, work):
        if begun:
            begun.wait()
        raise ValueError("no quay")


def test_an_error_of_the_caller_calls_off_the_work_beside() -> None:
    done: list[str] = []

    with ThreadPoolExecutor(1) as readers, Held(readers), pytest.raises(ValueError, match="no quay"):
        fail_beside(readers, lambda: done.append("beside"))

    assert done == []


def test_an_error_of_the_caller_waits_for_the_work_that_has_begun_beside() -> None:
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        time.sleep(0.05)
        done.set()

    with ThreadPoolExecutor(1) as readers:
        with pytest.raises(ValueError, match="no quay"):
            fail_beside(readers, work, begun)
        assert done.is_set()


@pytest.mark.parametrize("fails_here", [True, False], ids=["the caller's thread", "the other thread"])
def test_an_error_of_either_thread_ends_the_shared_work_and_comes_out(fails_here: bool) -> None:
    here = threading.get_ident()
    both = threading.Barrier(2, timeout=30)
    done: list[int] = []

    def work(item: int) -> None:
        if item < 2:  # one of these is each thread's first
            both.wait()
        if (threading.get_ident() == here) is fails_here:
            raise ValueError("no tunnel")
        time.sleep(0.05)
        done.append(item)

    with ThreadPoolExecutor(1) as readers, pytest.raises(ValueError, match="no tunnel"):
        shared(readers, work, list(range(100)), lambda item: 100 - item)

    assert len(done) < 98


def test_of_two_errors_the_callers_own_comes_out() -> None:
    here = threading.get_ident()
    both = threading.Barrier(2, timeout=30)

    def work(_: int) -> None:
        both.wait()
        raise ValueError("here" if threading.get_ident() == here else "beside")

    with ThreadPoolExecutor(1) as readers, pytest.raises(ValueError, match="here"):
        shared(readers, work, [1, 2], int)


class Held:
    """Keeps an executor's one thread busy."""

    def __init__(self, readers: ThreadPoolExecutor) -> None:
        self._readers, self._end, self._begun = readers, threading.Event(), threading.Event()

    def __enter__(self) -> None:
        self._readers.submit(lambda: (self._begun.set(), self._end.wait()))
        self._begun.wait()

    def __exit__(self, *_: object) -> None:
        self._end.set()
