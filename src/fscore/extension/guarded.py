"""Calling what is not trusted: with a deadline, and with whatever it raises caught."""

import logging
import os
import threading
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from typing import TypeVar

import attrs

from fscore.errors import FscoreError, NotAllowed, NotFound, NotInForce
from fscore.labels import _

SECONDS = 2.0
QUERY_SECONDS = 60.0
"""For what the database does with a select that a plugin made: a large township is not the plugin's fault."""
REFUSALS = (NotAllowed, NotFound, NotInForce)
MOST_IDLE = 8
SLICES = 20
T = TypeVar("T")
log = logging.getLogger("fscore.plugins")


@attrs.frozen
class Failure:
    """What went wrong in a plugin, and in which of its calls.

    A ``refusal`` is the core's answer to whoever asked, and no fault of the plugin: they may not see it, or no rule
    was in force on the day.
    """

    plugin: str
    call: str
    reason: str
    refusal: FscoreError | None = attrs.field(default=None, eq=False)


def guarded(plugin: str, call: str, function: Callable[[], T], seconds: float = SECONDS) -> T | Failure:
    """Return what ``function`` returns, or the failure that it ended in.

    A call that is not back in time is abandoned: its thread is left to itself, as nothing can end it safely.
    """
    outcome: list[T | Failure] = []

    def run() -> None:
        try:
            # In a context of its own: what a plugin sets there, such as the rounding of decimals, ends with its call.
            outcome.append(Context().run(function))
        except REFUSALS as fault:
            log.info("plugin %s was refused in %s: %s", plugin, call, fault)
            outcome.append(Failure(plugin, call, str(fault), fault))
        except BaseException as fault:
            log.exception("plugin %s failed in %s", plugin, call)
            # The first line says what happened; what may follow, such as a statement with its values, is for the log.
            outcome.append(Failure(plugin, call, f"{type(fault).__name__}: {fault}".partition("\n")[0][:300]))

    if not _helped(f"fscore-{plugin}-{call}", run, seconds):
        log.error("plugin %s did not answer %s within %s s", plugin, call, seconds)
        return Failure(plugin, call, _("{seconds} 秒内没有回答").format(seconds=seconds))
    return outcome[0]


class _Helper:
    """A thread that does one job after another: to begin one costs more than most of what plugins are asked."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._done = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def does(self, name: str, job: Callable[[], None], seconds: float) -> bool:
        """Do a job, and tell whether it was done in time."""
        self._thread.name = name
        self._asked.put(job)
        # In slices: while the machine stands still or has no turn for any of us, hardly one of them goes by.
        return any(self._done.acquire(timeout=seconds / SLICES) for _slice in range(SLICES))

    def leave(self) -> None:
        """End as soon as the job that it is at is over, if ever."""
        self._asked.put(None)

    def _work(self) -> None:
        while (job := self._asked.get()) is not None:
            job()
            self._done.release()


_idle: list[_Helper] = []
os.register_at_fork(after_in_child=_idle.clear)  # a new process has none of the threads


def _helped(name: str, job: Callable[[], None], seconds: float) -> bool:
    """Do a job in a thread that waits for one, or in a new one; one that is not back in time gets no other job."""
    try:
        helper = _idle.pop()
    except IndexError:
        helper = _Helper()
    in_time = False
    try:
        in_time = helper.does(name, job, seconds)
    finally:
        if in_time and len(_idle) < MOST_IDLE:
            _idle.append(helper)
        else:
            helper.leave()
    return in_time
