"""Switching plugins on and off, and telling where they are on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotPossible, UnknownCode
from fscore.extension.plugins import Plugins
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.model.switching import PluginSwitch, SwitchKind, deciding
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor, Work
from fscore.storage.columns import col
from fscore.storage.scope import Reach
from fscore.storage.sessions import OWN

if TYPE_CHECKING:
    from sqlalchemy import orm

    from fscore.services.system import System

Switches = Mapping[str, list[tuple[PluginSwitch, Division]]]
_MANDATORS = frozenset({Role.DISTRICT, Role.SYSADMIN, Role.INSTALLATION})


def read_switches(session: "orm.Session") -> Switches:
    """Return all switches that stand, by plugin, each with its division."""
    wanted = (
        sa.select(PluginSwitch, Division)
        .join(Division, col(Division.id) == col(PluginSwitch.division_id))
        .where(col(PluginSwitch.deleted_at).is_(None))
    )
    found: dict[str, list[tuple[PluginSwitch, Division]]] = {}
    for switch, division in session.execute(wanted, execution_options=OWN):
        found.setdefault(switch.plugin, []).append((switch, division))
    return found


def reaches(plugins: Plugins, switches: Switches, on: date) -> dict[str, Reach]:
    """Return where each usable plugin is on: switched on there, and so is everything that it requires."""
    found: dict[str, Reach] = {}
    for name in plugins.names:
        required = plugins[name].manifest.requires
        places = {place.id: place for _switch, place in switches.get(name, ())}
        for needed in required:
            places |= {point.id: point for point, _on in found[needed].points}
        points = []
        for place in sorted(places.values(), key=lambda one: (one.level, one.code)):
            decided = deciding(switches.get(name, ()), place, on)
            live = decided is not None and decided[0].kind.on
            points.append((place, live and all(found[needed].on_at(place) for needed in required)))
        found[name] = Reach(tuple(points))
    return found


@attrs.frozen
class Standing:
    """How a plugin stands in a division on a day, and who decided it."""

    id: str
    version: str
    title: str
    state: str
    reason: str
    requires: tuple[str, ...]
    decided_by: str | None


def standings(work: Work, division: Division, on: date) -> list[Standing]:
    """Return how every plugin stands, those that can't be used included."""
    plugins = work.system.plugins
    switches = read_switches(work.session)
    live = reaches(plugins, switches, on)
    found = []
    for name in plugins.names:
        manifest = plugins[name].manifest
        decided = deciding(switches.get(name, ()), division, on)
        state = "on" if live[name].on_at(division) else "off"
        found.append(
            Standing(
                name,
                manifest.version,
                manifest.title,
                state,
                _reason(plugins, live, decided, name, division),
                manifest.requires,
                None if decided is None else f"{decided[1].code} {decided[0].kind.value}",
            )
        )
    for name, failure in sorted(plugins.failures.items()):
        found.append(Standing(name, "", name, "failed", failure.reason, (), None))
    return sorted(found, key=lambda one: one.id)


def _reason(
    plugins: Plugins,
    live: Mapping[str, Reach],
    decided: tuple[PluginSwitch, Division] | None,
    name: str,
    division: Division,
) -> str:
    if decided is None:
        return _("没有启用过")
    switch, place = decided
    missing = [needed for needed in plugins[name].manifest.requires if not live[needed].on_at(division)]
    if switch.kind.on and missing:
        return _("它要用的模块没有启用：{missing}").format(missing="、".join(missing))
    return _("{place}{kind}，自 {day} 起").format(place=place.name, kind=switch.kind.label, day=switch.starts_on)


def switch(work: Work, plugin: str, kind: SwitchKind, division: Division, starts_on: date) -> list[PluginSwitch]:
    """Turn a plugin for a division from a day on, with all that it requires; return the switches made.

    Raises:
        UnknownCode: if no plugin has the name.
        NotPossible: if another plugin that is on needs it, or a division above decided otherwise.
        NotAllowed: if the role may not require or forbid.
    """
    plugins = work.system.plugins
    if plugin not in plugins:
        failure = plugins.failures.get(plugin)
        if failure is not None:
            raise NotPossible(_("模块 {plugin} 不能用：{reason}"), plugin=plugin, reason=failure.reason)
        raise UnknownCode(
            _("没有模块 {plugin}，现有：{known}"), plugin=plugin, known="、".join(plugins.names), code=plugin
        )
    if kind.mandate and work.actor.role not in _MANDATORS:
        raise NotAllowed(_("{role}不能统一要求或禁止模块"), role=work.actor.role.label)
    switches = read_switches(work.session)
    wanted = [*_needed(plugins, plugin), plugin] if kind.on else [plugin]
    _check_mandates(switches, wanted, kind, division, starts_on, work.actor.role)
    if kind is SwitchKind.DISABLE:
        _check_needed(plugins, switches, plugin, division, starts_on)
    made = []
    live = reaches(plugins, switches, starts_on)
    for name in wanted:
        if name != plugin and live[name].on_throughout(division):
            continue
        made.append(work.add(PluginSwitch(division_id=division.id, plugin=name, kind=kind, starts_on=starts_on)))
    return made


def turn(
    system: "System",
    plugin: str,
    kind: SwitchKind,
    code: str,
    *,
    starts_on: date | None = None,
    actor: Actor = OPERATOR_OF_INSTALLATION,
    door: Door = Door.CLI,
) -> list[PluginSwitch]:
    """Turn a plugin for the division with a code, as a piece of work of its own; see :func:`switch`.

    Tables that are missing are made first: that needs the database for itself.
    """
    if kind.on and plugin in system.plugins:
        for name in (*_needed(system.plugins, plugin), plugin):
            system.prepare(name)
    with system.work(actor, door=door) as work:
        made = switch(work, plugin, kind, work.division(code), starts_on or work.today)
        work.commit()
    return made


def enable(system: "System", plugin: str, code: str, starts_on: date | None = None) -> list[PluginSwitch]:
    """Switch a plugin on, with all that it requires, for the division with a code and all below it."""
    return turn(system, plugin, SwitchKind.ENABLE, code, starts_on=starts_on)


def _needed(plugins: Plugins, plugin: str) -> Iterable[str]:
    """Return what a plugin requires, directly or not, in the order in which it must be on."""
    found: list[str] = []
    for name in plugins[plugin].manifest.requires:
        found += [one for one in (*_needed(plugins, name), name) if one not in found]
    return found


def _check_mandates(
    switches: Switches, wanted: Iterable[str], kind: SwitchKind, division: Division, on: date, role: Role
) -> None:
    for name in wanted:
        decided = deciding(switches.get(name, ()), division, on)
        if decided is None or not decided[0].kind.mandate:
            continue
        standing, place = decided
        own = place.id == division.id and role in _MANDATORS
        if not own and standing.kind.on is not kind.on:
            raise NotPossible(
                _("{place}{kind}模块 {plugin}，{division}不能改"),
                place=place.name,
                kind=standing.kind.label,
                plugin=name,
                division=division.name,
            )


def _check_needed(plugins: Plugins, switches: Switches, plugin: str, division: Division, on: date) -> None:
    live = reaches(plugins, switches, on)
    users = [
        name
        for name in plugins.names
        if plugin in plugins[name].manifest.requires
        and (live[name].on_at(division) or any(point.under(division) and lit for point, lit in live[name].points))
    ]
    if users:
        raise NotPossible(_("{users} 要用模块 {plugin}，请先停用 {users}"), users="、".join(users), plugin=plugin)
