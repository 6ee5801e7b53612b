"""The places that list the parts of the workspace agree with what is there."""

import json
import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fscore.extension.contents import hooks_of

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_one_word_names_a_plugin_everywhere(folder: Path) -> None:
    word, project = folder.name, settings(folder)["project"]
    assert project["name"] == "fscore-" + word.replace("_", "-")
    assert project["entry-points"]["fscore.plugins"] == {word: f"fscore_{word}"}
    assert (folder / "src" / f"fscore_{word}" / "__init__.py").is_file()


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_a_plugin_is_of_the_version_that_its_project_says(folder: Path) -> None:
    assert hooks_of(import_module(f"fscore_{folder.name}")).manifest().version == settings(folder)["project"]["version"]


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_the_english_title_of_a_plugin_is_the_one_that_its_pages_show(folder: Path) -> None:
    made = hooks_of(import_module(f"fscore_{folder.name}")).manifest()
    texts = json.loads((folder / "src" / f"fscore_{folder.name}" / "locale" / "en.json").read_text(encoding="utf-8"))
    assert texts[made.title] == made.title_en


def test_import_rules_cover_every_package() -> None:
    rules = settings(ROOT)["tool"]["importlinter"]
    packages = {"fscore", "fscore_admin", *(f"fscore_{folder.name}" for folder in PLUGINS)}
    assert set(rules["root_packages"]) == packages
    *above, core = rules["contracts"][0]["layers"]  # a plugin that requires another one stands in a layer above it
    assert {core, *(package for layer in above for package in layer.split(" | "))} == packages


def test_every_dependency_is_pinned() -> None:
    pinned = set(re.findall(r"(?m)^([a-z0-9-]+)(?:\[.*\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8")))
    for folder in [ROOT, ROOT / "admin", *PLUGINS]:
        for requirement in settings(folder)["project"]["dependencies"]:
            name = re.match(r"[\w-]+", requirement)
            assert name is not None
            assert name[0].startswith("fscore") or name[0] in pinned, (
                f"{folder.name} needs {requirement}: run make lock"
            )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_have_hashes_and_name_no_server(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = [pin for pin in re.split(r"(?m)^(?=[a-z])", text) if "==" in pin]
    assert len(pins) > 20
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
    assert re.findall(r"(?m)://|^-.*|file:", text) == []


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["run", "PORT=8001"], "serve --port 8001\n"),
        (["new-plugin", "NAME=boards", "TITLE=公示栏"], 'plugin new boards --title "公示栏"\n'),
    ],
)
def test_make_hands_on_what_it_is_given(arguments: list[str], command: str) -> None:
    told = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert command in told.stdout
