"""What a form works out, or says, while somebody fills it in: declared beside the field, with numbers from rules."""

import attrs


@attrs.frozen
class Estimate:
    """How a number is worked out while nobody has written it: that of another field, times the number of a rule."""

    of: str
    rule: str


@attrs.frozen
class Notice:
    """What is said as soon as a number meets a rule; ``{value}`` in the text is the number of the rule."""

    rule: str
    text: str
