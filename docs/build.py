"""Write the generated pages of docs/reference from the code; with --check only say which are stale.

Plugins are taken from the folders of the workspace, whether they are installed or not.
"""

import ast
import inspect
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
MARK = "<!-- Written by docs/build.py from the code; do not edit. -->"


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or check them; return the exit status."""
    stale = []
    for name, text in pages().items():
        path = PAGES / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print("Stale, run make docs:", *stale, sep="\n  ", file=sys.stderr)
        return 1
    return 0


def pages() -> dict[str, str]:
    """Return the text of every generated page by its file name."""
    plugins = workspace_plugins()
    written: dict[str, Callable[[], Iterable[str]]] = {
        "commands.md": commands,
        "entities.md": lambda: entities(plugins),
        "errors.md": errors,
        "hooks.md": hooks,
        "indicators.md": lambda: indicators(plugins),
        "plugins.md": lambda: plugin_list(plugins),
        "registers.md": lambda: registers(plugins),
        "rules.md": lambda: rules(plugins),
    }
    return {name: "\n".join([MARK, "", *page()]).rstrip() + "\n" for name, page in written.items()}


def workspace_plugins() -> Any:
    """Return the plugins of the workspace, loaded from their folders."""
    from fscore.errors import PluginProblem  # noqa: PLC0415 - as below
    from fscore.extension.plugins import GROUP, Plugins  # noqa: PLC0415 - not needed for the pages of commands
    from fscore.version import VERSION  # noqa: PLC0415

    modules: dict[str, Any] = {}
    for project in sorted(ROOT.glob("plugins/*/pyproject.toml")):
        sys.path.insert(0, str(project.parent / "src"))
        declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"][GROUP]
        modules |= {name: import_module(package) for name, package in declared.items()}
    loaded = Plugins(VERSION, modules)
    for failure in loaded.failures.values():
        raise PluginProblem(
            "plugin {plugin}: {call}: {reason}", plugin=failure.plugin, call=failure.call, reason=failure.reason
        )
    return loaded


def cell(text: object) -> str:
    """Return a text as a cell of a table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(headers)} |"
    yield f"|{'---|' * len(headers)}"
    for row in rows:
        yield f"| {' | '.join(cell(one) for one in row)} |"
    yield ""


def commands() -> Iterator[str]:
    """Describe every command, from its own help."""
    from fscore.cli import program  # noqa: PLC0415 - as above
    from fscore.cli.shell import Shell  # noqa: PLC0415

    yield from (
        "# Commands",
        "",
        "Exit status: 0 done; 1 the command was understood and the answer is no, something was found, or the program",
        "failed; 2 the command line is wrong. Errors go to stderr, one line first: what was found, where, what to do.",
        "Scores, chains and reminders are answers, whatever they say, and end with 0. `--lang en` before a command",
        "gives its help in English where there is a translation. What `--json` prints: [json.md](json.md).",
        "",
    )
    root = click.Context(program, info_name="fscore", obj=Shell(language="zh"))
    yield from _command(program, root, 2)


def _command(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"{'#' * min(depth, 4)} {context.command_path}", "", f"`{context.command_path} {usage}`", "")
    yield from (command.help or "", "")
    records = [one.get_help_record(context) for one in command.get_params(context)]
    options = [(f"`{one[0]}`", one[1]) for one in records if one and "--help" not in one[0]]
    if options:
        yield from table(("Option", ""), options)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _command(found, click.Context(found, parent=context, info_name=name), depth + 1)


def hooks() -> Iterator[str]:
    """Describe every hook."""
    from fscore.extension import hookspecs  # noqa: PLC0415 - as above

    yield from ("# Hooks", "", inspect.cleandoc(hookspecs.__doc__ or ""), "")
    for name, found in vars(hookspecs).items():
        if hasattr(found, "fscore_spec"):
            returns = str(inspect.signature(found).return_annotation).replace("'", "")
            short = returns.removeprefix("<class ").removesuffix(">").rsplit(".", maxsplit=1)[-1]
            shown = returns.replace("collections.abc.", "") if "[" in returns else short
            yield from (f"## {name}", "", f"`{name}() -> {shown}`", "", inspect.cleandoc(found.__doc__ or ""), "")


