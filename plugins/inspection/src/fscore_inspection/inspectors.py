"""Who inspects: two persons with enforcement cards, by whom only orders and opinions are given."""

from collections.abc import Iterator
from typing import Any

from fscore import Personal
from fscore.errors import InvalidValue
from fscore.labels import _
from fscore.model.entity import fault_of
from fscore.model.roles import OFFICE, Role

# Whoever inspects needs an enforcement card; the office writes down what the inspectors did. A liaison patrols.
INSPECTORS = OFFICE | {Role.DISTRICT}
INSPECTOR = Personal("name", _("证明执法人员资格"), _("食品生产经营监督检查管理办法"), masked=False)
CARD = Personal("identifier", _("证明执法人员资格"), _("食品生产经营监督检查管理办法"), masked=False)
INSPECTOR_FIELDS = ("inspector", "card", "second_inspector", "second_card")


def inspector_faults(record: Any) -> Iterator[InvalidValue]:
    """Yield what is wrong with the two inspectors of a record: both have a card, and they are two persons."""
    for name in INSPECTOR_FIELDS:
        if not getattr(record, name):
            yield fault_of(record, name, _("要有两名检查人员和各自的执法证号，缺“{label}”"))
    if record.second_card and record.second_card == record.card:
        yield fault_of(record, "second_card", _("两名检查人员不能用同一个执法证号"))
    if record.second_inspector and record.second_inspector == record.inspector:
        yield fault_of(record, "second_inspector", _("两名检查人员不能是同一个人"))
