"""Calling what is not trusted: with a deadline, and with whatever it raises caught."""

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

import attrs

from fscore.labels import _

SECONDS = 2.0
T = TypeVar("T")
log = logging.getLogger("fscore.plugins")


@attrs.frozen
class Failure:
    """What went wrong in a plugin, and in which of its calls."""

    plugin: str
    call: str
    reason: str


def guarded(plugin: str, call: str, function: Callable[[], T], seconds: float = SECONDS) -> T | Failure:
    """Return what ``function`` returns, or the failure that it ended in.

    A call that is not back in time is abandoned: its thread is left to itself, as nothing can end it safely.
    """
    outcome: list[T | Failure] = []

    def run() -> None:
        try:
            outcome.append(function())
        except BaseException as fault:
            log.exception("plugin %s failed in %s", plugin, call)
            # The first line says what happened; what may follow, such as a statement with its values, is for the log.
            outcome.append(Failure(plugin, call, f"{type(fault).__name__}: {fault}".partition("\n")[0][:300]))

    thread = threading.Thread(target=run, name=f"fscore-{plugin}-{call}", daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        log.error("plugin %s did not answer %s within %s s", plugin, call, seconds)
        return Failure(plugin, call, _("{seconds} 秒内没有回答").format(seconds=seconds))
    return outcome[0]
