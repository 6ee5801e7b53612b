"""The form is answered from figures and papers: what nobody knows stays open, what is off is made up for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType

import pytest
import sqlalchemy as sa

import fscore_demonstration
from fscore import Category, Manifest, hookimpl
from fscore.errors import NotPossible
from fscore.evaluation.answers import answers_from
from fscore.evaluation.ratio import PERCENT, Unit
from fscore.evaluation.scoring import Score, score
from fscore.evaluation.succession import Part
from fscore.extension.declarations import Urgency
from fscore.model.division import Level
from fscore.model.drive import Drive
from fscore.model.people import Organisation, Person
from fscore.model.period import Period
from fscore.model.posts import Appointment, Post
from fscore.services.division_changes import merge
from fscore.services.reminders import reminders
from fscore.services.scoring import score_subject
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.indicators import Count, Indicator, Reporting, Share, indicator
from fscore.storage.register import existing, units
from fscore.storage.rules import Rules
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_demonstration.assessing import self_assess
from fscore_demonstration.evidence import CRITERIA, gaps
from fscore_demonstration.model import Demonstration, DriveAcceptance, Evidence, Programme

TODAY = date(2023, 12, 31)
TOWNSHIP = PLACES["甲镇"][0]


def reports(period: Period, _rules: Rules) -> Reporting:
    return Reporting(filed=sa.select(Organisation), units=units(period.last), times=1)


@indicator(id="X42", code="graded", label="事故", unit=Unit("起"), definition="事故。", reported=reports)
def graded(_period: Period, _rules: Rules) -> Count:
    """Count no incident, which stands on reports: one organisation for each village."""
    return Count(sa.select(Organisation).where(sa.false()))


@indicator(id="I04", code="letters", label="责任状", unit=PERCENT, definition="责任状。")
def letters(period: Period, _rules: Rules) -> Share:
    """Take the villages that have an organisation for those that signed."""
    signed = sa.select(Organisation).where(Organisation.division_id == sa.literal_column("division.id"))
    there = units(period.last)
    return Share(part=there.where(signed.exists()), whole=there)


@indicator(id="I24", code="workshops", label="小作坊", unit=PERCENT, definition="小作坊。")
def workshops(period: Period, _rules: Rules) -> Share:
    """Have nothing to measure."""
    nothing = existing(Level.PROVINCE, period.last)
    return Share(part=nothing, whole=nothing)


def others() -> ModuleType:
    """Return a plugin that stands in for those with the figures above."""
    module = ModuleType("fscore_others", "Figures.")

    @hookimpl
    def manifest() -> Manifest:
        return Manifest("others", "1", "其他", "Others", "代替其他模块。", Category.REPORT, ">=0")

    @hookimpl
    def register_indicators() -> Iterable[Indicator]:
        return [graded, letters, workshops]

    module.manifest, module.register_indicators = manifest, register_indicators  # type: ignore[attr-defined]
    return module


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"demonstration": fscore_demonstration, "others": others()}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


@pytest.fixture
def drive(work: Work) -> Drive:
    township = work.division(TOWNSHIP)
    return work.add(Drive(division_id=township.id, name="创建", starts_on=date(2023, 1, 1), ends_on=date(2024, 6, 30)))


def paper(work: Work, drive: Drive, criterion: str, **values: object) -> Evidence:
    about = {"division_id": drive.division_id, "drive_id": drive.id, "criterion": criterion, "kind": "document"}
    checked = {"state": "verified", "checked_by": "李四"}
    return work.add(Evidence(**{**about, **checked, "name": "文件", "dated_on": date(2023, 6, 1), **values}))


def reported(work: Work, *places: str) -> None:
    for place in places:
        work.add(Organisation(division_id=work.division(PLACES[place][0]).id, name="村委会"))


def scored(work: Work) -> Score:
    return score_subject(work, CRITERIA, TOWNSHIP, TODAY)[0]


def item(score: Score, code: str) -> tuple[Decimal | None, bool]:
    node = next(node for group in score.explanation.children for node in group.children if node.code == code)
    return node.points, node.failed


def due(work: Work, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.code.removeprefix("demonstration."), one.due, one.state) for one in found if "demonstr" in one.code]


def test_the_groups_of_the_shipped_form_come_to_a_hundred():
    (form,) = fscore_demonstration.CONTENTS.register_criteria()
    points = {group.code: group.points for group in form.groups if group.points}
    assert list(points.values()) == [12, 6, 12, 8, 12, 10, 12, 16, 8, 4]
    assert [one.code for one in form.criteria if one.veto] == ["grave-incident", "false-record", "plan"]


def answered(**changed: object) -> Score:
    """Return the score of the shipped form where everything is as it should be, but for what is changed."""
    (form,) = fscore_demonstration.CONTENTS.register_criteria()
    best: dict[str, object] = {}
    for one in form.criteria:
        bound = one.target or (one.steps[0].bound if one.steps else None)
        best[one.code] = True if bound is None else bound.value + (1 if bound.op.value == "gt" else 0)
    return score(form, answers_from(form, {**best, **{code.replace("_", "-"): to for code, to in changed.items()}}))


@pytest.mark.parametrize(
    ("changed", "came_to"),
    [
        ({}, ("100", True)),
        # Key items: 3 of 4 and 3 of 5 reach their six tenths, 2 of 4 does not, however many points there are.
        ({"network": 95}, ("99", True)),
        ({"awareness": 80}, ("98", True)),
        ({"network": 94}, ("98", False)),
        ({"township_funds": 0}, ("97", False)),
        ({"grave_incident": 1}, ("100", False)),
        ({"false_record": 1}, ("100", False)),
        ({"plan": False}, ("100", False)),
        # Ten points lost on items that are no key items, and one more.
        ({"letters": 0, "village_plans": 0, "boards": 0, "sampling_passed": 0}, ("90", True)),
        ({"letters": 0, "village_plans": 0, "boards": 0, "sampling_passed": 0, "protected_events": 1}, ("89", False)),
    ],
)
def test_vetoes_and_floors_of_key_items_decide_beside_the_ninety_points(
    changed: dict[str, object], came_to: tuple[str, bool]
):
    found = answered(**changed)
    assert (found.points, found.passed) == (Decimal(came_to[0]), came_to[1])


def test_every_item_with_a_query_names_an_indicator_or_a_count_of_papers():
    (form,) = fscore_demonstration.CONTENTS.register_criteria()
    queries = {one.query for one in form.criteria if one.query is not None}
    known = {one for one in queries if one[0] in "IDX" and one[1:].isdigit()}
    assert queries - known == {"evidence-share", "evidence-refuted"}


def test_without_reports_and_checked_papers_there_is_no_score_and_the_plan_is_a_veto(work: Work):
    found = scored(work)
    assert found.points is None
    assert [one.code for one in found.missing] == ["grave-incident", "false-record"]
    assert [one.code for one in found.vetoes] == ["plan"]
    assert found.passed is False


@pytest.mark.regime("R61")
def test_what_is_off_or_has_nothing_to_measure_is_left_out_and_made_up_for(work: Work, drive: Drive):
    reported(work, "甲村", "乙村")
    for one in ("甲村", "乙村"):
        unit = work.division(PLACES[one][0]).id
        person = work.add(Person(division_id=unit, name="张三"))
        work.add(Appointment(division_id=unit, person_id=person.id, post=Post.LIAISON, starts_on=date(2023, 1, 1)))
    paper(work, drive, "plan")
    found = scored(work)
    # Left of the hundred: network 4 of 4, officer 0 of 2, letters 3 of 3, papers 0 of 4.
    assert (item(found, "network"), item(found, "officer"), item(found, "letters")) == (
        (4, False),
        (0, True),
        (3, False),
    )
    assert item(found, "workshops-registered") == (None, False)
    assert item(found, "sampling") == (None, False)
    assert (found.missing, found.vetoes) == ((), ())
    assert found.points == Decimal("53.8")
    assert found.passed is False


@pytest.mark.parametrize(
    ("values", "vetoes"),
    [
        ({}, []),
        ({"dated_on": date(2022, 12, 31)}, []),
        ({"dated_on": date(2022, 12, 30)}, ["plan"]),
        ({"state": "refuted"}, ["false-record", "plan"]),
    ],
)
def test_papers_count_for_twelve_months_unless_found_false(
    work: Work, drive: Drive, values: dict[str, object], vetoes: list[str]
):
    reported(work, "甲村", "乙村")
    paper(work, drive, "plan", **values)
    assert [one.code for one in scored(work).vetoes] == vetoes


def test_papers_that_nobody_looked_at_leave_open_whether_any_is_false(work: Work, drive: Drive):
    reported(work, "甲村", "乙村")
    paper(work, drive, "plan", state="filed", checked_by="")
    assert [one.code for one in scored(work).missing] == ["false-record"]


def test_papers_of_a_drive_that_is_over_do_not_count(work: Work, drive: Drive):
    reported(work, "甲村", "乙村")
    paper(work, drive, "plan")
    work.change(drive, {"ends_on": TODAY - timedelta(days=1)})
    assert "plan" in [one.code for one in scored(work).vetoes]


def test_a_village_that_did_not_report_leaves_the_score_open(work: Work, drive: Drive):
    reported(work, "甲村")
    paper(work, drive, "plan")
    found = scored(work)
    assert (found.points, [one.code for one in found.missing]) == (None, ["grave-incident"])


def test_the_gaps_name_what_is_unanswered_what_falls_short_and_what_lacks_papers(work: Work, drive: Drive):
    reported(work, "甲村")
    paper(work, drive, "plan")
    paper(work, drive, "network")
    found = {(one.code, one.reason) for one in gaps(work, work.division(TOWNSHIP), TODAY)}
    assert ("grave-incident", "没有记录可答") in found
    assert ("letters", "没有达到满分的要求") in found
    assert ("letters", "缺凭据：责任状") in found
    assert ("network", "没有达到满分的要求") in found
    assert not [code for code, reason in found if code in {"plan", "network"} and reason.startswith("缺凭据")]


def test_a_self_assessment_keeps_the_points_and_vetoes_of_the_day(work: Work, drive: Drive):
    with pytest.raises(NotPossible, match=r"还不能自评.*弄虚作假"):
        self_assess(work, drive)
    reported(work, "甲村", "乙村")
    paper(work, drive, "letters", state="refuted")
    made = self_assess(work, drive)
    assert (made.self_assessed_on, made.self_score) == (TODAY, scored(work).points)
    assert made.vetoes == "创建凭据没有弄虚作假、有创建实施方案"


def test_the_drive_of_a_township_that_was_merged_is_that_of_the_new_one(work: Work, drive: Drive):
    paper(work, drive, "letters")
    reported(work, "甲村", "乙村")
    merge(work, [TOWNSHIP, PLACES["丙镇"][0]], Part("990101109000", "大镇"), date(2023, 12, 20))
    assert self_assess(work, drive, date(2023, 12, 19)).drive_id == drive.id
    with pytest.raises(NotPossible, match="还不能自评"):
        self_assess(work, drive)
    reported(work, "丙村")
    assert self_assess(work, drive).self_assessed_on == TODAY


@pytest.mark.parametrize(
    ("days", "expected"), [(31, []), (30, [Urgency.DUE]), (0, [Urgency.DUE]), (-1, [Urgency.LATE])]
)
def test_who_has_not_applied_is_told_thirty_days_before_a_drive_ends(
    work: Work, drive: Drive, days: int, expected: list[Urgency]
):
    on = date(2024, 6, 30) - timedelta(days=days)
    assert due(work, on) == [("apply", date(2024, 6, 30), state) for state in expected]
    about = {"division_id": drive.division_id, "drive_id": drive.id, "self_assessed_on": TODAY, "self_score": 95}
    way = work.add(DriveAcceptance(**about))
    assert len(due(work, on)) == len(expected)
    work.change(way, {"state": "applied", "applied_on": TODAY})
    assert due(work, on) == []


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2024, 5, 1), None),
        (date(2024, 5, 2), Urgency.EXPIRING),
        (date(2024, 6, 1), Urgency.EXPIRING),
        (date(2024, 6, 2), Urgency.LATE),
    ],
)
def test_papers_are_told_of_before_they_count_no_more(work: Work, drive: Drive, on: date, state: Urgency | None):
    work.change(drive, {"ends_on": None})
    paper(work, drive, "plan")
    expected = [] if state is None else [("evidence-old", date(2024, 6, 1), state)]
    assert due(work, on) == expected
    paper(work, drive, "plan", name="新方案", dated_on=TODAY)
    assert due(work, on) == []


def test_awards_to_come_and_to_end_and_programmes_are_told_of(work: Work):
    unit = work.division(TOWNSHIP).id
    made = work.add(Demonstration(division_id=unit, name="青山村", kind="village", applied_on=date(2023, 12, 1)))
    assert due(work, TODAY) == [("evaluate", TODAY, Urgency.DUE)]
    assert due(work, TODAY + timedelta(days=1)) == [("evaluate", TODAY, Urgency.LATE)]
    work.change(made, {"state": "evaluated", "evaluated_on": date(2023, 12, 20), "evaluator": "李四"})
    ends = date(2024, 1, 30)
    work.change(made, {"state": "awarded", "awarded_on": TODAY, "standard": "办法", "expires_on": ends})
    assert due(work, TODAY) == [("award-ending", ends, Urgency.EXPIRING)]
    assert due(work, TODAY - timedelta(days=1)) == []
    work.change(made, {"state": "revoked", "revoked_on": TODAY})
    both = frozenset({"campaign", "rights"})
    work.add(Programme(division_id=unit, name="工程", starts_on=date(2022, 12, 31), hands=both, goals="目标"))
    assert due(work, TODAY - timedelta(days=1)) == []
    assert due(work, TODAY) == [("programme", TODAY, Urgency.DUE)]
