"""Signing in and out, one-time links, one's own password; and what happens to those who are not signed in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Response, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from fscore.errors import InvalidValue, NotAllowed
from fscore.labels import LANGUAGES, _
from fscore.services import signing_in
from fscore.services.passwords import shortest
from fscore_admin import form_token
from fscore_admin.access import (
    PUBLIC,
    READING,
    SIGNED_IN,
    close_work,
    cookie_name,
    current_actor,
    current_door,
    current_system,
    installed,
    signed_in,
)
from fscore_admin.page_context import words
from fscore_admin.paths import safe_path
from fscore_admin.security_headers import send_to_host

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from fscore.services.work import Actor

_YEAR = 31_536_000
UNAUTHORISED = 401
FORBIDDEN = 403
UNPROCESSABLE = 422
REFUSED = _("账号或密码不对")


def prepare(route: Callable[..., None]) -> None:
    """Add the pages of sign-in."""
    route("/sign-in", "sign_in", _sign_in, PUBLIC, ("GET", "POST"))
    route("/sign-in/once/<code>", "sign_in_once", _offer_once, PUBLIC)
    route("/sign-in/once", "use_once", _use_once, PUBLIC, ("POST",))
    route("/sign-out", "sign_out", _sign_out, SIGNED_IN, ("POST",))
    route("/password", "password", _password, SIGNED_IN, ("GET", "POST"))
    route("/language", "set_language", _set_language, PUBLIC, ("POST",))


# Who is it


def recognise() -> None:
    """Find out who is signed in, and what the marks in forms hang on."""
    options = installed().options
    g.fscore_anchor = _cookie("form") or ""
    if options.actor_of is not None:
        _recognise_actor(options.actor_of())
    else:
        token = _cookie("session")
        found = None if not token else signing_in.recognise(current_system(), token, options.clock())
        if found is not None and token is not None:
            if _recognise_actor(found.actor):
                g.fscore_signed_in = found
                g.fscore_anchor = token
        elif token:
            g.fscore_ended = True
    if not g.fscore_anchor:
        g.fscore_anchor = form_token.new_anchor()
        g.fscore_new_anchor = True


def _recognise_actor(actor: "Actor | None") -> bool:
    """Take somebody for signed in, unless their place has closed: they can't begin any work, not even for a menu."""
    try:
        if actor is not None:
            actor.check_place()
    except NotAllowed as fault:
        g.fscore_shut_out = fault
        return False
    g.fscore_actor = actor
    return True


def turned_away(*, public: bool) -> Response | None:
    """End the session of somebody whose place has closed, and say so; None for everybody else.

    Where the host signs people in, the session is the host's: what is open to everybody stays open.

    Raises:
        NotAllowed: saying so, there.
    """
    fault: NotAllowed | None = g.get("fscore_shut_out")
    if fault is None:
        return None
    token = _cookie("session")
    if installed().options.actor_of is not None or not token:
        if public:
            return None
        raise fault
    signing_in.sign_out(current_system(), token, _caller(), installed().options.clock())
    g.fscore_ended = True
    return _sign_in_page(FORBIDDEN, shut_out=fault)


def _own_accounts() -> None:
    if installed().options.actor_of is not None:
        raise NotFound


def _cookie(use: str) -> str | None:
    return request.cookies.get(_full_name(use))


def _full_name(use: str) -> str:
    name = cookie_name(use, installed().options.prefix)
    return f"__Host-{name}" if request.is_secure else name


def set_cookies(response: Response) -> None:
    """Set or drop the cookies that this request has changed."""
    fresh = g.get("fscore_new_session")
    if fresh is not None:
        _set(response, "session", fresh)
    elif g.get("fscore_ended"):
        _drop(response, "session")
    if g.get("fscore_new_anchor"):
        _set(response, "form", g.fscore_anchor)
    chosen = g.get("fscore_language")
    if chosen is not None:
        name = cookie_name("language", installed().options.prefix)
        response.set_cookie(
            name, chosen, max_age=_YEAR, path=_path(), secure=request.is_secure, httponly=True, samesite="Lax"
        )


def _path() -> str:
    # A name that begins with __Host- is good for the whole host or not at all; it carries the prefix's mark instead.
    return "/" if request.is_secure else f"{request.script_root}/"


