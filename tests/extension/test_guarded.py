"""Calling what is not trusted."""

import threading

import sqlalchemy as sa

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
