"""The front end as a Flask app: :func:`create_app` makes one, :func:`mount` hangs one into a host's app.

What a module of pages needs to know
------------------------------------
``fscore_admin.pages`` has ``install(front: Front) -> None``. There it hands over its views and routes, each with the
permission that it asks for; the app does not start if an endpoint has none::

    def install(front: Front) -> None:
        front.home(HomeView(name=_("首页"), endpoint="home"))            # Flask-Admin view at "/"; first of all
        front.add(OperatorView(...))                                      # any Flask-Admin view
        front.route("/find", "find", find, SIGNED_IN)                     # a plain function
        front.menu("home", "operator", ...)                               # nothing else is in the menu

A Flask-Admin view says what it asks for method by method, with ``@opens(...)`` below ``@expose(...)``, or for all it
inherits in ``permissions``::

    class OperatorView(ModelView):
        permissions = {"index_view": reading(Operator), "edit_view": writing(Operator), "ajax_update": CLOSED, ...}

        @expose("/file/<int:record>")
        @opens(reading(Operator))
        def file(self, record: int) -> str: ...

Permissions (``fscore_admin.access``): ``PUBLIC``, ``SIGNED_IN``, ``CLOSED`` (nobody, 404), ``allow(Role.OFFICER, ...,
plugin="banquets")``, ``reading(Entity)``, ``writing(Entity)``. ``may_open(endpoint)`` tells whether to show a link.

In a request: ``current_work()`` is the one unit of work of whoever is signed in (reading only in GET and HEAD; closed
by itself; nothing stays without ``commit()``); ``current_actor()``, ``current_system()``, ``current_door()``. Raise the
core's errors and let them go: NotFound and what is out of scope become 404, NotAllowed 403, Conflict 409, a refusal
that can be mended 422. A form that can be mended catches InvalidRecord itself and shows what was typed.

Forms: every POST needs ``<input type="hidden" name="csrf_token" value="{{ csrf_token() }}">`` (or the header
``X-CSRF-Token``, from ``<meta name="csrf-token">``). If the session has ended meanwhile, what was typed is kept and
sent again after sign-in, without any work of the page. Redirects leave only for paths below the prefix; for a target
from the request use ``fscore_admin.paths.safe_path``. GET changes nothing.

Templates extend ``fscore/base.html``, blocks: ``title``, ``heading`` (the h1), ``acts`` (buttons beside it), ``body``,
``dock`` (phone), ``head``, ``tail`` (scripts, from files only; no style attributes, no inline handlers, no
``javascript:``). Flask-Admin's own templates find their blocks (``head_css``, ``tail`` …) there too. Everywhere in
templates: ``_("…")`` translates, ``icon("plus")`` draws, ``csrf_token()``, ``csp_nonce()``, ``may_open(endpoint)``,
``actor`` (or None), ``today``. ``flash(text, "success" | "warning" | "error")`` shows a banner.
"""

import hashlib
import hmac
import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from flask import Flask
from flask_admin import Admin, BaseView
from flask_admin.theme import Bootstrap4Theme
from flask_babel import Babel
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from fscore.errors import WrongUse
from fscore.labels import _, add_catalogue
from fscore_admin import account_pages, errors, page_context, requests, security_headers, sign_in
from fscore_admin.access import PUBLIC, Options, Permission, Registry, cookie_name, install, permission_of

if TYPE_CHECKING:
    from fscore.services.system import System
    from fscore.services.work import Actor

MEGABYTE = 1024 * 1024
LARGEST_REQUEST = 50 * MEGABYTE
LOCAL = ("127.0.0.1", "localhost", "[::1]")


