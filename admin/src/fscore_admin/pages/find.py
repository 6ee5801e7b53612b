"""One line that looks into everything that may be looked for: a few of each kind, the businesses first."""

from flask import render_template, request, url_for

from fscore.model.entity import about
from fscore.model.operators import Operator
from fscore.model.roles import BUSINESS
from fscore.services import listing
from fscore.services.display import heading
from fscore_admin.access import allow, current_work
from fscore_admin.app import Front

EACH = 6


def find() -> str:
    """Show what was found, kind by kind."""
    work = current_work()
    text = request.args.get("q", "")
    groups = []
    kinds = sorted(listing.offered(work), key=lambda cls: cls is not Operator)
    for cls in kinds:
        if not listing.terms(text) or not listing.searched(cls, work.actor.role):
            continue
        rows = listing.found(work, cls, text, EACH + 1)
        if rows:
            endpoint = about(cls).name
            groups.append(
                {
                    "label": about(cls).label,
                    "rows": [(heading(row), url_for(f"{endpoint}.details_view", id=row.id)) for row in rows[:EACH]],
                    "all": url_for(f"{endpoint}.index_view", q=text) if len(rows) > EACH else None,
                }
            )
    return render_template("fscore/find.html", text=text, groups=groups)


def install(front: Front) -> None:
    """Hand over the page."""
    front.route("/find", "find", find, allow(*BUSINESS))
