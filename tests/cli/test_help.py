"""Help is Chinese, complete, and needs neither a database nor a plugin."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fscore.cli import COMMANDS, groups
from fscore.cli.columns import width
from tests.cli.conftest import Run

GROUPS = ("divisions", "plugin", "user", "criteria", "summary", "audit")
CONTRACT = {
    "": {
        "init", "migrate", "doctor", "demo", "serve", "divisions", "chain", "plugin", "user", "criteria", "indicators",
        "score", "summary", "reminders", "audit", "backup", "restore", "verify",
    },
    "divisions": {"load", "split", "merge", "rename", "recode"},
    "plugin": {"list", "enable", "disable", "require", "forbid", "new", "check", "reset"},
    "user": {"add", "role", "sign-in", "disable"},
    "criteria": {"load", "list", "export", "template", "sheet", "answer"},
    "summary": {"write", "explain", "verify"},
    "audit": {"verify", "show"},
}  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [(), *((group,) for group in GROUPS)], ids=lambda one: one[0] if one else "fscore"
)
def test_help_of_a_group_imports_neither_sqlalchemy_nor_a_plugin(arguments: tuple[str, ...]) -> None:
    code = (
        "import json, sys\n"
        "from fscore.cli import program\n"
        f"program({[*arguments, '--help']!r}, prog_name='fscore', standalone_mode=False)\n"
        "print(json.dumps(sorted(name for name in sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "click" in loaded
    assert not loaded & {"sqlalchemy", "alembic", "pluggy", "lxml", "docx", "flask", "xlsxwriter"}
    assert not [name for name in loaded if name.startswith("fscore_")]


def test_every_command_that_is_promised_is_listed_and_can_be_loaded(fscore: Run) -> None:
    for group, commands in CONTRACT.items():
        shown = fscore(*([group] if group else []), "--help").stdout
        for command in commands:
            assert f"\n  {command} " in shown
            page = fscore(*([group] if group else []), command, "--help").stdout
            assert page.startswith("用法：fscore ")
            late = COMMANDS[command] if not group else getattr(groups, group.upper())[command]
            assert late.help[:10] in page


def test_nothing_is_listed_that_is_not_promised() -> None:
    assert set(COMMANDS) == CONTRACT[""]
    assert set(groups.PLUGIN) == CONTRACT["plugin"]


def test_help_fits_into_eighty_places(fscore: Run) -> None:
    for name in COMMANDS:
        for line in fscore(name, "--help").stdout.splitlines():
            assert width(line) <= 80 or line.startswith("用法"), line


def test_help_is_english_where_it_is_asked_for_and_translated(fscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Options" in fscore("--lang", "en", "--help").stdout
    assert "show this help" in fscore("--lang", "en", "plugin", "--help").stdout
    assert "选项" in fscore("--help").stdout
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Commands" in fscore("--help").stdout


def test_fscore_is_installed_as_a_command() -> None:
    place = Path(sys.executable).with_name("fscore")
    done = subprocess.run([place, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0.1.0"
