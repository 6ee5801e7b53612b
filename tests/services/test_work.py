"""The unit of work: scope, write guard, audit and locking, on both databases."""

import json
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from fscore.errors import Conflict, InvalidRecord, NotAllowed, NotFound, NotPossible, WrongUse
from fscore.model.operators import Licence, LicenceKind, Operator, OperatorKind
from fscore.model.people import Person
from fscore.model.rectification import Rectification
from fscore.model.roles import Role
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.audit import audit
from fscore.storage.columns import col
from fscore.storage.sessions import DELETED_TOO
from fscore.storage.tables import table_of
from tests.conftest import TODAY, liaison, officer, places


def _operators(system: System) -> tuple[int, int]:
    """One shop in the township of the officer and one in the other; return their ids."""
    there = places(system)
    with system.work() as work:
        own = work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))
        other = work.add(Operator(division_id=there.other_village.id, name="山口小吃店", kind=OperatorKind.CATERER))
        work.commit()
    return own.id, other.id


READS: dict[str, Callable[[Work], list[str]]] = {
    "a plain select": lambda work: [one.name for one in work.all(sa.select(Operator))],
    "single columns": lambda work: list(work.session.scalars(sa.select(col(Operator.name)))),
    "an alias": lambda work: list(work.session.scalars(sa.select(orm.aliased(Operator).name))),  # type: ignore[arg-type]
    "a subquery": lambda work: list(work.session.scalars(sa.select(sa.select(Operator).subquery().c.name))),
    "an EXISTS": lambda work: [
        one.name
        for one in work.all(
            sa.select(Operator).where(
                sa.select(col(Operator.id)).where(col(Operator.name) == "山口小吃店").correlate(None).exists()
            )
        )
    ],
    "an IN": lambda work: [
        one.name for one in work.all(sa.select(Operator).where(col(Operator.id).in_(sa.select(col(Operator.id)))))
    ],
    "a count": lambda work: ["福满饭店"] * work.count(sa.select(Operator)),
    "a bounded count": lambda work: ["福满饭店"] * work.count(sa.select(Operator), limit=50),
}


@pytest.mark.parametrize("how", READS)
def test_no_way_of_reading_shows_another_township(any_system: System, how: str) -> None:
    """Whatever the form of the query, an officer sees only what lies in the own township."""
    _operators(any_system)
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        assert set(READS[how](work)) <= {"福满饭店"}
    with any_system.work(Actor("区里", Role.DISTRICT, there.district)) as work:
        assert READS[how](work), "the query itself finds something where it may"


@pytest.mark.parametrize(
    "statement",
    [
        lambda: sa.select(table_of(Operator)),
        lambda: sa.select(table_of(Operator).c.name),
        lambda: sa.select(sa.func.count()).select_from(table_of(Operator)),
        lambda: sa.select(Operator).join(table_of(Licence), sa.true()),
        lambda: sa.select(Operator).where(sa.select(table_of(Operator).c.id).correlate(None).exists()),
        lambda: sa.text("SELECT name FROM operator"),
        lambda: sa.select(sa.text("name")).select_from(Operator),
        lambda: sa.union(sa.select(Operator), sa.select(Operator)),
        lambda: sa.select(Operator).from_statement(sa.text("SELECT * FROM operator")),
        lambda: sa.insert(Operator).values(name="x"),
        lambda: sa.update(Operator).values(name="x"),
        lambda: sa.delete(Operator),
    ],
)
def test_what_goes_around_the_scope_is_refused(system: System, statement: Callable[[], sa.Executable]) -> None:
    """Core tables, text, unions and bulk statements never reach the database."""
    _operators(system)
    with system.work(officer(places(system).town)) as work, pytest.raises(WrongUse):
        work.session.execute(statement())


