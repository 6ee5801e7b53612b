"""Who may open what: each endpoint names its permission, and one that names none is refused.

The permission decides about the page; what a page can show or change is decided again, record by record, by the unit
of work that :func:`current_work` hands out.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
from flask import Flask, current_app, g, request
from werkzeug.exceptions import NotFound

from fscore.errors import NotAllowed, WrongUse
from fscore.labels import _
from fscore.model.entity import about
from fscore.model.record import Door
from fscore.model.roles import Role
from fscore.services.work import Actor, Work
from fscore.storage.scope import Scope

if TYPE_CHECKING:
    from fscore.services.system import System

F = TypeVar("F", bound=Callable[..., Any])
READING = frozenset({"GET", "HEAD"})
_EXTENSION = "fscore_admin"
_MARK = "fscore_permission"


@attrs.frozen
class Permission:
    """What an endpoint asks for: nothing at all (``public``), a role (None: any), and a plugin that is on.

    ``entity`` stands for its plugin, where it has one.
    """

    public: bool = False
    roles: frozenset[Role] | None = None
    plugin: str | None = None
    entity: type | None = None

    def names(self, role: Role) -> bool:
        """Tell whether the role is among those asked for."""
        return self.roles is None or role in self.roles

    def live(self, scope: Scope) -> bool:
        """Tell whether the plugin is on somewhere in scope."""
        plugin = self.plugin or (scope.owners.get(self.entity) if self.entity is not None else None)
        if plugin is None:
            return True
        reach = scope.reach.get(plugin)
        if reach is None:
            return False
        if scope.place is None:
            return any(on for _place, on in reach.points)
        return reach.on_at(scope.place) or any(on and point.under(scope.place) for point, on in reach.points)


PUBLIC = Permission(public=True)
SIGNED_IN = Permission()
CLOSED = Permission(roles=frozenset())


def allow(*roles: Role, plugin: str | None = None) -> Permission:
    """Ask for one of some roles, and for a plugin that is on; without roles for anybody who is signed in."""
    return Permission(roles=frozenset(roles) if roles else None, plugin=plugin)


def reading(entity: type) -> Permission:
    """Ask for a role that may see records of an entity."""
    return Permission(roles=about(entity).read, entity=entity)


def writing(entity: type) -> Permission:
    """Ask for a role that may make and change records of an entity."""
    return Permission(roles=about(entity).read & about(entity).write, entity=entity)


def opens(permission: Permission) -> Callable[[F], F]:
    """Say which permission a view function asks for."""

    def mark(function: F) -> F:
        vars(function)[_MARK] = permission
        return function

    return mark


def permission_of(function: Any) -> Permission | None:
    """Return the permission that a view function was marked with."""
    return cast("Permission | None", getattr(function, _MARK, None))


class Registry:
    """The permission of each endpoint of one front end."""

    def __init__(self) -> None:
        self._permissions: dict[str, Permission] = {}

    def add(self, endpoint: str, permission: Permission) -> None:
        """Register an endpoint; each is registered once."""
        if endpoint in self._permissions:
            raise WrongUse("The endpoint '{endpoint}' has its permission already", endpoint=endpoint)
        self._permissions[endpoint] = permission

    def get(self, endpoint: str) -> Permission | None:
        """Return the permission of an endpoint, or None."""
        return self._permissions.get(endpoint)

    def __iter__(self) -> Iterator[tuple[str, Permission]]:
        return iter(self._permissions.items())

    def check(self, app: Flask) -> None:
        """Refuse an app with a route that nobody gave a permission, or a permission without a route.

        Raises:
            WrongUse: naming them.
        """
        routed = {rule.endpoint for rule in app.url_map.iter_rules()}
        rogue = sorted(routed - self._permissions.keys())
        if rogue:
            raise WrongUse(
                "These endpoints have no permission: {endpoints}; give each one with Front.add, Front.route or @opens",
                endpoints=", ".join(rogue),
            )
        idle = sorted(self._permissions.keys() - routed)
        if idle:
            raise WrongUse("These permissions belong to no endpoint: {endpoints}", endpoints=", ".join(idle))


@attrs.frozen
class Options:
    """What a front end was made with; see :func:`fscore_admin.create_app`."""

    actor_of: Callable[[], Actor | None] | None
    sign_in_at: str | None
    title: str
    prefix: str
    token_key: bytes
    clock: Callable[[], datetime]


@attrs.frozen
class Installed:
    """What a front end keeps with its Flask app."""

    system: "System"
    registry: Registry
    options: Options


def cookie_name(use: str, prefix: str) -> str:
    """Return the name of a cookie; front ends below different prefixes of one host don't share any."""
    mark = hashlib.sha256(prefix.encode()).hexdigest()[:8] if prefix else ""
    return f"fscore-{use}{mark}"


def install(app: Flask, system: "System", registry: Registry, options: Options) -> None:
    """Keep with the app what requests need."""
    app.extensions[_EXTENSION] = Installed(system, registry, options)


def installed() -> Installed:
    """Return what was kept with the app of this request."""
    return cast("Installed", current_app.extensions[_EXTENSION])


def current_system() -> "System":
    """Return the system that this front end shows."""
    return installed().system


def current_actor() -> Actor:
    """Return who is signed in.

    Raises:
        WrongUse: on a page that is open to everybody, if nobody is.
    """
    actor = signed_in()
    if actor is None:
        raise WrongUse("Nobody is signed in; a public page has no actor")
    return actor


def signed_in() -> Actor | None:
    """Return who is signed in, or None."""
    return cast("Actor | None", g.get("fscore_actor"))


def current_work() -> Work:
    """Return the one unit of work of this request, of whoever is signed in; it is closed when the request ends.

    In a GET or HEAD it only reads.
    """
    work = cast("Work | None", g.get("fscore_work"))
    if work is None:
        work = current_system().work(
            current_actor(), door=current_door(), reading=request.method in READING, request=request_name()
        )
        g.fscore_work = work
    return work


def close_work() -> None:
    """Close the unit of work, if the request has opened one: what was not committed is gone."""
    work = cast("Work | None", g.pop("fscore_work", None))
    if work is not None:
        work.__exit__(None, None, None)


def current_door() -> Door:
    """Return the door by which the request comes: what the browser says of its device."""
    hint = request.headers.get("Sec-CH-UA-Mobile")
    mobile = hint == "?1" if hint else "Mobile" in request.headers.get("User-Agent", "")
    return Door.PHONE if mobile else Door.WEB


def request_name() -> str:
    """Return what ties log, audit trail and error page of one request together; it names the account too."""
    actor = signed_in()
    account = "" if actor is None or actor.account_id is None else f"{actor.account_id}:"
    return f"{account}{g.fscore_request}"


def may_open(endpoint: str) -> bool:
    """Tell whether whoever is signed in may open an endpoint: for menus, links and buttons."""
    permission = installed().registry.get(endpoint)
    actor = signed_in()
    if permission is None:
        return False
    if permission.public or actor is None:
        return permission.public
    return permission.names(actor.role) and permission.live(current_work().scope)


def check(permission: Permission) -> None:
    """Refuse whoever is signed in, if the permission is not theirs.

    Raises:
        NotAllowed: if the role is another one.
        NotFound: if nobody may, or the plugin is off: as if there were no such page.
    """
    actor = current_actor()
    if permission == CLOSED:
        raise NotFound
    if not permission.names(actor.role):
        raise NotAllowed(_("{role}不能打开这一页"), role=actor.role.label)
    if not permission.live(current_work().scope):
        raise NotFound
