"""Backup, restore and verify."""

from datetime import datetime
from pathlib import Path

import click

from fscore.cli.faults import NO, Usage
from fscore.cli.opening import actor, as_installation, existing_path, opened, secret_of, sqlite_file
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _
from fscore.services import keeping
from fscore.services.display import plain
from fscore.services.keeping import Backup
from fscore.storage.audit import Act


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@click.option("--with-key", is_flag=True, help=_("连密钥一起放进去；这样的备份谁拿到谁就能改审计，要锁好"))
@click.pass_context
def backup(context: click.Context, path: Path, with_key: bool) -> None:
    """Write a backup while the installation goes on working."""
    shell = context.ensure_object(Shell)
    system = opened(shell)
    made = keeping.back_up(system, actor(shell, system), path, with_key=with_key)
    shell.say(_("备份到了 {file}：{told}"), file=path, told=_told(shell, made))
    if not with_key:
        shell.say(_("里面没有密钥，请另外保管密钥文件"))
    if made.missing:
        shell.warn(_("有 {count} 个附件的文件不在了，没有备份进去。请运行 fscore doctor"), count=len(made.missing))
        context.exit(NO)


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@pass_shell
def verify(shell: Shell, path: Path) -> None:
    """Look at every byte of a backup."""
    existing_path(path)
    found = keeping.check_backup(path, secret_of(shell))
    shell.say(_("{file} 完好：{told}"), file=path, told=_told(shell, found))


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@click.option("--replace", is_flag=True, help=_("换掉现有的数据库，原来的改名留下"))
@pass_shell
def restore(shell: Shell, path: Path, replace: bool) -> None:
    """Put a backup in the place of the database."""
    existing_path(path)
    as_installation(shell)
    file = sqlite_file(shell)
    if file is None:
        raise Usage(_("恢复要放进 SQLite 文件，--db 要像 sqlite:///fscore.db 这样写；PostgreSQL 请用 pg_restore"))
    found, aside = keeping.restore(path, file, secret=secret_of(shell), replace=replace)
    system = opened(shell)
    with system.work() as work:
        work.note(Act("restore", "installation", changes={"file": [None, path.name]}))
        work.commit()
    shell.say(_("恢复到了 {file}：{told}"), file=file, told=_told(shell, found))
    if aside is not None:
        shell.say(_("原来的改名为 {file}"), file=aside)


def _told(shell: Shell, found: Backup) -> str:
    return shell.text(
        _("{made_at} 做的，{rows} 条记录，{files} 个附件"),
        made_at=plain(datetime.fromisoformat(found.made_at)),
        rows=sum(found.rows.values()),
        files=found.files,
    )