def test_the_bare_connection_and_bulk_saves_are_refused(system: System) -> None:
    """A session has no door to the connection beneath it."""
    with system.work() as work:
        with pytest.raises(WrongUse, match="goes around the scope"):
            work.session.connection()
        with pytest.raises(WrongUse, match="Bulk operations"):
            work.session.bulk_insert_mappings(Operator, [])


def test_out_of_scope_is_answered_like_not_there(any_system: System) -> None:
    """Nobody can tell a record of another township from one that does not exist."""
    _own, other = _operators(any_system)
    with any_system.work(officer(places(any_system).town)) as work:
        with pytest.raises(NotFound) as hidden:
            work.get(Operator, other)
        with pytest.raises(NotFound) as absent:
            work.get(Operator, 999_999)
    assert str(hidden.value).replace(str(other), "") == str(absent.value).replace("999999", "")


def test_a_record_can_be_put_and_moved_only_within_the_scope(any_system: System) -> None:
    """Neither a new record nor a changed one may land in another township."""
    own, _other = _operators(any_system)
    there = places(any_system)
    with any_system.work(officer(there.town)) as work, pytest.raises(NotFound, match="没有这个村"):
        work.add(Operator(division_id=there.other_village.id, name="偷偷的", kind=OperatorKind.STALL))
    with any_system.work(officer(there.town)) as work, pytest.raises(NotFound, match="没有这个村"):
        work.change(work.get(Operator, own), {"division_id": there.other_village.id})
    with any_system.work() as work:
        assert work.count(sa.select(Operator).where(col(Operator.division_id) == there.other_village.id)) == 1


def test_a_liaison_does_not_register_operators(system: System) -> None:
    """Who may write an entity is said in its declaration and holds for every door."""
    there = places(system)
    with (
        system.work(liaison(there.village)) as work,
        pytest.raises(NotAllowed, match="村级联络员不能登记或修改“经营主体”"),
    ):
        work.create(Operator, {"division_id": there.village.id, "name": "无权店", "kind": "caterer"})


def test_who_runs_the_system_does_not_read_its_records(system: System) -> None:
    """The system administrator works on the system, not on people's records."""
    with system.work(Actor("系统管理员", Role.SYSADMIN)) as work, pytest.raises(NotAllowed, match="不能看“经营主体”"):
        work.all(sa.select(Operator))


def test_every_change_has_its_audit_row_in_the_same_transaction(any_system: System) -> None:
    """What is rolled back leaves no trace; what is committed leaves one row for each record."""
    own, _other = _operators(any_system)
    there = places(any_system)
    with any_system.engine.connect() as connection:
        before = connection.scalar(sa.select(sa.func.count()).select_from(audit))
    with any_system.work(officer(there.town)) as work:
        work.change(work.get(Operator, own), {"name": "改了又撤"})
    with any_system.work(officer(there.town), request="r-1") as work:
        work.change(work.get(Operator, own), {"name": "福满楼", "phone": "15400000001"})
        work.commit()
    with any_system.engine.connect() as connection:
        rows = connection.execute(sa.select(audit).order_by(audit.c.sequence)).all()
    assert len(rows) == (before or 0) + 1
    last = rows[-1]
    assert (last.actor, last.role, last.action, last.entity, last.request) == (
        "专干甲",
        "officer",
        "change",
        "operator",
        "r-1",
    )
    changes = json.loads(last.changes)
    assert changes["name"] == ["福满饭店", "福满楼"]
    assert changes["phone"][1].startswith("hmac:"), "personal data are not readable in the trail"
    assert "15400000001" not in last.changes


def test_the_second_of_two_editors_is_told(any_system: System) -> None:
    """A change that was made on an old state of the record is a conflict and changes nothing."""
    own, _other = _operators(any_system)
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        seen = work.get(Operator, own).revision
    with any_system.work(officer(there.town)) as work:
        work.change(work.get(Operator, own), {"name": "先改的"}, revision=seen)
        work.commit()
    with any_system.work(officer(there.town)) as work, pytest.raises(Conflict, match="刚被别人改过"):
        work.change(work.get(Operator, own), {"name": "后改的"}, revision=seen)
    with any_system.work(officer(there.town)) as work:
        assert work.get(Operator, own).name == "先改的"


