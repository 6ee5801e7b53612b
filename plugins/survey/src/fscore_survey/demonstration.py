"""Surveys of the demonstration townships, made from the facts in ``demonstration.toml``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fscore.extension.declarations import Demonstration
from fscore.labels import _
from fscore.services.demonstration import Place, Scene, shipped_facts
from fscore_survey.answering import mark
from fscore_survey.model import Method, Satisfaction, Survey, SurveyAnswer, SurveyState

Facts = Mapping[str, Any]


def make(scene: Scene) -> None:
    """Write the surveys of both townships with every sheet."""
    facts = shipped_facts(__package__)
    for place, surveys in ((scene.model, facts["model"]), (scene.messy, facts["messy"])):
        for told in surveys:
            survey = scene.keep([_survey(scene, place, facts, told)])[0]
            scene.keep(_sheets(scene, place, survey, told))


def _survey(scene: Scene, place: Place, facts: Facts, told: Facts) -> Survey:
    closed_on: date | None = told.get("closed_on")
    return Survey(
        division_id=place.township.id,
        name=f"{scene.year}{told.get('name', facts['name'])}",
        method=Method.HOUSEHOLD,
        starts_on=told["starts_on"],
        ends_on=told["ends_on"],
        sample=told["sheets"] if closed_on else told["sheets"] * 2,
        questions=facts["questions"],
        answer_key=facts["answer_key"],
        aware_means=facts["aware_means"],
        conducted_by=_("食安办"),
        state=SurveyState.FIELDED if closed_on is None else SurveyState.CLOSED,
        closed_on=closed_on,
    )


def _sheets(scene: Scene, place: Place, survey: Survey, told: Facts) -> Iterable[SurveyAnswer]:
    """Make valid sheets, of which so many are aware and so many content as the facts say, and then invalid ones."""
    key, valid = survey.answer_key, told["sheets"]
    content = set(scene.random.sample(range(valid), told["satisfied"]))
    for number in range(valid + told["invalid"]):
        aware, good = number < told["aware"], number < valid
        answers = key if aware else "-" * (len(key) - 1) + key[-1]
        yield SurveyAnswer(
            division_id=place.units[number % len(place.units)].id,
            survey_id=survey.id,
            number=f"{number + 1:04d}",
            answered_on=scene.day(survey.starts_on, survey.ends_on),
            answers=answers if good else "",
            score=mark(key, answers) if good else None,
            satisfaction=(Satisfaction.SATISFIED if number in content else Satisfaction.FAIR) if good else None,
            valid=good,
            invalid_because="" if good else _("漏答过半"),
        )


DEMONSTRATION = Demonstration("survey", make)
