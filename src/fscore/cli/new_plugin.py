"""A new plugin in the workspace: every part that a plugin has, small and at work, with its tests."""

import json
import keyword
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from string import Template

import attrs

from fscore.errors import NotPossible
from fscore.labels import _

_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST = 20
_PARTS = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "readme.md.txt",
    "src/$package/__init__.py": "init.py.txt",
    "src/$package/model.py": "model.py.txt",
    "src/$package/indicators.py": "indicators.py.txt",
    "src/$package/reminders.py": "reminders.py.txt",
    "src/$package/rules/$word.toml": "rules.toml.txt",
    "src/$package/sections/$word.txt": "section.txt",
    "src/$package/locale/en.json": "en.json.txt",
    "src/$package/migrations/versions/0001_make_the_table_of_entries.py": "migration.py.txt",
    "tests/test_$word.py": "tests.py.txt",
    "tests/cases/settled.toml": "case.toml.txt",
}


@attrs.frozen
class NewPlugin:
    """What a new plugin is called: one word everywhere in the code, a Chinese title everywhere else."""

    word: str
    title: str

    @property
    def words(self) -> Mapping[str, str]:
        """What the parts are filled with."""
        return {
            "word": self.word,
            "title": self.title,
            "package": f"fscore_{self.word}",
            "distribution": f"fscore-{self.word.replace('_', '-')}",
            "kebab": self.word.replace("_", "-"),
            "camel": "".join(part.capitalize() for part in self.word.split("_")),
            "english": self.word.replace("_", " ").capitalize(),
            "figure": f"X{self.word.replace('_', '').upper()[:14]}1",
        }


def write_plugin(root: Path, plugin: NewPlugin) -> Sequence[Path]:
    """Write a plugin into a workspace, and name it in the rules for imports; return the files.

    Raises:
        NotPossible: if the word will not do, is taken, or this is no workspace of fscore.
    """
    settings = root / "pyproject.toml"
    if not settings.is_file() or "[tool.importlinter]" not in settings.read_text(encoding="utf-8"):
        raise NotPossible(_("{folder} 不是 fscore 的工作区，请到有 plugins 文件夹的那一层再运行"), folder=root)
    _check(root, plugin.word)
    registered = _registered(settings.read_text(encoding="utf-8"), f"fscore_{plugin.word}")
    texts = resources.files("fscore.cli").joinpath("scaffold")
    written = []
    for place, source in _PARTS.items():
        path = root / "plugins" / plugin.word / Template(place).substitute(plugin.words)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template(texts.joinpath(source).read_text(encoding="utf-8")).substitute(plugin.words)
        if path.suffix == ".json":  # where the title comes among the other texts is known only now
            text = json.dumps(dict(sorted(json.loads(text).items())), ensure_ascii=False, indent=0)
        path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
        written.append(path)
    marker = root / "plugins" / plugin.word / "src" / f"fscore_{plugin.word}" / "py.typed"
    marker.touch()
    settings.write_text(registered, encoding="utf-8")
    return [*written, marker]


def _check(root: Path, word: str) -> None:
    if not _WORD.fullmatch(word) or len(word) > LONGEST or keyword.iskeyword(word):
        raise NotPossible(
            _("模块名“{word}”不行：小写英文字母开头，只用字母、数字和下划线，最多 {most} 个字符"),
            word=word,
            most=LONGEST,
        )
    taken = {"core", "admin", *(path.name for path in (root / "plugins").iterdir() if path.is_dir())}
    # A table belongs to the plugin whose name and an underscore it begins with.
    near = sorted(one for one in taken if f"{word}_".startswith(f"{one}_") or f"{one}_".startswith(f"{word}_"))
    if near:
        raise NotPossible(_("模块名“{word}”和已有的“{near}”分不开，请换一个"), word=word, near=near[0])


def _registered(text: str, package: str) -> str:
    """Return the settings with a package in the lists of the rules for imports."""
    packages = re.search(r"(?m)^root_packages = \[\n((?:    \"\w+\",\n)+)\]", text)
    outer = re.search(r'"fscore_admin(?: \| \w+)*"', text[packages.end() :] if packages else "")
    if packages is None or outer is None:
        raise NotPossible(_("pyproject.toml 里找不到 importlinter 的包名单，请看 README 里怎样加模块"))
    names = sorted({*re.findall(r"\w+", packages[1]), package})
    listed = "".join(f'    "{name}",\n' for name in names)
    # The layer of the front end; plugins that stand on others have layers of their own above it.
    around = " | ".join(sorted({*re.findall(r"\w+", outer[0]), package}))
    text = text.replace(outer[0], f'"{around}"')
    return text.replace(packages[0], f"root_packages = [\n{listed}]")


def write_pages(root: Path) -> bool:
    """Write the generated pages of the handbook again, where there is one; tell whether there is."""
    program = root / "docs" / "build.py"
    if not program.is_file():
        return False
    done = subprocess.run(  # noqa: S603 - our own interpreter and a program of the workspace
        [sys.executable, str(program)], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise NotPossible(_("模块写好了，但手册没有更新：{reason}。请运行 make docs"), reason=last)
    return True