def test_all_faults_of_a_form_come_at_once(system: System) -> None:
    """A form is told everything that is wrong with it, by field, in Chinese, unknown and forbidden fields too."""
    there = places(system)
    with system.work(officer(there.town)) as work:
        with pytest.raises(InvalidRecord) as unknown:
            work.create(Operator, {"division_id": there.village.id, "recorded_by": "别人", "colour": "红"})
        with pytest.raises(InvalidRecord) as wrong:
            work.create(Operator, {"division_id": there.village.id, "name": "", "kind": "飞船", "phone": "1540000"})
    assert {fault.data["field"] for fault in unknown.value.faults} == {"recorded_by", "colour"}
    said = {fault.data["field"]: str(fault) for fault in wrong.value.faults}
    assert said["name"] == "“单位名称”要填"
    assert said["kind"].startswith("“类别”没有“飞船”这一项，请从这些里选：餐饮业经营户")
    assert said["phone"] == "“电话”不对：少 4 位，手机号要 11 位"


def test_a_day_after_today_and_an_end_before_its_beginning_are_refused(system: System) -> None:
    """Rules over a whole record hold at the flush, so for every door."""
    there = places(system)
    own, _other = _operators(system)
    licence = Licence(
        division_id=there.village.id,
        operator_id=own,
        kind=LicenceKind.FOOD_LICENCE,
        number="JY99010100000001",
        issued_on=date(2024, 1, 1),
        valid_to=date(2023, 1, 1),
    )
    with system.work(officer(there.town)) as work, pytest.raises(InvalidRecord) as refused:
        work.add(licence)
    assert "不能晚于今天（2023-12-31）" in str(refused.value)
    assert "“有效期至”不能早于“发证日期”" in str(refused.value)


def test_a_business_that_closed_did_so_on_a_day(system: System) -> None:
    """Without it the business would be counted as open for ever."""
    own, _other = _operators(system)
    with system.work(officer(places(system).town)) as work:
        shop = work.get(Operator, own)
        for status in ("歇业", "取缔"):
            with pytest.raises(InvalidRecord, match=f"状态是“{status}”，就要填“歇业日期”"):
                work.change(shop, {"status": status})
        assert not work.change(shop, {"status": "取缔", "closed_on": TODAY}).open_on(TODAY)


def test_the_same_record_twice_adds_nothing(any_system: System) -> None:
    """A record with the same natural key in the same division is the same record."""
    there = places(any_system)

    def shop() -> Operator:
        return Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER)

    with any_system.work(officer(there.town)) as work:
        first, new = work.put(shop())
        again, newer = work.put(shop())
        assert (new, newer, again.id) == (True, False, first.id)
        with pytest.raises(Conflict, match="已经登记过了"):
            work.add(shop())


def test_a_removed_record_is_gone_from_every_query_and_kept_with_its_reason(any_system: System) -> None:
    """Deletion is a mark with a reason; the key is free again."""
    own, _other = _operators(any_system)
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        with pytest.raises(InvalidRecord, match="删除要写原因"):
            work.remove(work.get(Operator, own), "  ")
        work.remove(work.get(Operator, own), "重复登记")
        work.commit()
        assert work.all(sa.select(Operator)) == []
        kept = work.session.scalars(sa.select(Operator), execution_options=DELETED_TOO).one()
        assert kept.deleted_reason == "重复登记"
        work.session.expunge_all()
        work.add(Operator(division_id=there.village.id, name="福满饭店", kind=OperatorKind.CATERER))


def test_nothing_is_ever_deleted(system: System) -> None:
    """The session's own delete is refused."""
    own, _other = _operators(system)
    with system.work() as work:
        work.session.delete(work.get(Operator, own))
        with pytest.raises(WrongUse, match="never deleted"):
            work.commit()


