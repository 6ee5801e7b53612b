"""The demonstration made once, a copy for each test, and a way to run a command and look at how it ended."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fscore.cli import program
from fscore.extension import plugins

Run = Callable[..., Result]
PLUGINS = ("annual", "banquets", "four_complete", "pledges")
MODEL = "990101101000"
MESSY = "990101102000"


@contextmanager
def few_plugins() -> Iterator[None]:
    """Let only plugins that the tests speak of take part, however many there are; afterwards all are back."""
    with pytest.MonkeyPatch.context() as patched:
        entries = [entry for entry in metadata.entry_points(group=plugins.GROUP) if entry.name in PLUGINS]
        patched.setattr(plugins, "entry_points", lambda **_group: entries)
        yield


@pytest.fixture(autouse=True)
def _few_plugins() -> Iterator[None]:
    """Commands meet few plugins in these tests, and in no others."""
    with few_plugins():
        yield


@pytest.fixture(autouse=True)
def _own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands run in a folder of their own, and nothing around them says which database or language."""
    monkeypatch.chdir(tmp_path)
    for name in ("FSCORE_DB", "FSCORE_SECRET", "FSCORE_FILES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


def run_command(*arguments: object, status: int = 0) -> Result:
    """Run a command and check how it ends."""
    result = CliRunner().invoke(program, [str(one) for one in arguments], prog_name="fscore")
    assert result.exit_code == status, result.output
    return result


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, not to be changed."""
    file = tmp_path_factory.mktemp("demonstration") / "demo.db"
    with few_plugins():
        run_command("--db", f"sqlite:///{file}", "demo")
    return file


@pytest.fixture
def fscore() -> Run:
    """Run a command in the folder of the test, with fscore.db in it."""
    return run_command


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Run:
    """Run a command over a copy of the demonstration, which is fscore.db in the folder of the test."""
    shutil.copy(made, tmp_path / "fscore.db")
    shutil.copy(f"{made}.key", tmp_path / "fscore.db.key")
    return run_command
