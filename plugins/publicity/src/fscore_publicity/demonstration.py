"""Leaflets, events and boards of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.model.gates import Venue
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_publicity.model import (
    PHONES,
    BoardContent,
    EventKind,
    EventState,
    MaterialKind,
    MaterialState,
    NoticeBoard,
    PublicityEvent,
    PublicityMaterial,
)

Facts = Mapping[str, Any]


def make(scene: Scene) -> None:
    """Write the publicity of both townships."""
    facts = shipped_facts(__package__)
    for place, told in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        leaflets = {"campaign": facts["campaign"], "title": facts["leaflet"], "kind": MaterialKind.LEAFLET}
        laws = {"campaign": facts["law_campaign"], "title": facts["law_text"], "kind": MaterialKind.LAW_TEXT}
        scene.keep(_materials(scene, place, told, copies=told["leaflets"], **leaflets))
        scene.keep(_materials(scene, place, told, copies=told["law_texts"], **laws))
        scene.keep(_event(place, one) for one in told["event"])
        scene.keep(_boards(scene, place, told, facts["board"]))


def _materials(
    scene: Scene, place: Place, told: Facts, *, campaign: str, title: str, kind: MaterialKind, copies: int
) -> Iterable[PublicityMaterial]:
    """Share the copies out among the units; what does not divide goes to the first ones."""
    share, rest = divmod(copies, len(place.units))
    for number, unit in enumerate(place.units):
        own = share + (number < rest)
        yield PublicityMaterial(
            division_id=unit.id,
            campaign=campaign,
            title=title,
            kind=kind,
            printed_on=told["printing"],
            copies=own,
            quota=own,
            state=MaterialState.DISTRIBUTED,
            distributed_on=scene.day(*told["distributing"]),
            distributed=own,
        )


def _event(place: Place, told: Facts) -> PublicityEvent:
    done_on = told.get("done_on")
    return PublicityEvent(
        division_id=place.township.id,
        name=told["name"],
        kind=EventKind.of(told["kind"]),
        venue=Venue.of(told["venue"]),
        theme=told.get("theme", ""),
        starts_on=told["starts_on"],
        ends_on=told.get("ends_on"),
        state=EventState.PLANNED if done_on is None else EventState.DONE,
        done_on=done_on,
        attendees=told.get("attendees"),
    )


def _boards(scene: Scene, place: Place, told: Facts, where: str) -> Iterable[NoticeBoard]:
    put_up_on = date(scene.year - 1, 3, 1)
    for number, unit in enumerate(place.units):
        stale, silent = number < told["stale_boards"], number < told["boards_without_phones"]
        yield NoticeBoard(
            division_id=unit.id,
            place=f"{unit.name}{where}",
            put_up_on=put_up_on,
            updated_on=put_up_on if stale else scene.day(*told["updating"]),
            contents=frozenset({BoardContent.KNOWLEDGE, BoardContent.LAWS, *(() if silent else PHONES)}),
        )


DEMONSTRATION = Demonstration("publicity", make)
