"""The pages of the front end; each module hands its own over."""

from fscore.model.accounts import Account
from fscore.model.attachment import Attachment
from fscore.model.division import Division
from fscore.model.entity import about
from fscore.model.operators import Operator
from fscore_admin import plugin_pages
from fscore_admin.app import Front
from fscore_admin.entity_view import EntityView
from fscore_admin.pages import divisions, figures, files, find, home, operators, plugins, summary, trail, words

# Shown by pages of their own.
_ELSEWHERE: tuple[type, ...] = (Attachment, Account)


def install(front: Front) -> None:
    """Hand over all pages, and say which of them are in the menu."""
    words.install(front)
    home.install(front)
    installed = front.system.plugins
    # A plugin that is put aside just now has its pages too: they open as soon as somebody resets it.
    aside = [cls for cls, owner in installed.owners.items() if owner in installed.put_aside]
    entities = [cls for cls in (*installed.entities.values(), *aside) if cls not in _ELSEWHERE]
    own = {Operator: operators.OperatorView, Division: divisions.DivisionView}
    for cls in entities:
        front.add(own.get(cls, EntityView)(cls))
    for part in (figures, files, find, plugins, summary, trail):
        part.install(front)
    front.menu("home", about(Operator).name, "records", "figures", "summary", "plugins", "trail", labels=LABELS)
    plugin_pages.install(front)


LABELS = {
    "records": words.RECORDS,
    "figures": words.FIGURES,
    "summary": words.SUMMARY,
    "plugins": words.PLUGINS,
    "trail": words.TRAIL,
}
