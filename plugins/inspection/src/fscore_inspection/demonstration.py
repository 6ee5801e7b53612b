"""The supervision of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.gates import FocusKind
from fscore.model.operators import Operator, OperatorKind
from fscore.model.rectification import Rectification, RectificationState
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_inspection.campaigns import Campaign, CampaignState, CampaignTarget
from fscore_inspection.model import (
    Inspection,
    InspectionState,
    Patrol,
    PatrolItem,
    PatrolState,
    Result,
)
from fscore_inspection.papers import PaperState, SupervisionOpinion

Facts = Mapping[str, Any]
DAY = timedelta(days=1)


def make(scene: Scene) -> None:
    """Write the supervision of both townships."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        operators = scene.operators(place, *OperatorKind)
        visited = operators[: len(operators) - told["unvisited"]]
        team = _team(scene)
        inspections = scene.keep(
            _inspected(scene, one, team, published=len(visited) - number > told["unpublished"])
            for number, one in enumerate(visited)
        )
        scene.keep(patrol for one in visited for patrol in _patrols(scene, one, facts["times"][one.kind.value] - 1))
        _opinions(scene, place, inspections[: told["opinions"]], told)
        _left_undone(scene, place, operators, told)
    scene.keep(_campaign(scene.model, told) for told in facts["campaigns"])


def _team(scene: Scene) -> dict[str, Any]:
    first, second = scene.name(), scene.name()
    while second == first:
        second = scene.name()
    numbers = scene.random.sample(range(1000, 9999), 2)
    return {
        "inspector": first,
        "card": f"演示{numbers[0]}",
        "second_inspector": second,
        "second_card": f"演示{numbers[1]}",
    }


def _inspected(scene: Scene, operator: Operator, team: Facts, *, published: bool) -> Inspection:
    inspected_on = scene.day(date(scene.year, 2, 1), date(scene.year, 10, 31))
    return Inspection(
        division_id=operator.division_id,
        operator_id=operator.id,
        inspected_on=inspected_on,
        state=InspectionState.PUBLISHED if published else InspectionState.DONE,
        cards_shown=True,
        result=Result.NO_PROBLEM,
        published_on=inspected_on + DAY * scene.random.randrange(3, 15) if published else None,
        **team,
    )


def _patrols(scene: Scene, operator: Operator, count: int) -> Iterator[Patrol]:
    # Spread over the year, so that no two fall on the same day.
    length = 300 // max(count, 1)
    for number in range(count):
        first = date(scene.year, 1, 10) + DAY * length * number
        yield Patrol(
            division_id=operator.division_id,
            operator_id=operator.id,
            patrolled_on=scene.day(first, first + DAY * (length - 1)),
            patroller=scene.name(),
            passed=frozenset(PatrolItem),
        )


def _opinions(scene: Scene, place: Place, inspections: list[Inspection], told: Facts) -> None:
    """Write an opinion after each of these inspections, and what became of the rectification."""
    for number, inspection in enumerate(inspections):
        issued_on = inspection.inspected_on or scene.work.today
        due_on = issued_on + DAY * 15
        unfinished = number < told["open"]
        late = told["open"] <= number < told["open"] + told["late"]
        closed_on = None if unfinished else due_on + DAY * (20 if late else -3)
        about: dict[str, Any] = {
            "division_id": inspection.division_id,
            "operator_id": inspection.operator_id,
            "due_on": due_on,
        }
        rectification = Rectification(
            **about,
            problem="食品存放不规范，进货票据不全",
            found_on=issued_on,
            state=RectificationState.ORDERED if unfinished else RectificationState.CLOSED,
            rechecked_on=closed_on,
            closed_on=closed_on,
            rechecks_failed=told["rechecks_failed"] if unfinished else 0,
            source="supervision_opinion",
        )
        (kept,) = scene.keep([rectification])
        opinion = SupervisionOpinion(
            **about,
            number=f"{place.township.name}监意〔{scene.year}〕{number + 1}号",
            issued_on=issued_on,
            facts="检查时食品未离墙离地存放，部分进货票据没有留存",
            opinions="食品分类上架存放\n补齐进货票据并按月装订",
            inspector=inspection.inspector,
            card=inspection.card,
            second_inspector=inspection.second_inspector,
            second_card=inspection.second_card,
            state=PaperState.SERVED,
            inspection_id=inspection.id,
            rectification_id=kept.id,
            served_on=issued_on,
            recipient=scene.name(),
        )
        scene.keep([opinion])


def _left_undone(scene: Scene, place: Place, operators: list[Operator], told: Facts) -> None:
    today = scene.work.today
    scene.keep(
        Patrol(
            division_id=one.division_id,
            operator_id=one.id,
            patrolled_on=today - DAY * 6,
            patroller=scene.name(),
            state=PatrolState.FOUND,
            problems="货架上有过期食品",
        )
        for one in operators[: told["unforwarded"]]
    )
    scene.keep(
        Inspection(
            division_id=one.division_id,
            operator_id=one.id,
            planned_on=today + DAY * 2,
            state=InspectionState.PLANNED,
            inspector=scene.name(),
            card=f"演示{scene.random.randrange(1000, 9999)}",
        )
        for one in operators[-told["planned_alone"] :]
        if told["planned_alone"]
    )
    if told["running_campaign"]:
        started: dict[str, Any] = {"starts_on": today - DAY * 60, "ends_on": today - DAY * 30}
        targets = frozenset({CampaignTarget.SMALL_SHOPS})
        campaign: dict[str, Any] = {"name": "小食品店专项整治", "targets": targets, "state": CampaignState.RUNNING}
        scene.keep([Campaign(division_id=place.township.id, **campaign, **started)])


def _campaign(place: Place, told: Facts) -> Campaign:
    targets = frozenset(CampaignTarget.of(one) for one in told["targets"])
    focus = frozenset(FocusKind.of(one) for one in told["focus_on"])
    values: dict[str, Any] = {**told, "targets": targets, "focus_on": focus, "state": CampaignState.SUMMARISED}
    return Campaign(division_id=place.township.id, **values)


DEMONSTRATION = Demonstration("inspection", make)
