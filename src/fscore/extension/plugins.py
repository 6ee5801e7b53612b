"""The plugins of a system: the only module that calls hooks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import attrs
import pluggy

from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.extension import hookspecs, own
from fscore.extension.declarations import Answers, Demonstration, Reminder, Report, Section
from fscore.extension.guarded import Failure, guarded
from fscore.extension.manifest import Manifest
from fscore.extension.trial import hold_trials
from fscore.labels import _
from fscore.model.entity import about
from fscore.storage.indicators import Indicator
from fscore.storage.tables import CORE_ENTITIES, map_entities

GROUP = "fscore.plugins"
CORE = "core"


@attrs.frozen
class Contribution:
    """Everything that one plugin declares."""

    manifest: Manifest
    module: Any
    entities: tuple[type, ...] = ()
    rules: tuple[Rule, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    criteria: tuple[CriteriaSet, ...] = ()
    answers: tuple[Answers, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    sections: tuple[Section, ...] = ()
    reports: tuple[Report, ...] = ()


class Plugins:
    """The plugins that are installed: what they declare, and which of them can't be used and why.

    Args:
        modules: plugins by name; None takes what is installed.
        core: the version of the core, which manifests are checked against.
    """

    def __init__(self, core: str, modules: Mapping[str, Any] | None = None) -> None:
        self._core = core
        self._hooks = pluggy.PluginManager("fscore")
        self._hooks.add_hookspecs(hookspecs)
        self.failures: dict[str, Failure] = {}
        self._loaded: dict[str, Contribution] = {}
        self.core = self._own()
        found = self._installed() if modules is None else dict(modules)
        manifests = {name: made for name, module in sorted(found.items()) if (made := self._introduced(name, module))}
        for name in self._in_order(manifests):
            self._join(manifests[name], found[name])

    def __iter__(self) -> Iterator[Contribution]:
        return iter(self._loaded.values())

    def __contains__(self, name: str) -> bool:
        return name in self._loaded

    def __getitem__(self, name: str) -> Contribution:
        return self._loaded[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The usable plugins, each behind those that it needs."""
        return tuple(self._loaded)

    @property
    def owners(self) -> dict[type, str]:
        """Which plugin each entity belongs to."""
        return {cls: name for name, one in self._loaded.items() for cls in one.entities}

    @property
    def entities(self) -> dict[str, type]:
        """All entities by name, the core's included."""
        own = {about(cls).name: cls for cls in CORE_ENTITIES}
        return own | {about(cls).name: cls for cls in self.owners}

    def title(self, name: str) -> str:
        """Return what people call a plugin; one that is not there is called by its name."""
        return self._loaded[name].manifest.title if name in self._loaded else name

    def reminders(self) -> list[tuple[str, Reminder]]:
        """Return the reminders of the core and of the usable plugins."""
        return [(name, one) for name, loaded in self._all() for one in loaded.reminders]

    def sections(self) -> list[tuple[str, Section]]:
        """Return the paragraphs that the core and the usable plugins offer for the annual summary."""
        return [(name, one) for name, loaded in self._all() for one in loaded.sections]

    def reports(self) -> dict[str, tuple[str, Report]]:
        """Return the reports by code, each with its plugin."""
        return {one.code: (name, one) for name, loaded in self._all() for one in loaded.reports}

    def criteria(self) -> list[tuple[str, CriteriaSet]]:
        """Return the criteria sets of the core and of the usable plugins."""
        return [(name, one) for name, loaded in self._all() for one in loaded.criteria]

    def answers(self) -> list[tuple[str, Answers]]:
        """Return the ways to answer criteria sets from records that the usable plugins offer."""
        return [(name, one) for name, loaded in self._all() for one in loaded.answers]

    def _all(self) -> Iterator[tuple[str, Contribution]]:
        yield CORE, self.core
        yield from self._loaded.items()

    @property
    def indicators(self) -> dict[str, tuple[str, Indicator]]:
        """The indicators of the core and of the plugins by id, each with its plugin."""
        return {one.id: (name, one) for name, loaded in self._all() for one in loaded.indicators}

    def demonstrations(self) -> list[tuple[str, Demonstration]]:
        """Ask the plugins for their parts of the demonstration."""
        found = []
        for name in self.names:
            answer = self._ask(name, "register_demonstration")
            if isinstance(answer, Failure):
                self._fail(answer)
            else:
                found += [(name, one) for one in answer]
        return found

    def fail(self, failure: Failure) -> None:
        """Put a plugin aside for as long as the system runs."""
        self._fail(failure)

    def _own(self) -> Contribution:
        """Return what the core declares through the same hooks; an error in it is an error of ours and is raised."""
        self._hooks.register(own, CORE)
        others: list[Any] = []
        parts = {
            part: tuple(
                item for group in self._hooks.subset_hook_caller(f"register_{part}", others)() for item in group
            )
            for part in ("rules", "indicators", "reminders", "sections")
        }
        return Contribution(own.manifest(), own, **parts)

    def _installed(self) -> dict[str, Any]:
        entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
        verdicts = hold_trials(entries)
        found = {}
        for entry in entries:
            verdict = verdicts[entry.name]
            module = (
                guarded(entry.name, "import", _loader(entry), seconds=10)
                if verdict.ok
                else Failure(entry.name, "import", verdict.reason)
            )
            if isinstance(module, Failure):
                self._fail(module)
            else:
                found[entry.name] = module
        return found

    def _introduced(self, name: str, module: Any) -> Manifest | None:
        registered = guarded(name, "register", lambda: self._hooks.register(module, name))
        if isinstance(registered, Failure):
            self._fail(registered)
            return None
        answer = self._call(name, "manifest")
        made = answer[0] if isinstance(answer, list) and answer else answer
        if isinstance(made, Failure):
            self._fail(made)
            return None
        if not isinstance(made, Manifest):
            self._fail(Failure(name, "manifest", _("没有模块说明（manifest）")))
            return None
        reason = guarded(name, "manifest", lambda: made.refusal(name, self._core))
        if reason is not None:
            self._fail(reason if isinstance(reason, Failure) else Failure(name, "manifest", reason))
            return None
        return made

    def _in_order(self, manifests: dict[str, Manifest]) -> Sequence[str]:
        """Return the names so that each comes behind what it needs; ties by name."""
        graph: dict[str, set[str]] = {}
        for name, made in manifests.items():
            missing = [needed for needed in made.requires if needed not in manifests]
            if missing:
                reason = _("缺少它要用的模块：{missing}").format(missing="、".join(missing))
                self._fail(Failure(name, "requires", reason))
                continue
            graph[name] = {one for one in (*made.requires, *made.after) if one in manifests}
        sorter = TopologicalSorter(graph)
        try:
            sorter.prepare()
        except CycleError as fault:
            for name in fault.args[1]:
                self._fail(Failure(name, "requires", _("模块互相依赖，绕成了圈：{names}").format(names=fault.args[1])))
            rest = {name: made for name, made in manifests.items() if name not in self.failures}
            return self._in_order(rest)
        ordered: list[str] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            ordered += [name for name in ready if name in manifests and name not in self.failures]
            sorter.done(*ready)
        return ordered

    def _join(self, made: Manifest, module: ModuleType) -> None:
        missing = [needed for needed in made.requires if needed not in self._loaded]
        if missing:
            reason = _("缺少它要用的模块：{missing}").format(missing="、".join(missing))
            self._fail(Failure(made.id, "requires", reason))
            return
        unknown = [hook for hook in vars(module) if hook.startswith("register_") and not hasattr(hookspecs, hook)]
        if unknown and any(hasattr(getattr(module, hook), "fscore_impl") for hook in unknown):
            reason = _("没有这样的约定：{hooks}").format(hooks="、".join(unknown))
            self._fail(Failure(made.id, "register", reason))
            return
        parts: dict[str, tuple[Any, ...]] = {}
        for part in ("entities", "rules", "indicators", "criteria", "answers", "reminders", "sections", "reports"):
            answer = self._ask(made.id, f"register_{part}")
            if isinstance(answer, Failure):
                self._fail(answer)
                return
            refusal = self._taken(made, part, answer)
            if part == "entities" and refusal is None:
                mapped = guarded(made.id, "register_entities", _mapper(answer))
                refusal = mapped.reason if isinstance(mapped, Failure) else None
            if refusal is not None:
                self._fail(Failure(made.id, f"register_{part}", refusal))
                return
            parts[part] = answer
        self._loaded[made.id] = Contribution(made, module, **parts)

    def _taken(self, made: Manifest, part: str, declared: tuple[Any, ...]) -> str | None:
        if part == "entities":
            wrong = [about(cls).table for cls in declared if not about(cls).table.startswith(f"{made.id}_")]
            if wrong:
                return _("表名要以“{prefix}_”开头：{wrong}").format(prefix=made.id, wrong="、".join(wrong))
            names = self.entities
            twice = [about(cls).name for cls in declared if about(cls).name in names]
            return _("记录名已被占用：{names}").format(names="、".join(twice)) if twice else None
        if part == "indicators":
            taken = {code for id_, (_name, one) in self.indicators.items() for code in (id_, one.code)}
            twice = [one.id for one in declared if one.id in taken or one.code in taken]
            return _("指标编号已被占用：{names}").format(names="、".join(twice)) if twice else None
        return None

    def _ask(self, name: str, hook: str) -> tuple[Any, ...] | Failure:
        answer = self._call(name, hook)
        if isinstance(answer, Failure):
            return answer
        return guarded(name, hook, lambda: tuple(item for group in answer for item in group))

    def _call(self, name: str, hook: str) -> list[Any] | Failure:
        others = [other for known, other in self._hooks.list_name_plugin() if known != name and other is not None]
        caller = self._hooks.subset_hook_caller(hook, others)
        return guarded(name, hook, caller)

    def _fail(self, failure: Failure) -> None:
        self.failures.setdefault(failure.plugin, failure)
        self._loaded.pop(failure.plugin, None)


def _loader(entry: EntryPoint) -> Callable[[], Any]:
    return entry.load


def _mapper(entities: Iterable[type]) -> Callable[[], None]:
    def run() -> None:
        map_entities(entities)

    return run
