"""Switches: where and from when a plugin is on, and who may not change that."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.entity import About, entity
from fscore.model.record import Record
from fscore.model.roles import Role


class SwitchKind(Choice):
    """The ways to turn a plugin; the last two outrank everything below their division."""

    ENABLE = "enable", _("启用")
    DISABLE = "disable", _("停用")
    REQUIRE = "require", _("统一要求启用")
    FORBID = "forbid", _("统一不准启用")

    @property
    def on(self) -> bool:
        """Whether the plugin is on then."""
        return self in (SwitchKind.ENABLE, SwitchKind.REQUIRE)

    @property
    def mandate(self) -> bool:
        """Whether divisions below can't decide otherwise."""
        return self in (SwitchKind.REQUIRE, SwitchKind.FORBID)


@entity(
    table="plugin_switch",
    label=_("模块开关"),
    title=("plugin", "kind"),
    dated="starts_on",
    write=frozenset({Role.OFFICER, Role.DISTRICT, Role.INSTALLATION}),
    by_hand=False,
)
class PluginSwitch(Record):
    """One turn of a plugin's switch for a division and all below it."""

    plugin: Annotated[str, About(_("模块"), max_length=40, filtered=True)]
    kind: Annotated[SwitchKind, About(_("开关"), filtered=True)]
    starts_on: Annotated[date, About(_("起始日期"))]


def deciding(
    switches: Iterable[tuple[PluginSwitch, Division]], division: Division, on: date
) -> tuple[PluginSwitch, Division] | None:
    """Return the switch that decides over one plugin in a division on a day, with its division; None if there is none.

    In each division the latest switch counts. A mandate outranks every switch below it, the highest one first; among
    the others the nearest counts.
    """
    latest: dict[int, tuple[PluginSwitch, Division]] = {}
    for switch, place in sorted(switches, key=lambda pair: (pair[0].starts_on, pair[0].id)):
        if switch.starts_on <= on and division.under(place):
            latest[place.id] = (switch, place)
    around = sorted(latest.values(), key=lambda pair: pair[1].level)
    mandates = [pair for pair in around if pair[0].kind.mandate]
    if mandates:
        return mandates[0]
    return around[-1] if around else None
