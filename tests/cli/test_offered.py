"""Plugins offer commands in a file of their package; listing them imports no plugin."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from fscore.cli import offered as module
from fscore.cli import program
from fscore.cli.program import Group

CODE = """
import click
@click.command()
def greet():
    click.echo("你好")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package that may offer commands."""
    place = tmp_path / "offering"
    place.mkdir()
    (place / "__init__.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "offering", raising=False)
    monkeypatch.setattr(module, "entry_points", lambda **_group: [EntryPoint("one", "offering", module.GROUP)])
    assert isinstance(program, Group)
    monkeypatch.setattr(program, "_all", None)
    yield place
    sys.modules.pop("offering", None)


def run(*arguments: str) -> tuple[str, str, int]:
    result = CliRunner().invoke(program, arguments, prog_name="fscore")
    return result.stdout, result.stderr, result.exit_code


def test_a_command_of_a_plugin_is_listed_without_importing_it_and_runs(package: Path) -> None:
    (package / "commands.toml").write_text(
        '[meet]\nhelp = "见面"\n[meet.commands.greet]\nhelp = "打招呼"\nplace = "offering:greet"\n', encoding="utf-8"
    )
    assert "\n  meet " in run("--help")[0]
    assert "greet  打招呼" in run("meet", "--help")[0]
    assert "offering" not in sys.modules
    assert run("meet", "greet") == ("你好\n", "", 0)


def test_a_name_of_the_core_stays_the_cores(package: Path) -> None:
    (package / "commands.toml").write_text('[init]\nhelp = "别的"\nplace = "offering:greet"\n', encoding="utf-8")
    assert "建一个新的数据库" in run("init", "--help")[0]


@pytest.mark.parametrize("text", ["[meet", 'meet = "x"', '[meet]\nhelp = "x"', '[meet]\nhelp = "x"\nplace = "y"'])
def test_commands_that_can_not_be_read_are_named_and_leave_the_others(package: Path, text: str) -> None:
    (package / "commands.toml").write_text(text, encoding="utf-8")
    out, error, status = run("--help")
    assert (status, "\n  init " in out, "\n  meet " in out) == (0, True, False)
    assert "模块 one 的命令不能用：commands.toml" in error


@pytest.mark.usefixtures("package")
def test_a_package_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "entry_points", lambda **_group: [EntryPoint("one", "no_such", module.GROUP)])
    assert "no_such is not a package" in run("--help")[1]
