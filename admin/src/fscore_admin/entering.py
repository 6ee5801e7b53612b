"""A new record from its form, with its parts: all faults at once, and nothing twice."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from fscore.errors import Conflict, InvalidRecord, InvalidValue
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.entity import Described, about, build
from fscore.services.display import heading
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_admin.forms import EntityForm, all_faults, filled
from fscore_admin.part_rows import part_rows, parts_made

_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
_INT64 = 2**63 - 1


def preset(work: Work, given: Mapping[str, str]) -> dict[str, str]:
    """Return what an address says of a new record, with the unit that goes on in place of one that has closed."""
    number = whole_number(given.get("division_id", ""))
    place = None if number is None else work.first(sa.select(Division).where(col(Division.id) == number))
    return {**given, **({} if place is None else {"division_id": str(work.heir(place, work.today).id)})}


def sent_key(given: str) -> str:
    """Return the key that a form was sent with, or a new one."""
    return given if _KEY.fullmatch(given) else secrets.token_hex(16)


def whole_number(text: str) -> int | None:
    """Return a number as an address or a hidden field has it, None if it is none or beyond what is kept.

    >>> whole_number("12"), whole_number("-3"), whole_number("9" * 40)
    (12, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_INT64)) else None


def sent_files(sent: Any) -> list[tuple[str, bytes]]:
    """Return the files that came with a form, each with the name that it has where it comes from."""
    return [(file.filename, file.stream.read()) for file in sent.getlist("_files") if file.filename]


class Doubled(Conflict):
    """The record is there already, with other values than those sent; data has its ``id``."""


def enter(work: Work, cls: type, form: EntityForm, sent: Any, key: str) -> tuple[Any, bool]:
    """Add the record of a form and its parts; return it and whether it is new. The same form sent twice adds nothing.

    Raises:
        InvalidRecord: with the faults of the record and of its parts.
        Doubled: if somebody has entered the same record with other values.
    """
    record, rows = _made(work, cls, form, sent)
    if not about(cls).key:
        record.key = f"form:{key}"
    kept, new = work.put(record)
    if not new and any(getattr(kept, one) != getattr(record, one) for one in form.described):
        words = _("“{name}”已经登记过了，内容和这里的不一样。要改的话，请打开那一条")
        raise Doubled(words, name=heading(kept), id=kept.id)
    for link, row in rows:
        setattr(row, link.name, kept.id)
        work.put(row)
    return kept, new


def _made(work: Work, cls: type, form: EntityForm, sent: Any) -> tuple[Any, list[tuple[Described, Any]]]:
    got = filled(form, work)
    faults: list[InvalidValue] = []
    record: Any = None
    try:
        record = all_faults(cls, got.faults, got.values) if got.faults else build(cls, got.values)
    except InvalidRecord as fault:
        faults += fault.faults
    form.parts = part_rows(work, cls, sent)
    rows: list[tuple[Described, Any]] = []
    try:
        rows = parts_made(work, form.parts, record)
    except InvalidRecord as fault:
        faults += fault.faults
    if faults:
        raise InvalidRecord(faults)
    return record, rows
