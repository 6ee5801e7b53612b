"""The generated pages of the handbook name everything that there is."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import pytest

from fscore import errors
from fscore.cli import COMMANDS, program
from fscore.cli.shell import Shell
from fscore.extension import hookspecs
from fscore.model.entity import about
from fscore.storage.tables import CORE_ENTITIES

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages as they would be written now."""
    spec = spec_from_file_location("build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(build)
    made: dict[str, str] = build.pages()
    sys.path[:] = before
    return made


def leaves(command: click.Command, context: click.Context) -> list[str]:
    """Return the paths of all commands below one."""
    if not isinstance(command, click.Group):
        return [context.command_path]
    found = [context.command_path]
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        found += leaves(below, click.Context(below, parent=context, info_name=name))
    return found


def test_every_command_has_its_place(pages: dict[str, str]) -> None:
    paths = leaves(program, click.Context(program, info_name="fscore", obj=Shell(language="zh")))
    assert len(paths) > len(COMMANDS)
    for path in paths:
        assert f" {path}\n" in pages["commands.md"]


def test_every_command_that_prints_json_is_in_the_page_about_it(pages: dict[str, str]) -> None:
    text = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    sections = [part for part in pages["commands.md"].split("\n##")[1:] if "`--json`" in part]
    assert len(sections) > 10
    for section in sections:
        _marks, _fscore, group, *rest = section.split("\n")[0].split()
        assert f"## fscore {group}" in text
        if group in {"summary", "plugin", "audit"}:
            assert f"- `{rest[0]}`: " in text


def test_every_hook_and_every_error_has_its_place(pages: dict[str, str]) -> None:
    hooks = [name for name, one in vars(hookspecs).items() if hasattr(one, "fscore_spec")]
    assert "register_entities" in hooks
    for name in hooks:
        assert f"\n## {name}\n" in pages["hooks.md"]
    named = [one.__name__ for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)]
    for name in named:
        assert f"| `{name}` |" in pages["errors.md"]


def test_every_kind_of_record_has_its_place_with_its_fields(pages: dict[str, str]) -> None:
    for cls in CORE_ENTITIES:
        assert f"\n### {about(cls).name}: {about(cls).label}\n" in pages["entities.md"]
    assert "| `opened_on` | 开业日期 |" in pages["entities.md"]


def test_every_plugin_of_the_workspace_has_its_place_with_its_figures(pages: dict[str, str]) -> None:
    words = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
    assert "banquets" in words
    for word in words:
        assert f"\n## {word}: " in pages["plugins.md"]
    assert "| I38 | `banquets-filed` |" in pages["indicators.md"]
    assert "| `banquets.filing-threshold` |" in pages["rules.md"]


def test_a_stale_page_is_told_and_not_written(tmp_path: Path) -> None:
    copy = tmp_path / "docs" / "build.py"
    copy.parent.mkdir()
    copy.write_text((ROOT / "docs" / "build.py").read_text(encoding="utf-8"), encoding="utf-8")
    checked = subprocess.run([sys.executable, copy, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert "docs/reference/commands.md" in checked.stderr
    assert not (tmp_path / "docs" / "reference").exists()
    subprocess.run([sys.executable, copy], check=True)
    subprocess.run([sys.executable, copy, "--check"], check=True)
