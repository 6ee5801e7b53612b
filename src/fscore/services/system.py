"""The system object: one database with its plugins, rules and clock. This is where everything is put together."""

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.engine import Engine

from fscore.errors import NotPossible
from fscore.evaluation.sources import RuleBook
from fscore.extension.guarded import Failure, guarded
from fscore.extension.plugins import Plugins
from fscore.labels import _, joined
from fscore.model.clock import day_of
from fscore.model.record import Door
from fscore.services.plugin_health import keep_failures, recall, remember, take_over
from fscore.services.switching import by_plugin, reaches, switches_query
from fscore.services.work import OPERATOR_OF_INSTALLATION, Actor, Work
from fscore.storage import migrate
from fscore.storage.local_rules import divisions_of, read_local_rules
from fscore.storage.places import moves
from fscore.storage.rules import Conditions, Requirement, Rules, Subject
from fscore.storage.scope import Scope
from fscore.storage.security import protect
from fscore.storage.sessions import open_engine
from fscore.storage.settings import read_setting, write_setting
from fscore.version import VERSION

BUSINESS_DAY = "business_day"


class System:
    """An opened database. Make one with :func:`open`; take units of work from :meth:`work`."""

    def __init__(self, engine: Engine, secret: bytes, plugins: Plugins) -> None:
        self.engine = engine
        self.secret = secret
        self.plugins = plugins

    def work(
        self,
        actor: Actor = OPERATOR_OF_INSTALLATION,
        *,
        door: Door = Door.CLI,
        reading: bool = False,
        request: str = "",
    ) -> Work:
        """Begin a unit of work of ``actor``; without one it is the installation's operator with full scope.

        Args:
            reading: promise not to write; on SQLite such work does not wait for writers.
            request: ties the audit rows of one request together.
        """
        return Work(self, actor, self._scope(actor), door, reading=reading, request=request)

    def _scope(self, actor: Actor) -> Scope:
        actor.check_place()
        with orm.Session(self.engine.execution_options(fscore_reading=True)) as session:
            self._open_rows(session)
            take_over(session, self.plugins)
            live = reaches(self.plugins, by_plugin(session.execute(switches_query())), self.business_day())
        return Scope(actor.role, actor.division, live, self.plugins.owners)

    def refresh(self) -> None:
        """Take over what the database says of the plugins by now."""
        with orm.Session(self.engine.execution_options(fscore_reading=True)) as session:
            take_over(session, self.plugins)

    def keep_failures(self) -> None:
        """Count what went wrong in plugins since the last time; called when a unit of work ends."""
        keep_failures(self.engine, self.plugins)

    def business_day(self) -> date:
        """Return the day that the office works on: a fixed one if the database says so, else today in China."""
        with self.engine.connect().execution_options(fscore_reading=True) as connection:
            fixed = read_setting(connection, BUSINESS_DAY)
        return date.fromisoformat(fixed) if fixed else day_of(datetime.now(UTC))

    def set_business_day(self, day: date) -> None:
        """Fix the business day, for a demonstration."""
        with self.engine.begin() as connection:
            write_setting(connection, BUSINESS_DAY, day.isoformat())

    def rules(self) -> Rules:
        """Return the rules of the core and of all plugins, with the local versions."""
        rules = self.plugins.rules()
        with orm.Session(self.engine.execution_options(fscore_reading=True)) as session:
            self._open_rows(session)
            local = read_local_rules(session)
            found = divisions_of(session, {rule.region for rule in rules if rule.region is not None})
            places = [*found.values(), *(division for _rule, division in local)]
            moved = moves(session, {one.level for one in places})
        regions = {one.code: one for one in found.values()}
        # A rule that names the code which its place had before is a rule of that place.
        rules = [attrs.evolve(rule, region=found[rule.region].code) if rule.region in found else rule for rule in rules]
        for rule, division in local:
            rules.append(rule)
            regions[division.code] = division
        requirements = [self._guarded(name, one) for name, one in self.plugins.requirements()]
        return Rules(RuleBook(rules), regions, requirements, moved=moved)

    def _guarded(self, plugin: str, requirement: Requirement) -> Requirement:
        """Return a requirement that knows nothing of any subject when its plugin fails."""

        def judge(subject: Subject, found: Any, rules: Rules) -> Conditions:
            call = requirement.instead_of
            answer = self.plugins.run(plugin, call, lambda: requirement.judge(subject, found, rules))
            return (sa.false(), sa.false()) if isinstance(answer, Failure) else answer

        return Requirement(requirement.instead_of, judge)

    def behind(self) -> list[str]:
        """Return the histories whose tables are older than the program; ``core`` among them for an empty database."""
        tables = migrate.existing(self.engine)
        found = []
        with self.engine.connect().execution_options(fscore_reading=True) as connection:
            if migrate.current(connection, migrate.CORE) != migrate.heads(migrate.CORE_PACKAGE):
                found.append(migrate.CORE)
            for name in self.plugins.names:
                if migrate.version_table(name) not in tables:
                    continue
                newest = self._newest(name)
                if name in self.plugins and migrate.current(connection, name) != newest:
                    found.append(name)
        return found

    def differences(self) -> list[migrate.Difference]:
        """Return where tables that claim the newest version are not what the program declares."""
        behind, existing = self.behind(), migrate.existing(self.engine)
        wanted = set() if migrate.CORE in behind else migrate.core_tables()
        for one in self.plugins:
            name = one.manifest.id
            if name not in behind and migrate.version_table(name) in existing:
                wanted |= migrate.plugin_tables(one.entities)
        return migrate.differences(self.engine, wanted)

    def migrate(self) -> dict[str, tuple[str | None, str | None]]:
        """Bring the schema of the core, and of every plugin that was ever switched on, to its newest version.

        A plugin whose steps fail can't be used from then on; the others go on.
        """
        versions = {migrate.CORE: migrate.upgrade(self.engine, migrate.CORE, migrate.CORE_PACKAGE)}
        tables = migrate.existing(self.engine)
        for name in self.plugins.names:
            if migrate.version_table(name) in tables:
                done = self._upgrade(name)
                if not isinstance(done, Failure):
                    versions[name] = done
                    remember(self.engine, self.plugins[name])
        protect(self.engine)
        return versions

    def prepare(self, plugin: str) -> None:
        """Make the tables of a plugin, if they are not there yet.

        Raises:
            NotPossible: if they can't be made.
        """
        one = self.plugins[plugin]
        if one.entities:
            with self.engine.connect().execution_options(fscore_reading=True) as connection:
                at = migrate.current(connection, plugin)
            if at is None or at != self._newest(plugin):
                done = self._upgrade(plugin)
                if isinstance(done, Failure):
                    raise NotPossible(_("模块 {plugin} 的表没有建成：{reason}"), plugin=plugin, reason=done.reason)
                protect(self.engine)
        remember(self.engine, one)

    def _package(self, plugin: str) -> str:
        return str(self.plugins[plugin].module.__name__)

    def _newest(self, plugin: str) -> str | None:
        found = guarded(plugin, "migrations", lambda: migrate.heads(self._package(plugin)))
        if isinstance(found, Failure):
            self.plugins.drop(found)
            return None
        return found

    def _upgrade(self, plugin: str) -> tuple[str | None, str | None] | Failure:
        done = guarded(
            plugin, "migrations", lambda: migrate.upgrade(self.engine, plugin, self._package(plugin)), seconds=600
        )
        if isinstance(done, Failure):
            self.plugins.drop(done)
        return done

    @staticmethod
    def _open_rows(session: orm.Session) -> None:
        # Switches are read before there is a scope; on PostgreSQL the row security has to be told so.
        if session.get_bind().dialect.name == "postgresql":
            session.execute(sa.text("SELECT set_config('fscore.scope', '*', true)"))


