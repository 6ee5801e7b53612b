"""All that the pages of a plugin may import from the front end.

A plugin names a module of its own in the entry point group ``fscore_admin.pages``, under its own id. Only the front end
imports that module, so the plugin works without Flask. It has ``install(front: PluginFront) -> None``::

    def install(front: PluginFront) -> None:
        front.route("/papers/<int:record>", "paper", paper, allow(Role.OFFICER, plugin="exam"))
        front.link(Paper, "paper", _("答题"))
        front.menu("papers", labels={"papers": _("考试")})

Addresses lie below ``/module/<plugin>/``, endpoints are ``<plugin>.<endpoint>``: ``url_for("exam.paper", record=7)``.
Beside that module, the folder ``templates`` holds the templates, asked for as ``<plugin>/<name>``; they extend
``fscore/page.html``. The folder ``static`` is served to everybody as the endpoint ``<plugin>.static``. What holds for
all pages stands in :mod:`fscore_admin.app`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from werkzeug.routing import Map, Rule

from fscore.errors import WrongUse
from fscore.services.work import Work
from fscore_admin.access import (
    CLOSED,
    Permission,
    allow,
    close_work,
    current_actor,
    current_door,
    current_system,
    current_work,
    may_open,
    reading,
    request_name,
    writing,
)
from fscore_admin.page_context import words
from fscore_admin.sign_in import confine, is_confined

if TYPE_CHECKING:
    from fscore.services.system import System

__all__ = [
    "CLOSED",
    "Permission",
    "PluginFront",
    "allow",
    "close_work",
    "confine",
    "current_actor",
    "current_door",
    "current_system",
    "current_work",
    "is_confined",
    "may_open",
    "reading",
    "request_name",
    "words",
    "writing",
]


@attrs.frozen
class Offered:
    """A function of a plugin with its address and its permission."""

    rule: str
    endpoint: str
    function: Callable[..., Any]
    permission: Permission
    methods: tuple[str, ...]


class PluginFront:
    """What the pages of one plugin are handed to; they are hung in only once all of them are found right."""

    def __init__(self, plugin: str, system: "System") -> None:
        self.plugin = plugin
        self.system = system
        self.offered: dict[str, Offered] = {}
        self.links: list[tuple[type, str, str, Callable[[Work, Any], bool] | None]] = []
        self.entries: list[tuple[str, str]] = []

    def route(
        self,
        rule: str,
        endpoint: str,
        function: Callable[..., Any],
        permission: Permission,
        methods: Sequence[str] = ("GET",),
    ) -> None:
        """Add a plain function.

        Raises:
            WrongUse: if its permission does not ask for this plugin, or its address or endpoint can't be.
        """
        owner = self.system.plugins.owners.get(permission.entity) if permission.entity is not None else None
        if permission != CLOSED and self.plugin not in {permission.plugin, owner}:
            raise WrongUse("The permission of '{endpoint}' does not name the plugin", endpoint=endpoint)
        if not endpoint.isidentifier() or endpoint == "static" or endpoint in self.offered:
            raise WrongUse("'{endpoint}' is no name for one more endpoint", endpoint=endpoint)
        if not rule.startswith("/") or rule.startswith("/static/"):
            raise WrongUse("'{rule}' is no address of a page: it begins with '/', not '/static/'", rule=rule)
        Map([Rule(rule)])  # says what is wrong with it
        self.offered[endpoint] = Offered(rule, endpoint, function, permission, tuple(methods))

    def link(self, entity: type, endpoint: str, label: str, when: Callable[[Work, Any], bool] | None = None) -> None:
        """Show a link where an entity is shown: in its list, or on each record if the address takes ``record``.

        ``when`` tells of a record, in the unit of work of whoever sees it, whether there is anything to do there.
        """
        self._known(endpoint)
        self.links.append((entity, endpoint, label, when))

    def menu(self, *endpoints: str, labels: Mapping[str, str]) -> None:
        """Put pages into the menu, behind all others; each is shown to whoever may open it."""
        for endpoint in endpoints:
            self._known(endpoint)
            self.entries.append((endpoint, labels[endpoint]))

    def _known(self, endpoint: str) -> None:
        if endpoint not in self.offered:
            raise WrongUse("There is no endpoint '{endpoint}'", endpoint=endpoint)
