"""``fscore exam import|export|print|certify``: the bank and the papers of a division from the command line."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from fscore.cli import program
from fscore.model.people import Credential
from fscore.services.system import System
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_exam import bank_commands
from fscore_exam.model import Attempt, Paper, Question
from plugins.exam.tests.conftest import ITEMS, TODAY, TOWNSHIP, opened, someone


@pytest.fixture(autouse=True)
def _own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: System) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setattr(bank_commands, "working", lambda _shell, reading=True: system.work(reading=reading))


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(program, ["exam", *arguments], prog_name="fscore")
    assert result.exit_code == status, result.output
    return result


@pytest.mark.parametrize("ending", ["gift", "xml", "xlsx"])
def test_what_is_written_is_known_when_it_comes_back(work: Work, ending: str):
    work.commit()
    assert f"{len(ITEMS)} 道题写进了 题.{ending}" in run("export", f"题.{ending}", "--division", TOWNSHIP).stdout
    told = json.loads(run("import", f"题.{ending}", "--division", TOWNSHIP, "--json").stdout)
    assert (told["added"], told["superseding"], told["unchanged"]) == (0, 0, len(ITEMS))


def known(system: System, code: str) -> int:
    with system.work(reading=True) as reading:
        return reading.count(sa.select(Question).where(col(Question.code) == code))


def test_a_dry_run_keeps_nothing_and_a_file_that_is_wrong_is_refused_with_its_line(system: System, work: Work):
    work.commit()
    Path("题.gift").write_text("// [id:新]\n新题{T}\n", encoding="utf-8")
    assert "只是检查，没有收下" in run("import", "题.gift", "--division", TOWNSHIP, "--dry-run").stdout
    assert known(system, "新") == 0
    assert "新收 1 道" in run("import", "题.gift", "--division", TOWNSHIP).stdout
    assert known(system, "新") == 1
    Path("题.gift").write_text("好题{T}\n\n坏题{a}\n", encoding="utf-8")
    assert "第 3 行：答案要以 = 或 ~ 开头" in run("import", "题.gift", "--division", TOWNSHIP, status=1).stderr
    assert "只写 .gift" in run("export", "题.pdf", "--division", TOWNSHIP, status=1).stderr
    assert "没有这样的题" in run("export", "题.xml", "--division", TOWNSHIP, "--topic", "无", status=1).stderr


def test_a_paper_is_printed_in_versions_with_sheets_and_keys(work: Work):
    paper = opened(work, name="一/二")
    work.commit()
    run("print", "一/二", "--division", TOWNSHIP, "-o", "卷", "--versions")
    names = {f"一_二{version}-{word}.docx" for version in "AB" for word in ("试卷", "答题卡", "答案")}
    assert {one.name for one in Path("卷").iterdir()} == names
    run("print", str(paper.id), "--division", TOWNSHIP, "-o", "卷")
    assert len(list(Path("卷").iterdir())) == 9
    assert "没有试卷“无”" in run("print", "无", "--division", TOWNSHIP, "-o", "卷", status=1).stderr


def test_a_paper_whose_name_is_not_the_only_one_is_told_by_number(work: Work):
    values = {"division_id": work.division(TOWNSHIP).id, "name": "抽考", "minutes": 30}
    for day in ("2023-05-01", TODAY):
        work.create(Paper, {**values, "held_on": day})
    work.commit()
    assert "不止一份，请写编号" in run("print", "抽考", "--division", TOWNSHIP, "-o", "卷", status=1).stderr


def test_certificates_follow_results_that_are_typed_in_and_void(system: System, work: Work):
    person, paper = someone(work), opened(work)
    values = {"division_id": person.division_id, "paper_id": paper.id, "state": "已评分", "submitted_on": TODAY}
    typed = work.create(Attempt, {**values, "person_id": person.id, "score": 8, "passed": True})
    work.create(Attempt, {**values, "person_id": someone(work, "李四").id, "score": 1, "passed": False})
    work.commit()
    assert "补发 1 份，收回 0 份" in run("certify").stdout
    assert "补发 0 份，收回 0 份" in run("certify").stdout
    with system.work() as again:
        (credential,) = again.all(sa.select(Credential))
        certified = again.get(Attempt, typed.id)
        assert (credential.person_id, credential.issued_on) == (person.id, TODAY)
        assert (certified.credential_id, certified.score) == (credential.id, 8)
        again.change(certified, {"state": "作废"})
        again.commit()
    assert "补发 0 份，收回 1 份" in run("certify").stdout
    with system.work(reading=True) as again:
        assert again.all(sa.select(Credential)) == []
        assert again.get(Attempt, typed.id).credential_id is None
