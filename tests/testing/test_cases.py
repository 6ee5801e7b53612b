"""Worked cases: what a file may say, and what is said when it doesn't come true."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fscore.errors import InvalidRecord, UnknownCode, WrongUse
from fscore.testing.cases import Case, differences, plugin_of, read_cases

PERIOD = [date(2023, 1, 1), date(2023, 12, 31)]
FEAST = {"聚餐备案": {"办理状态": "已受理", "聚餐餐次": [{"用餐人数": 100}]}}


def case(*given: dict[str, Any], expect: dict[str, Any], **more: Any) -> Case:
    return Case(name="算例", period=PERIOD, given=given, expect=expect, **more)


def test_a_case_that_comes_true_has_no_differences():
    assert differences(case(FEAST, expect={"I38": 1, "banquets-reported": [0, 1]}), "banquets") == []


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ({"I38": 2}, "I38 应为 2，算出来是 1"),
        ({"I39": [1, 1]}, "I39 应为 [1, 1]，算出来是 [0, 1]"),
        ({"I39": 0}, "I39 应为 0，算出来是 [0, 1]"),
        ({"I39": "没有要算的"}, "I39 应为 没有要算的，算出来是 [0, 1]"),
        ({"D04": [0, 0]}, "D04 应为 [0, 0]，算出来是 没有要算的"),
    ],
)
def test_a_case_that_does_not_come_true_says_what_was_found(expect: dict[str, Any], told: str):
    assert differences(case(FEAST, expect=expect), "banquets") == [told]


def test_fields_may_be_named_as_in_the_code():
    given = {"banquet": {"state": "accepted", "banquet_meal": [{"heads": 100}]}}
    assert differences(case(given, expect={"I38": 1, "I39": [0, 1]}), "banquets") == []


def test_as_many_records_are_made_as_a_case_says():
    given = {"聚餐备案": {"times": 3, "办理状态": "已受理", "聚餐餐次": [{"用餐人数": 100}]}}
    assert differences(case(given, expect={"I38": 3, "I39": [0, 3]}), "banquets") == []


def test_cases_of_the_core_need_no_module():
    given = {"经营主体": {"类别": "学校"}}
    assert differences(case(given, expect={"X14": 1}), plugin_of(Path(__file__))) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"聚餐": {}}, UnknownCode),
        ({"聚餐备案": {"人数": 3}}, WrongUse),
        ({"聚餐备案": {"division_id": "丁村"}}, UnknownCode),
        ({"聚餐餐次": {"所属聚餐": "@谁家", "用餐人数": 3}}, UnknownCode),
        ({"聚餐餐次": {"用餐人数": 3}}, WrongUse),
        ({"聚餐备案": {"单餐最多人数": 3}}, InvalidRecord),
    ],
)
def test_what_cannot_be_on_record_is_refused(given: dict[str, Any], fault: type[Exception]):
    with pytest.raises(fault):
        differences(case(given, expect={"I38": 0}), "banquets")


def test_a_file_without_cases_is_named(tmp_path: Path):
    file = tmp_path / "nothing.toml"
    file.write_text("[[cases]]\n", encoding="utf-8")
    with pytest.raises(WrongUse, match=r"nothing\.toml"):
        read_cases(file)


def test_the_plugin_is_the_one_whose_folder_the_file_lies_in(tmp_path: Path):
    folder = tmp_path / "kites" / "tests" / "cases"
    folder.mkdir(parents=True)
    project = '[project]\nname = "x"\n[project.entry-points."fscore.plugins"]\nkites = "fscore_kites"\n'
    (tmp_path / "kites" / "pyproject.toml").write_text(project, encoding="utf-8")
    assert plugin_of(folder / "some.toml") == "kites"