def open(  # noqa: A001 - read as fscore.open, the way into the library
    where: str | Engine,
    *,
    secret: bytes | None = None,
    plugins: Mapping[str, Any] | Plugins | None = None,
    upgrade: bool = False,
) -> System:
    """Open a database; in an empty one the tables are made.

    Args:
        where: a database URL, or the engine of a host.
        secret: the key of the installation, for the audit trail; without it ``$FSCORE_SECRET``, and for an SQLite
            file the key file beside it, which is made on the first call.
        plugins: plugin modules by name, or plugins that are loaded already; without it those that are installed.
        upgrade: bring older tables up to date; whoever asks for it has a backup.

    Raises:
        NotPossible: if the tables are older than the program and ``upgrade`` was not asked for.
    """
    engine = open_engine(where) if isinstance(where, str) else where
    loaded = plugins if isinstance(plugins, Plugins) else Plugins(VERSION, plugins)
    system = System(engine, secret or _secret(engine), loaded)
    behind = system.behind()
    empty = migrate.CORE in behind and migrate.version_table(migrate.CORE) not in migrate.existing(engine)
    if behind and not empty and not upgrade:
        raise NotPossible(
            _("数据库比程序旧（{behind}）。先运行 fscore migrate，它会先备份再升级"), behind=joined(behind)
        )
    if behind:
        system.migrate()
    recall(engine, loaded)
    system.refresh()
    return system


def _secret(engine: Engine) -> bytes:
    given = os.environ.get("FSCORE_SECRET")
    if given:
        return given.encode()
    place = engine.url.database
    if engine.dialect.name != "sqlite":
        raise NotPossible(_("请先设置环境变量 FSCORE_SECRET（至少 32 个字符，长期保管），再打开这个数据库"))
    path = Path(f"{place}.key")
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip().encode()