def _set(response: Response, use: str, value: str) -> None:
    response.set_cookie(_full_name(use), value, path=_path(), secure=request.is_secure, httponly=True, samesite="Lax")


def _drop(response: Response, use: str) -> None:
    response.delete_cookie(_full_name(use), path=_path(), secure=request.is_secure, httponly=True, samesite="Lax")


def _caller() -> signing_in.Caller:
    return signing_in.Caller(request.remote_addr or "", current_door(), str(g.fscore_request))


# Handing the device to somebody else


def confine(address: str) -> bool:
    """Let this session open nothing but the pages below an address, until it ends; return whether that can be.

    Where the host signs people in, it can't: the session is the host's. Close the unit of work before.
    """
    token = _cookie("session")
    if installed().options.actor_of is not None or not token:
        return False
    path = address.removeprefix(request.script_root)
    signing_in.confine(current_system(), token, path, _caller(), installed().options.clock())
    return True


def is_confined() -> bool:
    """Tell whether the session of this request is kept to some pages."""
    found: signing_in.SignedIn | None = g.get("fscore_signed_in")
    return found is not None and found.confined_to is not None


def led_back() -> "ResponseReturnValue | None":
    """Lead whoever strays from the pages that a session is confined to back there; signing out is always open.

    Raises:
        NotAllowed: if something was to be changed elsewhere.
    """
    found: signing_in.SignedIn | None = g.get("fscore_signed_in")
    kept_to = None if found is None else found.confined_to
    here = request.path
    if kept_to is None or request.endpoint == "sign_out" or here == kept_to or here.startswith(f"{kept_to}/"):
        return None
    if request.method not in READING:
        raise NotAllowed(_("这台设备交给别人用了，做别的要重新登录"))
    return redirect(f"{request.script_root}{kept_to}")


# Those who are not signed in, and forms from another session


def ask_who() -> "ResponseReturnValue":
    """Send somebody who is not signed in to sign in; what was typed into a form comes along."""
    options = installed().options
    if options.actor_of is not None:
        return _ask_host(options.sign_in_at)
    if request.method in READING:
        here = request.full_path if request.query_string else request.path
        return redirect(url_for("sign_in", next=f"{request.script_root}{here}"))
    return _sign_in_page(UNAUTHORISED, kept=form_token.keep(), notice=_("登录到期了，请再登录一次"))


def _ask_host(sign_in_at: str | None) -> "ResponseReturnValue":
    if request.method not in READING:
        kept = form_token.keep()
        if kept is not None:
            return _again_page(kept, UNAUTHORISED, sign_in_at=sign_in_at)
    if sign_in_at is None or request.method not in READING:
        return _message(UNAUTHORISED, _("请先登录"), _("登录以后再打开这一页。"))
    return redirect(send_to_host(sign_in_at))


def ask_again() -> "ResponseReturnValue":
    """Refuse a form without the mark of this session; what was typed is kept if a page of ours sent it."""
    kept = form_token.keep()
    if kept is None:
        return _message(FORBIDDEN, _("这次没有收下"), _("退回去打开那一页，再报一次。"))
    if request.endpoint in ("sign_in", "use_once"):
        login = request.form.get("login", "")
        return _sign_in_page(FORBIDDEN, login=login, notice=_("这一页开得太久了，请再登录一次"))
    if request.endpoint == "password":
        return make_response(_password_page(stale=True), FORBIDDEN)
    return _again_page(kept, FORBIDDEN)


def _again_page(kept: form_token.Kept, status: int = 200, sign_in_at: str | None = None) -> Response:
    return make_response(render_template("fscore/again.html", kept=kept, sign_in_at=sign_in_at), status)


def _message(status: int, title: str, advice: str) -> Response:
    return make_response(render_template("fscore/error.html", title=title, advice=advice, status=status), status)


# The pages


def _sign_in_page(
    status: int = 200,
    *,
    login: str = "",
    refused: bool = False,
    shut_out: NotAllowed | None = None,
    kept: form_token.Kept | None = None,
    notice: str = "",
) -> Response:
    target = safe_path(request.values.get("next"), "")
    values = {"login": login, "refused": refused, "shut_out": shut_out, "kept": kept, "notice": notice}
    return make_response(render_template("fscore/sign_in.html", next=target, **values), status)


