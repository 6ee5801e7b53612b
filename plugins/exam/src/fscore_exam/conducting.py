"""Conducting a sitting: whoever is at hand is chosen from the register and answers on the device of whoever conducts.

Those examined have no account. What they answer is written down by the examination itself, in the name of whoever
conducts it: a liaison may let somebody of the village sit, but neither types results nor sees the bank of the township.
So there are two scopes here. About whom it is (people, sittings, which papers are theirs) decides the scope of whoever
conducts; papers and questions are read, and answers written, beyond it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import attrs
import sqlalchemy as sa

from fscore.errors import NotAllowed, NotFound, NotPossible
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.model.posts import Appointment
from fscore.model.record import Door
from fscore.model.roles import FIELDWORK, Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.columns import col
from fscore.storage.scope import Scope, inside
from fscore_exam.model import Attempt, AttemptState, Paper, PaperState
from fscore_exam.owning import owned, owner
from fscore_exam.sitting import begin, submit, time_is_up

CONDUCTORS = tuple(sorted(FIELDWORK))
MOST = 100


@attrs.frozen(eq=False)
class Conduct:
    """What somebody may do who conducts sittings; ``work`` is the examination's own, for one sitting at a time."""

    work: Work
    scope: Scope

    def papers(self) -> Sequence[Paper]:
        """Return the papers that are open to people in scope: those of places around it and inside it."""
        wanted = sa.select(Paper).where(col(Paper.state) == PaperState.OPEN)
        if self.scope.place is not None:
            above = [self.scope.place.ancestor(level) for level in Level]
            around = [self.work.place(one) for one in above if one is not None]
            within = sa.select(col(Division.id)).where(inside(self.scope.place))
            wanted = wanted.where(sa.or_(col(Paper.division_id).in_(within), *(owned(Paper, one) for one in around)))
        return self.work.all(wanted.order_by(col(Paper.held_on).desc(), col(Paper.id).desc()).limit(MOST))

    def paper(self, number: int) -> Paper:
        """Return a paper that is there for people in scope, open or not.

        Raises:
            NotFound: if there is none.
        """
        paper = self.work.get(Paper, number)
        place, mine = owner(self.work, paper.division_id), self.scope.place
        if mine is not None and not place.under(mine) and not mine.under(place):
            raise NotFound(_("没有这条{label}：{id}"), label=_("试卷"), entity="paper", id=number)
        return paper

    def person(self, paper: Paper, number: int) -> Person:
        """Return somebody in scope who may sit a paper.

        Raises:
            NotFound: if there is nobody.
        """
        person = self.work.get(Person, number)
        place = self.work.place(person.division_id)
        if not self.scope.holds(place, Person) or not place.under(owner(self.work, paper.division_id)):
            raise NotFound(_("没有这条{label}：{id}"), label=_("人员"), entity="person", id=number)
        return person

    def begin(self, paper: Paper, person: Person) -> Attempt:
        """Begin somebody's sitting, or return the one that goes on.

        Raises:
            NotPossible: if there is nothing to begin.
        """
        if not self.scope.holds(self.work.place(person.division_id), Attempt):
            raise NotPossible(_("这里没有启用考试"))
        return _on_screen(begin(self.work, paper, person, operator=self._operator(person)))

    def attempt(self, number: int) -> Attempt:
        """Return a sitting of somebody in scope.

        Raises:
            NotFound: if there is none.
            NotPossible: if it goes on, but not on screen.
        """
        attempt = self.work.get(Attempt, number)
        if not self.scope.holds(self.work.place(attempt.division_id), Attempt):
            raise NotFound(_("没有这条{label}：{id}"), label=_("考试成绩"), entity="attempt", id=number)
        return _on_screen(attempt)

    def going(self) -> Sequence[Attempt]:
        """Return the sittings in scope that go on, those that end first before."""
        wanted = sa.select(Attempt).where(
            col(Attempt.state) == AttemptState.STARTED, col(Attempt.due_at).is_not(None), self.scope.criterion(Attempt)
        )
        return self.work.all(wanted.order_by(col(Attempt.due_at), col(Attempt.id)).limit(MOST))

    def hand_in_overdue(self) -> None:
        """Hand in the sittings in scope whose time is over, with what was saved by then."""
        for one in self.going():
            if time_is_up(one):
                submit(self.work, one)

    def so_far(self, paper: Paper, people: Sequence[Person]) -> dict[int, Attempt]:
        """Return the last sitting of a paper that counts, of each of some people who have one."""
        wanted = sa.select(Attempt).where(
            col(Attempt.paper_id) == paper.id,
            col(Attempt.person_id).in_([one.id for one in people]),
            col(Attempt.state) != AttemptState.VOID,
        )
        return {one.person_id: one for one in self.work.all(wanted.order_by(col(Attempt.number)))}

    def _operator(self, person: Person) -> Operator | None:
        """Return the business that somebody holds a post at, which is told if the person fails again."""
        today = self.work.today
        posts = sa.select(Appointment).where(
            col(Appointment.person_id) == person.id, col(Appointment.operator_id).is_not(None)
        )
        held = [one for one in self.work.all(posts.limit(MOST)) if one.holds_on(today)]
        wanted = sa.select(Operator).where(col(Operator.id).in_([one.operator_id for one in held]))
        return self.work.first(wanted.order_by(col(Operator.id)))


def _on_screen(attempt: Attempt) -> Attempt:
    """Refuse a sitting that somebody typed in as going on: it has no clock, and no rules of its paper."""
    if attempt.state is AttemptState.STARTED and attempt.due_at is None:
        raise NotPossible(_("{person}这次不是在屏幕上答的，成绩请照卷面登记"), person=attempt.examinee)
    return attempt


@contextmanager
def conducting(
    system: System, actor: Actor, scope: Scope, *, door: Door = Door.WEB, reading: bool = False, request: str = ""
) -> Iterator[Conduct]:
    """Begin a unit of work of the examination, conducted by somebody; nothing stays without ``work.commit()``.

    Raises:
        NotAllowed: if the role does not conduct sittings.
    """
    if actor.role not in FIELDWORK:
        raise NotAllowed(_("{role}不能组织考试"), role=actor.role.label)
    itself = Actor(_("考试（{name}监考）").format(name=actor.name), Role.INSTALLATION, None, actor.account_id)
    with system.work(itself, door=door, reading=reading, request=request) as work:
        yield Conduct(work, scope)
