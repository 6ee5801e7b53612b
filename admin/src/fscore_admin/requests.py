"""What happens before and after each request: who is it, may they, does the form come from here."""

import io
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import NotFound, SecurityError

from fscore.errors import NotAllowed
from fscore.storage.audit import Act
from fscore_admin import form_token, security_headers, sign_in
from fscore_admin.access import (
    PUBLIC,
    Permission,
    check,
    close_work,
    current_door,
    current_system,
    installed,
    request_name,
    signed_in,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from fscore.services.work import Actor

SMALL_REQUEST = 128 * 1024
PLAIN_FORM = "application/x-www-form-urlencoded"
_STATIC = ".static"


class Messages(SecureCookieSessionInterface):
    """The short messages between two pages, in a signed cookie; who is signed in is not in it."""

    def get_cookie_name(self, app: Flask) -> str:
        """Bind the cookie to this host where the browser can keep to that."""
        name = super().get_cookie_name(app)
        return f"__Host-{name}" if request.is_secure else name

    def get_cookie_path(self, app: Flask) -> str:
        """Keep the cookie below the prefix, unless its name says that it is the host's."""
        return "/" if request.is_secure else super().get_cookie_path(app)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Send it encrypted only, once it came so."""
        return request.is_secure


def prepare(app: Flask) -> None:
    """Put the checks before every request of an app, and the headers behind."""
    app.session_interface = Messages()
    app.before_request(_admit)
    app.after_request(_finish)
    app.teardown_request(_close)


def _admit() -> "ResponseReturnValue | None":
    g.fscore_request = secrets.token_hex(6)
    g.fscore_actor = None
    g.fscore_anchor = ""
    endpoint = request.endpoint
    if isinstance(request.routing_exception, SecurityError):
        return None  # a host that we don't answer to: it learns nothing, not even who is signed in
    if endpoint is None:
        # No such page, or not in this way: Flask says so itself, the same to everybody; the bar shows who is signed in.
        sign_in.recognise()
        return None
    permission = installed().registry.get(endpoint)
    if permission is None:
        raise NotFound
    if is_static():
        return None
    sign_in.recognise()
    if request.mimetype == PLAIN_FORM:
        # Read in one piece, and the limit on texts in forms does not hold for it: only files may be large.
        limits = (request.max_content_length, request.max_form_memory_size)
        request.max_content_length = min((one for one in limits if one is not None), default=None)
    if permission.public:
        request.max_content_length = SMALL_REQUEST
    return sign_in.turned_away(public=permission.public) or _lead_in(permission, endpoint)


def _lead_in(permission: Permission, endpoint: str) -> "ResponseReturnValue | None":
    if not permission.public and signed_in() is None:
        return sign_in.ask_who()
    if form_token.needed() and not form_token.brought():
        return sign_in.ask_again()
    return None if permission.public else _check(permission, endpoint)


def _check(permission: Permission, endpoint: str) -> "ResponseReturnValue | None":
    try:
        back = sign_in.led_back()
        if back is None:
            check(permission)
    except NotAllowed:
        _note_denial(endpoint)
        raise
    return back


def _note_denial(endpoint: str) -> None:
    close_work()
    actor = signed_in()
    if actor is not None:
        with current_system().work(actor, door=current_door(), request=request_name()) as work:
            work.note(Act("denied", "page", changes={"endpoint": endpoint, "method": request.method}))
            work.commit()


def is_static() -> bool:
    """Tell whether the request asks for a file that is the same for everybody."""
    endpoint = request.endpoint or ""
    known = installed().registry.get(endpoint) == PUBLIC
    return known and (endpoint == "static" or endpoint.endswith(_STATIC))


def _finish(response: Response) -> Response:
    static = is_static() and response.status_code < 400
    security_headers.add_headers(response, static=static)
    if not static:
        sign_in.set_cookies(response)
    return security_headers.keep_home(response, f"{request.script_root}/")


def _close(_fault: BaseException | None) -> None:
    close_work()


def in_host(host: Flask, actor_of: "Callable[[], Actor | None]", prefix: str) -> "Callable[[], Actor | None]":
    """Return ``actor_of`` so that it finds the host's request, session and users around it."""

    def ask() -> "Actor | None":
        environ: dict[str, Any] = dict(request.environ)
        root = environ.get("SCRIPT_NAME", "").removesuffix(prefix)
        environ |= {
            "SCRIPT_NAME": root,
            "PATH_INFO": f"{prefix}{environ.get('PATH_INFO', '')}",
            "wsgi.input": io.BytesIO(),
            "CONTENT_LENGTH": "0",
        }
        with host.request_context({name: value for name, value in environ.items() if not name.startswith("werkzeug.")}):
            return actor_of()

    return ask
