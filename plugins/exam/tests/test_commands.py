"""``fscore exam stats`` reads a plain table, needs no database, and says where a table is wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fscore.cli import program

ITEM = [
    "name", "facility", "sd", "discrimination_index", "discriminative_efficiency", "effective_weight", "difficulty",
    "upper_lower_27", "item_total_r", "item_rest_r", "alpha_if_deleted",
]  # fmt: skip
TEST = [
    "attempts", "mean", "median", "sd", "skewness", "kurtosis", "alpha", "error_ratio", "standard_error", "kr20",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(program, ["exam", "stats", *arguments], prog_name="fscore")
    assert result.exit_code == status, result.output
    return result


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding=encoding)
    return name


def test_the_document_has_exactly_these_keys():
    found = json.loads(run(write("m.csv", "a,b\n1,0\n1,2\n0,1\n,NA\n"), "--json").stdout)
    assert list(found) == ["items", "test"]
    assert [list(one) for one in found["items"]] == [ITEM, ITEM]
    assert list(found["test"]) == TEST
    assert (found["test"]["attempts"], found["items"][1]["facility"]) == (4, 3 / 8)


def test_choices_are_marked_with_the_key_and_the_maxima():
    choices = write("c.csv", "﻿题一,题二\nA,BD\nB,DB\n,B\n")
    key, most = write("k.csv", "题二,题一\nBD,A\n"), write("m.csv", "题一,题二\n2,4.5\n")
    found = json.loads(run(choices, "--key", key, "--max", most, "--json").stdout)
    assert (found["test"]["mean"], found["items"][0]["facility"]) == (pytest.approx(11 / 3), pytest.approx(1 / 3))
    assert found["test"]["kr20"] is not None


def test_a_table_for_people_counts_blanks_and_names_what_goes_against_the_total():
    result = run(write("m.csv", "甲,乙\n5,0\n4,0\n1,1\n,1\n", "gb18030"))
    assert "4 人，2 题" in result.stdout
    assert result.stdout.splitlines()[2].split()[0] == "甲"
    assert result.stdout.splitlines()[2].split()[-1] == "1"
    assert "“乙”的得分和总分反着走，没有有效权重" in result.stderr


@pytest.mark.parametrize(
    "text", ["a;b\r\n1;0\r\n0;1\r\n", "a\tb\n1\t0\n0\t1\n", 'a,b,,\n"1", 0,,\n0,1,, \n', '"a;b",b\n１,0\n0,1.0\n']
)
def test_a_table_as_other_programs_write_it_is_read(text: str):
    found = json.loads(run(write("m.csv", text), "--json").stdout)
    assert [one["facility"] for one in found["items"]] == [0.5, 0.5]


def test_key_and_maxima_may_have_a_question_a_row():
    choices = write("c.csv", '一,二,三\nA,ac,对\nb,"c, A",\n')
    key, most = write("k.csv", "题,答案\n三,T\n一,a\n二,AC\n"), write("m.csv", "题,满分\n一,2\n二,1\n三,1\n")
    found = json.loads(run(choices, "--key", key, "--max", most, "--json").stdout)
    assert [one["facility"] for one in found["items"]] == [0.5, 1, 0.5]
    assert found["test"]["mean"] == 2.5
    wrong = write("w.csv", "题,答案\n一,A\n二,\n三,T\n")
    assert "第 3 行“二”：没有写答案" in run(choices, "--key", wrong, status=1).stderr


def test_a_test_without_people_has_no_numbers():
    found = json.loads(run(write("m.csv", "a,b\n"), "--json").stdout)
    assert (found["test"]["attempts"], found["test"]["mean"], found["items"][0]["facility"]) == (0, None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n1\n", "第 3 行：有 1 格，表头有 2 格"),
        ("a,b\n1,2\n1,x\n", "第 3 行“b”：“x”不是分数"),
        ("a,b\n1,nan\n", "第 2 行“b”：“nan”不是分数"),
        ("a,b\n1,1e99\n", "不是分数"),
        ("a,a\n1,2\n", "有两列都叫“a”"),
        ("a,,b\n1,2,3\n", "第 2 列没有名称"),
        ("a,,\n1,,2\n", "第 2 行：第 3 列有内容，表头却没有名称"),
        ("a,b\n1,2,\n", "第 2 行：有 3 格，表头有 2 格"),
        (",,\n,,\n", "没有表头"),
        ('a,b\n1,"2\n3,4\n', "“2 3,4”不是分数"),
        ("\n", "文件是空的"),
        ("学号,a\n1,2\n2,1\n", "共 1 处问题。第 1 行：第一列“学号”不是题目；请删掉这一列再试"),
        ("考 生,a\n张三,2\n李四,1\n", "共 1 处问题。第 1 行：第一列“考 生”不是题目；请删掉这一列再试"),
        ("a,b\nA,bd\nB,\n对,C\n", "共 1 处问题。第 2 行“a”：“A”像是选项，不是分数；表里写的是选项，就用 --key"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_the_place(text: str, words: str):
    assert words in run(write("m.csv", text), status=1).stderr


def test_what_is_wrong_is_told_by_line():
    told = run(write("m.csv", "a,b\n1,2\n9,x?\n3,w?\n4,1\nx?,2\n5,2\n"), status=1).stderr
    places = [line.split("行")[0].split("第 ")[1].strip() for line in told.splitlines()]
    assert places == ["4", "6"]


def test_a_table_with_very_many_columns_is_refused():
    assert "最多 1000 列" in run(write("m.csv", ",".join(f"q{n}" for n in range(1001)) + "\n"), status=1).stderr


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("a\nA\n", "没有“b”这一题"),
        ("a,b,c\nA,B,C\n", "答卷里没有“c”这一题"),
        ("a,b\nA,\n", "第 2 行“b”：没有写答案"),
        ("a,b\nA,B\nA,C\n", "表头下面要有一行，现在有 2 行；第一行是表头，要和答卷的一样"),
    ],
)
def test_a_key_must_fit_the_questions(key: str, words: str):
    assert words in run(write("m.csv", "a,b\nA,B\n"), "--key", write("k.csv", key), status=1).stderr


@pytest.mark.parametrize("most", ["x", "-1"])
def test_a_maximum_is_a_number(most: str):
    words = run(write("m.csv", "a\n1\n"), "--max", write("k.csv", f"a\n{most}\n"), status=1).stderr
    assert "满分要写 0 或更大的数" in words


def test_a_file_that_is_not_there_is_wrong_use():
    assert "没有文件" in run("none.csv", status=2).stderr
