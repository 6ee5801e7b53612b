"""A PostgreSQL server of our own for the time of the tests, in a folder that goes away with it."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.needs import POSTGRESQL

ROLE = "fscore"
"""Owns the databases and nothing else, as in an installation: what needs a superuser must fail here too."""


class Cluster:
    """A running server. Safe only for tests: it trusts every local connection and does not wait for the disk."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = _free_port()
        self._count = 0
        self._account = _account()
        if self._account is not None:
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        settings = f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "--wait", f"--options={settings}", f"--log={folder / 'log'}", "start")
        self.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")

    def new_database(self) -> str:
        """Create an empty database that belongs to the role, and return its URL."""
        self._count += 1
        name = f"test_{self._count}"
        self.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> None:
        """Run one statement as the superuser."""
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop at once: nothing in it is worth keeping."""
        self._run("pg_ctl", "--mode=immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of the server, which refuses to work for root.

        Its output goes to a file, since a started server would keep a pipe open.
        """
        account = self._account
        who: dict[str, Any] = (
            {} if account is None else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        )
        with tempfile.TemporaryFile() as output:
            command = [str(POSTGRESQL.program(program)), "--pgdata", str(self.data), *arguments]
            done = subprocess.run(
                command,
                cwd=self.data.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                **who,
            )
            output.seek(0)
            assert done.returncode == 0, f"{command}: {output.read().decode(errors='replace')}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _account() -> pwd.struct_passwd | None:
    """Whom to run the server as when we are root; otherwise nobody else."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name: account for account in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """The one server of this run."""
    folder = Path(tempfile.mkdtemp(prefix="fscore-postgresql-"))
    with contextlib.ExitStack() as at_the_end:
        at_the_end.callback(shutil.rmtree, folder)
        cluster = Cluster(folder)
        at_the_end.callback(cluster.stop)
        yield cluster


@pytest.fixture(scope="session")
def new_postgresql_database(postgresql_cluster: Cluster) -> Callable[[], str]:
    """A function that creates an empty database, owned by a role with no further rights, and returns its URL."""
    return postgresql_cluster.new_database


@pytest.fixture
def postgresql_url(new_postgresql_database: Callable[[], str]) -> str:
    """The URL of an empty database for one test."""
    return new_postgresql_database()
