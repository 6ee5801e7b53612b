"""The acts of an assessment: score from records and judgement, confirm by a second person, publish."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fscore.errors import NotAllowed, NotPossible
from fscore.evaluation.answers import answers_from, by_code, wrong_answer
from fscore.evaluation.explanation import words
from fscore.evaluation.scoring import Score, score
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.people import Person
from fscore.model.posts import Appointment
from fscore.services.answering import Given, answers_for
from fscore.services.criteria_sets import criteria_in_force
from fscore.services.findings import Case
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_assessment.answers import about_liaison, about_village, liaison_posts, unit_of
from fscore_assessment.model import Assessment, AssessmentItem, AssessmentKind, AssessmentState, Grade


def assess(
    work: Work, subject: Division | Person, on: date, judged: Mapping[str, Any], quarter: int | None = None
) -> Assessment:
    """Score a village or a liaison by the criteria of the day, and keep every line.

    Args:
        judged: what people say of the items that no record answers, by the code of the item.
        quarter: the quarter that is assessed; None for the whole year.

    Raises:
        NotPossible: if an item is not answered, or somebody is no liaison on that day.
        InvalidValue: if an item is judged that records answer already.
    """
    scored = _score(work, subject, on, judged)
    if scored.missing or scored.points is None:
        labels = "、".join(item.label for item in scored.missing)
        raise NotPossible(_("考核还没有评完，缺：{labels}"), labels=labels)
    person = subject if isinstance(subject, Person) else None
    assessment = work.add(
        Assessment(
            division_id=_place(work, subject, on).id,
            year=on.year,
            quarter=quarter,
            kind=AssessmentKind.VILLAGE if person is None else AssessmentKind.LIAISON,
            person_id=None if person is None else person.id,
            assessed_on=on,
            criteria=f"{scored.criteria.code}/{scored.criteria.version}",
            grade=Grade.named(scored.grade or "") or (Grade.PASS if scored.passed else Grade.FAIL),
        )
    )
    for line in scored.explanation.children:
        if line.points is not None:
            work.add(
                AssessmentItem(
                    division_id=assessment.division_id,
                    assessment_id=assessment.id,
                    name=words(line.label),
                    points=line.points,
                    most=line.of,
                    finding="，".join(words(part) for part in (line.found, line.reason) if part)[:500],
                )
            )
    return assessment


def confirm(work: Work, assessment: Assessment) -> Assessment:
    """Confirm the points of an assessment; whoever wrote it down does not confirm it.

    Raises:
        NotAllowed: if the actor is the one who scored.
        NotPossible: if it is confirmed already.
    """
    if work.actor.name == assessment.recorded_by:
        raise NotAllowed(_("评分的人不能自己确认，请另一位来确认"))
    return work.change(
        assessment,
        {"state": AssessmentState.CONFIRMED, "confirmed_total": assessment.total, "confirmed_by": work.actor.name},
    )


def _score(work: Work, subject: Division | Person, on: date, judged: Mapping[str, Any]) -> Score:
    place = _place(work, subject, on)
    if isinstance(subject, Person):
        code, found = "liaison-assessment", about_liaison(work, subject, on)
    else:
        code, found = "village-assessment", about_village(work, subject, on)
    criteria = criteria_in_force(work, code, on, place)
    items = {item.code: item for item in criteria.criteria}
    said = answers_from(criteria, judged)
    for one in said:
        if not one.fits(items[one.code]):
            raise wrong_answer(items[one.code], judged[one.code])
    # A place's own form may lack items that the records answer, and have others that figures or findings do.
    read = [one for one in found if one.code in items and one.fits(items[one.code])]
    given = Given(answers=tuple(by_code(criteria, [*read, *said]).values()))
    answers, facts = answers_for(work, Case(subject=subject, criteria=criteria, on=on), given)
    return score(criteria, answers, withheld=facts, subject=subject, on=on)


def _place(work: Work, subject: Division | Person, on: date) -> Division:
    if isinstance(subject, Division):
        return subject
    post = work.first(liaison_posts(on).where(col(Appointment.person_id) == subject.id))
    if post is None:
        raise NotPossible(_("{name}这一天不是在任的联络员"), name=subject.name)
    return unit_of(work, post, on)
