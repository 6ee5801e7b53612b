"""Look at a finished report: where its numbers come from, and whether they still hold."""

from collections.abc import Sequence
from typing import Literal

import attrs

from fscore.documents import BoundFigure, Verdict, compare, read
from fscore.errors import NotFound, NotPossible, UnknownCode
from fscore.labels import _
from fscore.services.divisions import division_since
from fscore.services.figures import Side, find_indicator, opened
from fscore.services.work import Work
from fscore.services.write_summary import document_key, figure

Printed = Literal["part", "whole", "both"]


@attrs.frozen
class Explained:
    """One figure of a file with the records behind it as they are today, or the reason why nobody knows them.

    ``bound`` are the places that print the same side of it.
    """

    bound: tuple[BoundFigure, ...]
    counted: Side
    measured: Side | None
    unknown: NotPossible | None = None

    @property
    def figure(self) -> BoundFigure:
        """The figure as the file prints it first."""
        return self.bound[0]

    @property
    def texts(self) -> tuple[str, ...]:
        """The different ways in which the file prints it."""
        return tuple(dict.fromkeys(one.text for one in self.bound))

    @property
    def printed(self) -> Printed:
        """The side that its number stands for."""
        return _printed(self.figure)

    @property
    def sides(self) -> Sequence[tuple[str, Side]]:
        """The sides that the printed number stands for, by name."""
        both = (("part", self.counted), ("whole", self.measured))
        return [(name, side) for name, side in both if side is not None and self.printed in (name, "both")]


def explain_summary(work: Work, content: bytes, code: str | None = None, limit: int | None = None) -> list[Explained]:
    """Return the figures of a file, or those of one indicator, with the records behind each.

    Raises:
        RefusedFile: if the file is not one of ours.
        UnknownCode: if no figure of the file has the code.
    """
    found = read(content, document_key(work)).figures
    chosen = [one for one in found if code in (None, one.id, one.code, one.key)]
    if not chosen:
        raise UnknownCode(_("这个文件里没有指标 {code}"), code=code)
    same: dict[tuple[object, ...], list[BoundFigure]] = {}
    for one in chosen:
        same.setdefault((one.id, one.division, one.period.days, _printed(one)), []).append(one)
    explained = []
    for bound in same.values():
        first = bound[0]
        area = division_since(work, first.division, first.division_from)
        try:
            part, whole = opened(work, first.id, area, first.period, limit=limit)
        except NotPossible as fault:
            explained.append(Explained(tuple(bound), Side(0, ()), None, fault))
            continue
        explained.append(Explained(tuple(bound), part, whole))
    return explained


def _printed(one: BoundFigure) -> Printed:
    """Return which side a figure stands for as it is printed; a count has one side only."""
    if one.whole is None or one.form in ("part", "none"):
        return "part"
    return "whole" if one.form == "whole" else "both"


def verify_summary(work: Work, content: bytes) -> Verdict:
    """Compute every figure of a file again and look at every digit of it.

    Raises:
        RefusedFile: if the file is not one of ours, or what it says of its own figures was changed.
        NotFound: if it is of a division outside the actor's scope.
    """
    document = read(content, document_key(work))
    now: dict[str, BoundFigure] = {}
    for one in document.figures:
        again = _again(work, one)
        if again is not None and one.key is not None:
            now[one.key] = again
    return compare(document, now)


def _again(work: Work, one: BoundFigure) -> BoundFigure | None:
    try:
        area = division_since(work, one.division, one.division_from)
    except NotFound:
        # Who sees everything knows that the place is gone, and the figure says nothing any more. For anybody else it
        # may as well be out of sight: no answer, rather than one that reads as if the records had changed.
        if work.scope.place is not None:
            raise
        return None
    try:
        _plugin, indicator = find_indicator(work, one.id)
    except UnknownCode:
        return None  # the indicator is no longer there
    return BoundFigure.of(figure(work, indicator, area, one.period, proven=True), one.form, one.key)