class Front:
    """What a front end is put together from; see the top of this module."""

    def __init__(self, app: Flask, system: "System", title: str) -> None:
        self.app = app
        self.system = system
        self.registry = Registry()
        self._title = title
        self._admin: Admin | None = None

    @property
    def admin(self) -> Admin:
        """Flask-Admin's collection of the views; there from the moment the home view is."""
        if self._admin is None:
            raise WrongUse("Hand over the home view first: front.home(view)")
        return self._admin

    def home(self, view: BaseView) -> None:
        """Put a view at the root of the front end."""
        view.url, view.static_folder = "/", "static"
        self._permit(view)
        self._admin = Admin(
            self.app,
            name=self._title,
            url="/",
            endpoint=view.endpoint,
            index_view=view,
            theme=Bootstrap4Theme(base_template="fscore/base.html", fluid=True),
            csp_nonce_generator=security_headers.nonce,
        )
        self.registry.add(f"{view.endpoint}.static", PUBLIC)
        page_context.set_static(self.app, f"{view.endpoint}.static")

    def add(self, view: BaseView) -> None:
        """Add a Flask-Admin view, with a permission for each of its methods.

        Raises:
            WrongUse: naming the methods that have none.
        """
        self._permit(view)
        self.admin.add_view(view)

    def route(
        self,
        rule: str,
        endpoint: str,
        function: Callable[..., Any],
        permission: Permission,
        methods: Sequence[str] = ("GET",),
    ) -> None:
        """Add a plain function."""
        self.registry.add(endpoint, permission)
        self.app.add_url_rule(rule, endpoint, function, methods=list(methods))

    def menu(self, *endpoints: str, labels: Mapping[str, str] | None = None) -> None:
        """Put pages into the menu, in this order; each is shown to whoever may open it.

        Args:
            endpoints: of a Flask-Admin view (its first page is meant), or of a function.
            labels: the words for those that are not Flask-Admin views, or where others are wanted.
        """
        page_context.add_menu(self.app, endpoints, labels or {})

    def _permit(self, view: BaseView) -> None:
        inherited: Mapping[str, Permission] = getattr(view, "permissions", {})
        missing = []
        for method in sorted({name for _url, name, _methods in view._urls}):  # noqa: SLF001 - Flask-Admin keeps it there
            permission = inherited.get(method) or permission_of(getattr(view, method))
            if permission is None:
                missing.append(method)
            else:
                self.registry.add(f"{view.endpoint}.{method}", permission)
        if missing:
            raise WrongUse(
                "The view '{view}' has no permission for: {methods}", view=view.endpoint, methods=", ".join(missing)
            )


