"""What was set for divisions that close is set for those that follow: module switches, local rules, criteria sets.

Accounts are not handed over: who may see more than before is for an administrator to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import attrs
import sqlalchemy as sa

from fscore.model.accounts import Account
from fscore.model.division import Division
from fscore.model.local_rule import LocalRule
from fscore.model.switching import PluginSwitch, SwitchKind
from fscore.services.switching import Switches, reaches, read_switches
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.criteria_sets import LoadedSet, add_set, loading_of, read_sets

_RULE = ("code", "value", "op", "unit", "title", "number", "article", "verified", "verified_on", "superseded")


@attrs.frozen
class Left:
    """What somebody has to see to: what the old divisions differ in, and the accounts that work for them."""

    modules: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


Turn = tuple[SwitchKind, date]


@attrs.frozen
class Turned:
    """How a module stood in each of the old divisions: on or not, by what of their own, and what was to come."""

    on: tuple[bool, ...]
    own: tuple[SwitchKind | None, ...]
    later: tuple[frozenset[Turn], ...]

    @property
    def alike(self) -> bool:
        """Whether all old divisions stood the same."""
        return len(set(self.on)) == len(set(self.own)) == 1


@attrs.frozen
class Settings:
    """What was set for divisions that are about to close."""

    old: tuple[Division, ...]
    on: date
    modules: Mapping[str, Turned]
    rules: tuple[tuple[LocalRule, ...], ...]
    sets: tuple[tuple[LoadedSet, ...], ...]


Straight = Mapping[int, Sequence[Division]]
"""What lay straight below each of the old divisions, by its id."""


def settings_of(work: Work, old: Sequence[Division], on: date) -> Settings:
    """Return what is set for divisions on the day from which others follow them; call it before they close."""
    switches = read_switches(work.session)
    connection = work.session.own_connection()
    return Settings(
        tuple(old),
        on,
        {
            name: Turned(
                tuple(reach.on_at(unit) for unit in old),
                tuple(_own_kind(switches, name, unit, on) for unit in old),
                tuple(frozenset(one for one in _own(switches, name, unit) if one[1] > on) for unit in old),
            )
            for name, reach in reaches(work.system.plugins, switches, on).items()
        },
        tuple(tuple(_standing_rules(work, unit, on)) for unit in old),
        tuple(tuple(one for one in read_sets(connection) if one.division_id == unit.id) for unit in old),
    )


def hand_over(work: Work, settings: Settings, new: Sequence[Division], straight: Straight) -> Left:
    """Set the same for the divisions that follow, and say what was not.

    Where old divisions differ, a module is on if it was on in one of them, and stays off, forbidden or required for
    what lay ``straight`` below the others; so do the rules of each go on for what lay below it.
    """
    inherited = reaches(work.system.plugins, read_switches(work.session), settings.on)
    for name, turned in settings.modules.items():
        for unit in new:
            _turn(work, name, unit, _turns(turned, settings.on, inherited[name].on_at(unit)))
        for place, unit in enumerate(settings.old):
            _keep(work, name, turned, place, straight[unit.id], closed=unit, on=settings.on)
    modules = sorted(work.system.plugins.title(name) for name, one in settings.modules.items() if not one.alike)
    rules = _rules(work, settings, new, straight)
    return Left(tuple(modules), rules, tuple(_sets(work, settings, new)), tuple(_accounts(work, settings.old)))


def _own(switches: Switches, name: str, unit: Division) -> list[Turn]:
    """Return how a division itself turned a module, the latest last."""
    own = [switch for switch, place in switches.get(name, ()) if place.id == unit.id]
    return [(one.kind, one.starts_on) for one in sorted(own, key=lambda one: (one.starts_on, one.id))]


def _own_kind(switches: Switches, name: str, unit: Division, on: date) -> SwitchKind | None:
    begun = [kind for kind, starts_on in _own(switches, name, unit) if starts_on <= on]
    return begun[-1] if begun else None


def _turns(turned: Turned, on: date, inherited: bool) -> Iterable[Turn]:  # noqa: FBT001 - what would be so anyway
    """Return how a module is turned for what follows: as for all old divisions, or on if it was in one of them."""
    if turned.alike and turned.own[0] is not None:
        yield turned.own[0], on
    elif any(turned.on) is not inherited:
        yield (SwitchKind.ENABLE if any(turned.on) else SwitchKind.DISABLE), on
    yield from sorted(frozenset.intersection(*turned.later), key=lambda one: one[1])


def _keep(
    work: Work, name: str, turned: Turned, place: int, below: Sequence[Division], *, closed: Division, on: date
) -> None:
    """Let what lay below one of several old divisions stand as that one did, where what follows stands otherwise."""
    off = not turned.on[place] and any(turned.on)
    own = turned.own[place]
    kept: list[Turn] = []
    if not turned.alike and own is not None and own.mandate:
        kept.append((own, on))
    elif off:
        kept.append((SwitchKind.DISABLE, on))
    kept += sorted(turned.later[place] - frozenset.intersection(*turned.later), key=lambda one: one[1])
    switches = read_switches(work.session) if kept else {}
    for unit in below:
        _turn(work, name, unit, [] if _own_kind(switches, name, unit, on) is not None else kept)
    if off:
        _turn(work, name, closed, [(SwitchKind.DISABLE, on - timedelta(days=1))])


def _turn(work: Work, name: str, unit: Division, turns: Iterable[Turn]) -> None:
    for kind, starts_on in turns:
        work.add(PluginSwitch(division_id=unit.id, plugin=name, kind=kind, starts_on=starts_on))


def _standing_rules(work: Work, unit: Division, on: date) -> Iterable[LocalRule]:
    ends = col(LocalRule.superseded)
    return work.all(
        sa.select(LocalRule).where(col(LocalRule.division_id) == unit.id, sa.or_(ends.is_(None), ends > on))
    )


def _rules(work: Work, settings: Settings, new: Sequence[Division], straight: Straight) -> tuple[str, ...]:
    on = settings.on
    shared = set.intersection(*({_words(rule, on) for rule in own} for own in settings.rules))
    differing = set()
    for unit, own in zip(settings.old, settings.rules, strict=True):
        for rule in own:
            alike = _words(rule, on) in shared
            homes = new if alike else [one for one in straight[unit.id] if not _has_own(work, one, rule, on)]
            if not alike:
                differing.add(rule.code)
            values = {name: getattr(rule, name) for name in _RULE}
            for home in homes:
                work.put(LocalRule(division_id=home.id, effective=max(rule.effective, on), **values))
    return tuple(sorted(differing))


def _has_own(work: Work, unit: Division, rule: LocalRule, on: date) -> bool:
    return any(one.code == rule.code for one in _standing_rules(work, unit, on))


def _words(rule: LocalRule, on: date) -> tuple[object, ...]:
    return (*(getattr(rule, name) for name in _RULE), max(rule.effective, on))


def _sets(work: Work, settings: Settings, new: Sequence[Division]) -> Iterable[str]:
    held = [{(one.code, one.sha256): one for one in own} for own in settings.sets]
    shared = set.intersection(*(set(own) for own in held))
    for unit in new:
        for key in sorted(shared):
            made = attrs.evolve(held[0][key], division_id=unit.id)
            number = add_set(work.session.own_connection(), made, work.session.author)
            work.note(loading_of(made, number))
    return sorted({code for own in held for code, _digest in set(own) - shared})


def _accounts(work: Work, old: Sequence[Division]) -> Iterable[str]:
    places = [unit.id for unit in old]
    wanted = sa.select(Account).where(col(Account.division_id).in_(places), col(Account.disabled).is_(False))
    return [account.login for account in work.all(wanted.order_by(col(Account.login)))]
