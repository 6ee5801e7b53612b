"""The command line: ``fscore``. Its help is shown without opening a database or loading a plugin."""

from collections.abc import Mapping
from typing import Any

import click

from fscore.cli.offered import plugin_commands
from fscore.cli.program import Group, Late
from fscore.cli.shell import DEFAULT_DATABASE, Shell
from fscore.labels import LANGUAGES, _

COMMANDS = {
    "init": Late("installation:init", _("建一个新的数据库")),
    "migrate": Late("installation:migrate", _("升级数据库的表，SQLite 会先备份")),
    "doctor": Late("installation:doctor", _("全面检查，说出哪里不对、怎么办")),
    "demo": Late("installation:demo", _("在空的数据库里做好演示乡镇")),
    "serve": Late("installation:serve", _("打开网页（要装 fscore-admin）")),
    "divisions": Late("groups:divisions", _("区划：导入、分设、合并、更名、换代码")),
    "chain": Late("chain:chain", _("谁负责这个地方或这家单位，从村到区")),
    "plugin": Late("groups:plugin", _("模块：列出、启用、停用、统一要求或不准")),
    "user": Late("groups:user", _("用户：添加、改角色、一次性登录、停用")),
    "criteria": Late("groups:criteria", _("指标表：装入、列出、写成文件、逐项认定")),
    "indicators": Late("indicators:indicators", _("指标：完成、总数、值、目标，以及背后的记录")),
    "score": Late("scores:score", _("按一张指标表，从记录里给一个对象打分")),
    "summary": Late("groups:summary", _("年度总结：写、说明、核对")),
    "reminders": Late("reminders:reminders", _("到期、逾期和快到期的事，各由谁办")),
    "audit": Late("groups:audit", _("审计：核对、查看")),
    "backup": Late("copies:backup", _("备份，附件也在里面")),
    "restore": Late("copies:restore", _("用备份恢复")),
    "verify": Late("copies:verify", _("核对一份备份")),
}


def _language(context: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        context.ensure_object(Shell).language = value
    return value


def _debug(context: click.Context, _param: click.Parameter, value: bool) -> bool:
    context.ensure_object(Shell).debug = value
    return value


def _offered() -> Mapping[str, Late]:
    found, problems = plugin_commands()
    context = click.get_current_context(silent=True)
    if context is not None:
        shell = context.ensure_object(Shell)
        for problem in problems:
            shell.note(_("模块 {plugin} 的命令不能用：{reason}"), **problem.data)
    return found


@click.group(cls=Group, late=COMMANDS, more=_offered, help=_("乡镇食品安全工作的登记、指标、考核与总结。"))
@click.option(
    "--db",
    metavar="URL",
    envvar="FSCORE_DB",
    default=DEFAULT_DATABASE,
    help=_("数据库，缺省是环境变量 FSCORE_DB，再缺省是当前文件夹的 fscore.db"),
)
@click.option("--as", "user", metavar="USER", help=_("以哪个用户的身份；不写就是安装操作员，范围不限，审计里有记录"))
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    callback=_language,
    help=_("说明用的语言，要写在命令前面"),
)
@click.option("--debug", is_flag=True, is_eager=True, callback=_debug, help=_("出错时显示详细内容"))
@click.version_option(package_name="fscore", message="%(version)s", help=_("显示版本"))
@click.pass_context
def program(context: click.Context, /, db: str, user: str | None, **_options: Any) -> None:
    """Take the options that come before a command."""
    shell = context.ensure_object(Shell)
    shell.url, shell.user = db, user


def main() -> None:
    """Run the command line."""
    program(prog_name="fscore")
