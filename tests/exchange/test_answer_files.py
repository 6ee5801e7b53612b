"""What people found out, filled into a sheet: it comes back as answers, and what is wrong is named with its row."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fscore.errors import RefusedFile
from fscore.evaluation.answers import Answer, answer_written, written
from fscore.evaluation.criteria import CriteriaSet
from fscore.exchange.answer_files import read_answers, write_answer_sheet
from fscore.exchange.criteria_files import load_toml, shipped_criteria
from tests.evaluation.criteria_examples import example


@pytest.fixture(scope="module")
def form() -> CriteriaSet:
    """The example that a set of one's own begins with: it has an item of each sort."""
    (found,) = shipped_criteria("fscore")
    return found


def filled(tmp_path: Path, form: CriteriaSet, cells: dict[str, Any], basis: str = "") -> Path:
    """Return an empty sheet of a form with answers typed into it, by code."""
    book = openpyxl.load_workbook(io.BytesIO(write_answer_sheet(form)))
    for row in book["认定"].iter_rows(min_row=2):
        if row[0].value in cells:
            row[4].value = cells[row[0].value]
            row[5].value = basis
    book.save(tmp_path / "filled.xlsx")
    return tmp_path / "filled.xlsx"


def test_an_empty_sheet_says_how_each_item_is_answered_and_answers_nothing(tmp_path: Path, form: CriteriaSet):
    path = filled(tmp_path, form, {})
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["认定"].iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["incident", "network", "ledger", "patrol", "meeting", "praise", "new"]
    assert rows[3][2:4] == ["30", "得分，0 到 30；不适用写 缺项：理由；要看巡查记录"]
    assert rows[2][3].startswith("次数，例如“missing 2”；没有就写 无")
    found = read_answers(path, form)
    assert (found.answers, found.facts) == ((), {})


def test_what_is_filled_in_comes_back_as_answers_with_what_they_rest_on(tmp_path: Path, form: CriteriaSet):
    cells = {
        "incident": "否",
        "ledger": "每漏登一户 2次、outdated 1",
        "patrol": 25.5,
        "meeting": "缺项：新设",
        "new": "是",
    }
    found = read_answers(filled(tmp_path, form, cells, "看了台账"), form)
    assert found.facts == {"new": True}
    assert found.answers == (
        Answer.no("incident", "看了台账"),
        Answer.counted("ledger", {"missing": 2, "outdated": 1}, "看了台账"),
        Answer.given("patrol", Decimal("25.5"), "看了台账"),
        Answer(code="meeting", absent_because="新设", note="看了台账"),
    )


def test_a_program_writes_the_same_as_toml(tmp_path: Path, form: CriteriaSet):
    path = tmp_path / "filled.toml"
    path.write_text(
        "incident = false\nledger = { missing = 2 }\npatrol = 25.5\nnew = false\n"
        'meeting = { answer = "是", basis = "会议记录" }\n',
        encoding="utf-8",
    )
    found = read_answers(path, form)
    assert found.facts == {"new": False}
    assert found.answers == (
        Answer.no("incident"),
        Answer.counted("ledger", {"missing": 2}),
        Answer.given("patrol", Decimal("25.5")),
        Answer.yes("meeting", "会议记录"),
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"incident": "也许"}, "“认定”表第 2 行：“发生食品安全事故（否决项，好的答案是“否”）”要答“是”或“否”"),
        ({"incident": "3"}, "要答“是”或“否”，现在是 3"),
        ({"patrol": "很好"}, "“认定”表第 5 行：“巡查情况（由人评分）”要写得分，现在是 很好"),
        ({"ledger": "漏了"}, "“认定”表第 4 行：“台账齐全（看次数扣分）”要写各扣分情形的次数，现在是 漏了"),
        ({"meeting": "缺项："}, "“认定”表第 6 行：“每季度开一次例会（是否）”作为合理缺项，要写明理由"),
        ({"new": "3"}, "“认定”表第 8 行：不评级的情形要写“是”或“否”，现在是“3”"),
        ({"patrol": "1" * 501}, "的认定和依据各不超过 500 个字"),
    ],
)
def test_each_fault_is_named_with_its_row(tmp_path: Path, form: CriteriaSet, cells: dict[str, Any], message: str):
    with pytest.raises(RefusedFile) as refused:
        read_answers(filled(tmp_path, form, cells), form)
    assert message in str(refused.value.problems[0])


def test_unknown_and_doubled_codes_and_other_sheets_are_refused(tmp_path: Path, form: CriteriaSet):
    path = filled(tmp_path, form, {"patrol": 1, "praise": 1})
    book = openpyxl.load_workbook(path)
    book["认定"]["A5"], book["认定"]["A7"] = "patroll", "incident"
    book["认定"]["E2"] = "否"
    book.save(path)
    with pytest.raises(RefusedFile) as refused:
        read_answers(path, form)
    assert [str(one) for one in refused.value.problems] == [
        "“认定”表第 5 行：指标里没有代码为“patroll”的项目，是不是“patrol”？",
        "“认定”表第 7 行：代码“incident”写了两次",
    ]
    book["认定"]["E1"] = "结果"
    book.save(path)
    with pytest.raises(RefusedFile, match="“认定”表要有“认定结果”这一列"):
        read_answers(path, form)


def test_answers_come_back_the_same_from_how_people_write_them():
    form = load_toml(
        'code = "f"\nlabel = "表"\neffective = 2023-01-01\ntotal = 10\n'
        '[[criteria]]\ncode = "late"\nlabel = "迟登"\npoints = 10\n'
        'deductions = [{ code = "late", label = "迟登", points = 1, at_most = 9 }]\n'
    )
    (item,) = form.criteria
    for answer in (Answer.counted("late", {"late": 3}), Answer.counted("late", {}), Answer.absent("late", "没有")):
        assert answer_written(item, written(item, answer)) == answer
    yes_no = example("four-complete").criteria[0]
    assert [answer_written(yes_no, text).says for text in ("√", "符合", "有", "×", "没有", "否")] == [True] * 3 + [
        False
    ] * 3
