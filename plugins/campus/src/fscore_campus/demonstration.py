"""Schools and homes of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import Operator, OperatorKind
from fscore.services.demonstration import Scene, shipped_facts
from fscore_campus.model import (
    SCHOOLS,
    Campus,
    CampusKind,
    Canteen,
    CanteenMode,
    Meal,
    MealAccompany,
    TermCheck,
    TermItem,
    TermState,
)
from fscore_campus.terms import in_term

Facts = Mapping[str, Any]
WEEK = timedelta(days=7)


def make(scene: Scene) -> None:
    """Write the schools and homes of both townships."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        schools = scene.operators(place, OperatorKind.SCHOOL)
        homes = scene.operators(place, OperatorKind.NURSING_HOME)
        kinds = [CampusKind.of(facts["kinds"][number % len(facts["kinds"])]) for number in range(len(schools))]
        kinds += [CampusKind.NURSING_HOME] * len(homes)
        hosts = zip((*schools, *homes), kinds, strict=True)
        campuses = scene.keep(_campus(scene, one, kind, facts["diners"][kind.value]) for one, kind in hosts)
        canteens = scene.keep(_canteen(one) for one in campuses)
        taught = [one for one in campuses if one.kind in SCHOOLS]
        scene.keep(check for one in taught for check in _checks(scene, one, told))
        scene.keep(meal for one in canteens for meal in _meals(scene, one, told["accompanied_weeks"]))


def _campus(scene: Scene, operator: Operator, kind: CampusKind, diners: int) -> Campus:
    return Campus(
        division_id=operator.division_id,
        name=operator.name,
        kind=kind,
        principal=operator.principal,
        phone=scene.mobile(),
        operator_id=operator.id,
        mode=CanteenMode.SELF,
        students=diners,
        diners=diners,
        opened_on=operator.opened_on,
    )


def _canteen(campus: Campus) -> Canteen:
    return Canteen(
        division_id=campus.division_id,
        host_id=campus.id,
        name=f"{campus.name}食堂",
        diners=campus.diners,
        opened_on=campus.opened_on,
    )


def _checks(scene: Scene, campus: Campus, told: Facts) -> Iterator[TermCheck]:
    for term in ("spring_checks", "autumn_checks"):
        if term not in told:
            continue
        checked_on = scene.day(*told[term])
        about: dict[str, Any] = {"state": TermState.PASSED, "passed": frozenset(TermItem)}
        if told["to_correct"]:
            about = {"state": TermState.TO_CORRECT, "problems": "供水设施没有清洗", "due_on": checked_on + WEEK}
        yield TermCheck(
            division_id=campus.division_id,
            campus_id=campus.id,
            checked_on=checked_on,
            checked_by=f"镇食安办、市场监管所 {scene.name()}",
            **about,
        )


def _meals(scene: Scene, canteen: Canteen, weeks: int) -> Iterator[MealAccompany]:
    """Yield one accompanied lunch a week of the terms, from the beginning of the year or, if fewer, of autumn."""
    # Fridays, so that the last one of a year that ends on a Sunday is two days ago.
    friday = date(scene.year, 1, 6)
    days = [friday + WEEK * number for number in range(52)]
    taught = [day for day in days if day <= scene.work.today and in_term(day, scene.work.rules)]
    for day in taught[:weeks]:
        yield MealAccompany(
            division_id=canteen.division_id,
            canteen_id=canteen.id,
            accompanied_on=day,
            meal=Meal.LUNCH,
            companion="负责人",
        )


DEMONSTRATION = Demonstration("campus", make)
