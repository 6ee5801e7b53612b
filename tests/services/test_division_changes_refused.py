from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fscore.errors import Conflict, InvalidValue, NotAllowed, NotFound, NotPossible
from fscore.evaluation.succession import Part
from fscore.model.division import DivisionKind
from fscore.model.roles import Role
from fscore.services.division_changes import merge, recode, rename, split
from fscore.services.work import Actor, Work
from tests.services.invented_county import (
    BEFORE,
    COUNTY,
    LATER,
    NEW_YEAR,
    load_text,
    opened,
)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Work]:
    system = opened(tmp_path)
    with system.work() as work:
        load_text(work, tmp_path, COUNTY)
        yield work
    system.engine.dispose()


TWO = [Part("a", "甲村"), Part("b", "乙村")]


@pytest.mark.parametrize(
    ("act", "error", "text"),
    [
        (lambda work: rename(work, "990101999", "甲村", NEW_YEAR), NotFound, "没有这个区划：990101999000"),
        (lambda work: rename(work, "990101101200", "东村", NEW_YEAR), NotPossible, "已经叫“东村”"),
        (lambda work: rename(work, "990101101200", " ", NEW_YEAR), InvalidValue, "没有名称"),
        (lambda work: rename(work, "990101101200", "甲\x00", NEW_YEAR), InvalidValue, "不能保存的字符"),
        (lambda work: rename(work, "990101101200", "甲村", date(2025, 1, 1)), NotPossible, "2025-01-01 还没有到"),
        (lambda work: rename(work, "990101101200", "甲村", date(1800, 1, 1)), NotPossible, "1800年1月1日太早或太晚"),
        (lambda work: recode(work, "990101101200", "9901?", NEW_YEAR), InvalidValue, "代码“9901?”不对"),
        (lambda work: recode(work, "990101101200", "990101101201", NEW_YEAR), Conflict, "已经有区划在用"),
        (lambda work: split(work, "990101101201", TWO[:1], NEW_YEAR), NotPossible, "至少要有两个"),
        (lambda work: split(work, "990101101201", [TWO[0], TWO[0]], NEW_YEAR), NotPossible, "同一个代码 a"),
        (
            lambda work: split(work, "990101101200", TWO, NEW_YEAR),
            NotPossible,
            "东村下面还有 2 个区划，请逐个写明归到哪个新区划：990101101200-1、990101101200-2",
        ),
        (lambda work: split(work, "990101101201", TWO, NEW_YEAR, {"x": "a"}), NotPossible, "不相干的代码：x"),
        (lambda work: merge(work, ["990101101200"], TWO[0], NEW_YEAR), NotPossible, "至少要有两个不同的"),
        (
            lambda work: merge(work, ["990101101200", "990101102"], TWO[0], NEW_YEAR),
            NotPossible,
            "东村和白石镇不是同一级",
        ),
        (
            lambda work: merge(work, ["990101101200", "990101101201"], TWO[0], NEW_YEAR, "990101102200"),
            NotPossible,
            "南村的级别要高于",
        ),
    ],
)
def test_what_can_not_be_done_is_refused_in_chinese(
    county: Work, act: object, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text.replace("?", r"\?")):
        act(county)  # type: ignore[operator]


def test_a_closed_unit_does_not_change_any_more(county: Work) -> None:
    split(county, "990101101201", TWO, NEW_YEAR)
    with pytest.raises(NotPossible, match="西村（990101101201）已在 2023-12-31 撤销"):
        rename(county, "990101101201", "新西村", LATER)


def test_a_change_is_not_dated_before_the_unit_or_its_last_change(county: Work) -> None:
    split(county, "990101101201", TWO, NEW_YEAR)
    with pytest.raises(NotPossible, match="2024-01-01 才设立，变更不能早于"):
        rename(county, "a", "新", BEFORE)
    with pytest.raises(NotPossible, match="2024-01-01 才设立，变更要在这一天以后"):
        merge(county, ["a", "b"], Part("c", "合村"), NEW_YEAR)
    rename(county, "a", "新", LATER)
    with pytest.raises(NotPossible, match="2024-06-01 已有更名"):
        rename(county, "a", "旧", NEW_YEAR)


def test_kinds_that_differ_have_to_be_settled_by_the_caller(county: Work) -> None:
    rename(county, "990101101200", "东社区", NEW_YEAR, DivisionKind.COMMUNITY)
    with pytest.raises(NotPossible, match="类型不同"):
        merge(county, ["990101101200", "990101101201"], Part("c", "合村"), LATER)
    kept = merge(county, ["990101101200", "990101101201"], Part("c", "合社区", DivisionKind.COMMUNITY), LATER)
    assert kept.opened[0].kind is DivisionKind.COMMUNITY


def test_a_change_of_a_day_before_the_units_came_to_lie_where_they_are_is_refused(county: Work) -> None:
    """The townships were merged in June: what lies in the new one since then did not lie there in January."""
    merge(county, ["990101101", "990101102"], Part("990101103", "青石镇"), LATER)
    with pytest.raises(NotPossible, match="上级青石镇（990101103000）2024-06-01 才设立"):
        merge(county, ["990101101200", "990101101201"], TWO[0], NEW_YEAR)
    with pytest.raises(NotPossible, match="上级青石镇（990101103000）2024-06-01 才设立"):
        split(county, "990101101201", TWO, NEW_YEAR)
    with pytest.raises(NotPossible, match=r"(东|西)村在 2024-05-31 以后才归现在的上级"):
        merge(county, ["990101101200", "990101101201"], TWO[0], NEW_YEAR, "990101000000")
    assert merge(county, ["990101101200", "990101101201"], TWO[0], LATER).opened


def test_only_who_runs_the_installation_changes_divisions(county: Work) -> None:
    officer = Actor("专干", Role.OFFICER, county.division("990101101000"))
    system = county.system
    county.session.close()
    with system.work(officer) as work, pytest.raises(NotAllowed, match="镇食安办专干不能改区划"):
        rename(work, "990101101200", "新东村", NEW_YEAR)
