"""Switching plugins on and off, and telling where they are on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotPossible, UnknownCode
from fscore.extension.plugins import Plugins
from fscore.labels import _, joined
from fscore.model.division import Division
from fscore.model.period import chinese_date
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.model.switching import PluginSwitch, SwitchKind, deciding
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor, Work
from fscore.storage.audit import Act
from fscore.storage.columns import col
from fscore.storage.plugin_health import forget_failures, read_health
from fscore.storage.scope import Reach
from fscore.storage.sessions import ScopedSession

if TYPE_CHECKING:
    from fscore.services.system import System

Switches = Mapping[str, list[tuple[PluginSwitch, Division]]]
_MANDATORS = frozenset({Role.DISTRICT, Role.INSTALLATION})
_RESETTERS = frozenset({Role.SYSADMIN, Role.INSTALLATION})


def switches_query() -> "sa.Select[PluginSwitch, Division]":
    """Return the select of all switches that stand, each with its division."""
    return (
        sa.select(PluginSwitch, Division)
        .join(Division, col(Division.id) == col(PluginSwitch.division_id))
        .where(
            col(PluginSwitch.deleted_at).is_(None),
            # Of one that closed stands what its last day left: that it stays off where the others were on.
            sa.or_(col(Division.valid_to).is_(None), col(PluginSwitch.starts_on) == col(Division.valid_to)),
        )
    )


def by_plugin(rows: Iterable[Any]) -> Switches:
    """Return switches by plugin, each with its division."""
    found: dict[str, list[tuple[PluginSwitch, Division]]] = {}
    for switch, division in rows:
        found.setdefault(switch.plugin, []).append((switch, division))
    return found


def read_switches(session: ScopedSession) -> Switches:
    """Return all switches that stand, those of divisions above among them, as they decide here too."""
    return by_plugin(session.look_around(switches_query()))


def reaches(plugins: Plugins, switches: Switches, on: date) -> dict[str, Reach]:
    """Return where each plugin is on: switched on there, and so is everything that it requires.

    Plugins that failed are among them: what they would say is missing there, and not left out.
    """
    found: dict[str, Reach] = {}
    for name in plugins.known:
        required = [found.get(needed, Reach()) for needed in _required(plugins, name)]
        places = {place.id: place for _switch, place in switches.get(name, ())}
        for needed in required:
            places |= {point.id: point for point, _on in needed.points}
        points = []
        for place in sorted(places.values(), key=lambda one: (one.level, one.code)):
            decided = deciding(switches.get(name, ()), place, on)
            live = decided is not None and decided[0].kind.on and place.valid_to is None
            points.append((place, live and all(needed.on_at(place) for needed in required)))
        found[name] = Reach(tuple(points))
    return found


def _required(plugins: Plugins, name: str) -> tuple[str, ...]:
    made = plugins.manifest(name)
    return () if made is None else made.requires


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
    for name in plugins.known:
        manifest, failure = plugins.manifest(name), plugins.failures.get(name)
        decided = deciding(switches.get(name, ()), division, on)
        state = "on" if live[name].on_at(division) else "off"
        reason = _reason(plugins, live, decided, name, division)
        if failure is not None:
            state, reason = "failed", f"{failure.call}: {failure.reason}"
        if name in plugins.put_aside:
            state = "put-aside"
        found.append(
            Standing(
                name,
                manifest.version if manifest else "",
                plugins.title(name),
                state,
                reason,
                _required(plugins, name),
                None if decided is None else f"{decided[1].code} {decided[0].kind.value}",
            )
        )
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
    missing = [needed for needed in _required(plugins, name) if not live.get(needed, Reach()).on_at(division)]
    if switch.kind.on and missing:
        return _("它要用的模块没有启用：{missing}").format(missing=joined(missing))
    return _("{place}{kind}，自 {day} 起").format(
        place=place.name, kind=switch.kind.label, day=chinese_date(switch.starts_on)
    )


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
            _("没有模块 {plugin}，现有：{known}"), plugin=plugin, known=joined(plugins.names), code=plugin
        )
    if kind.mandate and work.actor.role not in _MANDATORS:
        raise NotAllowed(_("{role}不能统一要求或禁止模块"), role=work.actor.role.label)
    switches = read_switches(work.session)
    wanted = [*_needed(plugins, plugin), plugin] if kind.on else [plugin]
    _check_mandates(switches, wanted, kind, division, on=starts_on, role=work.actor.role)
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


def reset(system: "System", plugin: str, *, actor: Actor = OPERATOR_OF_INSTALLATION, door: Door = Door.CLI) -> None:
    """Give a plugin that failed another chance: its failures are forgotten, and the next start tries it again.

    Raises:
        NotAllowed: unless somebody who runs the system does it.
        UnknownCode: if no plugin has the name.
    """
    if actor.role not in _RESETTERS:
        raise NotAllowed(_("{role}不能复位模块"), role=actor.role.label)
    if plugin not in system.plugins.known:
        known = joined(system.plugins.known)
        raise UnknownCode(_("没有模块 {plugin}，现有：{known}"), plugin=plugin, known=known, code=plugin)
    with system.work(actor, door=door) as work:
        connection = work.session.own_connection()
        health = read_health(connection).get(plugin)
        forget_failures(connection, plugin)
        failures = health.failures if health is not None else 0
        work.note(Act("reset", "plugin", changes={"plugin": [plugin, plugin], "failures": [failures, 0]}))
        work.commit()
    system.plugins.retry(plugin)
    system.refresh()


def _needed(plugins: Plugins, plugin: str) -> Iterable[str]:
    """Return what a plugin requires, directly or not, in the order in which it must be on."""
    found: list[str] = []
    for name in plugins[plugin].manifest.requires:
        found += [one for one in (*_needed(plugins, name), name) if one not in found]
    return found


def _check_mandates(
    switches: Switches, wanted: Iterable[str], kind: SwitchKind, division: Division, *, on: date, role: Role
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
        raise NotPossible(_("{users} 要用模块 {plugin}，请先停用 {users}"), users=joined(users), plugin=plugin)