def create_app(
    system: "System",
    *,
    prefix: str = "",
    actor_of: "Callable[[], Actor | None] | None" = None,
    sign_in_at: str | None = None,
    title: str = "",
    trusted_hosts: Sequence[str] | None = LOCAL,
    proxies: int = 0,
    pages: Callable[[Front], None] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Flask:
    """Make a front end for a system.

    Args:
        system: the opened database.
        prefix: the path that everything lies below, such as ``/food``.
        actor_of: tells who is signed in, for a host with its own users; without it people sign in here.
        sign_in_at: with ``actor_of``, the host's page that somebody who is not signed in is sent to.
        title: what stands in the bar before anybody is signed in.
        trusted_hosts: the host names that the front end answers to; None leaves that to whoever is before it.
        proxies: how many proxies before it may be believed about address, scheme and host.
        pages: what the front end shows; without it ``fscore_admin.pages.install``.
        clock: the time, in tests.

    Raises:
        WrongUse: if an endpoint has no permission.
    """
    options = _options(system, prefix, actor_of, sign_in_at, title=title, clock=clock)
    app = _build(system, options, trusted_hosts, pages)
    if prefix:
        app.wsgi_app = DispatcherMiddleware(_nothing, {prefix: app.wsgi_app})  # type: ignore[method-assign]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies, 0, proxies)  # type: ignore[method-assign]
    return app


def _options(
    system: "System",
    prefix: str,
    actor_of: "Callable[[], Actor | None] | None",
    sign_in_at: str | None,
    *,
    title: str,
    clock: Callable[[], datetime] | None,
) -> Options:
    _check_prefix(prefix)
    title = title or _("乡镇食品安全")
    return Options(actor_of, sign_in_at, title, prefix, _key(system, f"forms {prefix}"), clock or _now)


def _build(
    system: "System",
    options: Options,
    trusted_hosts: Sequence[str] | None,
    pages: Callable[[Front], None] | None,
) -> Flask:
    app = Flask("fscore_admin", static_folder=None)
    add_catalogue("fscore_admin")
    _configure(app, system, options.prefix, trusted_hosts)
    # Not by Flask itself, which would add this route before the app is configured.
    app.static_folder = "static"
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    front = Front(app, system, options.title)
    install(app, system, front.registry, options)
    Babel(app, default_locale="zh_Hans_CN", default_timezone="Asia/Shanghai", locale_selector=page_context.locale)
    page_context.prepare(app)
    front.registry.add("static", PUBLIC)
    requests.prepare(app)
    errors.prepare(app)
    sign_in.prepare(front.route)
    if options.actor_of is None:
        account_pages.prepare(front.route)
    (pages or _shipped_pages())(front)
    if options.actor_of is None:
        front.menu("accounts", labels={"accounts": _("账号")})
    front.registry.check(app)
    return app


def _now() -> datetime:
    return datetime.now(UTC)


def _shipped_pages() -> Callable[[Front], None]:
    return cast("Callable[[Front], None]", importlib.import_module("fscore_admin.pages").install)


def _key(system: "System", use: str) -> bytes:
    """Return a key of its own for one use, from the key of the installation."""
    return hmac.new(system.secret, f"fscore-admin {use}".encode(), hashlib.sha256).digest()


def _check_prefix(prefix: str) -> None:
    steps = prefix.split("/")[1:]
    plain = prefix.isascii() and prefix.isprintable() and not set(prefix) & set('\\ ;,"')
    if prefix and not (plain and prefix.startswith("/") and not {"", ".", ".."} & set(steps)):
        raise WrongUse(
            "The prefix '{prefix}' must be a path such as '/food', without a slash at its end", prefix=prefix
        )


def _configure(app: Flask, system: "System", prefix: str, trusted_hosts: Sequence[str] | None) -> None:
    app.config.update(
        SECRET_KEY=_key(system, f"messages {prefix}"),
        SESSION_COOKIE_NAME=cookie_name("messages", prefix),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH=f"{prefix}/",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        TRUSTED_HOSTS=list(trusted_hosts) if trusted_hosts is not None else None,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SEND_FILE_MAX_AGE_DEFAULT=86_400,
        TRAP_BAD_REQUEST_ERRORS=False,
    )


def _nothing(environ: Any, start_response: Any) -> Any:
    return NotFound()(environ, start_response)


def mount(
    app: Flask,
    system: "System",
    url_prefix: str,
    *,
    actor_of: "Callable[[], Actor | None] | None" = None,
    sign_in_at: str | None = None,
    title: str = "",
    pages: Callable[[Front], None] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Flask:
    """Hang a front end into a host's Flask app below ``url_prefix``, and return it; more than one may hang there.

    The host's routes, sessions, errors and headers stay its own: requests below the prefix never reach them. Which
    hosts and proxies are trusted is the host's affair; what it wraps around its ``wsgi_app`` for that comes after.

    Args:
        app: the host.
        system: the opened database.
        url_prefix: such as ``/food``.
        actor_of: tells who is signed in; called with the host's request, so that its session and users are there.
        sign_in_at: the path of the host's sign-in page.
        title: as for :func:`create_app`, like ``pages`` and ``clock``.
    """
    mounts = app.extensions.setdefault("fscore_mounts", {})
    if not url_prefix or url_prefix in mounts:
        raise WrongUse("There is something at '{prefix}' already", prefix=url_prefix or "/")
    asked = None if actor_of is None else requests.in_host(app, actor_of, url_prefix)
    options = _options(system, url_prefix, asked, sign_in_at, title=title, clock=clock)
    front = _build(system, options, app.config.get("TRUSTED_HOSTS"), pages)
    if not mounts:
        # Filled before it is handed over: the dispatcher takes an empty one for none.
        mounts[url_prefix] = front.wsgi_app
        app.wsgi_app = DispatcherMiddleware(app.wsgi_app, mounts)  # type: ignore[method-assign]
    mounts[url_prefix] = front.wsgi_app
    return front
