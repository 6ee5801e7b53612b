"""Text as it is kept: one form for what looks the same."""

import re
import unicodedata

# C0 and C1 controls without tab and line feed, surrogates, and the marks that turn the direction of writing.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# NFKC would turn these into their half-width forms, and Chinese text is written with the full-width ones.
_KEPT = "，。；：？！（）“”‘’《》【】〔〕、—…～％"
_KEEP = {ord(mark): chr(0xE000 + place) for place, mark in enumerate(_KEPT)}
_BACK = {0xE000 + place: mark for place, mark in enumerate(_KEPT)}


def normal(text: str) -> str:
    """Return ``text`` in compatibility form, with ASCII digits, Chinese punctuation kept, and no space around it.

    Characters of the private-use area stay as they are: names of places are written with them.

    >>> normal("１５４ 公斤　（干）")
    '154 公斤 （干）'
    """
    text = text.replace("\r\n", "\n")
    if text.isascii():
        return text.strip()
    if any("\ue000" <= char <= "\uf8ff" for char in text):
        pieces = re.split("([\ue000-\uf8ff]+)", text)
        return "".join(piece if place % 2 else _folded(piece) for place, piece in enumerate(pieces)).strip()
    return _folded(text).strip()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_KEEP)).translate(_BACK)


def forbidden(text: str) -> str | None:
    """Return the first character of ``text`` that can't be kept, as ``U+0000``, or None.

    Line breaks as pages send them are taken; :func:`normal` makes them ours.
    """
    found = _FORBIDDEN.search(text.replace("\r\n", "\n"))
    return f"U+{ord(found.group()):04X}" if found else None
