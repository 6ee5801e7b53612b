import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from fscore.errors import RefusedFile
from fscore.evaluation.criteria import CriteriaSet
from fscore.exchange.criteria_document import NAMES as NAMES_OF_KEYS
from fscore.exchange.criteria_files import MOST_BYTES, dump_excel, dump_toml, load_excel, load_toml
from tests.evaluation.criteria_examples import FOLDER, NAMES, example
from tests.evaluation.criteria_strategies import criteria_sets

SMALL = """
code = "small"
label = "小表"
effective = 2024-01-01
total = 10

[[criteria]]
code = "register"
label = "台账"
points = 10
deductions = [{ code = "late", label = "迟登", points = 2, at_most = 10 }]
"""


def refused(load: Callable[[], CriteriaSet]) -> list[str]:
    with pytest.raises(RefusedFile) as error:
        load()
    return [str(problem) for problem in error.value.problems]


def edited(name: str, *changes: tuple[str, str, Any]) -> bytes:
    """Return an example's workbook with cells changed, as (sheet, cell, value)."""
    book = openpyxl.load_workbook(io.BytesIO(dump_excel(example(name))))
    for sheet, cell, value in changes:
        book[sheet][cell] = value
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_comes_back_the_same_from_toml_and_excel(name: str):
    criteria = example(name)
    assert load_toml(dump_toml(criteria)) == criteria
    assert load_excel(dump_excel(criteria)) == criteria


@given(criteria_sets())
def test_any_set_comes_back_the_same_from_toml(criteria: CriteriaSet):
    assert load_toml(dump_toml(criteria)) == criteria


@given(criteria_sets())
def test_any_set_comes_back_the_same_from_excel(criteria: CriteriaSet):
    assert load_excel(dump_excel(criteria)) == criteria


def test_files_are_read_by_their_path(tmp_path: Path):
    workbook = tmp_path / "risk.xlsx"
    workbook.write_bytes(dump_excel(example("risk-grade")))
    assert load_excel(workbook) == load_toml(FOLDER / "risk-grade.toml")


def test_what_is_usual_need_not_be_written():
    criteria = load_toml(SMALL)
    item = criteria.criteria[0]
    assert (criteria.version, criteria.unit, criteria.method.value, criteria.verified) == (
        "2024-01-01",
        "分",
        "sum",
        False,
    )
    assert (item.group, item.answered_by.value, item.key, item.expects) == ("basic", "deductions", False, True)
    assert "answer" not in dump_toml(criteria)


def test_choices_may_be_written_in_chinese():
    assert load_toml(SMALL.replace("total = 10", 'total = 10\nmethod = "各项得分相加"')) == load_toml(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("total = 10", "", "没有写“总分”（total）"),
        ('label = "小表"', "", "没有写“名称”（label）"),
        (
            "effective = 2024-01-01",
            "effective = 2024",
            "“起用日期”（effective）要写日期，例如 2025-01-01，现在是“2024”",
        ),
        (
            "effective = 2024-01-01",
            'effective = "2024-02-30"',
            "“起用日期”（effective）要写日期，例如 2025-01-01，现在是“2024-02-30”",
        ),
        ("total = 10", 'total = 10\nmethod = "summe"', "“计分方法”（method）要写其中之一：sum（各项得分相加）"),
        ("total = 10", "total = 10\nverfied = false", "不认识“verfied”，是不是“verified”？"),
        ("total = 10", "total = 10\nxyzxyz = 1", "不认识“xyzxyz”，请删去"),
        ("total = 10", "total = 10\nverified = 1", "“已核对”（verified）要写 true 或 false，现在是“1”"),
        ("total = 10", "total = true", "“总分”（total）要写数字，现在是“True”"),
        ("total = 10", "total = nan", "“总分”（total）要写最多 12 位的数字，现在是“NaN”"),
        ("total = 10", "total = 1e999999", "“总分”（total）要写最多 12 位的数字"),
        (
            "total = 10",
            "total = 10\npass = 6",
            '“合格条件”（pass）要写一组值，例如 { op = "ge", value = 90 }，现在是“6”',
        ),
        ("total = 10", 'total = 10\npass = { op = "ge" }', "“合格条件”（pass）：没有写“数值”（value）"),
        (
            "total = 10",
            "total = 10\nrounding = { digits = 1.5 }",
            "“取舍”（rounding）：“保留小数位”（digits）要写整数，现在是“1.5”",
        ),
        ("total = 10", "total = 10\nbands = 3", "“等级”（bands）要写一列组，每组以 [[bands]] 开头，现在是“3”"),
        ("total = 10", "total = 10\nkinds = { a = 1 }", "“对象类型”（kinds）要写名称"),
        ("points = 10", 'points = "十"', "第 1 个项目“台账”：“分值”（points）要写数字，现在是“十”"),
        ("points = 10", "", "第 1 个项目“台账”：没有写“分值”（points）"),
        ("points = 2", "points = -2", "第 1 项“台账”（register）：扣分情形“迟登”每次扣的分要大于 0"),
        (
            "at_most = 10",
            "at_least = 10",
            "第 1 个项目“台账”的第 1 个扣分情形“迟登”：不认识“at_least”，是不是“at_most”？",
        ),
        ('label = "台账"', "label = 3", "第 1 个项目“3”：“名称”（label）要写文字（放在引号里），现在是“3”"),
        ('label = "台账"', 'label = "台\\u0000账"', "特殊字符的文字，现在是“U+0000”"),
        ('label = "台账"', "label = 台账", "写法不合 TOML 格式，请看这一处"),
    ],
)
def test_each_fault_of_a_toml_file_is_named_with_its_place(old: str, new: str, message: str):
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    assert any(message in found for found in refused(lambda: load_toml(text)))


