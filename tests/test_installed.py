"""Three plugins really installed alone: wheels in an empty environment, beside what they say they need."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
ALONE = ("banquets", "exam", "pledges")
INSTALL = ("install", "--no-deps", "--no-index", "--quiet")


def needed(names: Iterator[str]) -> Iterator[metadata.Distribution]:
    """The distributions of other people that some of ours need, directly or not; extras are not needed."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        for text in metadata.requires(name) or ():
            wanted = Requirement(text)
            if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
                continue
            seen.add(wanted.name)
            waiting.append(wanted.name)
            if not wanted.name.startswith("fscore"):
                yield metadata.distribution(wanted.name)


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of the core and of the plugins, as they would be published."""
    folder = tmp_path_factory.mktemp("wheels")
    sources = [ROOT, *(ROOT / "plugins" / word for word in ALONE)]
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, *sources)
    return folder


@pytest.mark.parametrize("word", ALONE)
def test_a_plugin_installed_alone_does_its_work(word: str, wheels: Path, tmp_path: Path) -> None:
    """No other plugin and no front end is there; rules, texts and migrations came along in the wheel."""
    place = tmp_path / "environment"
    venv.create(place, symlinks=True)
    python, fscore = place / "bin" / "python", place / "bin" / "fscore"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    ours = [next(wheels.glob(f"{name}-[0-9]*.whl")) for name in ("fscore", f"fscore_{word}")]
    for distribution in needed(iter(("fscore", f"fscore-{word}"))):
        for top in {file.parts[0] for file in distribution.files or () if file.parts[0] != ".."}:
            if not (site / top).exists():
                (site / top).symlink_to(distribution.locate_file(top))
    run(sys.executable, "-m", "pip", "--python", python, *INSTALL, *ours)

    database = f"sqlite:///{tmp_path / 'own.db'}"
    assert run(python, "-c", f"import fscore_{word}; print(fscore_{word}.__file__)").startswith(str(place))
    run(fscore, "--db", database, "demo")
    asked = ("indicators", "--division", "990101101000", "--year", "2023", "--json")
    told = json.loads(run(fscore, "--db", database, *asked))["indicators"]
    assert {one["plugin"] for one in told} == {"core", word}
    assert "ok" in {one["state"] for one in told if one["plugin"] == word}
    assert "module-failed" not in {one["state"] for one in told}
    run(fscore, "--db", database, "doctor")
