"""The README and the handbook promise only what is there."""

import re
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from fscore import About, Category, Contents, Manifest
from fscore.cli import program
from fscore.documents.bound import FORMS
from fscore.extension.declarations import Outline, Reminder, Urgency
from fscore.testing.cases import Case
from fscore.testing.contract import FACTS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
COMMAND = re.compile(r"^(?:\.venv/bin/)?fscore(?: --\w+ \S+)* ((?:[a-z-]+ ?)+)", re.MULTILINE)


def test_the_ten_lines_of_the_readme_print_one_filing(capsys: pytest.CaptureFixture[str]) -> None:
    """Who copies them gets what the README says."""
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})
    assert capsys.readouterr().out == "1\n"
    assert (
        len([line for line in program.splitlines() if line.strip() and not line.startswith(("import", "from"))]) <= 14
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """Files and pictures that a page names are in the repository."""
    missing = [
        target
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).resolve().exists()
    ]
    assert missing == []


def test_every_command_that_a_page_shows_exists() -> None:
    """A command in a page is one that the reference, which is written from the code, has too."""
    known = re.findall(
        r"^#+ `?fscore ([a-z -]+?)`?$", (ROOT / "docs/reference/commands.md").read_text("utf-8"), re.MULTILINE
    )
    assert "summary verify" in known
    shown = {
        found.strip()
        for page in PAGES
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for found in COMMAND.findall(block)
    }
    assert shown
    unknown = [words for words in shown if not any(words == one or words.startswith(f"{one} ") for one in known)]
    assert unknown == []


def test_the_make_targets_that_the_readme_names_exist() -> None:
    """The two commands of the README, and the others it mentions, are targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_page_of_building_blocks_names_every_one() -> None:
    """Whoever writes a plugin finds there all parts, headings, facts and keys that the code knows."""
    page = (ROOT / "docs/reference/building-blocks.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", page))))
    wanted = {
        *(one.name for choice in (Category, Outline, Urgency) for one in choice if one is not Urgency.LATE),
        *(one.alias for cls in (About, Contents, Manifest, Reminder, Case) for one in attrs.fields(cls)),
        *FACTS,
        *FORMS,
    }
    assert wanted - named == {"value"}  # the plain form has no word


def test_the_example_of_a_test_that_went_gives_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of the page are read as they stand, and the answer is the one below them."""
    page = (ROOT / "docs/how-to/analyse-an-exam.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"`(\w+\.csv)`:\n\n```csv\n(.*?)```", page, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (command,) = re.findall(r"```sh\n\.venv/bin/fscore (.*)\n```", page)
    (wanted,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(program, ["--lang", "zh", *command.split()], prog_name="fscore").stdout == wanted
