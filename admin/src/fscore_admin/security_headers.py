"""What every answer tells the browser: load nothing from elsewhere, run nothing from a page, show it in no frame."""

import secrets

from flask import Response, g, request

from fscore_admin.paths import safe_path

_YEAR = 31_536_000


def nonce() -> str:
    """Return the mark of this answer's own scripts."""
    if "fscore_nonce" not in g:
        g.fscore_nonce = secrets.token_urlsafe(16)
    return str(g.fscore_nonce)


def _policy() -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def add_headers(response: Response, *, static: bool) -> Response:
    """Add the headers; a page's own stricter policy (for a file that is handed out) stays."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    if not static:
        headers["Cache-Control"] = "no-store"
    return response


def keep_home(response: Response, home: str) -> Response:
    """Let no answer send the browser away from this front end."""
    target = response.headers.get("Location")
    if target is None or target in _elsewhere():
        return response
    own = request.host_url.rstrip("/")
    path = target.removeprefix(own) if target.startswith(f"{own}/") else target
    response.headers["Location"] = safe_path(path, home)
    return response


def send_to_host(target: str) -> str:
    """Let this answer lead to a page of the host, such as its sign-in; the address comes from the host's program."""
    _elsewhere().add(target)
    return target


def _elsewhere() -> set[str]:
    if "fscore_elsewhere" not in g:
        g.fscore_elsewhere = set()
    found: set[str] = g.fscore_elsewhere
    return found
