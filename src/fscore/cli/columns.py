"""Text in columns: Chinese takes two places for a character, and may be broken almost anywhere."""

import unicodedata
from collections.abc import Iterable, Sequence

# What a line may not begin with.
_CLOSING = frozenset("，。、；：？！）】》”’」』％—…,.;:?!)]}%")


def width(text: str) -> int:
    """Return how many places ``text`` takes in a terminal.

    >>> width("青禾镇 I38")
    10
    """
    return sum(_places(letter) for letter in text)


def _places(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def padded(text: str, places: int, *, right: bool = False) -> str:
    """Return ``text`` filled with spaces to so many places; set ``right`` for numbers."""
    fill = " " * max(0, places - width(text))
    return fill + text if right else text + fill


def wrapped(text: str, places: int) -> list[str]:
    """Return ``text`` in lines of at most so many places; words of Latin letters stay whole.

    >>> wrapped("列出指标，见 indicators", 12)
    ['列出指标，见', 'indicators']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if width(line) + width(piece.rstrip()) > places and line.strip() and piece[0] not in _CLOSING:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterable[str]:
    word = ""
    for letter in text:
        if _places(letter) == 2 or letter == " ":
            if word:
                yield word
            yield letter
            word = ""
        else:
            word += letter
    if word:
        yield word


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> list[str]:
    """Return the lines of a table; the columns in ``numbers`` are set to the right."""
    body = [tuple(row) for row in rows]
    right = frozenset(numbers)
    places = [max(width(line[place]) for line in (headers, *body)) for place in range(len(headers))]
    return [
        "  ".join(padded(cell, places[at], right=at in right) for at, cell in enumerate(line)).rstrip()
        for line in (headers, *body)
    ]