def test_all_faults_of_a_file_are_told_and_the_file_is_named():
    with pytest.raises(RefusedFile, match=r"small.toml 没有收下，共 2 处问题") as error:
        load_toml(SMALL.replace('label = "小表"', "").replace("points = 10", 'points = "x"'), "small.toml")
    assert len(error.value.problems) >= 2


def test_a_set_without_items_is_refused():
    assert "一个项目也没有，请至少写一个 [[criteria]]" in refused(lambda: load_toml(SMALL.split("[[", maxsplit=1)[0]))


def test_large_files_and_other_encodings_are_refused(tmp_path: Path):
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    other = tmp_path / "gbk.toml"
    other.write_bytes(SMALL.encode("gb18030"))
    assert refused(lambda: load_toml(large)) == ["文件超过 2 MB，指标文件不会这么大"]
    assert refused(lambda: load_toml(other)) == ["文字编码不是 UTF-8，请另存为 UTF-8 后再试"]
    assert refused(lambda: load_excel(b"PK" * MOST_BYTES)) == ["文件超过 2 MB，指标文件不会这么大"]


def test_a_workbook_holds_texts_alone_even_where_they_look_like_formulas():
    criteria = load_toml(SMALL.replace("台账", "=1+1"))
    book = openpyxl.load_workbook(io.BytesIO(dump_excel(criteria)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


def test_a_workbook_is_laid_out_for_people():
    book = openpyxl.load_workbook(io.BytesIO(dump_excel(example("canteen-form"))))
    assert book.sheetnames == ["指标", "项目", "扣分", "等级", "对象类型"]
    headings = [cell.value for cell in book["项目"][1]]
    assert headings[:4] == ["代码", "名称", "分组", "分值"]
    assert headings[-3:] == ["分值（大型餐饮：large）", "分值（小型餐饮：small）", "分值（单位食堂：canteen）"]


def test_cells_that_a_table_program_made_numbers_and_dates_are_read_as_such():
    content = edited("four-complete", ("指标", "B5", date(2023, 1, 1)), ("指标", "B9", 4), ("项目", "D2", 1))
    assert load_excel(content) == example("four-complete")


def test_chinese_dates_and_signs_are_read():
    content = edited("demonstration-township", ("指标", "B5", "2023年1月1日"), ("指标", "B15", "≥90"))
    assert load_excel(content) == example("demonstration-township")


@pytest.mark.parametrize(
    ("name", "sheet", "cell", "value", "message"),
    [
        ("four-complete", "项目", "D3", "一", "“项目”表第 3 行：“分值”要写数字，现在是“一”"),
        ("four-complete", "项目", "E3", "也许", "“项目”表第 3 行：“否决项”要写“是”或“否”，现在是“也许”"),
        (
            "four-complete",
            "项目",
            "I3",
            "口头",
            "“项目”表第 3 行：“作答”要写其中之一：是否、评分、扣分、数据，现在是“口头”",
        ),
        ("four-complete", "项目", "B3", None, "“项目”表第 3 行“ledger”：没有写“名称”（label）"),
        ("four-complete", "项目", "A3", "licence", "代码“licence”用了 2 次"),
        ("four-complete", "项目", "B1", "名字", "“项目”表第 1 行：不认识“名字”这一列，请改名或删去"),
        ("four-complete", "项目", "B1", "代码", "“项目”表第 1 行：“代码”这一列写了两次"),
        ("four-complete", "指标", "B5", "明年", "“指标”表第 5 行：“起用日期”要写日期，例如 2025-01-01，现在是“明年”"),
        ("four-complete", "指标", "B5", "2023-02-30", "“起用日期”没有这一天，日期例如 2025-01-01，现在是“2023-02-30”"),
        ("four-complete", "指标", "A5", "生效", "“指标”表第 5 行：不认识“生效”，请删去这一行"),
        (
            "four-complete",
            "指标",
            "B15",
            "九十",
            "“指标”表第 15 行：“合格条件”要写比较和数字，例如 90以上、不满6.0，现在是“九十”",
        ),
        ("demonstration-township", "扣分", "A2", "leger", "“扣分”表第 2 行：“项目代码”要写“项目”表里的一个代码"),
        (
            "demonstration-township",
            "扣分",
            "E2",
            "1",
            "“项目”表第 6 行，第 5 项“监管台账”（ledger）：扣分情形“每漏登一户”最多扣 1",
        ),
        ("hygiene-grade", "等级", "A3", "1以上、2以上、3以上", "“等级”表第 3 行：“分数”最多写两个条件"),
        ("canteen-form", "项目", "D3", "5", "“分值（大型餐饮：large）”和不分类型的分值只能写一种"),
        ("canteen-form", "对象类型", "A3", "large", "“对象类型”表第 3 行：代码“large”写了两次"),
    ],
)
def test_each_fault_of_a_workbook_is_named_with_sheet_row_and_column(
    name: str, sheet: str, cell: str, value: Any, message: str
):
    content = edited(name, (sheet, cell, value))
    assert any(message in found for found in refused(lambda: load_excel(content)))


def test_a_group_may_be_written_by_its_heading():
    criteria = load_toml(SMALL.replace("points = 10", 'points = 10\ngroup = "关键项"', 1))
    assert (criteria.criteria[0].group, criteria.criteria[0].key) == ("key", True)
    own = '[[groups]]\ncode = "work"\nlabel = "日常工作"\n'
    criteria = load_toml(SMALL.replace("points = 10", 'points = 10\ngroup = "日常工作"', 1) + own)
    assert criteria.criteria[0].group == "work"


def test_a_code_that_nothing_could_keep_is_refused():
    assert any("太长，最多 60 个字" in found for found in refused(lambda: load_toml(SMALL.replace("small", "s" * 61))))


def test_a_workbook_without_the_two_sheets_is_refused():
    book = openpyxl.Workbook()
    output = io.BytesIO()
    book.save(output)
    assert refused(lambda: load_excel(output.getvalue())) == ["没有“指标”表", "没有“项目”表"]


def test_the_day_of_a_set_survives_as_a_day():
    assert load_excel(dump_excel(example("risk-grade"))).effective == date(2024, 1, 1)


def test_the_example_of_the_handbook_is_a_set_that_comes_back_the_same():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "criteria.md").read_text(encoding="utf-8")
    criteria = load_toml(page.split("```toml\n")[1].split("```")[0])
    assert [item.code for item in criteria.criteria] == [
        "incident",
        "banquets",
        "ledger",
        "workshops",
        "meeting",
        "praise",
    ]
    assert load_excel(dump_excel(criteria)) == criteria


def test_the_handbook_names_every_key_that_a_file_can_have():
    page = (Path(__file__).parents[2] / "docs" / "reference" / "criteria.md").read_text(encoding="utf-8")
    assert [
        key for key in NAMES_OF_KEYS if not any(form in page for form in (f"`{key}`", f"[[{key}]]", f"{key} = "))
    ] == []


def test_texts_of_several_lines_come_back_the_same():
    criteria = load_toml(SMALL.replace("台账", "第一行\\n第二行\\t“引”\\\\"))
    assert criteria.criteria[0].label == "第一行\n第二行\t“引”\\"
    assert load_toml(dump_toml(criteria)) == criteria
    assert load_excel(dump_excel(criteria)) == criteria
