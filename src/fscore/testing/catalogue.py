"""Compare the texts of each package with its English: ``python -m fscore.testing.catalogue [--check]``.

A text is what stands in ``_("…")``, in modules and in templates, and the help in ``commands.toml``. Its English is in
``locale/en.json`` of the package that says it; what the core says too is in the core's alone. Without ``--check`` the
texts that lack English are printed as the lines to fill in.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from typing import Any

import attrs

CORE = "fscore"
CATALOGUE = Path("locale", "en.json")
_IN_TEMPLATE = re.compile(r"""(?<!\w)_\(\s*("[^"]*"|'[^']*')""")


@attrs.frozen
class Compared:
    """What is wrong with the English of one package."""

    package: str
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()

    @property
    def faults(self) -> list[str]:
        """One line for each fault."""
        kinds = (("lacks English", self.missing), ("is not said any more", self.stale), ("has other fields", self.torn))
        return [f"{self.package}: {kind}: {text}" for kind, texts in kinds for text in texts]


def folder_of(package: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        message = f"there is no package {package}"
        raise LookupError(message)
    return Path(found.submodule_search_locations[0])


def texts(folder: Path) -> set[str]:
    """Return all texts that a package marks, in its modules and its templates."""
    found = {text for file in folder.rglob("*.py") for text in _in_module(file)}
    for file in folder.rglob("*.html"):
        found |= {match[1][1:-1] for match in _IN_TEMPLATE.finditer(file.read_text(encoding="utf-8"))}
    commands = folder / "commands.toml"
    return found | set(_help(tomllib.loads(commands.read_text(encoding="utf-8")))) if commands.is_file() else found


def _help(commands: Mapping[str, Any]) -> Iterator[str]:
    for about in commands.values():
        yield about["help"]
        yield from _help(about.get("commands", {}))


def _in_module(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            text = node.args[0] if len(node.args) == 1 else None
            if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                message = f"{file}:{node.lineno}: _() takes one text as it is written, and nothing worked out"
                raise SyntaxError(message)
            yield text.value


def english(folder: Path) -> dict[str, str]:
    """Return the catalogue of a package; an empty one if it has none."""
    file = folder / CATALOGUE
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def fields(text: str) -> frozenset[str]:
    """Return the names that a text is filled from; one with a single brace is not filled at all.

    >>> sorted(fields("{name}，{day:%d}起"))
    ['day', 'name']
    """
    try:
        names = [name for _text, name, _form, _turn in Formatter().parse(text) if name is not None]
    except ValueError:
        return frozenset()
    return frozenset(name for name in names if " " not in name)


def compare(package: str, core: Mapping[str, str] | None = None) -> Compared:
    """Compare one installed package with its catalogue; ``core`` is that of the core, None for the core itself."""
    folder = folder_of(package)
    said, known = texts(folder), english(folder)
    needed = said if core is None else said - set(core)
    return Compared(
        package,
        tuple(sorted(text for text in needed if not known.get(text))),
        tuple(sorted(set(known) - needed)),
        tuple(sorted(text for text, word in known.items() if text in needed and fields(text) != fields(word))),
    )


def packages(root: Path) -> list[str]:
    """Return the packages of a workspace, the core's first."""
    found = [CORE]
    for source in (root / "admin" / "src", *sorted(root.glob("plugins/*/src"))):
        found += [one.parent.name for one in sorted(source.glob("fscore_*/__init__.py"))]
    return found


def disagreements(names: list[str]) -> list[str]:
    """Return the texts for which two packages have different English: a page would show either."""
    told: dict[str, tuple[str, str]] = {}
    faults = []
    for name in names:
        for text, word in english(folder_of(name)).items():
            first, known = told.setdefault(text, (name, word))
            if known != word:
                faults.append(f"{name}: “{word}”, but {first} says “{known}”: {text}")
    return faults


def main(arguments: list[str]) -> int:
    """Print what is wrong with the catalogues of the workspace; the status says whether anything is."""
    names = packages(Path.cwd())
    core = english(folder_of(CORE))
    found = [compare(name, None if name == CORE else core) for name in names]
    faults = [fault for one in found for fault in one.faults] + disagreements(names)
    if "--check" in arguments:
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
    else:
        for one in found:
            if one.missing:
                lines = ",\n".join(f"{json.dumps(text, ensure_ascii=False)}: {json.dumps('')}" for text in one.missing)
                sys.stdout.write(f"{one.package}\n{lines}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