def test_reading_work_writes_nothing(system: System) -> None:
    """A page that only shows can't change anything by accident."""
    there = places(system)
    with system.work(officer(there.town), reading=True) as work, pytest.raises(WrongUse, match="only reads"):
        work.add(Operator(division_id=there.village.id, name="不该有", kind=OperatorKind.STALL))


def test_many_records_go_in_at_once_and_are_audited_one_by_one(any_system: System) -> None:
    """The bulk way is the same as the single one: checked, stamped, numbered, audited."""
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        made = work.insert([Person(division_id=there.village.id, name=f"村民{number}") for number in range(50)])
        work.commit()
        assert len({person.id for person in made}) == 50
        assert work.count(sa.select(Person).where(col(Person.recorded_by) == "专干甲")) == 50
    with any_system.engine.connect() as connection:
        rows = connection.execute(sa.select(audit).where(audit.c.entity == "person")).all()
    assert sorted(row.record_id for row in rows) == sorted(person.id for person in made)
    with any_system.work(officer(there.town)) as work:
        one = work.add(Person(division_id=there.village.id, name="后来的"))
        assert one.id > max(person.id for person in made), "single and bulk records share one count of ids"


def test_many_records_are_bound_to_the_scope_too(any_system: System) -> None:
    """One record of another township refuses the whole batch."""
    there = places(any_system)
    batch = [Person(division_id=place.id, name="某人") for place in (there.village, there.other_village)]
    with any_system.work(officer(there.town)) as work:
        with pytest.raises(NotFound):
            work.insert(batch)
        work.commit()
        assert work.count(sa.select(Person)) == 0


def test_a_refused_new_record_is_gone_from_the_work(any_system: System) -> None:
    """What was refused is not tried again: the same work goes on reading and writing, and keeps the good ones."""
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        for refused, fault in (
            (Operator(division_id=there.other_village.id, name="偷偷的", kind=OperatorKind.STALL), NotFound),
            (
                Licence(
                    division_id=there.village.id,
                    operator_id=1,
                    kind=LicenceKind.FOOD_LICENCE,
                    number="1",
                    issued_on=date(2024, 1, 1),
                ),
                InvalidRecord,
            ),
        ):
            with pytest.raises(fault):
                work.add(refused)
        assert work.all(sa.select(Operator)) == []
        work.add(Operator(division_id=there.village.id, name="正经店", kind=OperatorKind.STALL))
        work.commit()
        assert [one.name for one in work.all(sa.select(Operator))] == ["正经店"]


def test_a_refused_change_keeps_no_field(any_system: System) -> None:
    """Neither where the place is refused when it is written, nor where the state does not take the step."""
    own, _other = _operators(any_system)
    there = places(any_system)
    with any_system.work(officer(there.town)) as work:
        shop = work.get(Operator, own)
        with pytest.raises(NotFound):
            work.change(shop, {"name": "改了名", "division_id": there.other_village.id})
        assert (shop.name, shop.division_id) == ("福满饭店", there.village.id)
        found = work.add(
            Rectification(
                division_id=there.village.id,
                operator_id=own,
                problem="地面有油污",
                found_on=date(2023, 5, 1),
                due_on=date(2023, 5, 8),
            )
        )
        with pytest.raises(NotPossible):
            work.change(found, {"problem": "不该留下", "state": "closed"})
        assert found.problem == "地面有油污"
        work.commit()
        assert work.get(Rectification, found.id).problem == "地面有油污"


def test_a_code_without_its_zeros_is_the_same_code(system: System) -> None:
    """As it is typed by hand, and in full-width digits too."""
    with system.work() as work:
        assert {work.division(code).name for code in ("990101", " 990101", "９９０１０１", "990101000000")} == {
            "清河区"
        }
        assert work.division("990101102").name == "乱石乡"
