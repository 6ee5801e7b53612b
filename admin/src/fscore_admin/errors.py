"""What people see when something does not work: what happened, what to do, and a number to give to whoever helps."""

import logging

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError

from fscore.errors import Conflict, FscoreError, NotAllowed, NotFound, PluginProblem, UnknownCode, WrongUse
from fscore.labels import _
from fscore_admin.access import close_work, installed, request_name
from fscore_admin.page_context import language, words

log = logging.getLogger("fscore_admin")

BAD, NO_ENTRY, NOWHERE, WRONG_WAY, MEANWHILE, TOO_LARGE, UNFIT, TOO_OFTEN, BROKEN, BUSY = (
    400,
    403,
    404,
    405,
    409,
    413,
    422,
    429,
    500,
    503,
)
_TEXTS = {
    BAD: (_("这次请求看不懂"), _("退回上一页，再试一次。")),
    NO_ENTRY: (_("这一页您不能打开"), _("要用的话，找镇食安办给您开。")),
    NOWHERE: (_("没有这一页"), _("网址可能不对，或者不归您管。从首页再找一找。")),
    WRONG_WAY: (_("不能这样打开"), _("从首页进去再做一次。")),
    MEANWHILE: (_("刚被别人改过"), _("退回去看最新的，再改一次。")),
    TOO_LARGE: (_("文件太大"), _("照片最大 10 MB，表格最大 50 MB。压小一点再传。")),
    UNFIT: (_("没成功"), _("退回去改一下，再报一次。")),
    TOO_OFTEN: (_("点得太快了"), _("过一会儿再来。")),
    BROKEN: (_("没成功，不是您的错"), _("刚才填的没有存下。再试一次，还不行就把下面的编号告诉管理员。")),
    BUSY: (_("现在人多，一时忙不过来"), _("刚才填的没有存下。等十秒再试一次。")),
}
_SHOWN = (MEANWHILE, UNFIT, NO_ENTRY)


def prepare(app: Flask) -> None:
    """Let an app answer every error with a page of ours."""
    app.register_error_handler(FscoreError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def status_of(fault: FscoreError) -> int:
    """Return the status that an error of the core is answered with."""
    if isinstance(fault, NotFound | UnknownCode):
        return NOWHERE
    if isinstance(fault, NotAllowed):
        return NO_ENTRY
    if isinstance(fault, Conflict):
        return MEANWHILE
    if isinstance(fault, WrongUse | PluginProblem):
        return BROKEN
    return UNFIT


def _refused(fault: FscoreError) -> Response:
    status = status_of(fault)
    if status == BROKEN:
        return _unforeseen(fault)
    # Not found says nothing of what was asked for: out of scope and non-existent look the same.
    return _page(status, fault.text(language()) if status in _SHOWN else None)


def _http(fault: HTTPException) -> Response:
    status = fault.code or BROKEN
    if status < BAD:
        return make_response(fault.get_response())
    if isinstance(fault, InternalServerError):
        return _unforeseen(fault)
    answer = _page(status)
    for name, value in fault.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _unforeseen(fault: Exception) -> Response:
    if isinstance(fault, OperationalError | PoolTimeout):
        log.warning("request %s: the database is busy or away: %s", _name(), type(fault).__name__)
        answer = _page(BUSY)
        answer.headers["Retry-After"] = "10"
        return answer
    log.error("request %s failed", _name(), exc_info=fault)
    return _page(BROKEN)


def _name() -> str:
    return request_name() if "fscore_request" in g else "-"


def _page(status: int, detail: str | None = None) -> Response:
    close_work()
    known = status if status in _TEXTS else (BAD if status < BROKEN else BROKEN)
    title, advice = _TEXTS[known]
    number = str(g.get("fscore_request", "")) if status >= BROKEN else ""
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        answer = jsonify({"error": words(title), "detail": detail or words(advice), "request": number or None})
        answer.status_code = status
        return answer
    values = {"title": words(title), "advice": words(advice), "detail": detail, "number": number, "status": status}
    if g.get("fscore_anchor"):
        try:
            return make_response(render_template("fscore/error.html", **values), status)
        except Exception as fault:  # the page that reports an error must come, whatever else is broken
            log.error("request %s: the error page failed", _name(), exc_info=fault)  # noqa: TRY400 - it has the fault
            close_work()
    # Without what other templates find: the menu would need the work that could not begin.
    bare = current_app.jinja_env.get_template("fscore/bare.html")
    return make_response(bare.render(brand_text=installed().options.title, **values), status)
