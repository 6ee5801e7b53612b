"""The demonstration: two invented townships, made of records from declared facts, the same ones every time."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from importlib import resources
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import sqlalchemy as sa

from fscore.errors import NotPossible
from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.operators import (
    Licence,
    LicenceKind,
    Operator,
    OperatorKind,
    Regime,
    RegimeAdoption,
    TownshipProfile,
)
from fscore.model.people import Person
from fscore.model.posts import Appointment, Post
from fscore.model.record import Record
from fscore.model.switching import SwitchKind
from fscore.services.accounts import demonstration_accounts
from fscore.services.divisions import load_divisions
from fscore.services.switching import turn
from fscore.services.work import Work
from fscore.storage.columns import col

if TYPE_CHECKING:
    from fscore.services.system import System

R = TypeVar("R", bound=Record)
_SEED = 20231231
MINUTES = 600.0


@attrs.frozen
class Place:
    """A township of the demonstration with its units."""

    township: Division
    villages: tuple[Division, ...]
    communities: tuple[Division, ...]

    @property
    def units(self) -> tuple[Division, ...]:
        """Villages and communities, in the order of their codes."""
        return tuple(sorted((*self.villages, *self.communities), key=lambda unit: unit.code))


class Scene:
    """What the parts of a demonstration are made with: a unit of work, two townships, invented people, one seed."""

    def __init__(self, work: Work, facts: Mapping[str, Any], part: str) -> None:
        self.work = work
        self.facts = facts
        self.year: int = facts["year"]
        self.random = Random(f"{_SEED}-{part}")  # noqa: S311 - the same demonstration every time, nothing secret

    @cached_property
    def model(self) -> Place:
        """The township in which everything is in order."""
        return self._place(self.facts["model"])

    @cached_property
    def messy(self) -> Place:
        """The township that breaks rules on purpose."""
        return self._place(self.facts["messy"])

    def _place(self, code: str) -> Place:
        township = self.work.division(code)
        units = self.work.children(township)
        communities = tuple(unit for unit in units if unit.kind.value == "community")
        return Place(township, tuple(unit for unit in units if unit not in communities), communities)

    def operators(self, place: Place, *kinds: OperatorKind) -> list[Operator]:
        """Return the operators of some kinds in a township, in a steady order."""
        inside = sa.select(col(Division.id)).where(col(Division.township_id) == place.township.id)
        wanted = sa.select(Operator).where(col(Operator.division_id).in_(inside), col(Operator.kind).in_(kinds))
        return list(self.work.all(wanted.order_by(col(Operator.id))))

    def name(self) -> str:
        """Return an invented person's name."""
        names: Mapping[str, str] = self.facts["names"]
        count = self.random.choice((1, 2, 2))
        return self.random.choice(names["surnames"]) + "".join(self.random.choice(names["given"]) for _ in range(count))

    def mobile(self) -> str:
        """Return a mobile number that nobody can have: 154 is not allocated."""
        return f"154{self.random.randrange(10**8):08d}"

    def day(self, first: date, last: date) -> date:
        """Return a day between two, both included."""
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def keep(self, records: Iterable[R]) -> list[R]:
        """Write records, each class in one go, and return them with their ids."""
        made = list(records)
        by_class: dict[type, list[R]] = {}
        for record in made:
            by_class.setdefault(type(record), []).append(record)
        for group in by_class.values():
            self.work.insert(group)
        return made

    def person(self, unit: Division, name: str | None = None) -> Person:
        """Write an invented person and return it."""
        return self.keep([Person(division_id=unit.id, name=name or self.name(), phone=self.mobile())])[0]


def read_facts() -> Mapping[str, Any]:
    """Return the declared facts."""
    found = resources.files("fscore").joinpath("demonstration", "facts.toml")
    return tomllib.loads(found.read_text(encoding="utf-8"))


def shipped_facts(package: str) -> Mapping[str, Any]:
    """Return the facts that a package makes its part of the demonstration from: its ``demonstration.toml``."""
    return tomllib.loads(resources.files(package).joinpath("demonstration.toml").read_text(encoding="utf-8"))


def demonstrate(system: "System") -> Sequence[str]:
    """Make the demonstration townships in an empty database; return the names of the plugins that are part of it.

    Raises:
        NotPossible: if the database has divisions already.
    """
    facts = read_facts()
    system.set_business_day(facts["business_day"])
    with system.work(reading=True) as work:
        if work.first(sa.select(Division)) is not None:
            raise NotPossible(_("演示数据要放进空的数据库，这个库里已经有区划了。请换一个文件名"))
    places = resources.files("fscore").joinpath("demonstration", "divisions.csv")
    with resources.as_file(places) as path, system.work() as work:
        load_divisions(work, path)
        work.commit()
    district = facts["model"][:6].ljust(12, "0")
    for name in system.plugins.names:
        turn(system, name, SwitchKind.ENABLE, district, starts_on=date(facts["year"], 1, 1))
    with system.work() as work:
        _register(Scene(work, facts, "core"))
        _messy_register(Scene(work, facts, "messy"))
        work.commit()
    for plugin, part in _ordered(system):
        # A part that fails takes nothing along but itself; the plugin is named as one that failed.
        system.plugins.run(plugin, f"demonstration {part.code}", partial(_part, system, facts, plugin, part), MINUTES)
    demonstration_accounts(system)
    return system.plugins.names


