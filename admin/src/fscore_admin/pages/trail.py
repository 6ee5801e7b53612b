"""The audit trail for those who audit: who did what, when and to which record, and whether the chain holds."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs
from flask import render_template, request, url_for

from fscore.errors import NotFound
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.entity import Described, describe
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.services.display import from_trail, plain
from fscore.services.doctor import audit_reason
from fscore.services.trail import ACTS, AUDITORS, Entry, Wanted, check_trail, kinds, length, read_trail
from fscore.services.work import Work
from fscore_admin.access import allow, current_work
from fscore_admin.app import Front
from fscore_admin.page_context import words

SHOWN = 50
CHECKED_AT_ONCE = 20_000
_BROKEN_SHOWN = 20
_LONGEST = 60
_HIDDEN = "hmac:"
_DIGEST = 8


@attrs.frozen
class Row:
    """One act in the words of the page."""

    sequence: int
    at: datetime
    actor: str
    role: str
    door: str
    act: str
    subject: str
    number: int | None
    place: str
    steps: tuple[tuple[str, str, str], ...]


@attrs.frozen
class Chain:
    """Whether the chain holds: how many rows were looked at, the end to be noted elsewhere, and where it is broken."""

    rows: int
    end: str
    broken: tuple[tuple[int, str], ...]
    breaks: int


def trail() -> str:
    """Show the last acts, narrowed by what is asked for."""
    work = current_work()
    problems: list[str] = []
    given = {name: request.args.get(name, "").strip() for name in ("who", "entity", "record", "from", "to", "before")}
    wanted = Wanted(
        who=given["who"][:_LONGEST],
        entity=given["entity"] or None,
        record_id=_number(given["record"], problems),
        first=_day(given["from"], problems),
        last=_day(given["to"], problems),
        before=_number(given["before"], problems),
    )
    found = read_trail(work, SHOWN + 1, wanted)
    rows = [_row(work, one) for one in reversed(found[-SHOWN:])]
    narrowing = {name: value for name, value in given.items() if value and name != "before"}
    older: dict[str, Any] = {**narrowing, "before": rows[-1].sequence if rows else 0}
    total = length(work)
    asked = request.args.get("check") == "1"
    return render_template(
        "fscore/trail.html",
        rows=rows,
        given=given,
        narrowed=bool(narrowing),
        problems=problems,
        kinds=sorted(kinds(work).items(), key=lambda pair: words(pair[1])),
        older=url_for("trail", **older) if len(found) > SHOWN else None,
        total=total,
        chain=_chain(work) if asked or total <= CHECKED_AT_ONCE else None,
    )


def _chain(work: Work) -> Chain:
    count, broken = check_trail(work)
    last = read_trail(work, 1)
    first = tuple((one.sequence, audit_reason(one.reason)) for one in broken[:_BROKEN_SHOWN])
    return Chain(count, last[0].hash if last else "", first, len(broken))


def _number(text: str, problems: list[str]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < len(str(2**63)):
        return int(text)
    problems.append(words(_("编号要写数字，不是“{found}”"), found=text[:_LONGEST]))
    return None


def _day(text: str, problems: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(words(_("日期写成 2023-12-31 这样，不是“{found}”"), found=text[:_LONGEST]))
        return None


def _row(work: Work, one: Entry) -> Row:
    cls = work.system.plugins.entities.get(one.entity)
    fields = {} if cls is None else {each.name: each for each in describe(cls)}
    return Row(
        one.sequence,
        one.at,
        one.actor,
        _label(Role, one.role),
        _label(Door, one.door),
        ACTS.get(one.action, one.action),
        kinds(work).get(one.entity, one.entity),
        one.record_id,
        _place(work, one.division_id),
        tuple(_steps(fields, one.changes)),
    )


def _label(kind: type[Choice], value: str) -> str:
    found = kind.named(value)
    return value if found is None else found.label


def _place(work: Work, division_id: int | None) -> str:
    if division_id is None:
        return ""
    try:
        return work.place(division_id).name
    except NotFound:
        return ""


def _steps(fields: Mapping[str, Described], changes: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Return each field with what it was and became; of what says something about a person only a fingerprint."""
    for name, pair in changes.items():
        one = fields.get(name)
        label = name if one is None else one.about.label
        before, after = pair if isinstance(pair, list) and len(pair) == len(("before", "after")) else (None, pair)
        yield label, _value(one, before), _value(one, after)


def _value(one: Described | None, value: Any) -> str:
    if isinstance(value, str) and value.startswith(_HIDDEN):
        return words(_("不显示，指纹 {digest}"), digest=value.removeprefix(_HIDDEN)[:_DIGEST])
    if value in (None, "", []):
        return ""
    if one is not None and one.about.personal is not None:
        return words(_("（不显示）"))
    told = from_trail(one, value) if one is not None and one.ref is None else plain(value)
    text = words(told)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def install(front: Front) -> None:
    """Hand over the page."""
    front.route("/trail/", "trail", trail, allow(*AUDITORS))
