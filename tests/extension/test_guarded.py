"""Calling what is not trusted."""

import threading
from decimal import Decimal, getcontext

import pytest
import sqlalchemy as sa

from fscore.extension import guarded as module
from fscore.extension.guarded import Failure, guarded


def test_what_comes_back_in_time_is_returned() -> None:
    """Nothing included, which is no failure."""
    assert guarded("good", "hook", lambda: 5) == 5
    assert guarded("good", "hook", lambda: None) is None


def test_whatever_is_raised_becomes_a_failure_with_its_words() -> None:
    """Even what would end the program; long words are cut."""
    assert guarded("bad", "hook", lambda: 1 / 0) == Failure("bad", "hook", "ZeroDivisionError: division by zero")

    def interrupt() -> None:
        raise KeyboardInterrupt("x" * 1000)

    failure = guarded("bad", "hook", interrupt)
    assert isinstance(failure, Failure)
    assert len(failure.reason) == 300


def test_only_the_first_line_of_what_was_raised_is_its_reason() -> None:
    """A database says in the lines that follow which statement it was, with the values."""

    def ask() -> None:
        with sa.create_engine("sqlite://").connect() as connection:
            connection.execute(sa.text("SELECT colour FROM shop WHERE phone = :phone"), {"phone": "15412345678"})

    failure = guarded("bad", "hook", ask)
    assert failure == Failure("bad", "hook", "OperationalError: (sqlite3.OperationalError) no such table: shop")


def test_who_does_not_come_back_is_left_behind() -> None:
    """What it answers later is heard by nobody."""
    gate = threading.Event()
    failure = guarded("slow", "hook", gate.wait, seconds=0.05)
    assert failure == Failure("slow", "hook", "0.05 秒内没有回答")
    gate.set()


def test_one_call_after_another_shares_a_thread_that_is_named_for_what_it_does() -> None:
    """But not with one that did not come back: that thread ends when its call does."""
    first, second = (guarded("good", call, threading.current_thread) for call in ("one", "two"))
    assert isinstance(first, threading.Thread)
    assert (first, first.name) == (second, "fscore-good-two")
    gate, stuck = threading.Event(), []

    def wait() -> None:
        stuck.append(threading.current_thread())
        gate.wait()

    assert isinstance(guarded("slow", "hook", wait, seconds=0.05), Failure)
    assert guarded("good", "hook", threading.current_thread) not in stuck
    gate.set()
    stuck[0].join(5)
    assert not stuck[0].is_alive()


def test_what_a_plugin_sets_for_its_thread_ends_with_its_call() -> None:
    """Otherwise one that rounds would round for the next."""

    def round_off() -> None:
        getcontext().prec = 2

    guarded("rough", "hook", round_off)
    assert guarded("fine", "hook", lambda: Decimal(1) / 3) == Decimal(1) / 3


def test_calls_from_many_threads_and_from_within_calls_do_not_meet() -> None:
    """Each has a thread of its own, and only a few are kept for later."""
    barrier, found = threading.Barrier(20), []

    def ask(number: int) -> None:
        def inner() -> int:
            barrier.wait(5)
            answer = guarded("b", "inner", lambda: number)
            return answer if isinstance(answer, int) else -1

        found.append(guarded("a", "outer", inner) == number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 20
    assert len(module._idle) <= module.MOST_IDLE


class Stalled:
    """What a thread waits on, on a machine that stands still: each time to wait is over before anything was done."""

    def __init__(self, stalls: int) -> None:
        self.stalls, self.waited = stalls, 0.0

    def acquire(self, timeout: float) -> bool:
        """Let the time pass once more."""
        self.stalls -= 1
        self.waited += timeout
        return self.stalls < 0

    def release(self) -> None:
        """Take no notice: how the wait ends was decided before."""


@pytest.mark.parametrize(("stalls", "in_time"), [(module.SLICES - 1, True), (module.SLICES, False)])
def test_a_machine_that_stands_still_is_not_the_plugins_fault(stalls: int, *, in_time: bool) -> None:
    """One long stall costs one slice of the deadline and not all of it; together the slices are the deadline."""
    helper = module._Helper()
    helper._done = Stalled(stalls)  # type: ignore[assignment]
    assert helper.does("slow", lambda: None, seconds=2.0) is in_time
    assert helper._done.waited == pytest.approx(2.0)
    helper.leave()
