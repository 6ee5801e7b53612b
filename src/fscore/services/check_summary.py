"""Look at a finished report: where its numbers come from, and whether they still hold."""

from collections.abc import Sequence
from typing import Any

import attrs

from fscore.documents import BoundFigure, Verdict, compare, read
from fscore.errors import NotFound, NotPossible, UnknownCode
from fscore.labels import _
from fscore.services.figures import Side, find_indicator, opened
from fscore.services.work import Work
from fscore.services.write_summary import document_key, figure


@attrs.frozen
class Explained:
    """One figure of a file with the records behind it as they are today, or the reason why nobody knows them."""

    figure: BoundFigure
    counted: Side
    measured: Side | None
    unknown: NotPossible | None = None

    @property
    def part(self) -> Sequence[Any]:
        """The records that count."""
        return self.counted.records

    @property
    def whole(self) -> Sequence[Any] | None:
        """The records that are measured; None for a count."""
        return None if self.measured is None else self.measured.records


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
    explained = []
    for one in chosen:
        area = work.division(one.division)
        try:
            part, whole = opened(work, one.id, area, one.period, limit=limit)
        except NotPossible as fault:
            explained.append(Explained(one, Side(0, ()), None, fault))
            continue
        explained.append(Explained(one, part, whole))
    return explained


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
        area = work.division(one.division)
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
