"""What holds a document in its order: the numbers and the figures of each paragraph, and where the paragraph stands."""

from collections.abc import Iterable, Iterator

import attrs

from fscore.documents.numerals import CONTROL, digit_digest, numerals
from fscore.documents.stories import StoryParagraph


@attrs.frozen
class Mark:
    """A number outside the figures as it is written, or a figure by its key; ``context`` is for the reader."""

    text: str
    figure: bool = False
    context: str = attrs.field(default="", eq=False)


@attrs.frozen
class MarkedParagraph:
    """The marks of one paragraph in their order; ``place`` says what kind of paragraph it is."""

    marks: tuple[Mark, ...]
    place: str = ""

    @property
    def numbers(self) -> tuple[Mark, ...]:
        """The numbers outside the figures."""
        return tuple(mark for mark in self.marks if not mark.figure)

    @property
    def digest(self) -> str:
        """The digit digest of the paragraph."""
        return digit_digest(number.text for number in self.numbers)


def marked(paragraphs: Iterable[StoryParagraph]) -> Iterator[MarkedParagraph]:
    """Return the paragraphs that have marks."""
    for paragraph in paragraphs:
        marks = _marks(paragraph)
        if marks:
            yield MarkedParagraph(marks, paragraph.place)


def _marks(paragraph: StoryParagraph) -> tuple[Mark, ...]:
    text = paragraph.text
    numbers = [(found.start, 0, Mark(found.text, context=found.context)) for found in numerals(text)]
    controls = (place for place, char in enumerate(text) if char == CONTROL)
    figures = [(place, 1, Mark(key, figure=True)) for place, key in zip(controls, paragraph.keys, strict=True) if key]
    # A number that takes in a control, such as a minus before it, comes first.
    return tuple(mark for _place, _kind, mark in sorted((*numbers, *figures), key=lambda found: found[:2]))
