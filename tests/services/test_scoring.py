"""Scoring a subject from the records: which set, which subject, whose answers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from fscore.errors import NotFound, NotPossible, UnknownCode
from fscore.evaluation.answers import Answer
from fscore.evaluation.criteria import CriteriaSet
from fscore.exchange.criteria_files import load_toml
from fscore.extension import hookimpl
from fscore.extension.declarations import Answers
from fscore.extension.manifest import Category, Manifest
from fscore.model.division import Division
from fscore.model.operators import Operator, OperatorKind
from fscore.model.switching import SwitchKind
from fscore.services.scoring import score_subject
from fscore.services.switching import turn
from fscore.services.system import System
from fscore.services.work import Work
from fscore.testing.fixtures import county

TODAY = date(2023, 12, 31)
FORM = """
code = "{code}"
label = "村里看一看"
effective = {effective}
total = {points}
verified = false
citation = {{ title = "本地规定" }}
rounding = {{ digits = 0, mode = "half-up" }}
pass = {{ op = "ge", value = {points} }}
[[criteria]]
code = "seen"
label = "看过"
points = {points}
"""


def form(code: str, effective: str, points: int, region: str = "") -> CriteriaSet:
    """Return a set with one item, worth all points."""
    made = load_toml(FORM.format(code=code, effective=effective, points=points))
    return attrs.evolve(made, region=region or None)


@attrs.frozen(eq=False, slots=False)
class Visits:
    """A plugin that scores villages and shops."""

    sets: Sequence[CriteriaSet]
    answer: Any = lambda _work, _subject, _on: [Answer.yes("seen")]

    @hookimpl
    def manifest(self) -> Manifest:
        """Say what it is."""
        return Manifest(
            id="visits",
            version="1",
            title="走访",
            title_en="Visits",
            summary="走访记录。",
            category=Category.REPORT,
            requires_core=">=0",
        )

    @hookimpl
    def register_criteria(self) -> Iterable[CriteriaSet]:
        """Offer the sets."""
        return self.sets

    @hookimpl
    def register_answers(self) -> Iterable[Answers]:
        """Offer the answers."""
        return [Answers("village-visit", Division, self.answer), Answers("shop-visit", Operator, self.answer)]


SETS = (
    form("village-visit", "2020-01-01", 10),
    form("village-visit", "2023-07-01", 20),
    form("village-visit", "2021-01-01", 30, region="990101102000"),
    form("shop-visit", "2020-01-01", 5, region="990101000000"),
    form("shop-visit", "2020-01-01", 7, region="990101102000"),
    form("by-hand", "2020-01-01", 5),
)


@pytest.fixture
def system() -> Iterator[System]:
    """The invented county with visits on."""
    made = county({"visits": Visits(SETS)}, today=TODAY)
    yield made
    made.engine.dispose()


@pytest.fixture
def work(system: System) -> Iterator[Work]:
    """A unit of work of the installation's operator."""
    with system.work() as begun:
        yield begun


def test_the_set_of_the_day_and_of_the_nearest_place_counts(work: Work) -> None:
    def total(place: str, on: date) -> Decimal:
        return score_subject(work, "village-visit", place, on)[0].total

    assert total("990101101200", date(2023, 6, 30)) == 10
    assert total("990101101200", date(2023, 7, 1)) == 20
    assert total("990101102200", TODAY) == 30
    far = work.add(Operator(division_id=work.division("990101102200").id, name="远店", kind=OperatorKind.GROCERY))
    near = work.add(Operator(division_id=work.division("990101101200").id, name="近店", kind=OperatorKind.GROCERY))
    assert [score_subject(work, "shop-visit", one.name, TODAY)[0].total for one in (far, near)] == [7, 5]


def test_a_division_is_named_by_its_code_and_a_record_by_entity_and_number(work: Work) -> None:
    village = work.division("990101101200")
    scored, subject = score_subject(work, "village-visit", village.code, TODAY)
    assert (scored.subject, subject.id, scored.passed) == (village.code, village.id, True)
    shop = work.add(Operator(division_id=village.id, name="小店", kind=OperatorKind.GROCERY))
    for named in ("小店", str(shop.id)):
        scored, _subject = score_subject(work, "shop-visit", named, TODAY)
        assert scored.subject == {"entity": "operator", "id": shop.id}
        assert scored.points == 5


def test_a_name_that_several_have_is_not_guessed(work: Work) -> None:
    for code in ("990101101200", "990101101201"):
        work.add(Operator(division_id=work.division(code).id, name="小店", kind=OperatorKind.GROCERY))
    with pytest.raises(NotPossible, match="不止一个叫“小店”，请写编号，例如 1、2"):
        score_subject(work, "shop-visit", "小店", TODAY)
    with pytest.raises(NotFound, match="没有叫“大店”的经营主体"):
        score_subject(work, "shop-visit", "大店", TODAY)


def test_a_set_that_is_not_in_force_or_not_there_is_refused(work: Work) -> None:
    with pytest.raises(NotPossible, match="在 2019-12-31 还没有施行，或已经废止"):
        score_subject(work, "village-visit", "990101101200", date(2019, 12, 31))
    with pytest.raises(UnknownCode, match="没有指标表 shop-visits。是不是 shop-visit？"):
        score_subject(work, "shop-visits", "小店", TODAY)


def test_where_the_module_is_off_nothing_is_scored(system: System) -> None:
    turn(system, "visits", SwitchKind.DISABLE, "990101102000")
    with system.work() as work:
        score_subject(work, "village-visit", "990101101200", TODAY)
        with pytest.raises(NotPossible, match="丙村没有启用模块“走访”"):
            score_subject(work, "village-visit", "990101102200", TODAY)


def test_answers_that_fail_are_the_module_s_fault_and_named() -> None:
    def broken(_work: Work, _subject: Any, _on: date) -> Iterable[Answer]:
        raise ValueError("no")

    system = county({"visits": Visits(SETS, broken)}, today=TODAY)
    with system.work() as work, pytest.raises(NotPossible, match="模块 visits 出错：ValueError: no"):
        score_subject(work, "village-visit", "990101101200", TODAY)
    system.engine.dispose()
