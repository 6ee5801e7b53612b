"""Three plugins really installed alone: wheels in an empty environment, beside what they say they need."""

import json
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
ALONE = ("banquets", "exam", "pledges")
INSTALL = ("install", "--no-deps", "--no-index", "--quiet")


def needed(wheels: Sequence[Path]) -> Iterator[metadata.Distribution]:
    """The distributions of other people that some wheels of ours need, directly or not; extras are not needed."""
    waiting = [text for wheel in wheels for text in metadata_of(wheel).get_all("Requires-Dist", ())]
    seen = set[str]()
    while waiting:
        wanted = Requirement(waiting.pop())
        passed_over = wanted.name in seen or wanted.name.startswith("fscore")
        if passed_over or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(wanted.name)
        yield metadata.distribution(wanted.name)
        waiting += metadata.requires(wanted.name) or ()


def metadata_of(wheel: Path) -> Message:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_bytes(archive.read(name))


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
    for distribution in needed(ours):
        for top in {file.parts[0] for file in distribution.files or () if file.parts[0] != ".."}:
            if not (site / top).exists():
                (site / top).symlink_to(str(distribution.locate_file(top)))
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
