"""The language of labels: Chinese is the message itself, English is looked up in a catalogue.

A label is written where it is used, in the words of the office's own documents: ``_("经营主体")``. The marker keeps
the text as it is and lets a tool find it (``python -m fscore.testing.catalogue``). Each package brings the English of
its own labels as ``locale/en.json``: the core's are always known, those of another package from
:func:`add_catalogue` on.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

LANGUAGES = ("zh", "en")
FORMS = " || "
"""What stands in a catalogue between the form for one and the form for any other number: ``person || people``."""
_packages: tuple[str, ...] = ("fscore",)
log = logging.getLogger("fscore")


class Text(str):
    """A text for people, to be told from data that happen to read the same; filled in, it remembers from what."""

    __slots__ = ("data", "template")

    template: str
    data: Mapping[str, Any]

    def __new__(cls, text: str, template: str = "", data: Mapping[str, Any] | None = None) -> Self:
        """Keep what the text was filled from, if it was."""
        made = super().__new__(cls, text)
        made.template = template or text
        made.data = {} if data is None else data
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (str(self), self.template, dict(self.data))

    def format(self, *args: Any, **data: Any) -> str:
        """Return the text filled in, so that it can still be said in another language."""
        return Text(super().format(*args, **data), str(self), data) if data else Text(super().format(*args))


def _(text: str) -> str:
    """Mark ``text`` for translation and return it as it reads."""
    return Text(text)


def joined(texts: Iterable[str], template: str = "") -> str:
    """Return texts in one line, as a list or as ``template`` joins the ``{first}`` to the ``{rest}``.

    >>> joined(["早餐", "午餐", "晚餐"])
    '早餐、午餐、晚餐'
    """
    line, template = "", template or _("{first}、{rest}")
    for text in reversed(list(texts)):
        line = template.format(first=text, rest=line) if line else text
    return line


def add_catalogue(package: str) -> None:
    """Look texts up in the catalogue of one more package; where several know a text, the first that was added has it.

    A plugin's is added by who loads the plugin; a package without a catalogue adds nothing.
    """
    global _packages  # noqa: PLW0603 - one process speaks one set of languages
    if package not in _packages:
        _packages = (*_packages, package)
        _words.cache_clear()


@cache
def _words(language: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for package in _packages:
        known = {**_catalogue(package, language), **known}
    return known


@cache
def _catalogue(package: str, language: str) -> dict[str, str]:
    # A package is looked up by its spec: who only wants to know what its commands are for has not imported it.
    spec = find_spec(package)
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else Path()
    found = folder / "locale" / f"{language}.json"
    try:
        return dict(json.loads(found.read_text(encoding="utf-8"))) if found.is_file() else {}
    except ValueError as fault:
        # A plugin with a broken catalogue is read in Chinese; it does not take the words of the others away.
        log.warning("The catalogue %s is broken: %s", found, fault)
        return {}


def translate(text: str, language: str = "zh") -> str:
    """Return ``text`` in ``language``; a text without translation stays Chinese.

    >>> translate("没有这条记录", "zh")
    '没有这条记录'
    """
    if language == "zh":
        return text
    if isinstance(text, Text) and text.data:
        return filled(text.template, text.data, language)
    return _said(text, language)


def _said(text: str, language: str, *, one: bool = False) -> str:
    single, _between, several = _words(language).get(text, text).partition(FORMS)
    return single if one or not several else several


def _speak_of_one(data: Iterable[Any]) -> bool:
    """Tell whether there are numbers among what a text is filled with, and all of them are one."""
    told = [str(value) for value in data if not isinstance(value, bool)]
    numbers = [value for value in told if value.replace(",", "").replace(".", "").isdigit()]
    return bool(numbers) and set(numbers) == {"1"}


def filled(template: str, data: Mapping[str, Any], language: str = "zh") -> str:
    """Return a text in ``language``, filled from ``data``; the labels among them are translated, data are not.

    A word that has two forms in the catalogue is said in the first if it is one that is spoken of.
    """
    if language == "zh":
        return template.format_map(data)
    one = _speak_of_one(data.values())
    said = {name: _word(value, language, one=one) if isinstance(value, Text) else value for name, value in data.items()}
    return _said(template, language, one=one).format_map(said)


def _word(text: Text, language: str, *, one: bool) -> str:
    return translate(text, language) if text.data else _said(text, language, one=one)
