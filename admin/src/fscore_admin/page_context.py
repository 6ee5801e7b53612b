"""What every template finds: the language, the icons, the menu, and who is signed in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import attrs
from flask import Flask, current_app, g, has_request_context, request, url_for
from markupsafe import Markup

from fscore.errors import FscoreError
from fscore.extension.guarded import QUERY_SECONDS
from fscore.labels import LANGUAGES, Text, _, filled, translate
from fscore.model.period import Period
from fscore.services.work import Work
from fscore_admin import form_token, security_headers
from fscore_admin.access import cookie_name, current_work, installed, may_open, signed_in
from fscore_admin.icons import ICONS

_MENU = "fscore_menu"
_LINKS = "fscore_links"
_STATIC = "fscore_static"
_LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


@attrs.frozen
class MenuItem:
    """One entry of the menu as the page shows it."""

    label: str
    url: str
    active: bool


def language() -> str:
    """Return the language of this reader: Chinese unless English was asked for."""
    if not has_request_context():
        return "zh"
    found = request.cookies.get(cookie_name("language", installed().options.prefix), "zh")
    return found if found in LANGUAGES else "zh"


def locale() -> str:
    """Return the same as Babel names it."""
    return _LOCALES[language()]


def words(text: str | FscoreError, **data: Any) -> str:
    """Return a text in the reader's language, filled from ``data``, or what an error says in it."""
    if isinstance(text, FscoreError):
        return text.text(language())
    return filled(text, data, language()) if data else translate(text, language())


def said(value: Any) -> Any:
    """Return what a template prints: labels in the reader's language, and data as they are."""
    if isinstance(value, Period):
        value = str(value)
    return words(value) if isinstance(value, Text) else value


def icon(name: str) -> Markup:
    """Return one of the line drawings; it says nothing to those who listen."""
    return Markup('<svg class="fs-i" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>').format(ICONS[name])


def prepare(app: Flask) -> None:
    """Give all templates of an app what they may use."""
    app.extensions[_MENU] = []
    app.extensions[_LINKS] = []
    app.extensions[_STATIC] = "static"
    app.jinja_env.finalize = said
    app.jinja_env.globals.update(
        _=words,
        icon=icon,
        csrf_token=form_token.token,
        csp_nonce=security_headers.nonce,
        may_open=may_open,
        language=language,
        admin_static=_static,
        plugin_links=plugin_links,
    )
    app.context_processor(_page)


def set_static(app: Flask, endpoint: str) -> None:
    """Remember where Flask-Admin's own files are served from."""
    app.extensions[_STATIC] = endpoint


def add_menu(app: Flask, endpoints: Sequence[str], labels: Mapping[str, str]) -> None:
    """Put pages behind the menu of an app."""
    app.extensions[_MENU].extend((endpoint, labels.get(endpoint)) for endpoint in endpoints)


def add_link(
    app: Flask,
    entity: type,
    endpoint: str,
    label: str,
    *,
    to_record: bool,
    when: Callable[[Work, Any], bool] | None = None,
) -> None:
    """Put a page of an app behind the links that its records, or their list, are shown with."""
    app.extensions[_LINKS].append((entity, endpoint, label, to_record, when))


def plugin_links(entity: type, record: Any = None) -> list[tuple[str, str]]:
    """Return label and address of the pages for a record, or for the list of its kind, that may be opened."""
    return [
        (words(label), url_for(endpoint, **({"record": record.id} if to_record else {})))
        for cls, endpoint, label, to_record, when in installed_app().extensions[_LINKS]
        if cls is entity
        and to_record is (record is not None)
        and may_open(endpoint)
        and (when is None or _wanted(endpoint, when, record))
    ]


def _wanted(endpoint: str, when: Callable[[Work, Any], bool], record: Any) -> bool:
    """Return whether a plugin wants its link on a record; without an answer from it there is none."""
    work = current_work()

    def look() -> bool:
        with work.session.apart():
            return when(work, record)

    return work.system.plugins.run(endpoint.partition(".")[0], "link", look, QUERY_SECONDS) is True


def _static(name: str) -> str:
    app = installed_app()
    return url_for(app.extensions[_STATIC], filename=name)


def installed_app() -> Flask:
    """Return the app of this request."""
    return cast("Flask", current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


def brand() -> str:
    """Return whose front end it is: the division of whoever is signed in."""
    actor = signed_in()
    if actor is None or actor.division is None:
        return words(installed().options.title)
    return words(_("{division}食品安全"), division=actor.division.name)


def menu() -> list[MenuItem]:
    """Return the entries that whoever is signed in may open."""
    if signed_in() is None:
        return []
    found = []
    for name, label in installed_app().extensions[_MENU]:
        endpoint, text = _target(name, label)
        if endpoint is not None and may_open(endpoint):
            active = request.endpoint is not None and (
                request.endpoint == endpoint or request.endpoint.startswith(f"{name}.")
            )
            found.append(MenuItem(words(text), url_for(endpoint), active))
    return found


def _target(name: str, label: str | None) -> tuple[str | None, str]:
    admins = installed_app().extensions.get("admin", [])
    for view in admins[0]._views if admins else ():  # noqa: SLF001 - Flask-Admin keeps its views nowhere else
        if view.endpoint == name:
            return f"{name}.{view._default_view}", label or str(view.name)  # noqa: SLF001 - as above
    return name, label or name


def _page() -> dict[str, Any]:
    actor = signed_in() if "fscore_actor" in g else None
    return {
        "actor": actor,
        "brand": brand(),
        "menu_items": menu(),
        "today": current_work().today if actor is not None else None,
        "can_sign_out": actor is not None and installed().options.actor_of is None,
        "find_url": url_for("find") if actor is not None and may_open("find") else None,
    }
