"""Which plugins a township uses, from when, and who decided; switching them on and off."""

import re
from typing import Any

import attrs
from flask import flash, redirect, render_template, request, url_for

from fscore.errors import NotAllowed, NotPossible, UnknownCode
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.roles import BUSINESS, Role
from fscore.model.switching import SwitchKind
from fscore.services.switching import Standing, standings, turn
from fscore.services.work import Work
from fscore_admin import plugin_pages
from fscore_admin.access import allow, close_work, current_actor, current_door, current_system, current_work
from fscore_admin.app import Front
from fscore_admin.page_context import words
from fscore_admin.periods import asked

TURNS = (Role.OFFICER, Role.DISTRICT, Role.INSTALLATION)
MANDATES = (Role.DISTRICT, Role.INSTALLATION)
_ORDER = re.compile(r"(\S+) (enable|disable|require|forbid)", re.ASCII)
_CHIPS = {
    ("on", ""): ("ok", _("在用")),
    ("on", "require"): ("info", _("统一要求")),
    ("off", ""): ("off", _("停用")),
    ("off", "forbid"): ("doubt", _("统一不准")),
    ("failed", ""): ("late", _("已停下")),
    ("put-aside", ""): ("late", _("已停下")),
}
_FAILED = _("出了错的")


@attrs.frozen
class Module:
    """A plugin as a row of the page."""

    standing: Standing
    summary: str
    chip: str
    word: str
    decided: str
    needs: tuple[str, ...]
    turnable: bool


def plugins() -> str:
    """Show all plugins of a division, by category."""
    work = current_work()
    about_ = asked(work, request.args)
    found = standings(work, about_.area, work.today)
    groups: dict[str, list[Module]] = {}
    for one in found:
        usable = one.id in work.system.plugins  # one that failed, or that was put aside, is not
        label = work.system.plugins[one.id].manifest.category.label if usable else _FAILED
        groups.setdefault(label, []).append(_module(work, one))
    chosen = request.args.get("state", "")
    if chosen:
        kept = {label: [one for one in rows if _shown(one.standing) == chosen] for label, rows in groups.items()}
        groups = {label: rows for label, rows in kept.items() if rows}
    return render_template(
        "fscore/plugins.html",
        asked=about_,
        groups=dict(sorted(groups.items(), key=lambda pair: pair[0] != _FAILED)),
        counts={state: sum(_shown(one) == state for one in found) for state in ("on", "off", "failed")},
        total=len(found),
        state=chosen,
        failed=[one for one in found if _shown(one) == "failed"],
        pageless=[
            (one.title, fault.data["reason"])
            for fault in plugin_pages.problems()
            for one in found
            if one.id == fault.data["plugin"]
        ],
        turns=work.actor.role in TURNS,
        mandates=work.actor.role in MANDATES,
    )


def _shown(one: Standing) -> str:
    """Return the state that a plugin is counted under: one that was put aside has failed as well, only more often."""
    return "failed" if one.state == "put-aside" else one.state


def _module(work: Work, one: Standing) -> Module:
    usable = one.id in work.system.plugins
    code, kind = _decision(one.decided_by)
    mandate = kind if kind in ("require", "forbid") else ""
    chip, word = _CHIPS.get((one.state, mandate), _CHIPS[one.state, ""])
    manifest: Any = work.system.plugins[one.id].manifest if usable else None
    place = _named(work, code)
    needs = tuple(work.system.plugins.title(name) for name in one.requires)
    own = not mandate or (place is not None and work.actor.role in MANDATES)
    return Module(one, manifest.summary if manifest else "", chip, word, one.reason, needs, usable and own)


def _decision(text: str | None) -> tuple[str, str]:
    found = _ORDER.fullmatch(text or "")
    return (found[1], found[2]) if found else ("", "")


def _named(work: Work, code: str) -> Division | None:
    try:
        return work.division(code) if code else None
    except LookupError:
        return None  # decided above the actor's own division


def turn_plugin(plugin: str) -> Any:
    """Switch a plugin for a division from a day on."""
    kind = SwitchKind.named(request.form.get("kind", ""))
    work = current_work()
    about_ = asked(work, request.form)
    back = url_for("plugins", division=about_.area.code)
    system, actor, door = current_system(), current_actor(), current_door()
    title = system.plugins.title(plugin)
    close_work()
    if kind is None:
        flash(words(_("没说要启用还是停用")), "error")
        return redirect(back)
    try:
        turn(system, plugin, kind, about_.area.code, actor=actor, door=door)
    except (NotPossible, NotAllowed, UnknownCode) as fault:
        flash(words(fault), "error")
    else:
        flash(words(_("{title}：{kind}"), title=title, kind=kind.label), "success")
    return redirect(back)


def install(front: Front) -> None:
    """Hand over the page and its switch."""
    front.route("/plugins/", "plugins", plugins, allow(*BUSINESS))
    front.route("/plugins/<plugin>", "turn_plugin", turn_plugin, allow(*TURNS), methods=("POST",))
