"""The course of a record: one state after another, or a table of what may follow each."""

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.flow import Flow


class Stage(Choice):
    PLANNED = "planned", _("已计划")
    HELD = "held", _("已召开")
    MINUTED = "minuted", _("已归档")


def test_in_a_straight_course_each_state_follows_the_one_before_it():
    assert Flow.straight(Stage) == Flow(
        {Stage.PLANNED: frozenset({Stage.HELD}), Stage.HELD: frozenset({Stage.MINUTED})}
    )
