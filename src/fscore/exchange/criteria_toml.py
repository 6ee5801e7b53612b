"""Writes the tables of a set of criteria as TOML that an official can read."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_IN_BLOCKS = ("groups", "criteria", "bands", "limits", "withheld")


def toml_text(document: Mapping[str, Any]) -> str:
    """Return the tables as TOML: what is said of the whole set first, then one block for each item."""
    lines = [_pair(key, value) for key, value in document.items() if key not in _IN_BLOCKS]
    for name in _IN_BLOCKS:
        for table in document.get(name, ()):
            lines += ["", f"[[{name}]]", *_block(table)]
    return "\n".join(lines) + "\n"


def _block(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{_key(key)} = ["
            yield from (f"    {_value(each)}," for each in value)
            yield "]"
        else:
            yield _pair(key, value)


def _pair(key: str, value: Any) -> str:
    return f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return f"{Decimal(value):f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pair(key, held) for key, held in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return '"' + "".join(_ESCAPES.get(char, char) for char in str(value)) + '"'
