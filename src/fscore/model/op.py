"""Comparisons as documents write them: what 以上, 超过, 以下 and 不满 include."""

import operator
from collections.abc import Callable
from typing import Any

from fscore.labels import _
from fscore.model.choice import Choice


class Op(Choice):
    """How a number is compared: 以上 and 以下 include it, 超过 and 不满 don't."""

    GE = "ge", _("以上")
    GT = "gt", _("超过")
    LE = "le", _("以下")
    LT = "lt", _("不满")
    EQ = "eq", _("等于")

    def holds(self, found: Any, bound: Any) -> bool:
        """Tell whether ``found`` meets ``bound``."""
        return bool(_COMPARE[self](found, bound))

    def expression(self, column: Any, bound: Any) -> Any:
        """Return the comparison of a column with ``bound``, for a query."""
        return _COMPARE[self](column, bound)


_COMPARE: dict[Op, Callable[[Any, Any], Any]] = {
    Op.GE: operator.ge,
    Op.GT: operator.gt,
    Op.LE: operator.le,
    Op.LT: operator.lt,
    Op.EQ: operator.eq,
}
