"""Parts inside the form of their whole: the sittings of a banquet are filled in with it, row by row."""

from collections.abc import Sequence
from typing import Any

import attrs

from fscore.errors import InvalidRecord
from fscore.model.entity import Described, about, build, describe
from fscore.services.listing import is_offered
from fscore.services.work import Work
from fscore_admin.forms import EntityForm, all_faults, filled, part_form, show_faults
from fscore_admin.page_context import words

MOST_ROWS = 12
ADD = "_add"
_SHARED = frozenset({"division_id", "note"})


@attrs.define
class PartRow:
    """One part in the form of its whole."""

    cls: type
    link: Described
    form: EntityForm
    fields: Sequence[Any]

    def made(self, work: Work, whole: Any) -> Any:
        """Return the part as a record that does not know its whole yet, which is None if that has faults itself.

        Raises:
            InvalidRecord: with every fault of the row.
        """
        got = filled(self.form, work, whole=whole)
        division_id = 0 if whole is None else whole.division_id
        values = {name: got.values[name] for name in got.values if name not in _SHARED and name != self.link.name}
        values |= {"division_id": division_id, self.link.name: 0}
        if got.faults:
            all_faults(self.cls, got.faults, values)
        return build(self.cls, values)

    def empty(self) -> bool:
        """Tell whether nothing was filled in."""
        return not any(field.data for field in self.fields)


@attrs.frozen
class Part:
    """One kind of parts in the form of their whole."""

    cls: type
    link: Described
    rows: tuple[PartRow, ...]

    @property
    def name(self) -> str:
        """The kind as the form names it."""
        return about(self.cls).name

    @property
    def label(self) -> str:
        """What people call it."""
        return about(self.cls).label


Tie = tuple[type, Described]


def kinds_of_parts(work: Work) -> dict[type, list[Tie]]:
    """Return for each kind of whole the kinds of parts that the actor may enter, with the field that refers to it."""
    found: dict[type, list[Tie]] = {}
    for cls in work.system.plugins.owners:
        for one in describe(cls):
            if one.part and one.ref is not None and work.scope.may_write(cls) and is_offered(work, cls):
                found.setdefault(one.ref, []).append((cls, one))
    return found


def part_rows(work: Work, whole: type, sent: Any = None) -> list[Part]:
    """Return the rows of all parts: one empty row each at first, later as many as were sent and one more if wanted."""
    found = []
    for cls, link in kinds_of_parts(work).get(whole, ()):
        name = about(cls).name
        count = 1
        if sent is not None:
            told = str(sent.get(f"_rows-{name}", "1"))
            count = int(told) if told.isascii() and told.isdigit() and len(told) <= len(str(MOST_ROWS)) else 1
            count += sent.get(ADD) == name
        rows = [_row(work, cls, link, number, sent) for number in range(min(max(1, count), MOST_ROWS))]
        found.append(Part(cls, link, tuple(rows)))
    return found


def _row(work: Work, cls: type, link: Described, number: int, sent: Any) -> PartRow:
    form = part_form(work, cls, f"{about(cls).name}-{number}", sent)
    hidden = _SHARED | {link.name}
    fields = [form[name] for name in form.described if name not in hidden]
    return PartRow(cls, link, form, fields)


def parts_made(work: Work, parts: Sequence[Part], whole: Any) -> list[tuple[Described, Any]]:
    """Return the parts as records; a row behind the first that is empty is none.

    Raises:
        InvalidRecord: with the faults of all rows, which then stand at their fields.
    """
    made, faults = [], []
    for part in parts:
        for number, row in enumerate(part.rows):
            if number and row.empty():
                continue
            try:
                made.append((part.link, row.made(work, whole)))
            except InvalidRecord as fault:
                rest = show_faults(row.form, fault)
                faults += [one for one in fault.faults if words(one) in rest] or [fault.faults[0]]
    if faults:
        raise InvalidRecord(faults)
    return made


def wrong_fields(parts: Sequence[Part]) -> list[Any]:
    """Return the fields of all rows that have something wrong with them."""
    return [field for part in parts for row in part.rows for field in row.fields if field.errors]
