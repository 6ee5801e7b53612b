"""A new plugin is at work at once: its own tests pass, and nothing has to be put right."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from fscore.cli.new_plugin import LONGEST, NewPlugin, write_pages, write_plugin
from fscore.errors import NotPossible
from fscore.testing import catalogue
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
WORD = "deep_wells_of_county"
assert len(WORD) == LONGEST  # lines are at their longest


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the settings of this one and one plugin."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "plugins" / "banquets").mkdir(parents=True)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "fscore").symlink_to(ROOT / "src" / "fscore")  # tells ruff which imports are ours
    return tmp_path


def installed(workspace: Path, word: str) -> Mapping[str, str]:
    """Return an environment in which a plugin of the workspace is installed, as pip would tell of it."""
    facts = workspace / "installed" / f"fscore_{word}-0.1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: fscore-{word}\nVersion: 0.1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text(f"[fscore.plugins]\n{word} = fscore_{word}\n", encoding="utf-8")
    places = [facts.parent, workspace / "plugins" / word / "src", *sys.path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(str(place) for place in places if str(place))}


def run(workspace: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run a Python program in the workspace, and return what it said; it must end well."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=workspace, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_plugin_passes_its_own_tests_and_every_check_of_its_form(fscore: Run, workspace: Path) -> None:
    shown = fscore("plugin", "new", WORD, "--title", "机井水质").stdout
    assert f"plugins/{WORD}/src/fscore_{WORD}/model.py" in shown
    assert f"模块 {WORD} 写好了。" in shown
    env = installed(workspace, WORD)
    folder = f"plugins/{WORD}"
    tests = ["pytest", folder, "-q", "-p", "no:cacheprovider", "-p", "fscore.testing.pytest_plugin", "--rootdir=."]
    assert "4 passed" in run(workspace, *tests, env=env)
    write_plugin(workspace, NewPlugin("xy", "井"))  # lines are at their shortest
    run(workspace, "ruff", "format", "--check", "plugins")
    run(workspace, "ruff", "check", "plugins")


def test_who_follows_the_tutorial_has_a_plugin_that_keeps_its_promises(workspace: Path) -> None:
    tutorial = (ROOT / "docs/tutorials/first-plugin.md").read_text(encoding="utf-8")
    folder = workspace / "plugins/boards"
    write_plugin(workspace, NewPlugin("boards", "boards 事项"))
    for removed in re.findall(r"^rm (\S+)$", tutorial, re.MULTILINE):
        (path,) = workspace.glob(removed)
        path.unlink()
    shown = re.findall(r"^`([\w./-]+)`(?:, a new file)?:\n\n```\w+\n(.*?)^```$", tutorial, re.MULTILINE | re.DOTALL)
    assert len(shown) == 10  # a listing that is not found would leave the invented subject in its place
    for path, text in shown:
        (folder / path).write_text(text, encoding="utf-8")
    env = installed(workspace, "boards")
    (drafted,) = re.findall(r'-m fscore\.testing\.draft boards "([^"]+)"', tutorial)
    run(workspace, "fscore.testing.draft", "boards", drafted, env=env)
    tests = ["pytest", "plugins/boards", "-q", "-p", "no:cacheprovider", "-p", "fscore.testing.pytest_plugin"]
    assert "7 passed" in run(workspace, *tests, "--rootdir=.", env=env)
    run(workspace, "ruff", "format", "plugins")
    run(workspace, "ruff", "check", "plugins")
    source = folder / "src/fscore_boards"
    assert set(catalogue.english(source)) | set(catalogue.english(catalogue.folder_of(catalogue.CORE))) >= (
        catalogue.texts(source)
    )


def test_a_new_plugin_is_named_in_the_rules_for_imports(workspace: Path) -> None:
    write_plugin(workspace, NewPlugin("wells", "机井"))
    rules = tomllib.loads((workspace / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    before = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert set(rules["root_packages"]) == {*before["root_packages"], "fscore_wells"}
    *outer, core = rules["contracts"][0]["layers"]
    known = [name for layer in before["contracts"][0]["layers"][:-1] for name in layer.split(" | ")]
    assert sorted(name for layer in outer for name in layer.split(" | ")) == sorted([*known, "fscore_wells"])
    assert core == "fscore"
    assert rules["contracts"][1:] == before["contracts"][1:]


def test_one_word_names_the_parts_of_a_new_plugin(workspace: Path) -> None:
    write_plugin(workspace, NewPlugin("deep_wells", "机井"))
    project = tomllib.loads((workspace / "plugins/deep_wells/pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "fscore-deep-wells"
    assert project["entry-points"]["fscore.plugins"] == {"deep_wells": "fscore_deep_wells"}
    assert (workspace / "plugins/deep_wells/src/fscore_deep_wells/py.typed").is_file()


def test_a_new_plugin_brings_the_english_of_all_it_says(workspace: Path) -> None:
    write_plugin(workspace, NewPlugin("wells", "机井"))
    folder = workspace / "plugins/wells/src/fscore_wells"
    known = catalogue.english(folder)
    assert known["机井"] == "Wells"
    assert set(known) == catalogue.texts(folder) - set(catalogue.english(catalogue.folder_of(catalogue.CORE)))


def test_a_word_that_will_not_do_is_refused_and_nothing_is_written(workspace: Path) -> None:
    before = (workspace / "pyproject.toml").read_bytes()
    for word in ("Wells", "9wells", "wells-1", "class", "a" * 21, "", "../x", "wells_", "井"):
        with pytest.raises(NotPossible, match="不行"):
            write_plugin(workspace, NewPlugin(word, "机井"))
    for word in ("banquets", "core", "admin", "banquets_more"):
        with pytest.raises(NotPossible, match="分不开"):
            write_plugin(workspace, NewPlugin(word, "机井"))
    assert [path.name for path in (workspace / "plugins").iterdir()] == ["banquets"]
    assert (workspace / "pyproject.toml").read_bytes() == before


def test_elsewhere_than_in_a_workspace_no_plugin_is_written(fscore: Run, tmp_path: Path) -> None:
    shown = fscore("plugin", "new", "wells", status=1)
    assert shown.stderr.startswith(f"fscore: {tmp_path} 不是 fscore 的工作区")
    assert list(tmp_path.iterdir()) == []


def test_settings_without_the_lists_are_left_alone(workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text("[tool.importlinter]\n", encoding="utf-8")
    with pytest.raises(NotPossible, match="找不到 importlinter 的包名单"):
        write_plugin(workspace, NewPlugin("wells", "机井"))
    assert [path.name for path in (workspace / "plugins").iterdir()] == ["banquets"]


def test_the_handbook_is_written_again_where_there_is_one(workspace: Path) -> None:
    assert not write_pages(workspace)
    (workspace / "docs").mkdir()
    program = workspace / "docs" / "build.py"
    program.write_text("import pathlib\npathlib.Path('written').touch()\n", encoding="utf-8")
    assert write_pages(workspace)
    assert (workspace / "written").exists()
    program.write_text("raise SystemExit('no page')\n", encoding="utf-8")
    with pytest.raises(NotPossible, match="手册没有更新：no page。请运行 make docs"):
        write_pages(workspace)


def test_installed_plugins_are_checked_by_name(fscore: Run) -> None:
    assert fscore("plugin", "check", "pledges").stdout == "✓ pledges\n"
    refused = fscore("plugin", "check", "nope", status=2)
    assert refused.stderr.startswith("fscore: 没有装模块 nope，装了的有：")


def test_a_plugin_that_breaks_its_promises_is_found_out(fscore: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fscore.cli.authoring.plugin_faults", lambda _module, name: [f"{name}: no docstring"])
    shown = fscore("plugin", "check", "pledges", status=1)
    assert shown.stdout == "✗ pledges\n    pledges: no docstring\n"
    assert '"ok": false' in fscore("plugin", "check", "pledges", "--json", status=1).stdout
