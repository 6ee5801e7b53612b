"""The grades of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.operators import CANTEENS, Operator, OperatorKind
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_grading.grades import risk_of
from fscore_grading.hygiene import judge
from fscore_grading.model import GradeState, HygieneGrade, HygieneItem, HygieneScore, Letter, NoGrade, Risk, RiskGrade

Facts = Mapping[str, Any]
POINTS = {Risk.A: 24, Risk.B: 38, Risk.C: 52, Risk.D: 66}
STATIC = 20


def make(scene: Scene) -> None:
    """Write the grades of both townships."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        caterers = scene.operators(place, OperatorKind.CATERER)
        if told["canteens"]:
            caterers = [*scene.operators(place, *CANTEENS), *caterers]
        _hygiene(scene, caterers[: len(caterers) - told["never"]], told)
        scene.keep(_risk(scene, place, one, risk, told) for one, risk in _risks(scene, place, told))


def _hygiene(scene: Scene, operators: list[Operator], told: Facts) -> None:
    """Grade operators, the last of them in the ways that leave them without a grade that counts."""
    others = [
        *["unposted"] * told["unposted"],
        *["overdue"] * told["overdue"],
        *["keys"] * told["keys"],
        *["incident"] * told["incidents"],
    ]
    ways = ["well"] * (len(operators) - len(others)) + others
    made = [_grade(scene, one, way, told) for one, way in zip(operators, ways, strict=True)]
    grades = scene.keep(grade for grade, _points in made)
    scene.keep(
        HygieneScore(division_id=grade.division_id, grade_id=grade.id, item=item, points=found)
        for grade, (_same, points) in zip(grades, made, strict=True)
        for item, found in points.items()
    )


def _grade(
    scene: Scene, operator: Operator, way: str, told: Facts
) -> tuple[HygieneGrade, Mapping[HygieneItem, Decimal]]:
    graded_on = scene.day(told["graded_from"], told["graded_to"])
    if way == "overdue":
        graded_on = scene.day(date(scene.year - 1, 6, 1), date(scene.year - 1, 11, 30))
    about: dict[str, Any] = {"division_id": operator.division_id, "operator_id": operator.id}
    if way == "incident":
        about |= {"graded_on": date(scene.year, 11, 20), "reason": NoGrade.INCIDENT, "state": GradeState.GRADED}
        return HygieneGrade(**about), {}
    points = {item: Decimal(scene.random.randrange(70, 101)) / 10 for item in HygieneItem}
    if way == "keys":
        points |= {HygieneItem.LICENCE: Decimal(5), HygieneItem.PURCHASE: Decimal(4)}
    found = judge(graded_on, {item.code: one for item, one in points.items()})
    letter = None if found is None or found.letter is None else Letter.of(found.letter)
    posted = letter is not None and way != "unposted"
    grade = HygieneGrade(
        **about,
        graded_on=graded_on,
        state=GradeState.POSTED if posted else GradeState.GRADED,
        average=None if found is None else found.average,
        key_failures=0 if found is None else found.key_failures,
        letter=letter,
        reason=NoGrade.KEYS if letter is None else None,
        posted_on=graded_on + timedelta(days=5) if posted else None,
    )
    return grade, points


def _risks(scene: Scene, place: Place, told: Facts) -> Iterator[tuple[Operator, Risk]]:
    for kind in OperatorKind:
        high, middle = told["risk_d"].get(kind.value, 0), told["risk_c"].get(kind.value, 0)
        for number, operator in enumerate(scene.operators(place, kind)):
            yield operator, Risk.D if number < high else Risk.C if number < high + middle else Risk.B


def _risk(scene: Scene, place: Place, operator: Operator, risk: Risk, told: Facts) -> RiskGrade:
    graded_on = scene.day(date(scene.year, 1, 5), date(scene.year, 1, 31))
    total, rules = Decimal(POINTS[risk]), scene.work.rules
    return RiskGrade(
        division_id=operator.division_id,
        operator_id=operator.id,
        graded_on=graded_on,
        risk=Risk.A if operator.kind.value in told["misgraded"] else risk_of(rules, total, graded_on, place.township),
        static_points=Decimal(STATIC),
        dynamic_points=total - STATIC,
    )


DEMONSTRATION = Demonstration("grading", make, after=("inspection",))
