"""The table of contents of a plugin: one declaration of what it is and offers, answered to the hooks one by one."""

from collections.abc import Callable, Iterable
from importlib import resources
from types import FunctionType, ModuleType
from typing import Any, TypeVar

import attrs

from fscore.errors import PluginProblem
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.exchange.criteria_files import shipped_criteria
from fscore.exchange.rule_files import shipped_rules
from fscore.extension import hookimpl
from fscore.extension.declarations import (
    Answers,
    Demonstration,
    OperatorPost,
    Remarks,
    Reminder,
    Report,
    Section,
)
from fscore.extension.manifest import Manifest
from fscore.labels import _, joined
from fscore.storage.indicators import Indicator
from fscore.storage.rules import Requirement

T = TypeVar("T")
Listed = Iterable[T] | Callable[[], Iterable[T]]
"""Declarations, or a function that returns them, for what can't be imported yet when the plugin is."""


@attrs.frozen(eq=False)
class Contents:
    """What a plugin is and all that it offers; its module declares one, and each part answers the hook of its name.

    Rules and criteria sets are read from the folders ``rules`` and ``criteria`` of ``package``, if they are there, and
    the words of a section that has none from ``sections/<code>.txt``. All of it is read when the hook is called and
    not before, so that what is wrong there is a fault of that hook.
    """

    _manifest: Manifest
    package: str = ""
    entities: Listed[type] = ()
    rules: Listed[Rule] = ()
    indicators: Listed[Indicator] = ()
    criteria: Listed[CriteriaSet] = ()
    answers: Listed[Answers] = ()
    requirements: Listed[Requirement] = ()
    posts: Listed[OperatorPost] = ()
    remarks: Listed[Remarks] = ()
    reminders: Listed[Reminder] = ()
    sections: Listed[Section] = ()
    reports: Listed[Report] = ()
    demonstration: Listed[Demonstration] = ()

    @hookimpl
    def manifest(self) -> Manifest:
        """Say what the plugin is."""
        return self._manifest

    @hookimpl
    def register_entities(self) -> Iterable[type]:
        """Offer the classes of records."""
        return _listed(self.entities)

    @hookimpl
    def register_rules(self) -> Iterable[Rule]:
        """Offer the rules that are shipped, and those that are declared besides."""
        return [*self._shipped("rules", shipped_rules), *_listed(self.rules)]

    @hookimpl
    def register_indicators(self) -> Iterable[Indicator]:
        """Offer the indicators."""
        return _listed(self.indicators)

    @hookimpl
    def register_criteria(self) -> Iterable[CriteriaSet]:
        """Offer the criteria sets that are shipped, and those that are declared besides."""
        return [*self._shipped("criteria", shipped_criteria), *_listed(self.criteria)]

    @hookimpl
    def register_answers(self) -> Iterable[Answers]:
        """Offer to answer criteria sets from records."""
        return _listed(self.answers)

    @hookimpl
    def register_requirements(self) -> Iterable[Requirement]:
        """Offer what is required of subjects instead of a rule."""
        return _listed(self.requirements)

    @hookimpl
    def register_posts(self) -> Iterable[OperatorPost]:
        """Offer posts that somebody holds for a business."""
        return _listed(self.posts)

    @hookimpl
    def register_remarks(self) -> Iterable[Remarks]:
        """Offer to say what is unusual about a record."""
        return _listed(self.remarks)

    @hookimpl
    def register_reminders(self) -> Iterable[Reminder]:
        """Offer the reminders."""
        return _listed(self.reminders)

    @hookimpl
    def register_sections(self) -> Iterable[Section]:
        """Offer the sections, each with its words."""
        return [self._worded(one) for one in _listed(self.sections)]

    @hookimpl
    def register_reports(self) -> Iterable[Report]:
        """Offer the reports."""
        return _listed(self.reports)

    @hookimpl
    def register_demonstration(self) -> Iterable[Demonstration]:
        """Offer the parts of the demonstration."""
        return _listed(self.demonstration)

    def _shipped(self, folder: str, read: Callable[[str], Iterable[T]]) -> Iterable[T]:
        there = self.package and resources.files(self.package).joinpath(folder).is_dir()
        return read(self.package) if there else ()

    def _worded(self, section: Section) -> Section:
        # What is no section passes through: the check that follows the hook says so in words.
        if not self.package or not isinstance(section, Section) or section.template or section.said is not None:
            return section
        file = resources.files(self.package).joinpath("sections", f"{section.code}.txt")
        return attrs.evolve(section, template=file.read_text(encoding="utf-8"))


def _listed(part: Listed[T]) -> Iterable[T]:
    # Only a function is called: a class that stands where a list of classes should is not to be made.
    return part() if isinstance(part, FunctionType) else part  # type: ignore[return-value]


def hooks_of(plugin: Any) -> Any:
    """Return what the hooks of a plugin are called on: the contents that its module declares, else the plugin itself.

    Raises:
        PluginProblem: if a module has two contents, or hook functions besides.
    """
    if not isinstance(plugin, ModuleType):
        return plugin
    found = {id(one): one for one in vars(plugin).values() if isinstance(one, Contents)}
    if not found:
        return plugin
    beside = [name for name, one in vars(plugin).items() if hasattr(one, "fscore_impl")]
    if len(found) > 1:
        reason = _("模块里有 {number} 份 Contents，只能有一份").format(number=len(found))
    elif beside:
        reason = _("模块已经有 Contents，不能另写 @hookimpl 函数：{hooks}").format(hooks=joined(beside))
    else:
        return next(iter(found.values()))
    raise PluginProblem("{plugin}: {reason}", plugin=plugin.__name__, reason=reason)
