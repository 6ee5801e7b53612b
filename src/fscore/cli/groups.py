"""The groups: what is in them is listed here, so that their help needs none of it."""

import click

from fscore.cli.program import Group, Late
from fscore.labels import _

PLUGIN = {
    "list": Late("plugins:list_", _("列出模块，各是启用还是停用，谁定的")),
    "enable": Late("plugins:enable", _("启用")),
    "disable": Late("plugins:disable", _("停用，数据留着")),
    "require": Late("plugins:require", _("统一要求启用，下级不能停用")),
    "forbid": Late("plugins:forbid", _("统一不准启用，下级不能启用")),
}


@click.group(cls=Group, late=PLUGIN)
def plugin() -> None:
    """Lead to the commands about plugins."""
