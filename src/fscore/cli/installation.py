"""Commands about the installation as a whole."""

import os
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click
import sqlalchemy as sa

from fscore.cli import answers
from fscore.cli.faults import NO
from fscore.cli.opening import as_installation, engine_of, opened, sqlite_file
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.errors import NotPossible
from fscore.extension.plugins import Plugins
from fscore.labels import _
from fscore.services.demonstration import demonstrate, read_facts
from fscore.services.doctor import Check, Finding, examine
from fscore.services.keeping import write_backup
from fscore.services.system import System
from fscore.services.system import open as open_system
from fscore.version import VERSION


@click.command(cls=Command)
@pass_shell
def init(shell: Shell) -> None:
    """Make the tables of a new database."""
    as_installation(shell)
    file = sqlite_file(shell)
    if file is not None and file.exists():
        raise NotPossible(_("{file} 已经有了。要升级它请运行 fscore migrate"), file=file)
    system = opened(shell, new=True)
    shell.say(_("数据库建好了：{url}"), url=system.engine.url.render_as_string())
    if file is not None:
        shell.say(_("密钥在 {file}.key，请另外保管一份：备份里没有它"), file=file)
    shell.say(_("下一步：fscore divisions load 导入区划，fscore user add 加用户"))


@click.command(cls=Command)
@pass_shell
def migrate(shell: Shell) -> None:
    """Bring all tables to their newest version, behind a backup."""
    as_installation(shell)
    engine = engine_of(shell)
    plugins = Plugins(VERSION)
    waiting = System(engine, b"", plugins).behind()
    file = sqlite_file(shell)
    if waiting and file is not None:
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        kept = Path(f"{file}.before-migrate-{stamp}.backup")
        write_backup(file, Path(os.environ.get("FSCORE_FILES") or f"{file}.files"), kept)
        shell.say(_("先备份到了 {file}"), file=kept)
    system = open_system(engine, plugins=plugins, upgrade=True)
    failed = [name for name in waiting if name in system.plugins.failures]
    if failed:
        raise NotPossible(_("{names} 没有升级成，原因见 fscore doctor"), names="、".join(failed))
    for name in waiting:
        shell.say(_("{name} 升级了"), name=name)
    shell.say(_("表都是最新的"))


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help=_("给程序读的 JSON"))
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look at everything, say what is wrong and what to do."""
    shell = context.ensure_object(Shell)
    as_installation(shell)
    try:
        checks = examine(opened(shell, quiet=True))
    except (NotPossible, sa.exc.DatabaseError) as fault:
        text = str(fault) if isinstance(fault, NotPossible) else str(getattr(fault, "orig", fault))
        advice = _("看清原因再动手；文件坏了就用备份恢复：fscore restore")
        checks = [Check("open", _("打开数据库"), (Finding(text, advice),))]
    sound = all(check.ok for check in checks)
    if as_json:
        listed = [
            {
                "code": check.code,
                "title": check.title,
                "ok": check.ok,
                "findings": [{"found": one.found, "advice": one.advice} for one in check.findings],
            }
            for check in checks
        ]
        answers.show({"ok": sound, "checks": listed})
    else:
        for check in checks:
            shell.say("{mark} {title}", mark="✓" if check.ok else "✗", title=check.title)
            for one in check.findings:
                shell.say("    {found}", found=one.found)
                if one.advice:
                    shell.say("    → {advice}", advice=one.advice)
        shell.say(_("一切正常") if sound else _("发现问题，见上面打 ✗ 的"))
    if not sound:
        context.exit(NO)


@click.command(cls=Command)
@pass_shell
def demo(shell: Shell) -> None:
    """Make the demonstration townships in an empty database."""
    as_installation(shell)
    system = opened(shell, new=True)
    plugins = demonstrate(system)
    facts = read_facts()
    shell.say(_("演示乡镇做好了，用到 {count} 个模块"), count=len(plugins))
    for name, failure in sorted(system.plugins.failures.items()):
        shell.say(
            _("模块“{title}”的演示数据没有做全：{reason}"), title=system.plugins.title(name), reason=failure.reason
        )
    shell.say(_("看指标：fscore indicators --division {code} --year {year}"), code=facts["model"], year=facts["year"])


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, metavar="PORT", help=_("端口，不写就是 8000"))
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help=_("地址，不写就只有本机能看"))
@pass_shell
def serve(shell: Shell, port: int, host: str) -> None:
    """Serve the front end."""
    as_installation(shell)
    try:
        front = import_module("fscore_admin")
    except ModuleNotFoundError as fault:
        raise NotPossible(_("没有装网页部分（缺 {name}）。请运行 pip install fscore-admin"), name=fault.name) from fault
    try:
        front.serve(opened(shell), host, port)
    except OSError as fault:
        raise NotPossible(
            _("打不开 {host}:{port}（{reason}）。请用 --port 换一个端口"), host=host, port=port, reason=fault.strerror
        ) from fault
