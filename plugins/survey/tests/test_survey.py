"""The plugin keeps what every plugin promises; what surveys and sheets may say; marking; reminders."""

from collections.abc import Iterator
from datetime import date

import pytest

import fscore_survey
from fscore.errors import InvalidRecord, InvalidValue, NotPossible
from fscore.extension.declarations import Urgency
from fscore.model.entity import describe, faults
from fscore.model.roles import Role
from fscore.services.reminders import reminders
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.testing.contract import check_plugin
from fscore.testing.fixtures import COUNTY, PLACES, county
from fscore_survey.answering import mark, record_answer
from fscore_survey.model import Survey, SurveyAnswer, SurveyState

TODAY = date(2023, 12, 31)
ENDS = date(2023, 6, 30)


@pytest.fixture
def system() -> Iterator[System]:
    made = county({"survey": fscore_survey}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    with system.work() as begun:
        yield begun


def survey(**values: object) -> Survey:
    usual = {"division_id": 1, "name": "知晓率调查", "method": "入户", "starts_on": "2023-06-01", "ends_on": ENDS}
    return Survey(**{**usual, "sample": 100, "questions": "略", **values})


def sheet(**values: object) -> SurveyAnswer:
    return SurveyAnswer(
        **{"division_id": 1, "survey_id": 1, "number": "1", "answered_on": "2023-06-01", "score": 60, **values}
    )


def fielded(work: Work, **values: object) -> Survey:
    town = work.division(PLACES["甲镇"][0])
    return work.add(survey(division_id=town.id, state="fielded", **values))


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def due(work: Work, code: str, on: date) -> list[tuple[str, date, Urgency]]:
    found = reminders(work, work.division(COUNTY), on)
    return [(one.division.name, one.due, one.state) for one in found if one.code == f"survey.{code}"]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_survey, "survey")


def test_a_closed_survey_has_a_day_and_a_key_says_what_aware_means():
    assert told(survey(state="closed", closed_on=ENDS)) == []
    assert told(survey(state="closed")) == ["状态是“已结束”，就要填“结束日期”"]
    assert told(survey(closed_on=ENDS)) == ["状态是“已设计”，不能填“结束日期”"]
    assert told(survey(answer_key="ABC")) == ["有知识题的，要写“知晓的定义”"]
    assert told(survey(ends_on="2023-05-31")) == ["“计划结束日期”不能早于“开始日期”"]


@pytest.mark.regime("R18")
def test_a_survey_is_fielded_before_it_is_closed_and_then_stays():
    made = survey()
    with pytest.raises(NotPossible, match="接下来只能是：调查中"):
        made.state = SurveyState.CLOSED
    made.state = SurveyState.FIELDED
    made.state = SurveyState.CLOSED
    with pytest.raises(NotPossible, match="不能再改成"):
        made.state = SurveyState.FIELDED


def test_a_valid_sheet_says_something_and_an_invalid_one_says_why():
    assert told(sheet()) == []
    assert told(sheet(score=None)) == ["有效答卷至少要有“知识得分”或者满意程度"]
    assert told(sheet(score=None, satisfaction="一般")) == []
    assert told(sheet(valid=False)) == ["无效答卷要写“无效原因”"]
    assert told(sheet(invalid_because="代答")) == ["有效答卷不填“无效原因”"]


def test_a_sheet_has_no_field_for_who_answered():
    assert [one.name for one in describe(SurveyAnswer) if one.about.personal or one.name in ("name", "phone")] == []


@pytest.mark.parametrize("score", [-1, 101])
def test_a_score_is_from_0_to_100(score: int):
    with pytest.raises(InvalidValue, match="知识得分"):
        sheet(score=score)


@pytest.mark.parametrize(
    ("answers", "score"), [("ABCDA", 100), ("ABCD-", 80), ("BBCD", 60), ("", 0), ("-----", 0), ("ACBDC", 40)]
)
def test_what_was_not_answered_is_wrong(answers: str, score: int):
    assert mark("ABCDA", answers) == score


def test_a_score_is_cut_and_never_rounded_up():
    assert mark("ABC", "AB-") == 66


def test_more_answers_than_questions_are_refused():
    with pytest.raises(InvalidValue, match="有 3 个，题目只有 2 道"):
        mark("AB", "ABC")


def test_a_sheet_is_marked_when_it_is_taken_down_and_only_while_people_are_asked(work: Work):
    made = fielded(work, answer_key="ABCDA", aware_means="五题")
    values = {"number": "1", "answered_on": "2023-06-02", "answers": "ABC--"}
    assert record_answer(work, made, values).score == 60
    with pytest.raises(InvalidRecord, match="题目只有 5 道"):
        record_answer(work, made, {**values, "number": "2", "answers": "ABCDAB"})
    work.change(made, {"state": "closed", "closed_on": "2023-06-30"})
    with pytest.raises(NotPossible, match="已结束"):
        record_answer(work, made, {**values, "number": "3"})


def test_a_liaison_takes_down_sheets_in_the_own_village(system: System):
    with system.work() as before:
        made = fielded(before)
        village = before.division(PLACES["甲村"][0])
        before.commit()
    with system.work(Actor("周联络", Role.LIAISON, village)) as own:
        values = {"division_id": village.id, "survey_id": made.id, "number": "1", "answered_on": "2023-06-02"}
        assert own.create(SurveyAnswer, {**values, "satisfaction": "满意"}).id


@pytest.mark.parametrize(("planned", "taken", "reminded"), [(3, 99, 1), (3, 100, 0), (101, 100, 1)])
@pytest.mark.regime("R18")
def test_a_sample_is_short_of_the_plan_or_of_the_rule(work: Work, planned: int, taken: int, reminded: int):
    made = fielded(work, sample=planned)
    work.insert([sheet(division_id=made.division_id, survey_id=made.id, number=str(one)) for one in range(taken)])
    invalid = {"valid": False, "invalid_because": "代答", "number": "无效"}
    work.insert([sheet(division_id=made.division_id, survey_id=made.id, **invalid)])
    assert due(work, "sample", date(2023, 6, 22)) == []
    assert due(work, "sample", date(2023, 6, 23)) == [("甲镇", ENDS, Urgency.DUE)] * reminded


def test_a_survey_is_to_be_closed_within_a_week_of_its_planned_end(work: Work):
    made = fielded(work)
    assert due(work, "close", ENDS) == []
    assert due(work, "close", date(2023, 7, 1)) == [("甲镇", date(2023, 7, 7), Urgency.DUE)]
    assert due(work, "close", date(2023, 7, 8)) == [("甲镇", date(2023, 7, 7), Urgency.LATE)]
    work.change(made, {"state": "closed", "closed_on": "2023-07-08"})
    assert due(work, "close", date(2023, 7, 8)) == []


def test_a_township_that_has_not_asked_this_year_is_named_from_november(work: Work):
    assert due(work, "yearly", date(2023, 10, 31)) == []
    made = fielded(work)
    named = [("甲镇", TODAY, Urgency.DUE), ("丙镇", TODAY, Urgency.DUE)]
    assert due(work, "yearly", date(2023, 11, 1)) == named
    work.change(made, {"state": "closed", "closed_on": "2023-07-08"})
    assert due(work, "yearly", date(2023, 11, 1)) == named[1:]