def _part(system: "System", facts: Mapping[str, Any], plugin: str, part: Demonstration) -> None:
    with system.work() as work:
        part.make(Scene(work, facts, f"{plugin}-{part.code}"))
        work.commit()


def _ordered(system: "System") -> list[tuple[str, Demonstration]]:
    rest = system.plugins.demonstrations()
    done: set[str] = set()
    ordered: list[tuple[str, Demonstration]] = []
    while rest:
        ready = [pair for pair in rest if all(needed in done for needed in pair[1].after)] or rest[:1]
        ordered += ready
        done |= {part.code for _plugin, part in ready}
        rest = [pair for pair in rest if pair not in ready]
    return ordered


def _register(scene: Scene) -> None:
    """The model township: its profile, its network, its operators with valid licences and adopted regimes."""
    place = scene.model
    profile = scene.facts["profile"]
    scene.keep(
        [
            TownshipProfile(
                division_id=place.township.id,
                year=scene.year,
                area=Decimal(profile["area"]),
                farmland=profile["farmland"],
                population=profile["population"],
            )
        ]
    )
    _network(scene, place, {scene.facts["posts"]["liaisons_missing_at"]}, full_time=True)
    operators = _operators(scene, place, scene.facts["operators"])
    expiry = date(scene.year + 2, 6, 30)
    scene.keep(_licence(one, date(scene.year - 2, 7, 1), expiry) for one in operators)
    scene.keep(
        RegimeAdoption(
            division_id=one.division_id,
            operator_id=one.id,
            regime=Regime.of(regime),
            adopted_on=scene.day(date(scene.year - 2, 1, 1), date(scene.year - 1, 12, 31)),
        )
        for one in operators
        for regime in scene.facts["regimes"].get(one.kind.value, ())
    )


def _messy_register(scene: Scene) -> None:
    """The messy township: a vacant post, licences that ran out and others about to."""
    place, broken = scene.messy, scene.facts["broken"]
    _network(scene, place, set(broken["vacant_posts"]), full_time=broken["full_time_officer"])
    operators = _operators(scene, place, scene.facts["messy_operators"])
    ends = [date(scene.year, 10, 31)] * broken["expired_licences"]
    ends += [date(scene.year + 1, 1, 15)] * broken["expiring_licences"]
    ends += [date(scene.year + 2, 6, 30)] * (len(operators) - len(ends))
    scene.keep(_licence(one, date(scene.year - 3, 7, 1), end) for one, end in zip(operators, ends, strict=True))


def _network(scene: Scene, place: Place, without_liaison: set[str], *, full_time: bool) -> None:
    since = date(scene.year - 1, 1, 1)
    posts = [(place.township, Post.GROUP_HEAD), (place.township, Post.GROUP_DEPUTY), (place.township, Post.OFFICER)]
    for unit in place.units:
        posts.append((unit, Post.FIRST_RESPONSIBLE))
        if unit.code not in without_liaison:
            posts.append((unit, Post.LIAISON))
    people = scene.keep(Person(division_id=unit.id, name=scene.name(), phone=scene.mobile()) for unit, _post in posts)
    scene.keep(
        Appointment(
            division_id=unit.id,
            person_id=person.id,
            post=post,
            starts_on=since,
            full_time=full_time and post is Post.OFFICER,
        )
        for (unit, post), person in zip(posts, people, strict=True)
    )
    district = scene.work.place(place.township.district_id or place.township.id)
    if not scene.work.count(sa.select(Appointment).where(col(Appointment.division_id) == district.id)):
        contact = scene.person(district)
        scene.keep([Appointment(division_id=district.id, person_id=contact.id, post=Post.CONTACT, starts_on=since)])


def _operators(scene: Scene, place: Place, counts: Mapping[str, int]) -> list[Operator]:
    taken: set[tuple[int, str]] = set()
    made: list[Operator] = []
    for kind, count in counts.items():
        for number in range(count):
            unit = place.units[(number * 7 + len(made)) % len(place.units)]
            made.append(
                Operator(
                    division_id=unit.id,
                    name=_free_name(scene, kind, number, unit, taken),
                    kind=OperatorKind.of(kind),
                    opened_on=scene.day(date(scene.year - 9, 1, 1), date(scene.year - 2, 6, 30)),
                    principal=scene.name(),
                    phone=scene.mobile(),
                    address=f"{place.township.name}{unit.name}",
                )
            )
    return scene.keep(made)


def _free_name(scene: Scene, kind: str, number: int, unit: Division, taken: set[tuple[int, str]]) -> str:
    words = scene.facts["words"]
    endings: Sequence[str] = words[kind]
    if kind in ("school", "nursing_home"):
        return f"{scene.work.place(unit.township_id or unit.id).name}{endings[number % len(endings)]}"
    while True:
        name = "".join(scene.random.sample(words["brands"], 2)) + endings[number % len(endings)]
        if (unit.id, name) not in taken:
            taken.add((unit.id, name))
            return name


def _licence(operator: Operator, first: date, last: date) -> Licence:
    workshop = operator.kind is OperatorKind.WORKSHOP
    kind = LicenceKind.REGISTRATION_CARD if workshop else LicenceKind.FOOD_LICENCE
    prefix = "" if workshop else "JY"
    number = f"{prefix}990101{operator.id:08d}"
    return Licence(
        division_id=operator.division_id,
        operator_id=operator.id,
        kind=kind,
        number=number,
        issued_on=max(first, operator.opened_on or first),
        valid_to=last,
    )
