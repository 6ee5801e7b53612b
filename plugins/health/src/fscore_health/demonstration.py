"""People who handle food in the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.period import months_after
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_health.model import FoodHandler, HealthCertificate

DAY = timedelta(days=1)


def make(scene: Scene) -> None:
    """Write who handles food in both townships, and their certificates."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        cooks = _hired(scene, place, facts["staff"], direct_contact=True)
        _hired(scene, place, facts["others"], direct_contact=False)
        scene.keep(_certificates(scene, place, cooks, told))


def _hired(scene: Scene, place: Place, counts: Mapping[str, int], *, direct_contact: bool) -> list[FoodHandler]:
    """Write so many people for each business of a kind."""
    businesses = scene.operators(place, *map(OperatorKind.of, counts))
    posts = [one for one in businesses for _number in range(counts[one.kind.value])]
    people = scene.keep(Person(division_id=one.division_id, name=scene.name()) for one in posts)
    return scene.keep(
        FoodHandler(
            division_id=person.division_id,
            operator_id=operator.id,
            person_id=person.id,
            name=person.name,
            direct_contact=direct_contact,
            starts_on=_first_day(scene, operator),
            job=_("厨师") if direct_contact else _("服务员"),
        )
        for operator, person in zip(posts, people, strict=True)
    )


def _first_day(scene: Scene, operator: Operator) -> date:
    begins = date(scene.year - 1, 1, 1)
    return scene.day(max(begins, operator.opened_on or begins), date(scene.year, 6, 30))


def _certificates(
    scene: Scene, place: Place, people: list[FoodHandler], told: Mapping[str, Any]
) -> Iterator[HealthCertificate]:
    today = scene.work.today
    months = int(scene.work.rules.value("health.validity", today, place.township).value)
    for number, one in enumerate(people[: len(people) - told["without"]]):
        if number < told["expiring"]:
            valid_to = today + DAY * (5 + 7 * number)
        elif number < told["expiring"] + told["expired"]:
            valid_to = today - DAY * (20 + number)
        else:
            valid_to = scene.day(today + DAY * 60, today + DAY * 350)
        yield HealthCertificate(
            division_id=one.division_id,
            person_id=one.person_id,
            operator_id=one.operator_id,
            name=one.name,
            issuer=_("{township}卫生院").format(township=place.township.name),
            issued_on=months_after(valid_to, -months) + DAY,
            valid_to=valid_to,
        )


DEMONSTRATION = Demonstration("health", make)
