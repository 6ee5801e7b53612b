"""The first page: what is to be done, for the office on a desk and for the village in one hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
from flask import render_template, url_for
from flask_admin import AdminIndexView
from flask_admin.base import expose

from fscore.extension.manifest import Category
from fscore.labels import _, joined
from fscore.model.division import Division
from fscore.model.entity import about, describe, field
from fscore.model.operators import Operator
from fscore.model.period import Period, month, year
from fscore.model.roles import BUSINESS, Role
from fscore.services import listing
from fscore.services.display import heading
from fscore.services.figures import listed_indicators, reading
from fscore.services.overview import Coming, Reported, coming, lately, nothing_to_report, reported
from fscore.services.work import Work
from fscore_admin.access import SIGNED_IN, allow, current_work, may_open, opens
from fscore_admin.app import Front
from fscore_admin.dues import address_of, load
from fscore_admin.pages import words
from fscore_admin.pages.figures import Figure, figure_row
from fscore_admin.part_rows import kinds_of_parts
from fscore_admin.periods import own_area

TODO_SHOWN = 10
FIGURES_SHOWN = 8
ACTIONS = 6
WEEK = timedelta(days=6)
NEWS_DAYS = 7


@attrs.frozen
class Kind:
    """A kind of records that somebody may enter or look at, for a button."""

    label: str
    address: str


@attrs.frozen
class Day:
    """A record with its day, as a row of a list."""

    day: Any
    name: str
    place: str
    address: str | None


class HomeView(AdminIndexView):
    """The page at the root."""

    @expose("/")
    @opens(SIGNED_IN)
    def index(self) -> str:
        """Show the first page of whoever is signed in."""
        work = current_work()
        if work.actor.role not in BUSINESS:
            return str(self.render("fscore/home_plain.html"))
        if work.actor.role is Role.LIAISON:
            return str(self.render("fscore/home_village.html", **village(work)))
        return str(self.render("fscore/home_office.html", **office(work)))


def office(work: Work) -> dict[str, Any]:
    """Return what the office sees first."""
    area = own_area(work)
    week = Period(work.today, work.today + WEEK)
    now = month(work.today.year, work.today.month)
    load_ = load(work, area)
    ahead = coming(work, area, week)
    news = lately(work, area, datetime.now(UTC) - timedelta(days=NEWS_DAYS))
    return {
        "area": area,
        "load": load_,
        "shown": load_.items[:TODO_SHOWN],
        "coming": [(one, _days(work, one)) for one in ahead],
        "news": [_news(work, one) for one in news],
        "figures": _figures(work, area),
        "month": now,
        "reported": _tiles(reported(work, area, now)),
        "enter": kinds_to_enter(work)[:1],
    }


def village(work: Work) -> dict[str, Any]:
    """Return what a village sees first."""
    area = own_area(work)
    week = Period(work.today - WEEK, work.today)
    load_ = load(work, area)
    return {
        "area": area,
        "load": load_,
        "shown": load_.items[:TODO_SHOWN],
        "coming": [(one, _days(work, one)) for one in coming(work, area, Period(work.today, work.today + WEEK))],
        "week": _own_week(work, week),
        "enter": kinds_to_enter(work),
        "alarm": alarm(work),
        "nothing": nothing(work),
        "look": kinds_to_look(work)[:ACTIONS],
    }


def kinds_to_enter(work: Work) -> list[Kind]:
    """Return what the actor may enter: of the plugins' records those that stand by themselves.

    What a village hands in comes before what the office writes down, and what it announces before what has happened.
    """
    plugins = work.system.plugins
    usable = [cls for cls, plugin in plugins.owners.items() if plugin in plugins]
    kinds = [cls for cls in usable if _alone(cls) and may_open(f"{about(cls).name}.create_view")]
    parts = kinds_of_parts(work)
    ranked = sorted(kinds, key=lambda cls: _rank(cls, [part for part, _link in parts.get(cls, ())]))
    return [Kind(about(cls).label, url_for(f"{about(cls).name}.create_view")) for cls in ranked]


def _rank(cls: type, parts: Sequence[type]) -> tuple[bool, bool, bool]:
    """Return what puts kinds in order: what a village enters, of that what it announces, of that what has parts."""
    ahead = any(_may_lie_ahead(part) for part in parts)
    return (Role.LIAISON not in about(cls).write, not ahead, not parts)


def _may_lie_ahead(cls: type) -> bool:
    day = about(cls).dated
    return day is not None and not field(cls, day).about.past


def _alone(cls: type) -> bool:
    """Tell whether a record needs no other one to be entered."""
    return not any(one.part or (one.required and one.ref not in (None, Division)) for one in describe(cls))


def alarm(work: Work) -> Kind | None:
    """Return what is entered when something has gone wrong: the first such record of a plugin for warnings."""
    plugins = work.system.plugins
    for cls, plugin in plugins.owners.items():
        if plugin not in plugins:
            continue  # it failed too often, and is put aside
        endpoint = f"{about(cls).name}.create_view"
        urgent = plugins[plugin].manifest.category is Category.WARNING and Role.LIAISON in about(cls).write
        if urgent and _alone(cls) and may_open(endpoint):
            return Kind(about(cls).label, url_for(endpoint))
    return None


def nothing(work: Work) -> list[Kind]:
    """Return where a village says that there was nothing in the last month that is over, filled in already."""
    before = month(work.today.year, work.today.month).first - timedelta(days=1)
    over = Period(before.replace(day=1), work.today)
    return [
        Kind(about(cls).label, url_for(f"{about(cls).name}.create_view", division_id=own_area(work).id, **dict(says)))
        for cls, says in nothing_to_report(work, over).items()
        if may_open(f"{about(cls).name}.create_view")
    ]


def kinds_to_look(work: Work) -> list[Kind]:
    """Return what the actor may look at: the businesses, then what the plugins keep, what may be entered first."""
    found = []
    kinds = [Operator, *(cls for cls in work.system.plugins.owners if listing.is_offered(work, cls))]
    for cls in sorted(kinds, key=lambda cls: cls is not Operator and not work.scope.may_write(cls)):
        endpoint = f"{about(cls).name}.index_view"
        if may_open(endpoint):
            found.append(Kind(about(cls).label, url_for(endpoint)))
    return found


def _figures(work: Work, area: Division) -> list[Figure]:
    arguments = {"division": area.code, "period": str(work.today.year)}
    period = year(work.today.year)
    aimed = [one.id for _plugin, one in listed_indicators(work, area) if one.target is not None]
    rows = [figure_row(one, arguments) for one in (reading(work, id_, area, period) for id_ in aimed) if one.target]
    return sorted(rows, key=lambda one: one.reading.met is not False)[:FIGURES_SHOWN]


def _days(work: Work, one: Coming) -> list[Day]:
    name = about(one.cls).dated or ""
    return [
        Day(getattr(each, name), _subject(work, each), work.place(each.division_id).name, address_of(each))
        for each in one.records
    ]


def _subject(work: Work, record: Any) -> str:
    """Return what a record is called; a part is called by what it belongs to."""
    for one in describe(type(record)):
        if one.part and one.ref is not None and work.scope.may_read(one.ref):
            whole = heading(work.get(one.ref, getattr(record, one.name)))
            return joined((whole, heading(record)), _("{first}，{rest}"))
    return heading(record)


def _news(work: Work, record: Any) -> dict[str, Any]:
    return {
        "label": about(type(record)).label,
        "name": heading(record),
        "place": work.place(record.division_id).name,
        "by": record.recorded_by,
        "at": record.recorded_at,
        "address": address_of(record),
    }


def _own_week(work: Work, week: Period) -> list[str]:
    """Return how much of each kind the village has entered in the last seven days."""
    found = []
    for cls in work.system.plugins.owners:
        day = about(cls).dated
        if day is None or Role.LIAISON not in about(cls).write or not listing.is_offered(work, cls):
            continue
        wanted = {f"{day}-from": week.first.isoformat(), f"{day}-to": week.last.isoformat()}
        count = work.count(listing.narrowed(work, cls, wanted).select, listing.COUNTED)
        if count:
            found.append(_("{label} {count} 条").format(label=about(cls).label, count=count))
    return found


def _tiles(rows: list[Reported]) -> list[dict[str, Any]]:
    tiles = []
    for one in rows:
        if one.count:
            kind, text = "has", str(one.count)
        elif one.complete is False:
            kind, text = "none", words.UNREPORTED
        else:
            kind, text = "zero", words.ZERO if one.complete else words.NOTHING
        tiles.append(
            {
                "kind": kind,
                "name": one.division.name,
                "text": text,
                "address": url_for("division.details_view", id=one.division.id),
            }
        )
    return tiles


def install(front: Front) -> None:
    """Hand over the page at the root."""
    front.home(HomeView(name=words.HOME, endpoint="home"))
    front.route("/records/", "records", records, allow(*BUSINESS))
    front.route("/todo/", "todo", todo, allow(*BUSINESS))


def todo() -> str:
    """Show everything that is to be seen to."""
    work = current_work()
    area = own_area(work)
    return render_template("fscore/todo.html", area=area, load=load(work, area))


def records() -> str:
    """Show all kinds of records, those of each plugin together."""
    work = current_work()
    groups: dict[str, list[dict[str, Any]]] = {}
    for cls in listing.offered(work):
        endpoint = about(cls).name
        if not may_open(f"{endpoint}.index_view"):
            continue
        owner = work.scope.owners.get(cls)
        group = work.system.plugins.title(owner) if owner else words.REGISTER
        groups.setdefault(group, []).append(
            {
                "label": about(cls).label,
                "address": url_for(f"{endpoint}.index_view"),
                "new": url_for(f"{endpoint}.create_view") if may_open(f"{endpoint}.create_view") else None,
            }
        )
    return render_template("fscore/records.html", groups=groups)
