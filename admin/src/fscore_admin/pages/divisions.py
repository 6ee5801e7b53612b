"""The tree of divisions, one level at a time."""

from typing import Any

from flask import request
from flask_admin.base import expose

from fscore.model.division import Division, Level
from fscore.model.period import chinese_date
from fscore.model.roles import BUSINESS
from fscore.services import listing
from fscore.services.chain import chain
from fscore.services.divisions import successors
from fscore.services.work import Work
from fscore_admin.access import allow, current_work, reading
from fscore_admin.dues import posts
from fscore_admin.entity_view import EntityView
from fscore_admin.periods import own_area

AT_MOST = 500


def crumbs(work: Work, division: Division) -> list[Division]:
    """Return the divisions around one, from the top of the actor's scope down."""
    found = []
    for level in Level:
        ancestor = division.ancestor(level)
        if ancestor is None or ancestor == division.id:
            continue
        place = work.place(ancestor)
        if _own(work, place):
            found.append(place)
    return found


def _own(work: Work, division: Division) -> bool:
    return work.scope.place is None or division.under(work.scope.place)


class DivisionView(EntityView):
    """A division with those below it, and who answers for it: names are for everybody, this page for the business."""

    details_template = "fscore/division.html"

    def __init__(self, cls: type) -> None:
        """Make the view; the page shows more than the division."""
        super().__init__(cls)
        self.permissions = {
            name: allow(*BUSINESS) if asked == reading(cls) else asked for name, asked in self.permissions.items()
        }

    @expose("/")
    def index_view(self) -> str:
        """Show the actor's own division, or search for one."""
        if request.args.get("q") or request.args.get("kind"):
            return str(super().index_view())
        return self._details_page(own_area(current_work()))

    def more(self, work: Work, record: Any) -> dict[str, Any]:
        """Add what lies below and the chain of responsibility, or what goes on with a division that has closed."""
        children = [one for one in work.children(record)[:AT_MOST] if one.existed_on(work.today)]
        return {
            "children": children,
            "around": crumbs(work, record),
            "closed": None if record.valid_to is None else chinese_date(record.valid_to),
            "heirs": [(one, _own(work, one)) for one in successors(work, record)] if record.valid_to else [],
            "links": [] if record.valid_to else posts(chain(work, record, work.today)),
            "level": Level(record.level).label,
            "searched": listing.searched(Division, work.actor.role),
        }
