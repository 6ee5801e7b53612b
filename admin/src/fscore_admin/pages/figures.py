"""Figures: all of them with their targets, and one with its definition, its villages and the records behind it."""

from datetime import date
from typing import Any

import attrs
from flask import render_template, request, url_for

from fscore.errors import NotPossible
from fscore.evaluation.ratio import State
from fscore.evaluation.wording import plain
from fscore.labels import _
from fscore.model.entity import about, listed
from fscore.model.period import year
from fscore.model.roles import BUSINESS
from fscore.services.display import heading, shown
from fscore.services.figures import Line, Reading, Side, breakdown, opened, reading, readings
from fscore.services.listing import titles
from fscore.services.work import Work
from fscore_admin.access import allow, current_work, may_open
from fscore_admin.app import Front
from fscore_admin.measures import Shown, show_line, show_reading, target_words, wording_note
from fscore_admin.page_context import words
from fscore_admin.periods import Asked, asked, below
from fscore_admin.trend import Trend, draw

SIZE = 20
LAST_PAGE = 500
COLUMNS = 3
COMPARED = 2000
YEARS = 5


@attrs.frozen
class Figure:
    """A reading as a row of a page."""

    reading: Reading
    shown: Shown
    target: str
    address: str


@attrs.frozen
class Village:
    """One division's share of a figure."""

    name: str
    address: str | None
    shown: Shown
    known: bool


@attrs.frozen
class Listed:
    """One side of a figure as a list of records."""

    side: str
    size: int
    labels: tuple[str, ...]
    rows: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    page: int
    last: int
    total: str = ""


def figures() -> str:
    """Show all indicators of a division and a period, those that miss their target first."""
    work = current_work()
    about_ = asked(work, request.args)
    rows = [figure_row(one, about_.arguments) for one in readings(work, about_.area, about_.period)]
    aimed = sorted((one for one in rows if one.reading.target is not None), key=_urgency)
    return render_template(
        "fscore/figures.html", asked=about_, aimed=aimed, rest=[one for one in rows if one.reading.target is None]
    )


def figure_row(one: Reading, arguments: dict[str, str]) -> Figure:
    """Return a reading as a row, with the address of its page."""
    address = url_for("figure", code=one.indicator.id, **_any(arguments))
    return Figure(one, show_reading(one), target_words(one.target), address)


def _any(arguments: dict[str, str]) -> dict[str, Any]:
    return dict(arguments)


def _urgency(one: Figure) -> int:
    if one.reading.met is False:
        return 0
    return 1 if one.reading.value.state is not State.OK else 2


def figure(code: str) -> str:
    """Show one indicator."""
    work = current_work()
    about_ = asked(work, request.args)
    one = reading(work, code, about_.area, about_.period)
    page = _page(request.args.get("page", ""))
    unknown = ""
    try:
        part, whole = opened(work, code, about_.area, about_.period, limit=SIZE, offset=(page - 1) * SIZE)
    except NotPossible as fault:
        part, whole, unknown = Side(0, ()), None, words(fault)
    rest = _rest(work, code, about_, whole)
    side = request.args.get("side", "rest")
    if side == "rest" and (rest is None or not rest.size):
        side = "part"
    chosen = {"whole": whole, "rest": _cut(rest, page)}.get(side) or part
    return render_template(
        "fscore/figure.html",
        asked=about_,
        one=one,
        shown=show_reading(one),
        target=target_words(one.target),
        note=wording_note(one),
        villages=_villages(work, code, one, about_.arguments),
        unknown=unknown,
        part=part.size,
        whole=None if whole is None else whole.size,
        rest=None if rest is None else rest.size,
        trend=_trend(work, code, one),
        listed=_listed(work, chosen, side, page),
        address=lambda **changes: url_for("figure", code=code, **{**_any(about_.arguments), **changes}),
    )


def _rest(work: Work, code: str, about_: Asked, whole: Side | None) -> Side | None:
    """Return the records that should count and don't, unless there are too many to compare."""
    if whole is None or whole.size > COMPARED:
        return None
    part, everything = opened(work, code, about_.area, about_.period)
    if everything is None or (part.records and type(part.records[0]) is not type((everything.records or [None])[0])):
        return None
    counted = {one.id for one in part.records}
    missing = [one for one in everything.records if one.id not in counted]
    return Side(len(missing), missing)


def _cut(side: Side | None, page: int) -> Side | None:
    return None if side is None else Side(side.size, side.records[(page - 1) * SIZE : page * SIZE])


def _trend(work: Work, code: str, one: Reading) -> Trend | None:
    """Return the last years of an indicator, if it is asked for a year."""
    first = one.period.first
    if first != date(first.year, 1, 1) or one.period.last.year != first.year or one.period.last.month == 1:
        return None
    years = [reading(work, code, one.area, year(number)) for number in range(first.year - YEARS + 1, first.year + 1)]
    return draw(years)


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("999999") else 1
    return min(max(1, number), LAST_PAGE)


def _villages(work: Work, code: str, one: Reading, arguments: dict[str, str]) -> list[Village]:
    level = below(one.area)
    if level is None:
        return []
    lines = breakdown(work, code, one.area, one.period, level)
    return [_village(line, one, code, arguments) for line in sorted(lines, key=_worst)]


def _worst(line: Line) -> tuple[int, Any, str]:
    """Return what puts divisions in order: who misses the target, who owes reports, the others, the empty."""
    number = line.value.number
    code = line.division.code if line.division is not None else ""
    if line.met is False:
        rank = 0
    elif line.value.state is State.NOT_REPORTED:
        rank = 1
    else:
        rank = 3 if number is None else 2
    return (rank, 0 if number is None else number, code)


def _village(line: Line, one: Reading, code: str, arguments: dict[str, str]) -> Village:
    if line.division is None:
        return Village(one.area.name, None, show_line(line, one.target), line.value.number is not None)
    address = url_for("figure", code=code, **_any({**arguments, "division": line.division.code}))
    return Village(line.division.name, address, show_line(line, one.target), line.value.number is not None)


def _listed(work: Work, side: Side, name: str, page: int) -> Listed:
    last = min(max(1, -(-side.size // SIZE)), LAST_PAGE)
    if not side.records:
        return Listed(name, side.size, (), (), page, last)
    cls = type(side.records[0])
    fields = [one for one in listed(cls, work.actor.role) if one.name not in about(cls).title][:COLUMNS]
    names = titles(work, side.records, fields)
    endpoint = f"{about(cls).name}.details_view"
    rows = tuple(
        (
            heading(record),
            url_for(endpoint, id=record.id) if may_open(endpoint) else None,
            (
                *(shown(field, getattr(record, field.name), names) for field in fields),
                *(() if added is None else (plain(added),)),
            ),
        )
        for record, added in side.added
    )
    amount = () if side.total is None else (_("数量"),)
    labels = (about(cls).label, *(field.about.label for field in fields), *amount)
    return Listed(name, side.size, labels, rows, page, last, "" if side.total is None else plain(side.total))


def install(front: Front) -> None:
    """Hand over both pages."""
    front.route("/figures/", "figures", figures, allow(*BUSINESS))
    front.route("/figures/<code>", "figure", figure, allow(*BUSINESS))
