"""Answers that were given on paper come in by a sheet; a row that is wrong comes back with the reason."""

import io

import pytest
import python_calamine
import xlsxwriter

from fscore.errors import NotPossible, RefusedFile
from fscore.services.work import Work
from fscore_exam.answer_sheets import RefusedAnswers, read_answers, template
from fscore_exam.bank import keep_items
from fscore_exam.model import AttemptState, Paper
from fscore_exam.papers import asked
from fscore_exam.printing import seed_of
from fscore_exam.shown import right_answer
from fscore_exam.sitting import answers
from plugins.exam.tests.conftest import DRAWS, TOWNSHIP, opened, planned, someone
from plugins.exam.tests.test_printing import MORE


def book(*rows: list[object]) -> bytes:
    output = io.BytesIO()
    made = xlsxwriter.Workbook(output, {"in_memory": True})
    page = made.add_worksheet()
    for at, row in enumerate([["姓名", "卷别", 1, 2, 3, 4, 5], *rows]):
        page.write_row(at, 0, row)
    made.close()
    return output.getvalue()


def key(work: Work, paper: Paper, version: str = "") -> list[str]:
    seed = seed_of(paper, version)
    return [right_answer(one.item, seed, one.line.place) for one in asked(work, paper)]


def test_choices_become_marks_in_each_version(work: Work):
    paper = opened(work)
    for name in ("甲", "乙", "丙"):
        someone(work, name)
    rows = [["甲", "A", *key(work, paper, "A")], ["乙", "B卷", *key(work, paper, "B")]]
    taken = read_answers(work, paper, book(*rows, ["丙", "", "NA", "", "", "", "错"]), "卷.xlsx")
    assert [one.score for one in taken.added] == [10, 10, 0]
    assert [one.passed for one in taken.added] == [True, True, False]
    assert all(one.submitted_on == paper.held_on and one.due_at is None for one in taken.added)


def test_the_same_sheet_twice_adds_nothing_and_another_one_is_a_retake(work: Work):
    paper = opened(work)
    someone(work)
    wrong = ["张三", "", "", "", "", "", "错"]
    read_answers(work, paper, book(wrong), "卷.xlsx")
    assert read_answers(work, paper, book(wrong), "卷.xlsx").unchanged == 1
    (again,) = read_answers(work, paper, book(["张三", "", *key(work, paper)]), "卷.xlsx").added
    assert (again.number, again.passed) == (2, True)
    with pytest.raises(RefusedAnswers, match="已经考过"):
        read_answers(work, paper, book([*wrong[:6], "对"]), "卷.xlsx")


def test_rows_that_are_wrong_come_back_with_the_reasons_and_nothing_is_taken(work: Work):
    paper = opened(work)
    for name in ("甲", "乙", "乙"):
        someone(work, name)
    good = key(work, paper)
    rows = [
        ["甲", "", *good],
        ["甲", "", *good],
        ["乙", "", *good],
        ["无名", "", *good],
        ["甲", "C", *good],
        ["甲", "", "1", *good[1:]],
        ["甲", "", "2", *good[1:4], "也许"],
        ["甲", "A", "", "", "", "", ""],
    ]
    with pytest.raises(RefusedAnswers) as caught:
        read_answers(work, paper, book(*rows), "卷.xlsx")
    reasons = [str(one) for one in caught.value.problems]
    assert reasons == [
        "第 3 行：和第 2 行是同一个人",
        "第 4 行：叫“乙”的不止一个人，请写人员编号",
        "第 5 行：没有登记过“无名”，请先登记人员",
        "第 6 行：卷别要写 A、B 或空着，不是“C”",
        "第 7 行：第 1 题“1”不是选项的字母",
        "第 7 行：和第 2 行是同一个人",
        "第 8 行：第 1 题“2”不是选项的字母",
        "第 8 行：第 5 题要写“对”或“错”",
        "第 8 行：和第 2 行是同一个人",
        "第 9 行：一题都没有填：没来考的请删去这一行，交白卷的请填 NA",
    ]
    pages = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(caught.value.returned))
    returned = pages.get_sheet_by_index(0).to_python()
    assert returned[0][-1] == "错误"
    said = {at: [one.partition("：")[2] for one in reasons if one.startswith(f"第 {at} 行")] for at in range(2, 10)}
    assert [row[-1] for row in returned[1:]] == ["；".join(one) for one in said.values()]
    assert returned[1][:2] == ["甲", ""]


def test_the_returned_sheet_can_be_put_right_and_taken(work: Work):
    paper = opened(work)
    person = someone(work)
    empty = template(work, paper, [person])
    pages = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(empty)).get_sheet_by_index(0).to_python()
    assert pages == [
        ["人员编号", "姓名", "卷别", "1", "2", "3", "4", "5"],
        [str(person.id), "张三", "", "", "", "", "", ""],
    ]
    with pytest.raises(RefusedAnswers, match="没来考的请删去这一行，交白卷的请填 NA"):
        read_answers(work, paper, empty, "卷.xlsx")
    (attempt,) = read_answers(work, paper, book(["张三", "", "NA", *[""] * 4]), "卷.xlsx").added
    assert (attempt.state, attempt.score) == (AttemptState.MARKED, 0)


def test_pairs_and_gaps_are_written_as_on_the_sheet(work: Work):
    keep_items(work, work.division(TOWNSHIP).id, MORE, in_use=True)
    paper = opened(work, ("matching", 1, 3, ""), ("cloze", 1, 2, ""), ("essay", 1, 5, ""), ("numerical", 1, 1, ""))
    someone(work)
    pairs = right_answer(MORE[0], "", 1)
    output = io.BytesIO()
    made = xlsxwriter.Workbook(output, {"in_memory": True})
    page = made.add_worksheet()
    page.write_row(0, 0, ["姓名", "1", "2", "3", "4"])
    page.write_row(1, 0, ["张三", f"{pairs[0]}-{pairs[2]}", "125|B", "因为……", 8.4])
    made.close()
    (attempt,) = read_answers(work, paper, output.getvalue(), "卷.xlsx").added
    assert attempt.state is AttemptState.SUBMITTED
    assert [one.points for one in answers(work, attempt)] == [2, 2, None, 1]


def test_a_sheet_without_people_or_of_another_paper_is_refused(work: Work):
    paper = opened(work)
    with pytest.raises(RefusedAnswers, match="表里没有人"):
        read_answers(work, paper, book(), "卷.xlsx")
    other = opened(work, ("single", 1, 1, ""), name="小卷")
    with pytest.raises(RefusedFile, match="不认识“2”这一列"):
        read_answers(work, other, book(), "卷.xlsx")
    longer = opened(work, *DRAWS, ("single", 1, 1, ""), name="长卷")
    with pytest.raises(RefusedFile, match="没有“6”这一列"):
        read_answers(work, longer, book(), "卷.xlsx")
    with pytest.raises(NotPossible, match="还没有组卷"):
        read_answers(work, planned(work, name="空卷"), book(), "卷.xlsx")
