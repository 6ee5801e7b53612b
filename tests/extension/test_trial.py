"""The trial of installed plugins: imported in a child process first, from distributions that look really installed."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from fscore.extension.trial import Verdict, forget_trial, hold_trials
from tests.extension.misbehaving import SHORT

GOOD = """
from fscore import Category, Manifest, hookimpl

@hookimpl
def manifest():
    return Manifest("{name}", "1", "好模块", "Good", "测试用。", Category.REPORT, ">=0")
"""
IMPORTS = {
    "raises": ("raise RuntimeError('捣乱')", "RuntimeError: 捣乱"),
    "leaves": ("import sys; sys.exit(0)", "导入时进程退出，代码 0"),
    "leaves_with_status": ("import sys; sys.exit(3)", "导入时进程退出，代码 3"),
    "leaves_at_once": ("import os; os._exit(0)", "导入时进程退出，代码 0"),
    "misses": ("import no_such_library", "ModuleNotFoundError: No module named 'no_such_library'"),
    "is_no_python": ("def (", "SyntaxError"),
}
START = """
import json, logging
from fscore.extension.plugins import Plugins
from fscore.version import VERSION
logging.disable(logging.CRITICAL)
found = Plugins(VERSION)
print(json.dumps({"names": found.names, "failures": {n: [f.call, f.reason] for n, f in found.failures.items()}}))
"""
Install = Callable[..., EntryPoint]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for distributions, on the path of this process and its children; verdicts are kept beside it."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def install(site: Path) -> Install:
    """Install a distribution with one plugin, as pip leaves it."""

    def put(name: str, source: str, place: str | None = None) -> EntryPoint:
        package = site / f"trial_{name}"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text(textwrap.dedent(source), encoding="utf-8")
        info = site / f"trial_{name}-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: trial-{name}\nVersion: 1.0\n")
        value = place or f"trial_{name}"
        (info / "entry_points.txt").write_text(f"[fscore.plugins]\n{name} = {value}\n")
        return EntryPoint(name, value, "fscore.plugins")

    return put


def started(site: Path, tmp_path: Path) -> Any:
    """Load the installed plugins in a program of their own, as a real start does."""
    done = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(site), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": ""},
    )
    return json.loads(done.stdout)


def test_a_start_survives_every_way_to_fail_at_import(site: Path, install: Install, tmp_path: Path) -> None:
    """Whoever raises, ends the process or is no program at all is named; a good plugin beside them is there."""
    install("fine", GOOD.format(name="fine"))
    for name, (source, _reason) in IMPORTS.items():
        install(name, source)
    install("nowhere", GOOD.format(name="nowhere"), place="no_such_module")
    install("nonsense", GOOD.format(name="nonsense"), place="not a module!")
    install("within", GOOD.format(name="within"), place="trial_within:no_such_attribute")
    found = started(site, tmp_path)
    assert "fine" in found["names"]
    for name, (_source, reason) in IMPORTS.items():
        call, why = found["failures"][name]
        assert (call, reason in why) == ("import", True), (name, why)
    assert "No module named 'no_such_module'" in found["failures"]["nowhere"][1]
    assert found["failures"]["nonsense"] == ["import", "登记的位置“not a module!”不是模块名"]
    assert found["failures"]["within"][0] == "import"
    assert not set(found["names"]) & set(found["failures"])


def test_who_hangs_at_import_is_not_waited_for(install: Install) -> None:
    """After the deadline the child process is ended, and nothing of the plugin runs here."""
    entry = install("hangs", "import time; time.sleep(60)")
    assert hold_trials([entry], SHORT) == {"hangs": Verdict(False, f"导入超过 {SHORT} 秒没有结束")}
    assert "trial_hangs" not in sys.modules


def test_looking_for_a_plugin_inside_a_package_does_not_import_the_package(install: Install) -> None:
    """It would run before its trial."""
    entry = install("outer", "raise SystemExit", place="trial_outer.inner")
    assert not hold_trials([entry])["outer"].ok
    assert "trial_outer" not in sys.modules


def test_a_verdict_is_kept_until_the_code_changes(install: Install, site: Path) -> None:
    """A plugin is tried once; a new version, or an administrator's reset, has it tried again."""
    marks = site / "marks"
    source = f"open({str(marks)!r}, 'a').write('x')"
    entry = install("counted", source)
    assert hold_trials([entry])["counted"].ok
    assert hold_trials([entry])["counted"].ok
    assert marks.read_text() == "x"
    forget_trial(entry)
    assert hold_trials([entry])["counted"].ok
    assert marks.read_text() == "xx"
    install("counted", source + "; raise RuntimeError('新版本坏了')")
    assert hold_trials([entry])["counted"] == Verdict(False, "RuntimeError: 新版本坏了")


def test_where_no_verdict_can_be_kept_the_trial_is_held_each_time(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home, or a kept file that is damaged, costs time and nothing else."""
    entry = install("fine", "")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert hold_trials([entry])["fine"].ok
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache/fscore").mkdir(parents=True)
    (tmp_path / "cache/fscore/trials.json").write_text("{ damaged")
    assert hold_trials([entry])["fine"].ok
