"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

from datetime import date

import pytest

import fscore_workshops
from fscore.errors import NotPossible
from fscore.model.entity import faults
from fscore.testing.contract import check_plugin
from fscore_workshops.model import SupervisionFile, Workshop, WorkshopState

DAY = date(2023, 5, 1)


def workshop(**values: object) -> Workshop:
    return Workshop(division_id=1, year=2023, name="豆腐坊", found_on=DAY, **values)


def told(record: object) -> list[str]:
    return [str(fault) for fault in faults(record)]


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_workshops, "workshops")


def test_a_registered_workshop_has_its_day_and_its_business_in_the_register():
    assert told(workshop(state="registered", registered_on=DAY, operator_id=1)) == []
    assert told(workshop(state="registered", registered_on=DAY)) == ["状态是“已登记”，就要填“经营主体”"]
    assert told(workshop(registered_on=DAY)) == ["状态是“已查到”，不能填“登记日期”"]


def test_one_that_closes_does_so_on_a_day_registered_or_not():
    assert told(workshop(state="closed")) == ["状态是“已关闭”，就要填“关闭日期”"]
    assert told(workshop(state="closed", closed_on=DAY)) == []
    assert told(workshop(state="closed", closed_on=DAY, registered_on=DAY, operator_id=1)) == []


def test_nobody_registers_before_finding_nor_closes_before_registering():
    early = date(2023, 4, 30)
    assert told(workshop(state="registered", registered_on=early, operator_id=1)) == ["“登记日期”不能早于“查到日期”"]
    closed = workshop(state="closed", closed_on=early)
    assert told(closed) == ["“关闭日期”不能早于“查到日期”"]


@pytest.mark.regime("R31")
def test_a_closed_workshop_stays_closed():
    closed = workshop(state="closed", closed_on=DAY)
    with pytest.raises(NotPossible, match="不能再改成"):
        closed.state = WorkshopState.REGISTERED


@pytest.mark.regime("R32")
def test_a_file_is_archived_on_a_day_and_not_opened_again():
    about = {"division_id": 1, "operator_id": 1, "number": "1", "opened_on": DAY}
    assert told(SupervisionFile(**about, state="archived")) == ["状态是“已归档”，就要填“归档日期”"]
    archived = SupervisionFile(**about, state="archived", archived_on=date(2023, 4, 30))
    assert told(archived) == ["“归档日期”不能早于“建档日期”"]
    with pytest.raises(NotPossible, match="不能再改成"):
        archived.state = type(archived.state).OPEN