def errors() -> Iterator[str]:
    """Describe every error that is raised on purpose."""
    from fscore import errors as module  # noqa: PLC0415 - as above

    yield from ("# Errors", "", inspect.cleandoc(module.__doc__ or ""), "")
    found = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Exception)]
    own = [one for one in found if one.__module__ == module.__name__]
    rows = [
        (f"`{one.__name__}`", ", ".join(f"`{each.__name__}`" for each in one.__bases__), inspect.getdoc(one) or "")
        for one in own
    ]
    yield from table(("Error", "Is also", "Meaning"), rows)


def entities(plugins: Any) -> Iterator[str]:
    """Describe every kind of record with its fields."""
    from fscore.model.entity import about  # noqa: PLC0415 - as above
    from fscore.model.record import Record  # noqa: PLC0415
    from fscore.storage.tables import CORE_ENTITIES  # noqa: PLC0415

    yield from (
        "# Records",
        "",
        "The name is the one that commands use. Every record carries the fields of the first table besides its own.",
        "",
        "## Every record",
        "",
    )
    yield from table(_FIELDS, (_field(one) for one in _own(Record, inherited=True)))
    groups = [("Core", list(CORE_ENTITIES)), *((one.manifest.title, list(one.entities)) for one in plugins)]
    for heading, classes in groups:
        if classes:
            yield from (f"## {heading}", "")
        for cls in classes:
            told = about(cls)
            title = f"### {told.name}: {told.label}"
            yield from (title, "", inspect.getdoc(cls) or "", "", f"Table `{told.table}`; {_roles(told)}", "")
            yield from table(_FIELDS, (_field(one) for one in _own(cls, inherited=not issubclass(cls, Record))))


_FIELDS = ("Field", "Label", "Type", "Required", "What it may hold", "Help")


def _own(cls: type, *, inherited: bool) -> list[Any]:
    from fscore.model.entity import describe  # noqa: PLC0415 - as above
    from fscore.model.record import Record  # noqa: PLC0415

    common = set() if inherited else {one.name for one in describe(Record)}
    return [one for one in describe(cls) if one.name not in common]


def _roles(told: Any) -> str:
    read, write = (", ".join(sorted(role.value for role in roles)) or "nobody" for roles in (told.read, told.write))
    return f"read by {read}; written by {write}."


def _field(one: Any) -> tuple[object, ...]:
    kind = f"→ {one.ref.__name__}" if one.ref is not None else one.type.__name__
    if hasattr(one.type, "named"):
        kind = "、".join(f"{member.value} {member.label}" for member in one.type)
    about = one.about
    limits = [
        f"{word} {value}"
        for word, value in (
            ("unit", about.unit or None),
            ("at most characters", about.max_length),
            ("from", about.at_least),
            ("to", about.at_most),
            ("pattern", about.pattern),
            ("filled in only when", "、".join(state.label for state in about.filled) or None),
            ("not before", f"`{about.after}`" if about.after else None),
            ("personal:", about.personal.kind if about.personal else None),
        )
        if value is not None
    ]
    limits += ["several"] if one.many else []
    limits += ["not in the future"] if about.past else []
    return f"`{one.name}`", about.label, kind, "yes" if one.required else "", "; ".join(limits), about.help


def indicators(plugins: Any) -> Iterator[str]:
    """List the indicators."""
    yield from (
        "# Indicators",
        "",
        "`CODE` in commands is the id or the code. Ids are never used again for anything else. Shipped plugins have",
        "`I` (the figures of the office's yearly summary), `D` and `X` (further ones) with two digits; those below are",
        "taken. A plugin of your own takes `X`, its name and a number (`XWELLS1`), as `make new-plugin` does, at most",
        "16 letters and digits.",
        "",
    )
    rows = [
        (
            one.id,
            f"`{one.code}`",
            one.label,
            one.unit.label,
            one.span.label,
            f"`{one.target}`" if one.target else "",
            one.definition,
            plugin,
        )
        for plugin, one in sorted(plugins.indicators.values(), key=lambda pair: pair[1].id)
    ]
    yield from table(("Id", "Code", "Title", "Unit", "Time", "Target", "Definition", "Plugin"), rows)


