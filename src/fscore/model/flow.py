"""The course of a record: which states may follow each state, and who may set them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from fscore.errors import NotPossible
from fscore.labels import _, joined
from fscore.model.choice import Choice
from fscore.model.roles import Role

if TYPE_CHECKING:
    from fscore.model.entity import Described


@attrs.frozen
class Flow:
    """The states that may follow each state; a state that is not named is final.

    ``only`` are the states that fewer roles may set than may write the record. At the start they may not be passed over
    either: who does not accept a filing does not bring one in that was closed.
    """

    follow: Mapping[Choice, frozenset[Choice]]
    only: Mapping[Choice, frozenset[Role]] = attrs.field(factory=dict)

    @classmethod
    def straight(cls, states: type[Choice]) -> "Flow":
        """Return the course in which each state follows the one that is declared before it."""
        return cls({state: frozenset({following}) for state, following in pairwise(states)})

    def allows(self, role: Role, state: Choice) -> bool:
        """Tell whether a role may set a state."""
        return state not in self.only or role in self.only[state]

    def begins(self, role: Role, state: Choice, usual: Choice | None) -> bool:
        """Tell whether a role may make a record that has a state already; ``usual`` is the one it begins with."""
        later = frozenset().union(*self.follow.values())
        ahead = [one for one in type(state) if one is usual or one not in later]
        reached: set[Choice] = set()
        while ahead:
            one = ahead.pop()
            if one not in reached and self.allows(role, one):
                reached.add(one)
                ahead += self.follow.get(one, ())
        return state in reached or (not self.only and self.allows(role, state))

    def check(self, field: "Described", old: Choice, new: Choice) -> None:
        """Refuse a step that the table does not have.

        Raises:
            NotPossible: naming the field, both states, and the states that may follow.
        """
        allowed = self.follow.get(old, frozenset())
        if old is new or new in allowed:
            return
        names = joined(state.label for state in type(old) if state in allowed)
        template = (
            _("“{label}”不能从“{old}”改成“{new}”，接下来只能是：{allowed}")
            if allowed
            else _("“{label}”已经是“{old}”，不能再改成“{new}”")
        )
        raise NotPossible(
            template, field=field.name, label=field.about.label, old=old.label, new=new.label, allowed=names
        )
