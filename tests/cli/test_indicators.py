"""Indicators on the command line: as a table, as JSON, by division, as a sheet, and as records."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fscore.cli import answers
from fscore.cli.columns import width
from fscore.evaluation.ratio import PERCENT, State, Unit, Value
from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read

KEYS = {"id", "code", "title", "plugin", "part", "whole", "value", "unit", "target", "met", "state"}
DISTRICT = "990101000000"


def found(document: Any, id_: str) -> Any:
    return next(one for one in document["indicators"] if one["id"] == id_)


def test_the_table_is_even_and_speaks_in_words(demo: Run) -> None:
    lines = demo("indicators", "--division", MODEL, "--year", "2023").stdout.splitlines()
    assert lines[0] == f"青禾镇（{MODEL}） 2023年"
    assert lines[1] == "按业务日期 2023年12月31日"
    assert lines[2].split() == ["编号", "指标", "完成", "总数", "值", "目标", "结论"]
    coverage = next(line for line in lines if line.startswith("I01"))
    assert coverage.split() == ["I01", "三级监管网络覆盖率", "24", "25", "96%", "=100%", "未达标"]
    officers = next(line for line in lines if line.startswith("I02"))
    assert officers.split()[-1] == "达标"
    assert width(coverage[: coverage.index("24") + 2]) == width(officers[: officers.index(" 1 ") + 2])


def test_json_has_the_promised_shape(demo: Run) -> None:
    document = read(demo("indicators", "--division", "990101101", "--year", "2023", "--json"))
    assert document["division"] == MODEL
    assert document["period"] == "2023"
    assert document["business_day"] == "2023-12-31"
    for one in document["indicators"]:
        assert set(one) >= KEYS
        assert one["state"] in {state.value for state in State}
        assert one["met"] in {True, False, None}
        assert (one["part"] is None) == (one["state"] not in {"ok", "nothing-to-measure"})
    coverage = found(document, "I01")
    assert (coverage["code"], coverage["part"], coverage["whole"]) == ("network-coverage", 24, 25)
    assert (coverage["value"], coverage["unit"], coverage["target"]) == ("96.0", "%", "=100%")
    assert coverage["met"] is False
    area = found(document, "X05")
    assert (area["part"], area["whole"], area["value"]) == ("56.33", None, "56.3")


def test_numbers_are_cut_and_never_rounded_or_turned_into_floats() -> None:
    value = Value.of(PERCENT, 9596, 10000)
    assert answers.measured(value) == {"part": 9596, "whole": 10000, "value": "95.9"}
    yuan = Value.of(Unit("元"), Decimal("50000.50"))
    assert answers.measured(yuan) == {"part": "50000.5", "whole": None, "value": "50000.5"}
    nothing = Value.of(PERCENT, 0, 0)
    assert answers.measured(nothing) == {"part": 0, "whole": 0, "value": None}
    silent = Value(PERCENT, State.NOT_REPORTED, 3, 4)
    assert answers.measured(silent) == {"part": None, "whole": None, "value": None}


def test_by_a_level_the_rows_add_up_to_the_whole(demo: Run) -> None:
    document = read(demo("indicators", "--division", DISTRICT, "--by", "village", "--json"))
    for one in document["indicators"]:
        if one["state"] == "ok":
            assert sum(Decimal(row["part"]) for row in one["rows"]) == Decimal(one["part"]), one["id"]
            assert {"division", "name", "part", "whole", "value", "met", "state"} <= set(one["rows"][0])
    rows = found(document, "I01")["rows"]
    assert len([row for row in rows if row["division"].startswith(MODEL[:9])]) == 25


def test_by_a_division_the_rows_are_the_units_right_below_it(demo: Run) -> None:
    document = read(demo("indicators", "--division", DISTRICT, "--by", MODEL, "--json"))
    rows = found(document, "I01")["rows"]
    assert {row["division"][:9] for row in rows} == {MODEL[:9]}
    assert sum(row["whole"] for row in rows) == 25


def test_by_an_indicator_only_that_one_is_shown_by_the_next_level(demo: Run) -> None:
    document = read(demo("indicators", "--division", DISTRICT, "--by", "network-coverage", "--json"))
    (one,) = document["indicators"]
    assert [(row["division"], row["name"]) for row in one["rows"]] == [(MODEL, "青禾镇"), (MESSY, "乱石乡")]


def test_by_something_else_is_wrong_use(demo: Run) -> None:
    shown = demo("indicators", "--division", MODEL, "--by", "street", status=2)
    assert shown.stderr.startswith(
        "fscore: --by 要写层级（province、city、district、township、village、group）、区划代码"
    )
    outside = demo("indicators", "--division", MODEL, "--by", MESSY, status=2)
    assert outside.stderr == "fscore: 乱石乡不在青禾镇里面\n"
    demo("indicators", "--division", "990101101200", "--by", "I01", status=0)
    lowest = demo("indicators", "--division", "990101102200", "--by", "I01", status=2)
    assert lowest.stderr.endswith("下面没有更小的区划了\n")


@pytest.mark.parametrize(
    ("option", "text", "name"),
    [
        ("--quarter", "2023-1", "2023-Q1"),
        ("--quarter", "2023Q4", "2023-Q4"),
        ("--month", "2023-05", "2023-05"),
        ("--month", "2023-5", "2023-05"),
        ("--year", "2022", "2022"),
        ("--year", "２０２２年", "2022"),
        ("--month", "２０２３－０５", "2023-05"),
    ],
)
def test_a_period_is_named_in_one_way(demo: Run, option: str, text: str, name: str) -> None:
    assert read(demo("indicators", "--division", MODEL, option, text, "--json"))["period"] == name


def test_without_a_period_it_is_the_year_of_the_business_day(demo: Run) -> None:
    assert read(demo("indicators", "--division", MODEL, "--json"))["period"] == "2023"


def test_a_period_that_nobody_can_read_is_wrong_use(demo: Run) -> None:
    for arguments, line in (
        (["--quarter", "2023-5"], "看不懂季度 2023-5，要像 2023-1 这样写"),
        (["--month", "2023-13"], "看不懂月份 2023-13，要像 2023-05 这样写"),
        (["--year", "2023", "--month", "2023-01"], "--year、--quarter、--month 只能写一个"),
    ):
        assert demo("indicators", "--division", MODEL, *arguments, status=2).stderr == f"fscore: {line}\n"


def test_where_a_plugin_is_off_the_roll_up_says_so(demo: Run) -> None:
    demo("plugin", "disable", "banquets", "--division", MESSY)
    shown = demo("indicators", "--division", DISTRICT).stdout
    assert "没有算进 乱石乡（模块未启用）：" in shown
    document = read(demo("indicators", "--division", DISTRICT, "--json"))
    assert found(document, "I38")["left_out"] == ["乱石乡"]
    off = read(demo("indicators", "--division", MESSY, "--json"))
    assert "I38" not in {one["id"] for one in off["indicators"]}


def test_a_sheet_has_texts_as_texts_and_numbers_as_numbers(demo: Run, tmp_path: Path) -> None:
    demo("divisions", "rename", "990101101200", "=1+1村")
    shown = demo("indicators", "--division", MODEL, "--by", "village", "--xlsx", "figures.xlsx")
    assert shown.stdout.endswith("个指标写进了 figures.xlsx\n")
    sheet = load_workbook(tmp_path / "figures.xlsx").active
    assert sheet is not None
    rows = {row[0].value: row for row in reversed(list(sheet.iter_rows(min_row=3)))}
    coverage = rows["I01"]
    assert [cell.value for cell in coverage[:9]] == [
        "I01", "三级监管网络覆盖率", "青禾镇", 24, 25, "96%", "%", "=100%", "未达标",
    ]  # fmt: skip
    assert coverage[7].data_type == "s"  # a target or a name that begins with = is no formula
    assert "=1+1村" in {row[2].value for row in sheet.iter_rows()}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_records_behind_an_indicator_are_as_many_as_it_counts(demo: Run) -> None:
    document = read(demo("indicators", "records", "I01", "--division", MODEL, "--year", "2023", "--json"))
    assert set(document) == {"id", "division", "period", "part", "whole"}
    assert (document["id"], document["period"]) == ("I01", "2023")
    assert (len(document["part"]), len(document["whole"])) == (24, 25)
    assert set(document["part"][0]) == {"entity", "id", "title", "division", "date"}
    missing = {one["division"] for one in document["whole"]} - {one["division"] for one in document["part"]}
    assert len(missing) == 1


def test_one_side_of_an_indicator_can_be_asked_for(demo: Run) -> None:
    asked = ["indicators", "records", "network-coverage", "--division", MODEL]
    part = read(demo(*asked, "--part", "--json"))
    assert (len(part["part"]), part["whole"]) == (24, None)
    whole = read(demo(*asked, "--whole", "--json"))
    assert (whole["part"], len(whole["whole"])) == (None, 25)
    assert demo(*asked, "--part", "--whole", status=2).stderr.startswith("fscore: --part 和 --whole 只能写一个")


def test_a_count_has_records_of_one_side_only(demo: Run) -> None:
    document = read(demo("indicators", "records", "I03", "--division", MODEL, "--json"))
    assert (len(document["part"]), document["whole"]) == (24, None)
    assert document["part"][0]["entity"] == "appointment"
    assert document["part"][0]["date"] == "2022-01-01"


def test_records_that_are_added_up_say_what_each_adds(demo: Run) -> None:
    amounts = {}
    for id_ in ("X05", "X07"):
        document = read(demo("indicators", "records", id_, "--division", MODEL, "--year", "2023", "--json"))
        amounts[id_] = [one["amount"] for one in document["part"]]
    assert amounts == {"X05": ["56.33"], "X07": [65000]}
    shown = demo("indicators", "records", "X07", "--division", MODEL).stdout
    assert "算进去的：1 条，合计 65000" in shown
    assert "数量" in shown


def test_the_records_of_a_module_that_is_off_are_no_empty_list(demo: Run) -> None:
    demo("plugin", "disable", "banquets", "--division", MODEL)
    for more in ((), ("--json",)):
        shown = demo("indicators", "records", "I38", "--division", MODEL, *more, status=1)
        assert shown.stdout == ""
        assert shown.stderr.startswith("fscore: 青禾镇的指标 I38 自办酒席备案起数查不到记录：模块“")
        assert "没有启用" in shown.stderr


def test_a_long_list_says_how_much_more_there_is(demo: Run) -> None:
    shown = demo("indicators", "records", "X03", "--division", MODEL).stdout
    assert "算进去的：222 条" in shown
    assert shown.endswith("还有 172 条，全部见 --json\n")


def test_what_has_not_begun_is_not_measured(demo: Run) -> None:
    """A year, a quarter or a month after the business day has no numbers; the one that runs has."""
    for asked, name in (
        (["--year", "2030"], "2030年"),
        (["--quarter", "2024-1"], "2024年第1季度"),
        (["--month", "2024-01"], "2024年1月"),
    ):
        refused = demo("indicators", "--division", MODEL, *asked, status=1)
        assert refused.stderr == f"fscore: {name}还没有开始（业务日期 2023年12月31日），没有数可算\n"
        assert refused.stdout == ""
    assert demo("indicators", "--division", MODEL, "--month", "2023-12").stdout


def test_the_table_is_english_where_it_is_asked_for(demo: Run) -> None:
    lines = demo("--lang", "en", "indicators", "--division", MODEL, "--year", "2023").stdout.splitlines()
    assert lines[:2] == [f"青禾镇 ({MODEL}) 2023", "as of business day 2023-12-31"]
    assert lines[2].split() == ["Number", "Indicators", "Part", "Whole", "Value", "Target", "Result"]
    coverage = next(line for line in lines if line.startswith("I01"))
    assert "Three-level supervision network coverage" in coverage
    assert coverage.split()[-5:] == ["24", "25", "96%", "=100%", "Missed"]
    banquets = next(line for line in lines if line.startswith("I38"))
    assert "Home banquets filed" in banquets
    assert "230 cases" in banquets
