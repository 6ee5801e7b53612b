"""The drives of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterator, Mapping
from typing import Any

from fscore.extension import declarations
from fscore.labels import _
from fscore.model.drive import Drive
from fscore.model.operators import Operator, OperatorKind
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore.services.scoring import criteria_in_force
from fscore_demonstration.assessing import self_assess
from fscore_demonstration.evidence import CRITERIA, asking_for_papers
from fscore_demonstration.model import (
    AcceptanceState,
    Demonstration,
    DemonstrationKind,
    DemonstrationState,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Hand,
    Highlight,
    HighlightState,
    Programme,
)

Facts = Mapping[str, Any]
ENDING = {
    DemonstrationKind.VILLAGE: "",
    DemonstrationKind.GROUP: _("一组"),
    DemonstrationKind.ZONE: _("餐饮街"),
    DemonstrationKind.UNIT: _("便民服务中心食堂"),
}


def make(scene: Scene) -> None:
    """Write programme, evidence, awards and highlights of both townships; last of all, the self-assessment."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        scene.keep(_awards(scene, place, told))
        scene.keep(_highlights(place, told))
        if "programme" in told:
            scene.keep([_programme(place, told["programme"])])
        drive = _drive(place, told["drive"])
        scene.keep([drive])
        scene.keep(_papers(scene, place, drive, told))
        if told["drive"]["applies"]:
            way = self_assess(scene.work, scene.work.get(Drive, drive.id))
            scene.work.change(way, {"state": AcceptanceState.APPLIED, "applied_on": scene.work.today})


def _drive(place: Place, told: Facts) -> Drive:
    return Drive(division_id=place.township.id, name=told["name"], starts_on=told["starts_on"], ends_on=told["ends_on"])


def _papers(scene: Scene, place: Place, drive: Drive, told: Facts) -> Iterator[Evidence]:
    """Return the papers that the facts name, or one for each item of the form that asks for some."""
    form = criteria_in_force(scene.work, CRITERIA, scene.work.today, place.township)
    items = {item.code: item for item in asking_for_papers(form)}
    papers = told.get("papers") or [{"criterion": code, "refuted": False} for code in items]
    for paper in papers:
        yield Evidence(
            division_id=place.township.id,
            drive_id=drive.id,
            criterion=paper["criterion"],
            name=items[paper["criterion"]].evidence,
            kind=EvidenceKind.DOCUMENT,
            dated_on=paper.get("dated_on") or scene.day(*told["drive"]["papers_dated"]),
            kept_at=_("示范创建档案盒"),
            state=EvidenceState.REFUTED if paper["refuted"] else EvidenceState.VERIFIED,
            checked_by=scene.name(),
        )


def _awards(scene: Scene, place: Place, told: Facts) -> Iterator[Demonstration]:
    for wanted in told["awards"]:
        kind = DemonstrationKind.of(wanted["kind"])
        for number in range(wanted["count"]):
            applied_on = scene.day(scene.work.today.replace(month=2, day=1), scene.work.today.replace(month=3, day=31))
            yield Demonstration(
                **_subject(scene, place, kind, number),
                applied_on=applied_on,
                standard=_("食品安全示范点评定标准"),
                state=DemonstrationState.AWARDED,
                evaluated_on=applied_on.replace(month=5),
                evaluator=scene.name(),
                awarded_on=applied_on.replace(month=6, day=20),
                expires_on=wanted.get("expires_on"),
            )
    for number, waiting in enumerate(told.get("applied", ())):
        subject = _subject(scene, place, DemonstrationKind.of(waiting["kind"]), number)
        yield Demonstration(**subject, applied_on=waiting["applied_on"])


def _subject(scene: Scene, place: Place, kind: DemonstrationKind, number: int) -> dict[str, Any]:
    businesses = {DemonstrationKind.FARM_STAY: OperatorKind.CATERER, DemonstrationKind.SCHOOL: OperatorKind.SCHOOL}
    if kind in businesses:
        chosen: Operator = scene.operators(place, businesses[kind])[number]
        return {"division_id": chosen.division_id, "kind": kind, "name": chosen.name, "operator_id": chosen.id}
    unit = place.township if kind in (DemonstrationKind.ZONE, DemonstrationKind.UNIT) else place.villages[number]
    extent = _("场镇主街") if kind is DemonstrationKind.ZONE else ""
    return {"division_id": unit.id, "kind": kind, "name": f"{unit.name}{ENDING[kind]}", "extent": extent}


def _programme(place: Place, told: Facts) -> Programme:
    return Programme(
        division_id=place.township.id,
        name=told["name"],
        starts_on=told["starts_on"],
        hands=frozenset(map(Hand.of, told["hands"])),
        goals=told["goals"],
    )


def _highlights(place: Place, told: Facts) -> Iterator[Highlight]:
    for one in told.get("highlights", ()):
        state = HighlightState.BUILT if "built_on" in one else HighlightState.PLANNED
        yield Highlight(division_id=place.township.id, state=state, **one)


# What is assessed has to be there: every part of the demonstration that a figure of the form speaks of comes first.
EARLIER = (
    "banquets", "budget", "catering", "cooks", "emergency", "events", "farm", "four_complete", "grading", "health",
    "inspection", "market_access", "meetings", "pledges", "publicity", "rights", "survey", "testing", "training",
    "workshops",
)  # fmt: skip
DRIVES = declarations.Demonstration("demonstration", make, after=EARLIER)