def _sign_in() -> "ResponseReturnValue":
    _own_accounts()
    home = f"{request.script_root}/"
    if request.method in READING:
        return _sign_in_page() if signed_in() is None else redirect(home)
    login, password = request.form.get("login", ""), request.form.get("password", "")
    kept = _kept_form()
    try:
        token = signing_in.authenticate(current_system(), login, password, _caller(), installed().options.clock())
    except NotAllowed as fault:
        return _sign_in_page(FORBIDDEN, login=login, shut_out=fault, kept=kept)
    if token is None:
        return _sign_in_page(UNAUTHORISED, login=login, refused=True, kept=kept)
    return _enter(token, kept)


def _kept_form() -> form_token.Kept | None:
    path = safe_path(request.form.get(form_token.KEPT_PATH), "")
    return form_token.unpack(request.form.get(form_token.KEPT, ""), path) if path else None


def _enter(token: str, kept: form_token.Kept | None) -> "ResponseReturnValue":
    """Begin the new session; the one before, if there was one, is dead."""
    former = _cookie("session")
    if former:
        signing_in.sign_out(current_system(), former, _caller(), installed().options.clock())
    _begin(token)
    if kept is not None:
        return _again_page(kept)
    return redirect(safe_path(request.form.get("next"), f"{request.script_root}/"))


def _begin(token: str) -> None:
    close_work()
    g.fscore_new_session = token
    g.fscore_anchor = token
    g.fscore_new_anchor = False
    found = signing_in.recognise(current_system(), token, installed().options.clock())
    if found is not None:
        g.fscore_signed_in = found
        g.fscore_actor = found.actor


def _offer_once(code: str) -> "ResponseReturnValue":
    """Show a button: a preview of the link, or a scanner of mail, must not use the code up."""
    _own_accounts()
    stands = signing_in.code_stands(current_system(), code, installed().options.clock())
    page = render_template("fscore/sign_in_once.html", code=code, stands=stands)
    return make_response(page, 200 if stands else 410)


def _use_once() -> "ResponseReturnValue":
    _own_accounts()
    code = request.form.get("once", "")
    try:
        token = signing_in.sign_in_once(current_system(), code, _caller(), installed().options.clock())
    except NotAllowed as fault:
        return _sign_in_page(FORBIDDEN, shut_out=fault)
    if token is None:
        return make_response(render_template("fscore/sign_in_once.html", code="", stands=False), 410)
    return _enter(token, None)


def _sign_out() -> "ResponseReturnValue":
    _own_accounts()
    token = _cookie("session")
    if token:
        signing_in.sign_out(current_system(), token, _caller(), installed().options.clock())
    g.fscore_ended = True
    return redirect(url_for("sign_in"))


def _password() -> "ResponseReturnValue":
    _own_accounts()
    fault = None
    if request.method not in READING:
        fault = _changed_password(g.fscore_signed_in)
        if fault is None:
            flash(words(_("密码换好了，别处的登录都退出了")), "success")
            return redirect(f"{request.script_root}/")
    return make_response(_password_page(fault), 200 if fault is None else UNPROCESSABLE)


def _password_page(fault: InvalidValue | None = None, *, stale: bool = False) -> str:
    found: signing_in.SignedIn = g.fscore_signed_in
    return render_template(
        "fscore/password.html",
        has_password=found.has_password,
        login=found.login,
        fault=fault,
        stale=stale,
        shortest=shortest(current_actor().role),
    )


def _changed_password(found: signing_in.SignedIn) -> InvalidValue | None:
    new, again = request.form.get("new_password", ""), request.form.get("new_password_again", "")
    if new != again:
        return InvalidValue(_("两次写的不一样"), field="new_password_again", label="", value=None)
    close_work()
    try:
        token = signing_in.set_password(
            current_system(),
            found.account_id,
            new,
            _caller(),
            installed().options.clock(),
            old=request.form.get("old_password", ""),
        )
    except InvalidValue as fault:
        return fault
    _begin(token)
    return None


def _set_language() -> "ResponseReturnValue":
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        g.fscore_language = chosen
    return redirect(safe_path(request.form.get("next"), f"{request.script_root}/"))
