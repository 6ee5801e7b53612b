"""The plugins of a system: the only module that calls hooks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from typing import Any, TypeVar

import attrs
import pluggy

from fscore.errors import PluginProblem
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.extension import hookspecs, own
from fscore.extension.checks import PARTS, Taken, declared_fault, named
from fscore.extension.contents import hooks_of
from fscore.extension.declarations import Answers, Demonstration, OperatorPost, Remarks, Reminder, Report, Section
from fscore.extension.guarded import SECONDS, Failure, guarded
from fscore.extension.manifest import Manifest
from fscore.extension.trial import forget_trial, hold_trials
from fscore.labels import _, add_catalogue, joined
from fscore.model.entity import about
from fscore.model.posts import Post
from fscore.storage.indicators import Indicator
from fscore.storage.rules import Requirement
from fscore.storage.tables import CORE_ENTITIES, map_entities

GROUP = "fscore.plugins"
CORE = "core"
IMPORT_SECONDS = 10.0
T = TypeVar("T")


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
    requirements: tuple[Requirement, ...] = ()
    posts: tuple[OperatorPost, ...] = ()
    remarks: tuple[Remarks, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    sections: tuple[Section, ...] = ()
    reports: tuple[Report, ...] = ()


class Plugins:
    """The plugins that are installed: what they declare, and which of them can't be used and why.

    Args:
        modules: plugins by name; None takes what is installed.
        core: the version of the core, which manifests are checked against.
        deadline: the seconds after which a call is abandoned.
    """

    def __init__(self, core: str, modules: Mapping[str, Any] | None = None, deadline: float = SECONDS) -> None:
        self._core = core
        self._deadline = deadline
        self._hooks = pluggy.PluginManager("fscore")
        self._hooks.add_hookspecs(hookspecs)
        self._declared: dict[str, Contribution] = {}
        self._loaded: dict[str, Contribution] = {}
        self._refused: dict[str, Failure] = {}
        self._aside: dict[str, Failure] = {}
        self._unusable: dict[str, Failure] = {}
        self._stumbles: dict[str, Failure] = {}
        self._pending: dict[str, Failure] = {}
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
    def known(self) -> tuple[str, ...]:
        """The usable plugins and those that failed, each behind those that it needs."""
        return (*self._declared, *(name for name in sorted(self._unusable) if name not in self._declared))

    @property
    def declared(self) -> Collection[Contribution]:
        """What every plugin declares that got to say what it is, of one that failed as much as was taken."""
        return self._declared.values()

    @property
    def failures(self) -> Mapping[str, Failure]:
        """What went wrong last in each plugin that can't be used, or that failed while it ran."""
        return {**self._stumbles, **self._unusable}

    @property
    def put_aside(self) -> Collection[str]:
        """The plugins that failed too often, until an administrator resets them."""
        return frozenset(self._aside)

    @property
    def owners(self) -> dict[type, str]:
        """Which plugin each entity belongs to, those of plugins that failed included."""
        return {cls: name for name, one in self._declared.items() for cls in one.entities}

    def manifest(self, name: str) -> Manifest | None:
        """Return what a plugin says of itself; None if it never got to say it."""
        return self._declared[name].manifest if name in self._declared else None

    @property
    def entities(self) -> dict[str, type]:
        """All entities by name, the core's included."""
        own = {about(cls).name: cls for cls in CORE_ENTITIES}
        return own | {about(cls).name: cls for one in self._loaded.values() for cls in one.entities}

    def title(self, name: str) -> str:
        """Return what people call a plugin; one that is not there is called by its name."""
        made = self.manifest(name)
        return name if made is None else made.title

    def rules(self) -> list[Rule]:
        """Return the rules of the core and of all plugins; those that can't be used stay known with their figures."""
        return [*self.core.rules, *(rule for one in self._declared.values() for rule in one.rules)]

    def reminders(self) -> list[tuple[str, Reminder]]:
        """Return the reminders of the core and of the usable plugins."""
        return [(name, one) for name, loaded in self._all() for one in loaded.reminders]

    def posts(self) -> list[tuple[str, OperatorPost]]:
        """Return the posts for businesses that the usable plugins know of."""
        return [(name, one) for name, loaded in self._all() for one in loaded.posts]

    def remarks(self) -> list[tuple[str, Remarks]]:
        """Return what the usable plugins say of unusual records."""
        return [(name, one) for name, loaded in self._all() for one in loaded.remarks]

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

    def requirements(self) -> list[tuple[str, Requirement]]:
        """Return what the usable plugins require of subjects instead of a rule."""
        return [(name, one) for name, loaded in self._all() for one in loaded.requirements]

    def _all(self) -> Iterator[tuple[str, Contribution]]:
        yield CORE, self.core
        yield from self._loaded.items()

    @property
    def indicators(self) -> dict[str, tuple[str, Indicator]]:
        """The indicators of the core and of the plugins by id, each with its plugin.

        Those of a plugin that failed are among them, as far as they are known: it is a failed one and not an absent.
        """
        every = ((CORE, self.core), *self._declared.items())
        return {one.id: (name, one) for name, declared in every for one in declared.indicators}

    @property
    def taken(self) -> Taken:
        """The names that another plugin can't use any more, each with whose it is."""
        names: dict[str, dict[str, str | None]] = {part: {} for part in PARTS}
        names["entities"] |= {about(cls).name: None for cls in CORE_ENTITIES}
        names["posts"] |= {post.value: None for post in Post}
        for owner, one in (*self._all(), *self._declared.items()):
            for part, known in names.items():
                # Of a plugin that failed, only the indicators stay known.
                if owner == CORE or owner in self._loaded or part == "indicators":
                    declared = named(part, getattr(one, part))
                    known |= {name: None if owner == CORE else owner for name in declared if name not in known}
        return Taken([rule for _name, one in self._all() for rule in one.rules], names)

    def demonstrations(self) -> list[tuple[str, Demonstration]]:
        """Ask the plugins for their parts of the demonstration."""
        found = []
        for name in self.names:
            answer = self._asked(self._loaded[name].manifest, "demonstration", ())
            if isinstance(answer, Failure):
                self.fail(answer)
            else:
                found += [(name, one) for one in answer]
        return found

    def run(self, name: str, call: str, function: Callable[[], T], seconds: float | None = None) -> T | Failure:
        """Call something of a plugin while the system runs; that it failed is remembered."""
        answer = guarded(name, call, function, self._deadline if seconds is None else seconds)
        if isinstance(answer, Failure) and answer.refusal is None:
            self.fail(answer)
        return answer

    def fail(self, failure: Failure) -> None:
        """Remember that a plugin failed while it ran; it goes on, and is put aside when it fails again and again."""
        if failure.plugin == CORE:
            return  # ours, and in the log: the core can't be put aside
        self._stumbles = {**self._stumbles, failure.plugin: failure}
        self._pending = {failure.plugin: failure, **self._pending}

    def drop(self, failure: Failure) -> None:
        """Use a plugin no more, as long as the system runs."""
        self._refused.setdefault(failure.plugin, failure)
        self._sort_out()

    def take_pending(self) -> Mapping[str, Failure]:
        """Return the failures since the last call, one for each plugin, and forget that they are new."""
        pending, self._pending = self._pending, {}
        return pending

    def sync(self, stumbled: Mapping[str, Failure], aside: Mapping[str, Failure]) -> None:
        """Take over what the database remembers: who failed while running, and who is put aside by now."""
        self._stumbles = {**stumbled, **self._pending}
        if self._aside != aside:
            self._aside = dict(aside)
            self._sort_out()

    def recall(self, name: str, made: Manifest, indicators: Iterable[Indicator]) -> None:
        """Let a plugin that can't be loaded be known by what it declared when it last could be."""
        now = self._declared.get(name) or Contribution(made, None)
        if name in self._refused and not now.indicators:
            taken = self.indicators
            kept = tuple(one for one in indicators if one.id not in taken)
            self._declared = {**self._declared, name: attrs.evolve(now, indicators=kept)}

    def retry(self, name: str) -> None:
        """Forget the verdict over an installed plugin's import, so that the next start tries it again."""
        for entry in entry_points(group=GROUP, name=name):
            forget_trial(entry)

    def _sort_out(self) -> None:
        """Tell which plugins can be used; new tables replace the old ones, as others may be reading these."""
        usable: dict[str, Contribution] = {}
        unusable = dict(self._refused)
        for name, one in self._declared.items():
            missing = [needed for needed in one.manifest.requires if needed not in usable]
            if name in unusable:
                continue
            if name in self._aside:
                unusable[name] = self._aside[name]
            elif missing:
                unusable[name] = _lacking(name, missing)
            else:
                usable[name] = one
        self._loaded, self._unusable = usable, unusable

    def _own(self) -> Contribution:
        """Return what the core declares as any plugin does; an error in it is an error of ours and is raised."""
        self._hooks.register(own.CONTENTS, CORE)
        return Contribution(
            own.CONTENTS.manifest(),
            own,
            rules=tuple(own.CONTENTS.register_rules()),
            indicators=tuple(own.CONTENTS.register_indicators()),
            reminders=tuple(own.CONTENTS.register_reminders()),
            sections=tuple(own.CONTENTS.register_sections()),
        )

    def _installed(self) -> dict[str, Any]:
        entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
        verdicts = hold_trials(entries)
        found = {}
        for entry in entries:
            verdict = verdicts[entry.name]
            module = (
                guarded(entry.name, "import", entry.load, seconds=IMPORT_SECONDS)
                if verdict.ok
                else Failure(entry.name, "import", verdict.reason)
            )
            if isinstance(module, Failure):
                self.drop(module)
            else:
                found[entry.name] = module
        return found

    def _introduced(self, name: str, module: Any) -> Manifest | None:
        spelling = guarded(name, "register", lambda: self._register(name, module), self._deadline)
        if spelling is not None:
            self.drop(spelling if isinstance(spelling, Failure) else Failure(name, "register", spelling))
            return None
        answer = self._call(name, "manifest")
        made = answer[0] if isinstance(answer, list) and answer else answer
        if isinstance(made, Failure):
            self.drop(made)
            return None
        if not isinstance(made, Manifest):
            self.drop(Failure(name, "manifest", _("没有模块说明（manifest）")))
            return None
        reason = guarded(name, "manifest", lambda: made.refusal(name, self._core), self._deadline)
        if reason is not None:
            self.drop(reason if isinstance(reason, Failure) else Failure(name, "manifest", reason))
            return None
        return made

    def _register(self, name: str, module: Any) -> str | None:
        try:
            offered = hooks_of(module)
        except PluginProblem as fault:
            return str(fault.data["reason"])
        marked = [hook for hook in dir(offered) if hasattr(getattr(offered, hook, None), "fscore_impl")]
        unknown = [hook for hook in marked if not hasattr(hookspecs, hook)]
        if unknown:
            return _("没有这样的约定：{hooks}").format(hooks=joined(unknown))
        self._hooks.register(offered, name)
        return None

    def _in_order(self, manifests: dict[str, Manifest]) -> Sequence[str]:
        """Return the names so that each comes behind what it needs; ties by name."""
        graph: dict[str, set[str]] = {}
        for name, made in manifests.items():
            missing = [needed for needed in made.requires if needed not in manifests]
            if missing:
                self.drop(_lacking(name, missing))
                continue
            graph[name] = {one for one in (*made.requires, *made.after) if one in manifests}
        sorter = TopologicalSorter(graph)
        try:
            sorter.prepare()
        except CycleError as fault:
            circle = sorted(set(fault.args[1]))
            for name in circle:
                reason = _("模块互相依赖，绕成了圈：{names}").format(names=joined(circle))
                self.drop(Failure(name, "requires", reason))
            return self._in_order({name: made for name, made in manifests.items() if name not in self._refused})
        ordered: list[str] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            ordered += [name for name in ready if name not in self._refused]
            sorter.done(*ready)
        return ordered

    def _join(self, made: Manifest, module: Any) -> None:
        """Ask a plugin for all that it declares; whatever is wrong, what it declared until then stays known."""
        parts: dict[str, tuple[Any, ...]] = {}
        missing = [needed for needed in made.requires if needed not in self._loaded]
        failure = _lacking(made.id, missing) if missing else None
        for part in PARTS:
            if failure is None:
                answer = self._asked(made, part, parts.get("rules", ()))
                if isinstance(answer, Failure):
                    failure = answer
                else:
                    parts[part] = answer
        self._declared = {**self._declared, made.id: Contribution(made, module, **parts)}
        if hasattr(module, "__path__"):
            add_catalogue(module.__name__)
        if failure is not None:
            self._refused.setdefault(made.id, failure)
        self._sort_out()

    def _asked(self, made: Manifest, part: str, own_rules: tuple[Rule, ...]) -> tuple[Any, ...] | Failure:
        """Return what a plugin declares for one part, or why it can't be taken."""
        hook = f"register_{part}"
        answer = self._call(made.id, hook)
        if isinstance(answer, Failure):
            return answer
        listed = guarded(made.id, hook, lambda: tuple(item for group in answer for item in group), self._deadline)
        if isinstance(listed, Failure):
            return listed
        fault = guarded(made.id, hook, lambda: self._fault(made.id, part, listed, own_rules), self._deadline)
        if fault is not None:
            return fault if isinstance(fault, Failure) else Failure(made.id, hook, fault)
        return listed

    def _fault(self, plugin: str, part: str, declared: tuple[Any, ...], own_rules: tuple[Rule, ...]) -> str | None:
        fault = declared_fault(plugin, part, declared, self.taken, own_rules)
        if fault is None and part == "entities":
            map_entities(declared)
        return fault

    def _call(self, name: str, hook: str) -> list[Any] | Failure:
        others = [other for known, other in self._hooks.list_name_plugin() if known != name and other is not None]
        caller = self._hooks.subset_hook_caller(hook, others)
        return guarded(name, hook, caller, self._deadline)


def _lacking(name: str, missing: Iterable[str]) -> Failure:
    return Failure(name, "requires", _("缺少它要用的模块：{missing}").format(missing=joined(missing)))
