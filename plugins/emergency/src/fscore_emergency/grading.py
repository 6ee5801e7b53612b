"""The grade of an incident, and the clock of its first report, by the rules of its day and place."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fscore.labels import _
from fscore.model.clock import CHINA, day_of
from fscore.services.work import Work
from fscore_emergency.model import Grade, Incident, Setting, Spread

REACH = {
    Spread.PROVINCES: Grade.FIRST,
    Spread.CITIES: Grade.SECOND,
    Spread.COUNTIES: Grade.THIRD,
    Spread.TOWNSHIPS: Grade.FOURTH,
}
CROWDS = {Setting.SCHOOL: "second-school", Setting.LARGE_EVENT: "second-event"}


def grade_of(work: Work, incident: Incident) -> Grade | None:
    """Return the grade that an incident has by numbers and reach; None if it is below the lowest."""
    found = [REACH.get(incident.spread), *_by_numbers(work, incident)]
    grades = list(Grade)
    return min((one for one in found if one is not None), key=grades.index, default=None)


def _by_numbers(work: Work, incident: Incident) -> Iterator[Grade]:
    place, on = work.place(incident.division_id), day_of(incident.found_at)

    def reaches(code: str, number: int) -> bool:
        return work.rules.value(f"emergency.grade-{code}", on, place).met(number)

    died = reaches("third-dead", incident.dead)
    crowd = CROWDS.get(incident.setting)
    if (
        (died and reaches("second-ill", incident.ill))
        or reaches("second-dead", incident.dead)
        or (crowd is not None and reaches(crowd, incident.ill))
    ):
        yield Grade.SECOND
    if died or reaches("third-ill", incident.ill):
        yield Grade.THIRD
    if reaches("fourth-ill", incident.ill):
        yield Grade.FOURTH


def report_by(work: Work, incident: Incident) -> datetime:
    """Return the moment by which the first report has to be with the county; screens count down to it."""
    place, on = work.place(incident.division_id), day_of(incident.found_at)
    allowed = work.rules.number("emergency.first-report", on, place)
    return incident.found_at + timedelta(minutes=allowed)


def remarks(work: Work, incident: Incident) -> list[str]:
    """Return what the person who records an incident should know; none of it stands in the way."""
    found = []
    by = report_by(work, incident)
    if incident.first_report_at is None:
        found.append(_("最迟 {at} 报到县级").format(at=f"{by.astimezone(CHINA):%H:%M}"))
    elif incident.first_report_at > by:
        found.append(_("首报晚了，应当在 {at} 以前").format(at=f"{by.astimezone(CHINA):%H:%M}"))
    grade = grade_of(work, incident)
    if grade is not None and grade is not incident.grade:
        found.append(_("按人数和范围，应当定为{grade}").format(grade=grade.label))
    return found
