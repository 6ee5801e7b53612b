"""A set that no module answers is applied to anybody: figures and findings answer, and what nobody knows stays open."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from fscore.errors import InvalidValue, NotAllowed, NotFound, NotPossible
from fscore.evaluation.answers import Answer
from fscore.evaluation.explanation import Explanation, words
from fscore.evaluation.scoring import Score
from fscore.exchange.criteria_files import load_toml
from fscore.extension import hookimpl
from fscore.extension.declarations import Answers
from fscore.extension.manifest import Category, Manifest
from fscore.model.division import Division
from fscore.model.item_finding import ItemFinding
from fscore.model.local_rule import LocalRule
from fscore.model.operators import Operator, OperatorKind
from fscore.model.people import Organisation, Person
from fscore.model.posts import Appointment, Post
from fscore.model.switching import SwitchKind
from fscore.services.criteria_sets import load_set
from fscore.services.findings import record_findings
from fscore.services.scoring import score_subject, subject_of
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from tests.conftest import liaison, officer, places, small_district

TODAY = date(2023, 12, 31)
VILLAGE = "990101101200"
FORM = """
code = "own-form"
label = "自己的考核表"
effective = 2023-01-01
total = 100
rounding = { digits = 1, mode = "half-up" }
absence = "reweight"
pass = { op = "ge", value = 60 }
citation = { title = "考核办法" }
[[criteria]]
code = "incident"
label = "发生事故"
veto = true
expects = "no"
[[criteria]]
code = "network"
label = "联络员在任"
points = 40
query = "I01"
unit = "%"
target = { op = "ge", value = 100 }
[[criteria]]
code = "ledger"
label = "台账"
points = 30
deductions = [{ code = "missing", label = "每漏一户", points = 2, at_most = 10 }]
[[criteria]]
code = "patrol"
label = "巡查"
points = 20
answer = "points"
evidence = "巡查记录"
[[criteria]]
code = "meeting"
label = "例会"
points = 10
evidence = "会议记录"
evidence_required = true
[[criteria]]
code = "praise"
label = "表扬"
group = "bonus"
points = 5
answer = "points"
[[bands]]
op = "ge"
value = 60
grade = "合格"
[[bands]]
op = "lt"
value = 60
grade = "不合格"
[[withheld]]
code = "new"
label = "新设的"
"""
FOUND = (
    Answer.no("incident"),
    Answer.counted("ledger", {"missing": 2}, "抽查台账"),
    Answer.given("patrol", Decimal("18.5")),
    Answer.yes("meeting", "会议记录4份"),
)


@pytest.fixture
def system() -> Iterator[System]:
    """The small district with a form of its own and a liaison in one village."""
    made = small_district("sqlite://")
    there = places(made)
    with made.work() as work:
        load_set(work, load_toml(FORM))
        person = work.add(Person(division_id=there.village.id, name="李联络"))
        work.add(
            Appointment(
                division_id=there.village.id, person_id=person.id, post=Post.LIAISON, starts_on=date(2023, 1, 1)
            )
        )
        work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))
        work.add(Organisation(division_id=there.village.id, name="向阳小学"))
        work.commit()
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun


def scored(work: Work, named: str = VILLAGE, on: date = TODAY, **options: Any) -> Score:
    return score_subject(work, "own-form", named, on, **options)[0]


def found_out(work: Work, named: str = VILLAGE, on: date = TODAY, *answers: Answer, **facts: bool) -> int:
    return record_findings(work, subject_of(work, "own-form", named, on).case, answers or FOUND, facts)


def node(found: Score, code: str) -> Explanation:
    return next(one for one in found.explanation.walk() if one.code == code)


def open_items(found: Score) -> dict[str, str]:
    return {item.code: words(found.why_missing(item)) for item in found.missing}


def test_what_nobody_knows_is_said_and_is_never_zero(work: Work) -> None:
    found = scored(work)
    assert (found.points, found.passed, found.state.value) == (None, None, "incomplete")
    assert open_items(found) == {
        "incident": "没有依据：还没有人认定",
        "ledger": "没有依据：还没有人认定",
        "patrol": "没有依据：还没有人认定，要看巡查记录",
        "meeting": "没有依据：还没有人认定，要看会议记录",
    }
    assert found.to_json()["missing"][0]["reason"] == "没有依据：还没有人认定"
    assert node(found, "network").points == 40
    shown = [str(one) for one in node(found, "network").evidence]
    assert shown == ["指标 I01 三级监管网络覆盖率，向阳村，2023年1月1日至2023年12月31日：1 中有 1"]


def test_figures_and_findings_make_the_score_and_each_leads_back_to_its_record(work: Work) -> None:
    assert found_out(work) == 4
    assert found_out(work) == 0
    found = scored(work)
    # 40 by the figure, 30 - 2 x 2, 18.5, 10
    assert (found.points, found.passed, found.missing) == (Decimal("94.5"), True, ())
    record = work.first(sa.select(ItemFinding).where(ItemFinding.item == "ledger"))  # type: ignore[arg-type]
    assert record is not None
    assert (record.answer, record.basis) == ("missing 2", "抽查台账")
    (shown,) = node(found, "ledger").evidence
    assert (shown.entity, shown.id) == ("item_finding", record.id)
    assert str(shown).endswith("安装操作员 2023年12月31日 认定，依据：抽查台账")


def test_a_later_finding_counts_from_its_day_and_the_earlier_one_until_then(work: Work) -> None:
    found_out(work, VILLAGE, date(2023, 3, 1))
    found_out(work, VILLAGE, date(2023, 9, 1), Answer.given("patrol", 5))
    assert [scored(work, on=on).points for on in (date(2023, 8, 31), date(2023, 9, 1))] == [
        Decimal("94.5"),
        Decimal("81.0"),
    ]


def test_findings_that_are_too_old_or_of_a_form_before_this_one_say_nothing(work: Work) -> None:
    found_out(work, VILLAGE, date(2023, 6, 1))
    village = work.division(VILLAGE)
    assert scored(work).points is not None
    months = {"code": "criteria.finding-months", "value": 6, "op": "le", "unit": "个月", "title": "本地规定"}
    work.add(LocalRule(division_id=village.id, effective=date(2023, 1, 1), **months))
    work.commit()
    with work.system.work() as again:
        assert "patrol" in open_items(scored(again))
    changed = load_toml(FORM.replace("effective = 2023-01-01", "effective = 2023-07-01"))
    with work.system.work() as again:
        load_set(again, changed)
        assert "patrol" in open_items(scored(again, on=date(2023, 11, 30)))
        assert scored(again, on=date(2023, 6, 30)).points is not None


def test_a_finding_without_the_papers_that_its_item_requires_leaves_it_open(work: Work) -> None:
    found_out(work, VILLAGE, TODAY, *FOUND[:3], Answer.yes("meeting"))
    assert open_items(scored(work)) == {"meeting": "没有依据：认定时没有写凭据：会议记录"}


def test_a_reasonable_absence_a_veto_and_a_fact_that_withholds_come_from_findings_too(work: Work) -> None:
    found_out(work, VILLAGE, TODAY, *FOUND[:3], Answer.absent("meeting", "当年新设"))
    # 84.5 of 90 are made up to a hundred: 40 + 26 + 18.5
    assert scored(work).points == Decimal("93.9")
    found_out(work, VILLAGE, TODAY, Answer.yes("incident"))
    assert (scored(work).passed, [one.code for one in scored(work).vetoes]) == (False, ["incident"])
    found_out(work, VILLAGE, TODAY, *FOUND, new=True)
    assert [str(one) for one in scored(work).reasons] == ["不评级：新设的"]


@pytest.mark.parametrize(
    ("named", "subject", "network"),
    [
        ("李联络", {"entity": "person", "id": 1}, 40),
        ("person:1", {"entity": "person", "id": 1}, 40),
        ("福满饭店", {"entity": "operator", "id": 1}, None),
        ("1", {"entity": "operator", "id": 1}, None),
        ("organisation:向阳小学", {"entity": "organisation", "id": 1}, None),
        ("990101101000", "990101101000", 0),
    ],
)
def test_any_subject_can_be_scored(work: Work, named: str, subject: object, network: int | None) -> None:
    found_out(work, named)
    found = scored(work, named)
    assert found.subject == subject
    if network is None:
        assert open_items(found)["network"].startswith("没有依据：指标 I01 按区划算，这一天算不到这个")
        found_out(work, named, TODAY, Answer.measured("network", 100))
        assert scored(work, named).points == Decimal("94.5")
    else:
        assert node(found, "network").points == network


def test_a_name_that_several_kinds_have_is_not_guessed(work: Work) -> None:
    work.add(Person(division_id=work.division(VILLAGE).id, name="福满饭店"))
    with pytest.raises(
        NotPossible, match="不止一个叫“福满饭店”，请写明是哪一个：operator:1（经营主体）、person:2（人员）"
    ):
        scored(work, "福满饭店")
    with pytest.raises(NotFound, match="没有找到“没有的店”"):
        scored(work, "没有的店")


def test_answers_that_are_tried_out_come_first_and_are_not_kept(work: Work) -> None:
    found_out(work)
    tried = scored(work, tried=[Answer.given("patrol", 0)], facts=["new"])
    assert tried.points == Decimal("76.0")
    assert [str(one) for one in tried.reasons] == ["不评级：新设的"]
    assert [str(one) for one in node(tried, "patrol").evidence] == ["试算填的"]
    assert scored(work).points == Decimal("94.5")


def test_who_is_assessed_writes_no_findings_and_nobody_writes_those_of_another_place(system: System) -> None:
    there = places(system)
    with (
        system.work(liaison(there.village)) as work,
        pytest.raises(NotAllowed, match="村级联络员不能登记或修改“逐项认定”"),
    ):
        found_out(work)
    with system.work(officer(there.other_town)) as work, pytest.raises(NotFound):
        found_out(work)
    with system.work(officer(there.town)) as work:
        assert found_out(work) == 4
        with pytest.raises(NotPossible, match="认定日期不能晚于今天"):
            found_out(work, VILLAGE, date(2024, 1, 1))


class Reading:
    """A plugin that answers a set of its own by some function."""

    def __init__(self, answer: Callable[[Work, Any, date], list[Answer]]) -> None:
        self.answer = answer

    @hookimpl
    def manifest(self) -> Manifest:
        """Say what it is."""
        return Manifest("reading", "1", "走访", "Visits", "走访记录。", Category.REPORT, ">=0")

    @hookimpl
    def register_answers(self) -> list[Answers]:
        """Offer the answers."""
        return [Answers("own-form", Division, self.answer)]


def with_answers(
    any_district: Callable[[dict[str, Any]], System], answer: Callable[[Work, Any, date], list[Answer]]
) -> System:
    made = any_district({"reading": Reading(answer)})
    turn(made, "reading", SwitchKind.ENABLE, "990101000000", starts_on=date(2020, 1, 1))
    with made.work() as work:
        load_set(work, load_toml(FORM))
        work.commit()
    return made


def test_a_module_s_answers_that_fail_spoil_nothing_else(any_district: Callable[[dict[str, Any]], System]) -> None:
    def broken(work: Work, _subject: Any, _on: date) -> list[Answer]:
        # A number that no column holds: PostgreSQL gives up the transaction, if nothing keeps this apart.
        work.all(sa.select(Operator).where(Operator.id == 10**30 - sa.func.length("x") / 0))  # type: ignore[arg-type]
        raise ValueError("no")

    system = with_answers(any_district, broken)
    with system.work() as work:
        with pytest.raises(NotPossible, match="模块 reading 出错"):
            scored(work)
        assert work.division(VILLAGE).name == "向阳村"
        assert system.plugins.failures["reading"].call == "own-form"


def test_what_a_module_answers_no_item_of_the_loaded_form_is_left_and_findings_fill_the_gaps(
    any_district: Callable[[dict[str, Any]], System],
) -> None:
    def answer(_work: Work, _subject: Any, _on: date) -> list[Answer]:
        return [Answer.no("incident"), Answer.yes("patrol"), Answer.yes("gone"), Answer.absent("meeting", "没有")]

    system = with_answers(any_district, answer)
    with system.work() as work:
        found = scored(work)
        assert set(open_items(found)) == {"ledger", "patrol"}
        assert node(found, "meeting").found
        found_out(work, VILLAGE, TODAY, *FOUND[1:3])
        # 26 and 18.5 of 90: no liaison holds a post here
        assert scored(work).points == Decimal("49.4")


def test_a_form_with_points_by_kind_asks_for_the_kind_if_the_subject_does_not_say(work: Work) -> None:
    text = (
        FORM.replace("own-form", "by-kind")
        .split("[[criteria]]")[0]
        .replace("total = 100", "total = 10")
        .replace('pass = { op = "ge", value = 60 }', 'kinds = { caterer = "餐饮", other = "其他" }')
    )
    load_set(work, load_toml(text + '[[criteria]]\ncode = "seen"\nlabel = "看过"\npoints = 10\n'))
    assert score_subject(work, "by-kind", "福满饭店", TODAY)[0].kind == "caterer"
    assert score_subject(work, "by-kind", VILLAGE, TODAY, kind="other")[0].kind == "other"
    with pytest.raises(InvalidValue, match="按对象类型计分，要写明类型：caterer、other"):
        score_subject(work, "by-kind", VILLAGE, TODAY)


def test_a_day_beyond_any_calendar_is_refused_before_a_module_is_asked(
    any_district: Callable[[dict[str, Any]], System],
) -> None:
    def late(_work: Work, _subject: Any, on: date) -> list[Answer]:
        raise AssertionError(on + timedelta(days=1))

    system = with_answers(any_district, late)
    with system.work() as work, pytest.raises(NotPossible, match="太早或太晚"):
        scored(work, on=date.max)
    assert system.plugins.failures == {}
