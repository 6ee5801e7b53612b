"""Every error that fscore raises on purpose.

Each is also the built-in error it resembles, and carries its data, so that a page, a sheet and a program can say it
in their own way. What a user may meet is Chinese first; what only a developer can cause is English.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from fscore.labels import _, filled, translate

_NUMBER = re.compile(r"[0-9]+")


class FscoreError(Exception):
    """Base of all errors raised on purpose; ``template`` is filled from ``data``."""

    def __init__(self, template: str, **data: Any) -> None:
        super().__init__(template)
        self.template = template
        self.data = data

    def text(self, language: str = "zh") -> str:
        """Return the message in ``language``."""
        return filled(self.template, self.data, language)

    def __str__(self) -> str:
        return self.text()


class InvalidValue(FscoreError, ValueError):
    """A value that its field can't hold; data has ``field``, ``label`` and ``value``."""


class InvalidRecord(FscoreError, ValueError):
    """Several fields of one record are wrong; :attr:`faults` has one error for each."""

    def __init__(self, faults: Sequence[InvalidValue]) -> None:
        super().__init__("{faults}", faults="；".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    def text(self, language: str = "zh") -> str:
        """Return all the messages, one behind the other."""
        return ("；" if language == "zh" else "; ").join(fault.text(language) for fault in self.faults)


class UnknownCode(FscoreError, LookupError):
    """A code that nothing answers to; data has ``code`` and, where one is near, ``nearest``."""


class NotInForce(UnknownCode):
    """A rule that is known, but has no version for the day that was asked for."""


class NotFound(FscoreError, LookupError):
    """No such thing, or not one that this person may see: the answer is the same on purpose."""


class NotAllowed(FscoreError, PermissionError):
    """The person is known and the thing is there, but this person may not do this to it."""


class Conflict(FscoreError):
    """Somebody else was faster; what was typed is kept by the caller, and the record as it is now is in the data."""


class NotPossible(FscoreError, ValueError):
    """An act that the state of things does not allow; data says what stands in the way."""


class PluginProblem(FscoreError):
    """A plugin can't be used; data has ``plugin`` and ``reason``."""


class WrongUse(FscoreError, TypeError):
    """The program calls fscore in a way that can't work; for developers, in English."""


@attrs.frozen
class Problem:
    """One fault of a file: where it is, and what is wrong with what to do about it."""

    where: str
    reason: str

    def text(self, language: str = "zh") -> str:
        """Return place and reason in ``language``."""
        if not self.where:
            return translate(self.reason, language)
        between = "：" if language == "zh" else ": "
        return f"{translate(self.where, language)}{between}{translate(self.reason, language)}"

    def __str__(self) -> str:
        return self.text()


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by line; those of different files or tables stay in the order of these.

    >>> [one.where for one in in_order(Problem(where, "") for where in ("第 10 行", "第 9 行“乙”", "第 9 行“甲”"))]
    ['第 9 行“乙”', '第 9 行“甲”', '第 10 行']
    """
    seen: dict[str, int] = {}

    def place(one: Problem) -> tuple[int, list[int]]:
        kind = _NUMBER.split(one.where, maxsplit=1)[0]
        return seen.setdefault(kind, len(seen)), [int(number) for number in _NUMBER.findall(one.where)]

    return sorted(problems, key=place)


class RefusedFile(FscoreError, ValueError):
    """A file that is not taken in at all; :attr:`problems` has what is wrong with it, as many as were collected."""

    def __init__(self, name: str, problems: Sequence[Problem], total: int | None = None) -> None:
        count = len(problems) if total is None else total
        first = str(problems[0]) if problems else ""
        super().__init__(_("{name} 没有收下，共 {count} 处问题。{first}"), name=name, count=count, first=first)
        self.problems = tuple(problems)
        self.total = count

    def text(self, language: str = "zh") -> str:
        """Return the message with the first problem, in ``language``."""
        first = self.problems[0].text(language) if self.problems else ""
        return filled(self.template, {**self.data, "first": first}, language)
