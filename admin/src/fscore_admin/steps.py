"""The course of a record on its page: which states may follow now, and who sets those that the reader may not."""

from collections.abc import Mapping
from typing import Any

import attrs

from fscore.errors import NotPossible
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.entity import Described, writable
from fscore.model.flow import Flow
from fscore.model.roles import Role
from fscore.services.work import Work
from fscore_admin.entering import whole_number
from fscore_admin.forms import EntityForm, record_form


@attrs.frozen
class Course:
    """Where a record stands, and what may come next.

    ``side`` are the ends that it may come to although its course goes on: nobody takes them back. ``others`` are the
    states that may follow and are not for the reader to set, with those who do.
    """

    name: str
    label: str
    now: Choice
    ahead: tuple[Choice, ...]
    side: tuple[Choice, ...]
    others: tuple[tuple[Choice, str], ...]


def courses(work: Work, record: Any) -> list[Course]:
    """Return the fields of a record that have a course which goes on, in the order in which they are declared."""
    role = work.actor.role
    found = []
    for one in writable(type(record), role):
        flow, now = one.about.flow, getattr(record, one.name)
        if flow is not None and flow.follow.get(now):
            found.append(_course(one, flow, now, role))
    return found


def _course(one: Described, flow: Flow, now: Choice, role: Role) -> Course:
    following = [state for state in type(now) if state in flow.follow[now]]
    going_on = any(flow.follow.get(state) for state in following)
    mine = [state for state in following if flow.allows(role, state)]
    side = [state for state in mine if going_on and not flow.follow.get(state)]
    return Course(
        one.name,
        one.about.label,
        now,
        tuple(state for state in mine if state not in side),
        tuple(side),
        tuple((state, _setters(flow, state)) for state in following if state not in mine),
    )


def _setters(flow: Flow, state: Choice) -> str:
    return joined(role.label for role in Role if role in flow.only[state] and role is not Role.INSTALLATION)


def take_step(work: Work, record: Any, sent: Mapping[str, str]) -> Choice:
    """Take a record to the state that was sent, and return it; whoever calls this commits.

    Raises:
        NotPossible: if the state does not follow where the record is.
        Conflict: if somebody changed the record after the page was made.
        InvalidRecord: with what the record lacks for the state.
    """
    name, state = sent.get("field", ""), sent.get("state", "")
    course = next((one for one in courses(work, record) if one.name == name), None)
    if course is None or type(course.now).named(state) is None:
        raise NotPossible(_("这一步现在走不了，请看最新的"))
    changed = work.change(record, {name: state}, whole_number(sent.get("_revision", "")) or 0)
    reached: Choice = getattr(changed, name)
    return reached


def step_form(work: Work, record: Any, sent: Mapping[str, str]) -> EntityForm:
    """Return the form of a record with the state chosen that was sent, to fill in what the step lacks."""
    form = record_form(work, record)
    form[sent["field"]].data = sent["state"]
    return form
