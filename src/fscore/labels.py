"""The language of labels: Chinese is the message itself, English is looked up in a catalogue.

A label is written where it is used, in the words of the office's own documents: ``_("经营主体")``. The marker
changes nothing; it lets a tool find every text that needs a translation.
"""

import json
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")


def _(text: str) -> str:
    """Mark ``text`` for translation and return it as it is."""
    return text


@cache
def _catalogue(language: str) -> dict[str, str]:
    found = resources.files("fscore").joinpath("locale", f"{language}.json")
    return dict(json.loads(found.read_text(encoding="utf-8"))) if found.is_file() else {}


def translate(text: str, language: str = "zh") -> str:
    """Return ``text`` in ``language``; a text without translation stays Chinese.

    >>> translate("没有这条记录", "zh")
    '没有这条记录'
    """
    return text if language == "zh" else _catalogue(language).get(text, text)
