"""What plugins declare besides entities, rules, indicators and criteria: sections, reminders, demonstration records."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import sqlalchemy as sa

from fscore.labels import _
from fscore.model.choice import Choice
from fscore.storage.rules import Rules

if TYPE_CHECKING:
    from fscore.services.demonstration import Scene


class Outline(Choice):
    """The outline of the annual summary; the report owns it, sections only name their place in it."""

    PROFILE = "profile", _("导语")
    ORGANISATION = "organisation", _("加强领导，落实责任")
    PUBLICITY = "publicity", _("广泛宣传，营造氛围")
    FUNDING = "funding", _("保障经费，落实投入")
    SOURCE = "source", _("把好源头关")
    PRODUCTION = "production", _("把好生产关")
    DISTRIBUTION = "distribution", _("把好流通关")
    CONSUMPTION = "consumption", _("把好消费关")
    PUBLICITY_REGIME = "publicity_regime", _("完善宣传机制")
    WARNING_REGIME = "warning_regime", _("完善预警机制")
    RIGHTS_REGIME = "rights_regime", _("完善维权机制")
    TRAINING = "training", _("加强培训，提升能力")
    PROBLEMS = "problems", _("存在的困难和问题")
    PRIORITIES = "priorities", _("下一步工作打算")


@attrs.frozen
class Section:
    """A paragraph of the annual summary, as a text template with figures.

    ``order`` sorts sections of one place. ``speaks_of`` are plugins whose subject it mentions besides its own
    plugin's: it is left out wherever one of them is off.
    """

    code: str
    place: Outline
    template: str
    order: int = 50
    speaks_of: tuple[str, ...] = ()


class Urgency(Choice):
    """Why a reminder is shown."""

    DUE = "due", _("到期")
    LATE = "late", _("逾期")
    EXPIRING = "expiring", _("快到期")


@attrs.frozen
class Reminder:
    """Something that somebody has to see to.

    ``select`` lists the records on a day; ``due`` tells the day by which it must be done. ``rule`` is the code of the
    rule behind it. ``ahead`` is the code of a rule with the days before the due day from which it is shown.
    """

    code: str
    title: str
    select: "Callable[[date, Rules], sa.Select[Any]]"
    due: Callable[[Any, Rules], date]
    rule: str
    urgency: Urgency = Urgency.DUE


@attrs.frozen
class Demonstration:
    """A plugin's part of the demonstration: records made from declared facts; ``after`` names parts that come first."""

    code: str
    make: "Callable[[Scene], None]"
    after: tuple[str, ...] = ()
