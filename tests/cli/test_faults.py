"""How a command ends when something is wrong."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from fscore.cli import faults, program
from fscore.cli.shell import Shell
from fscore.errors import NotFound, Problem, RefusedFile
from fscore.labels import _
from tests.cli.conftest import MESSY, MODEL, Run


def said(capsys: pytest.CaptureFixture[str], fault: Exception, **options: object) -> tuple[int, list[str]]:
    status = faults.report(fault, Shell(language="zh", **options))
    return status, capsys.readouterr().err.splitlines()


def test_wrong_use_is_said_in_one_line_with_what_to_do(fscore: Run) -> None:
    for arguments, line in (
        (["indicaters"], "fscore: 没有命令 indicaters。是不是 indicators？"),
        (["xyz"], "fscore: 没有命令 xyz。有哪些命令见 fscore --help"),
        (["plugin", "enabel"], "fscore: 没有命令 enabel。是不是 enable？"),
        (["chain"], "fscore: 缺 CODE_OR_OPERATOR。用法见 fscore chain --help"),
        (["summary", "write"], "fscore: 缺 --output。用法见 fscore summary write --help"),
        (["chain", "1", "--jsn"], "fscore: 没有选项 --jsn。是不是 --json？用法见 fscore chain --help"),
        (["--zzz", "chain"], "fscore: 没有选项 --zzz。用法见 fscore --help"),
        (["chain", "1", "--on"], "fscore: 选项 --on 后面要跟一个值"),
        (["chain", "1", "--on", "2023-02-30"], "fscore: --on 不对：没有 2023-02-30 这一天"),
        (["chain", "1", "--on", "昨天"], "fscore: --on 不对：看不懂日期 昨天，要像 2023-12-31 这样写"),
        (["indicators", "--year", "23"], "fscore: --year 不对：看不懂年份 23，要像 2023 这样写"),
        (["user", "add", "a", "b", "--role", "king"], "fscore: --role 不对：没有角色 king，可以写："),
        (["--db", "nonsense", "reminders"], "fscore: 看不懂数据库地址 nonsense，要像 sqlite:///fscore.db 这样写"),
        (["--db", "cobol://x/y", "reminders"], "fscore: 没有连接这种数据库的程序：cobol"),
        (["reminders"], "fscore: 没有数据库 fscore.db。请用 --db 指明，或先运行 fscore init"),
        (["verify", "none.backup"], "fscore: 没有文件 none.backup"),
        (["indicators", "--xlsx", "."], "fscore: --xlsx 要写文件，不是文件夹"),
    ):
        shown = fscore(*arguments, status=2)
        assert shown.stdout == ""
        assert shown.stderr.startswith(line), shown.stderr
        assert len(shown.stderr.splitlines()) == 1


def test_too_many_arguments_are_wrong_use(fscore: Run) -> None:
    shown = fscore("chain", "1", "2", status=2)
    assert shown.stderr.startswith("fscore: 多了或不懂的内容（")
    assert shown.stderr.endswith("用法见 fscore chain --help\n")


def test_a_group_alone_shows_its_help_and_is_wrong_use(fscore: Run) -> None:
    assert "用法：fscore plugin" in fscore("plugin", status=2).stderr


def test_a_reading_command_makes_no_database(fscore: Run, tmp_path: Path) -> None:
    fscore("indicators", status=2)
    assert list(tmp_path.iterdir()) == []


def test_several_townships_are_named_when_none_is_chosen(demo: Run) -> None:
    shown = demo("indicators", status=2)
    assert shown.stderr == (f"fscore: 这里不止一个乡镇，请用 --division 指明：{MODEL} 青禾镇、{MESSY} 乱石乡\n")


def test_an_answer_of_no_ends_with_one(demo: Run) -> None:
    for arguments, line in (
        (["chain", "999999999999"], "fscore: 没有这个区划或经营主体：999999999999"),
        (["indicators", "--division", "12"], "fscore: 没有这个区划：120000000000"),
        (["indicators", "records", "I3", "--division", MODEL], "fscore: 没有指标 I3。是不是 I"),
    ):
        assert demo(*arguments, status=1).stderr.startswith(line)


def test_a_broken_database_is_named(fscore: Run, tmp_path: Path) -> None:
    (tmp_path / "fscore.db").write_text("this is a text and no database" * 100)
    shown = fscore("reminders", status=1)
    assert (
        shown.stderr == "fscore: 打不开数据库 sqlite:///fscore.db（file is not a database）。请核对地址、权限和服务\n"
    )


def test_a_password_in_the_address_is_not_shown(fscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FSCORE_SECRET", "a key that only tests have 01234")
    shown = fscore("--db", "postgresql://me:secret@127.0.0.1:1/x", "reminders", status=1)
    assert "打不开数据库 postgresql+psycopg://me:***@127.0.0.1:1/x（" in shown.stderr
    assert "secret" not in shown.output


def test_problems_of_a_file_are_listed_up_to_a_limit(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem(f"第 {line} 行", "缺名称") for line in range(1, 31)]
    status, lines = said(capsys, RefusedFile("x.csv", problems, total=45))
    assert status == 1
    assert lines[0] == "fscore: x.csv 没有收下，共 45 处问题。第 1 行：缺名称"
    assert lines[1] == "  第 2 行：缺名称"
    assert lines[faults.SHOWN - 1] == "  第 20 行：缺名称"
    assert lines[faults.SHOWN :] == ["  还有 25 处"]


def test_further_problems_are_in_the_language_of_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem(_("第 {line} 行").format(line=line), _("文件是空的")) for line in (1, 2)]
    faults.report(RefusedFile("x.csv", problems), Shell(language="en"))
    assert capsys.readouterr().err.splitlines()[1] == "  line 2: the file is empty"


def test_a_refused_file_with_one_problem_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, RefusedFile("x", [Problem("", "空的")])) == (1, ["fscore: x 没有收下，共 1 处问题。空的"])


def test_an_error_of_the_program_is_one_line_that_says_how_to_see_more(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = said(capsys, ZeroDivisionError("by\nzero"))
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith("fscore: 程序出错（ZeroDivisionError：by）。请在命令前面加 --debug 再运行一次")


def test_debug_shows_where_the_program_stood(capsys: pytest.CaptureFixture[str]) -> None:
    _status, lines = said(capsys, NotFound("没有 {x}", x="{y}"), debug=True)
    assert lines[0] == "fscore.errors.NotFound: 没有 {y}"
    assert lines[-1] == "fscore: 没有 {y}"  # what was typed is never read as a template


def test_an_interruption_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, click.Abort()) == (1, ["fscore: 已中断"])


def test_faults_go_to_whoever_runs_the_commands_in_a_program() -> None:
    with pytest.raises(faults.Usage):
        program(["nothing"], prog_name="fscore", standalone_mode=False)


def test_the_status_of_a_command_is_that_of_its_process(tmp_path: Path) -> None:
    place = Path(sys.executable).with_name("fscore")
    done = subprocess.run([place, "reminders"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fscore: 没有数据库 fscore.db")
