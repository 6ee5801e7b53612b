"""What the database remembers of plugins: who failed how often, and what each declared when it could be used."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import orm
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from fscore.evaluation.ratio import Unit
from fscore.extension.guarded import Failure
from fscore.extension.manifest import Category, Manifest
from fscore.extension.plugins import Contribution, Plugins
from fscore.model.period import Period
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.storage.audit import Act, Author, append
from fscore.storage.indicators import Indicator, Pair, Span
from fscore.storage.plugin_health import Health, keep_declared, note_failure, read_health
from fscore.storage.rules import Rules
from fscore.storage.sessions import impatient

_MACHINE = Author("fscore", Role.INSTALLATION.value, Door.CLI.value)
log = logging.getLogger("fscore.plugins")


def keep_failures(engine: Engine, plugins: Plugins) -> None:
    """Count the failures that are new; whoever has failed too often by now is put aside, and the audit trail says so.

    If the database is busy they stay new, and are counted after the next unit of work.
    """
    pending = plugins.take_pending()
    if not pending:
        return
    try:
        with impatient(engine) as connection:
            for failure in pending.values():
                before = read_health(connection).get(failure.plugin)
                health = note_failure(connection, failure.plugin, failure.call, failure.reason)
                if health.put_aside and not (before and before.put_aside):
                    log.error("plugin %s is put aside after %s failures", failure.plugin, health.failures)
                    facts = {"plugin": failure.plugin, "call": failure.call, "reason": failure.reason}
                    changes = {name: [None, value] for name, value in facts.items()}
                    append(connection, _MACHINE, [Act("put_aside", "plugin", changes=changes)])
            plugins.sync(*troubles(read_health(connection)))
    except OperationalError as fault:
        log.warning("failures of plugins are not kept yet: %s", fault.orig)
        for failure in pending.values():
            plugins.fail(failure)


def take_over(session: orm.Session, plugins: Plugins) -> None:
    """Let the plugins know what the database remembers of them, as other processes and administrators left it."""
    plugins.sync(*troubles(read_health(session.connection())))


def troubles(known: Mapping[str, Health]) -> tuple[dict[str, Failure], dict[str, Failure]]:
    """Return the failures of plugins that may go on, and of those that are put aside."""
    failed = {name: Failure(name, one.call, one.reason) for name, one in known.items() if one.failures}
    aside = {name: failure for name, failure in failed.items() if known[name].put_aside}
    return {name: failure for name, failure in failed.items() if name not in aside}, aside


def remember(engine: Engine, one: Contribution) -> None:
    """Keep what a plugin declares, for the day on which it can't be loaded."""
    name, declared = one.manifest.id, _told(one)
    with engine.connect().execution_options(fscore_reading=True) as connection:
        known = read_health(connection).get(name)
    if known is None or known.declared != declared:
        with engine.begin() as connection:
            keep_declared(connection, name, declared)


def recall(engine: Engine, plugins: Plugins) -> None:
    """Let plugins that can't be loaded be known by what they declared before."""
    with engine.connect().execution_options(fscore_reading=True) as connection:
        known = read_health(connection)
    for name in plugins.failures:
        if name in known and known[name].declared:
            plugins.recall(name, *_retold(json.loads(known[name].declared)))


def _told(one: Contribution) -> str:
    made = one.manifest
    about = {
        "id": made.id,
        "version": made.version,
        "title": made.title,
        "title_en": made.title_en,
        "summary": made.summary,
        "category": made.category.value,
        "requires_core": made.requires_core,
        "requires": list(made.requires),
        "indicators": [
            {
                "id": each.id,
                "code": each.code,
                "label": each.label,
                "unit": each.unit.label,
                "scale": each.unit.scale,
                "definition": each.definition,
                "span": each.span.value,
            }
            for each in one.indicators
        ],
    }
    return json.dumps(about, ensure_ascii=False, sort_keys=True)


def _retold(about: dict[str, Any]) -> tuple[Manifest, list[Indicator]]:
    indicators = [
        Indicator(
            one["id"],
            one["code"],
            one["label"],
            Unit(one["unit"], one["scale"]),
            one["definition"],
            _gone,
            Span.of(one["span"]),
        )
        for one in about.pop("indicators")
    ]
    category = Category.of(about.pop("category"))
    return Manifest(**about | {"category": category, "requires": tuple(about["requires"])}), indicators


def _gone(_period: Period, _rules: Rules) -> Pair:
    raise LookupError("the plugin is not loaded")
