"""The promises between the core and its plugins.

A plugin declares a :class:`fscore.Contents`, which answers each of them with what it lists under the hook's name. A
module or an object with functions that :data:`fscore.hookimpl` marks is a plugin as well.

``register_…`` returns declarations and is called once, at the start; nothing else has been promised yet.
Arguments are values or entities, never a session, a request or a form.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.sources import Rule
from fscore.extension import hookspec
from fscore.extension.manifest import Manifest

if TYPE_CHECKING:
    from fscore.extension.declarations import Answers, Demonstration, OperatorPost, Remarks, Reminder, Report, Section
    from fscore.storage.indicators import Indicator
    from fscore.storage.rules import Requirement


@hookspec
def manifest() -> Manifest:  # type: ignore[empty-body]
    """Say what the plugin is.

    When: first of all, once, before anything else of the plugin is asked for.

    Returns:
        The plugin's manifest; its ``id`` is the name of its entry point.

    First user: every plugin. Since 0.1.
    """


@hookspec
def register_entities() -> Iterable[type]:  # type: ignore[empty-body]
    """Offer the classes of the plugin's records.

    When: once at the start, before any table is mapped.

    Returns:
        Classes made with :func:`fscore.entity`. Each table is the plugin's id, an underscore, and a name.

    Raises:
        PluginProblem: if a table lacks the prefix or is taken, or an entity's name is.

    First user: ``banquets``. Since 0.1.
    """


@hookspec
def register_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Offer dated rules: thresholds, deadlines and targets, each with its citation.

    When: once at the start. A :class:`fscore.Contents` reads them from the plugin's ``rules/*.toml``.

    First user: ``banquets``. Since 0.1.
    """


@hookspec
def register_indicators() -> "Iterable[Indicator]":  # type: ignore[empty-body]
    """Offer indicators; their ids and codes are unique over all plugins.

    When: once at the start, after the entities are mapped.

    First user: ``banquets``. Since 0.1.
    """


@hookspec
def register_criteria() -> Iterable[CriteriaSet]:  # type: ignore[empty-body]
    """Offer criteria sets.

    When: once at the start.

    First user: ``four_complete``. Since 0.1.
    """


@hookspec
def register_answers() -> "Iterable[Answers]":  # type: ignore[empty-body]
    """Offer to answer a criteria set from records, so that a subject can be scored without filling in a form.

    When: once at the start. The answering function runs whenever somebody scores a subject; it is the one declaration
    that is handed a unit of work, since only the person who asks decides which records may be seen.

    First user: ``four_complete``. Since 0.1.
    """


@hookspec
def register_requirements() -> "Iterable[Requirement]":  # type: ignore[empty-body]
    """Offer to say what is required of a subject where a record knows it nearer than the rule for its kind.

    When: once at the start. The function behind it gives conditions for a query and runs whenever a figure asks
    :meth:`fscore.storage.rules.Rules.judged`; one that fails leaves the rule for the kind.

    First user: ``grading``, whose risk grades say how often an operator is to be visited. Since 0.1.
    """


@hookspec
def register_posts() -> "Iterable[OperatorPost]":  # type: ignore[empty-body]
    """Offer posts that somebody holds for a business, for its chain of responsibility.

    When: once at the start. The function behind it gives a select of persons and runs whenever somebody asks who
    answers for a business; one that fails is a gap that says so.

    First user: ``custody``, whose cadres hold businesses. Since 0.1.
    """


@hookspec
def register_remarks() -> "Iterable[Remarks]":  # type: ignore[empty-body]
    """Offer to say what is unusual about a record that is taken all the same.

    When: once at the start. The function behind it is handed a unit of work, as only its rules and records tell; it
    runs whenever somebody looks at such a record.

    First user: ``banquets``, which marks a late filing. Since 0.1.
    """


@hookspec
def register_reminders() -> "Iterable[Reminder]":  # type: ignore[empty-body]
    """Offer reminders: selects of what is due, late or running out.

    When: once at the start.

    First user: ``banquets``. Since 0.1.
    """


@hookspec
def register_sections() -> "Iterable[Section]":  # type: ignore[empty-body]
    """Offer paragraphs of the annual summary, each with its place in the outline.

    When: once at the start.

    First user: ``pledges``. Since 0.1.
    """


@hookspec
def register_reports() -> "Iterable[Report]":  # type: ignore[empty-body]
    """Offer reports: the outline that the sections of all plugins are put into.

    When: once at the start.

    First user: ``annual``. Since 0.1.
    """


@hookspec
def register_demonstration() -> "Iterable[Demonstration]":  # type: ignore[empty-body]
    """Offer records for the demonstration township.

    When: only while a demonstration is made.

    First user: ``banquets``. Since 0.1.
    """
