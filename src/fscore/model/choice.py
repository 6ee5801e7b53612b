"""Choices: closed lists of values, each with its Chinese label."""

from enum import Enum
from typing import Self

from fscore.model.text import normal


class Choice(str, Enum):
    """A value of a closed list: ``CATERER = "caterer", _("餐饮")``.

    The value is stable for ever and is what is stored and sent; the label is what people read.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    def __str__(self) -> str:
        return str(self.value)

    @property
    def code(self) -> str:
        """The value as codes of rules, indicators and items have it: ``other-canteen``."""
        return str(self.value).replace("_", "-")

    @classmethod
    def of(cls, value: str) -> Self:
        """Return the member with a stored value."""
        return next(member for member in cls if member.value == value)

    @classmethod
    def named(cls, text: str) -> Self | None:
        """Return the member whose value or label is ``text``, or None; both may be written in another width."""
        found = next((member for member in cls if text in (member.value, member.label)), None)
        if found is not None:
            return found
        # Text that comes in is folded: a label with Ⅳ arrives as IV.
        folded = normal(text)
        return next((member for member in cls if folded in (member.value, normal(member.label))), None)
