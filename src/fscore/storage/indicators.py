"""Indicators: a number is a pair of selects over records, never a loop over objects.

The same selects count, roll up, open as lists, and prove a figure.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import sqlalchemy as sa

from fscore.evaluation.ratio import Unit
from fscore.evaluation.sources import Citation
from fscore.labels import _
from fscore.model.choice import Choice
from fscore.model.division import Division
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.rules import Rules


@attrs.frozen
class Share:
    """The records that count (``part``) out of those that are to be measured (``whole``).

    Each record of the whole stands for as many as ``times`` says: a township that is to train every quarter for four.
    ``near`` gives the part anew for one area, where the part looks at more than the records that it lists.
    """

    part: "sa.Select[Any]"
    whole: "sa.Select[Any]"
    times: int = 1
    near: "Callable[[Division], sa.Select[Any]] | None" = None

    @classmethod
    def of(cls, whole: "sa.Select[Any]", *conditions: sa.ColumnElement[bool]) -> "Share":
        """Return the share of those records of a whole that satisfy some conditions."""
        return cls(part=whole.where(*conditions), whole=whole)


@attrs.frozen
class Count:
    """The records that are counted, or whose ``amount`` is added up.

    A ``stated`` amount is itself written down, such as an area: without a record there is none, and not zero. Each of
    ``units``, which are divisions, states its own: what they lie in has no sum while one of them has not.
    """

    of: "sa.Select[Any]"
    amount: Any = None
    stated: bool = False
    units: "sa.Select[Division] | None" = None


@attrs.frozen
class PerHead:
    """Records per head of something that is itself written down, such as the population of a year.

    Each of ``units``, which are divisions, states its own heads: what they lie in has no rate while one of them has
    not, for its records are among those that are counted. ``near`` is what it is for a :class:`Share`.
    """

    part: "sa.Select[Any]"
    heads: "sa.Select[Any]"
    amount: Any
    units: "sa.Select[Division] | None" = None
    near: "Callable[[Division], sa.Select[Any]] | None" = None


@attrs.frozen
class Reporting:
    """The chain of reports behind a "none": each of ``units``, which are divisions, files ``times`` in the period.

    ``says`` is what the last of these reports says of itself, such as its year and month. ``against`` lists, by the
    code of an indicator that stands on the chain, what its module has on record of the same kind: where that is more
    than the indicator counts, something was left out there, and its number is none.
    """

    filed: "sa.Select[Any]"
    units: "sa.Select[Any]"
    times: int
    says: Mapping[str, Any] = attrs.field(factory=dict)
    against: "Mapping[str, sa.Select[Any]]" = attrs.field(factory=dict)


class Span(Choice):
    """The time that an indicator speaks of."""

    YEAR = "year", _("全年")
    QUARTER = "quarter", _("季度")
    MONTH = "month", _("月份")
    DRIVE = "creation", _("创建期")
    MOMENT = "moment", _("时点")


Pair = Share | Count | PerHead
Formula = Callable[[Period, Rules], Pair]


@attrs.frozen
class Indicator:
    """A number that the office answers for, with what it counts and the target it is held to.

    ``definition`` says in Chinese what is counted. ``target`` is the code of the rule with the target. ``needs`` are
    plugins whose records the other half lies in. ``reported`` is the chain of reports that a zero stands on.
    """

    id: str
    code: str
    label: str
    unit: Unit
    definition: str
    formula: Formula
    span: Span = Span.YEAR
    target: str | None = None
    citation: Citation | None = None
    needs: tuple[str, ...] = ()
    reported: Callable[[Period, Rules], Reporting] | None = None


def indicator(
    *,
    id: str,  # noqa: A002 - the field's own word
    code: str,
    label: str,
    unit: Unit,
    definition: str,
    span: Span = Span.YEAR,
    target: str | None = None,
    citation: Citation | None = None,
    needs: tuple[str, ...] = (),
    reported: Callable[[Period, Rules], Reporting] | None = None,
) -> Callable[[Formula], Indicator]:
    """Make a formula an indicator; see :class:`Indicator` for the arguments."""

    def declare(formula: Formula) -> Indicator:
        return Indicator(id, code, label, unit, definition, formula, span, target, citation, needs, reported)

    return declare


def on_record(
    of: Indicator,
    *,
    id: str,  # noqa: A002 - the field's own word
    code: str,
    label: str,
    definition: str,
) -> Indicator:
    """Return the indicator of what is known of the same: held to no target, and a zero of it says nothing.

    It has a number also where not everybody has reported, beside the one that then has none.
    """
    return attrs.evolve(of, id=id, code=code, label=label, definition=definition, target=None, needs=(), reported=None)


def entity_of(statement: "sa.Select[Any]") -> type:
    """Return the class whose records a select lists."""
    found: type = statement.column_descriptions[0]["entity"]
    return found


def place_of(statement: "sa.Select[Any]") -> Any:
    """Return the column with the division of the records that a select lists."""
    cls = entity_of(statement)
    return col(Division.id) if cls is Division else col(cls.division_id)  # type: ignore[attr-defined]
