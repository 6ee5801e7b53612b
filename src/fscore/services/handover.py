"""What was set for divisions that close is set for those that follow: module switches, local rules, criteria sets.

Accounts are not handed over: who may see more than before is for an administrator to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs
import sqlalchemy as sa

from fscore.model.accounts import Account
from fscore.model.division import Division
from fscore.model.local_rule import LocalRule
from fscore.model.switching import PluginSwitch, SwitchKind
from fscore.services.switching import Switches, reaches, read_switches
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.criteria_sets import LoadedSet, add_set, read_sets

_RULE = ("code", "value", "op", "unit", "title", "number", "article", "verified", "verified_on", "superseded")


@attrs.frozen
class Left:
    """What somebody has to see to: rules and sets on which the old divisions differ, accounts that work for them."""

    rules: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@attrs.frozen
class Settings:
    """What was set for divisions that are about to close."""

    old: tuple[Division, ...]
    on: date
    switches: Switches
    live: Mapping[str, tuple[bool, ...]]
    rules: tuple[tuple[LocalRule, ...], ...]
    sets: tuple[tuple[LoadedSet, ...], ...]


def settings_of(work: Work, old: Sequence[Division], on: date) -> Settings:
    """Return what is set for divisions on the day from which others follow them; call it before they close."""
    switches = read_switches(work.session)
    live = reaches(work.system.plugins, switches, on)
    connection = work.session.own_connection()
    return Settings(
        tuple(old),
        on,
        switches,
        {name: tuple(reach.on_at(unit) for unit in old) for name, reach in live.items()},
        tuple(tuple(_standing_rules(work, unit, on)) for unit in old),
        tuple(tuple(one for one in read_sets(connection) if one.division_id == unit.id) for unit in old),
    )


def hand_over(
    work: Work, settings: Settings, new: Sequence[Division], straight: Mapping[int, Sequence[Division]]
) -> Left:
    """Set the same for the divisions that follow, and say what was not.

    Where old divisions differ, a module is on if it was on in one of them, and the rules of each go on for what lay
    ``straight`` below it.
    """
    for unit in new:
        _switch(work, settings, unit)
    rules = _rules(work, settings, new, straight)
    return Left(rules, tuple(_sets(work, settings, new)), tuple(_accounts(work, settings.old)))


def _switch(work: Work, settings: Settings, unit: Division) -> None:
    inherited = reaches(work.system.plugins, read_switches(work.session), settings.on)
    own = {place.id for place in settings.old}
    for name, were_on in settings.live.items():
        kinds = {
            place.id: switch.kind
            for switch, place in sorted(settings.switches.get(name, ()), key=lambda pair: pair[0].starts_on)
            if place.id in own and switch.starts_on <= settings.on
        }
        alike = set(kinds.values()) if len(kinds) == len(own) else set()
        if len(alike) == 1:
            kind = alike.pop()
        elif any(were_on) is not inherited[name].on_at(unit):
            kind = SwitchKind.ENABLE if any(were_on) else SwitchKind.DISABLE
        else:
            continue
        work.add(PluginSwitch(division_id=unit.id, plugin=name, kind=kind, starts_on=settings.on))


def _standing_rules(work: Work, unit: Division, on: date) -> Iterable[LocalRule]:
    ends = col(LocalRule.superseded)
    return work.all(
        sa.select(LocalRule).where(col(LocalRule.division_id) == unit.id, sa.or_(ends.is_(None), ends > on))
    )


def _rules(
    work: Work, settings: Settings, new: Sequence[Division], straight: Mapping[int, Sequence[Division]]
) -> tuple[str, ...]:
    said = [{_words(rule) for rule in own} for own in settings.rules]
    shared = set.intersection(*said)
    differing = set()
    for unit, own in zip(settings.old, settings.rules, strict=True):
        for rule in own:
            values = {name: getattr(rule, name) for name in _RULE}
            alike = _words(rule) in shared
            homes = new if alike else straight[unit.id]
            if not alike:
                differing.add(rule.code)
            for home in homes:
                effective = max(rule.effective, settings.on)
                work.put(LocalRule(division_id=home.id, effective=effective, **values))
            if rule.effective < settings.on:
                work.change(rule, {"superseded": settings.on})
    return tuple(sorted(differing))


def _words(rule: LocalRule) -> tuple[object, ...]:
    return tuple(getattr(rule, name) for name in _RULE)


def _sets(work: Work, settings: Settings, new: Sequence[Division]) -> Iterable[str]:
    held = [{(one.code, one.sha256): one for one in own} for own in settings.sets]
    shared = set.intersection(*(set(own) for own in held))
    for unit in new:
        for key in sorted(shared):
            made = attrs.evolve(held[0][key], division_id=unit.id)
            add_set(work.session.own_connection(), made, work.session.author)
    return sorted({code for own in held for code, _digest in set(own) - shared})


def _accounts(work: Work, old: Sequence[Division]) -> Iterable[str]:
    places = [unit.id for unit in old]
    wanted = sa.select(Account).where(col(Account.division_id).in_(places), col(Account.disabled).is_(False))
    return [account.login for account in work.all(wanted.order_by(col(Account.login)))]
