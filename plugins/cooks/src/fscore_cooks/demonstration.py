"""Cooks of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.people import Credential, CredentialKind, Person
from fscore.model.period import months_after
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore.storage.columns import col
from fscore_cooks.model import RuralCook
from fscore_health.model import HealthCertificate
from fscore_training.model import Attendance, Audience, SessionKind, SessionState, Topic, TrainingSession

DAY = timedelta(days=1)


def make(scene: Scene) -> None:
    """Write the cooks of both townships, what they hold, and to which batch they came."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        cooks = scene.keep(_cooks(scene, place, facts["teams"], told))
        scene.keep(_certificates(scene, cooks, told))
        scene.keep(_examinations(scene, place, cooks, told))
        scene.keep(_sign_ins(_batches(scene, place, told), cooks, told["batches"]))


def _cooks(scene: Scene, place: Place, teams: Sequence[str], told: Mapping[str, Any]) -> Iterator[RuralCook]:
    homes = [place.units[number % len(place.units)] for number in range(told["cooks"])]
    people = scene.keep(Person(division_id=unit.id, name=scene.name()) for unit in homes)
    for unit, person in zip(homes, people, strict=True):
        yield RuralCook(
            division_id=unit.id,
            person_id=person.id,
            name=person.name,
            registered_on=scene.day(date(scene.year - 3, 1, 1), date(scene.year, 2, 28)),
            team=scene.random.choice(teams),
            years=scene.random.randrange(2, 31),
            area=_("{unit}及邻近村").format(unit=unit.name),
            mobile=scene.mobile(),
        )


def _certificates(scene: Scene, cooks: Sequence[RuralCook], told: Mapping[str, Any]) -> Iterator[Credential]:
    for number, cook in enumerate(cooks[told["uncertified"] :]):
        expired = number < told["certificate_expired"]
        valid_to = date(scene.year, 9, 30) if expired else date(scene.year + 2, 5, 31)
        yield Credential(
            division_id=cook.division_id,
            person_id=cook.person_id,
            kind=CredentialKind.COOK,
            issued_on=date(valid_to.year - 3, 6, 1),
            valid_to=valid_to,
            number=f"C{cook.id:06d}",
        )


def _examinations(
    scene: Scene, place: Place, cooks: Sequence[RuralCook], told: Mapping[str, Any]
) -> Iterator[HealthCertificate]:
    months = int(scene.work.rules.value("health.validity", scene.work.today, place.township).value)
    for number, cook in enumerate(cooks[: len(cooks) - told["unexamined"]]):
        year = scene.year - 1 if number < told["health_expired"] else scene.year
        issued_on = scene.day(date(year, 3, 1), date(year, 10, 31))
        yield HealthCertificate(
            division_id=cook.division_id,
            person_id=cook.person_id,
            name=cook.name,
            issuer=_("{township}卫生院").format(township=place.township.name),
            issued_on=issued_on,
            valid_to=months_after(issued_on, months) - DAY,
        )


def _batches(scene: Scene, place: Place, told: Mapping[str, Any]) -> list[TrainingSession]:
    """Return the batches of a township: those of its training, or one of its own."""
    if "batch" in told:
        batch = TrainingSession(
            division_id=place.township.id,
            title=told["batch"]["title"],
            kind=SessionKind.BATCH,
            planned_on=told["batch"]["held_on"],
            held_on=told["batch"]["held_on"],
            audience=frozenset({Audience.COOK}),
            topics=frozenset({Topic.HYGIENE, Topic.BANQUETS}),
            trainer=scene.name(),
            headcount=sum(told["batches"]),
            state=SessionState.RECORDED,
        )
        return scene.keep([batch])
    wanted = sa.select(TrainingSession).where(
        col(TrainingSession.kind) == SessionKind.BATCH, col(TrainingSession.division_id) == place.township.id
    )
    return list(scene.work.all(wanted.order_by(col(TrainingSession.held_on))))


def _sign_ins(
    batches: Sequence[TrainingSession], cooks: Sequence[RuralCook], counts: Sequence[int]
) -> Iterator[Attendance]:
    left = iter(cooks)
    for batch, count in zip(batches, counts, strict=True):
        for _number in range(count):
            person_id = next(left).person_id
            yield Attendance(division_id=batch.division_id, session_id=batch.id, person_id=person_id)


DEMONSTRATION = Demonstration("cooks", make, after=("health", "training"))