def rules(plugins: Any) -> Iterator[str]:
    """List the rules that are shipped."""
    from fscore.evaluation.wording import plain  # noqa: PLC0415 - as above

    yield from (
        "# Rules",
        "",
        "Dated numbers with their source, as shipped; a place may have versions of its own. A rule without a day of",
        "comparison has not been compared with the official text by a person, and says so wherever it is used.",
        "",
    )
    for heading, found in (("Core", plugins.core.rules), *((one.manifest.title, one.rules) for one in plugins)):
        if found:
            yield from (f"## {heading}", "")
            rows = [
                (
                    f"`{one.code}`",
                    one.title,
                    f"{one.op.label} {plain(one.value)} {one.unit}",
                    one.effective,
                    one.superseded or "",
                    one.region or "",
                    one.citation,
                    one.verified_on or "",
                )
                for one in found
            ]
            yield from table(("Code", "Title", "Value", "From", "Until", "Region", "Source", "Compared on"), rows)


def plugin_list(plugins: Any) -> Iterator[str]:
    """List the plugins of the workspace."""
    from fscore.model.entity import about  # noqa: PLC0415 - as above

    yield from ("# Plugins", "")
    for one in sorted(plugins, key=lambda each: each.manifest.id):
        made = one.manifest
        yield from (f"## {made.id}: {made.title} ({made.title_en})", "", made.summary, "")
        facts = {
            "Version": made.version,
            "Part of": made.category.label,
            "Requires": ", ".join(made.requires),
            "Comes after": ", ".join(made.after),
            "Records": ", ".join(f"`{about(cls).name}` {about(cls).label}" for cls in one.entities),
            "Indicators": ", ".join(f"{each.id} {each.label}" for each in one.indicators),
            "Sets of criteria": ", ".join(f"`{each.code}` {each.label}" for each in one.criteria),
            "Reminders": ", ".join(each.title for each in one.reminders),
        }
        yield from (f"- {name}: {text}" for name, text in facts.items() if text)
        yield ""


def registers(plugins: Any) -> Iterator[str]:
    """Say of every regime of the office which records keep it, by which rules, and which tests show it."""
    from fscore.model.entity import about  # noqa: PLC0415 - as above
    from fscore.testing import regimes  # noqa: PLC0415

    yield from (
        "# Registers",
        "",
        "The regimes, mechanisms, files and ledgers that a township's food-safety office answers for, and what keeps",
        "each of them. All but the names comes from the code: a class says which regimes its records keep, a test",
        "which one it shows. Refused is what a whole record may not be; for its fields see [entities.md](entities.md).",
        "",
    )
    kept = regimes.registers(plugins)
    shown = marked_tests()
    for code, name in regime_names().items():
        yield from (f"## {code} {name}", "")
        found = [one for one in kept if code in about(one.entity).regimes]
        for one in found:
            yield from _register(one)
        yield from (f"- Shown by `{test}`" for test in shown.get(code, ()))
        yield ""


def _register(one: Any) -> Iterator[str]:
    from fscore.extension.declarations import Reminder  # noqa: PLC0415 - as above
    from fscore.model.entity import about  # noqa: PLC0415

    told = about(one.entity)
    facts = {
        "states": "; ".join(f"{label}: {'、'.join(states)}" for label, states in one.states),
        "refused": one.refused,
        "rules": ", ".join(f"`{code}`" for code in one.rules),
        "figures": ", ".join(f"{use.of.id} {use.of.label}" for use in one.uses if not isinstance(use.of, Reminder)),
        "reminders": "; ".join(use.of.title for use in one.uses if isinstance(use.of, Reminder)),
    }
    yield f"- `{told.name}` {told.label} ({one.plugin})"
    yield from (f"  - {word}: {text}" for word, text in facts.items() if text)


def regime_names() -> dict[str, str]:
    """Return the regimes by code."""
    listed = ROOT / "docs" / "registers.toml"
    return tomllib.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}


def marked_tests() -> dict[str, list[str]]:
    """Return the tests that show each regime, as their decorators say."""
    found: dict[str, list[str]] = {}
    folders = ("tests", "plugins/*/tests", "admin/tests")
    for path in sorted(file for where in folders for file in ROOT.glob(f"{where}/**/test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for code in _marks(node):
                    found.setdefault(code, []).append(f"{path.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def _marks(node: ast.FunctionDef) -> Iterator[str]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.regime":
            yield from (str(ast.literal_eval(code)) for code in mark.args)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
