"""Sets of criteria that an office loads: which of them holds where and when, who may load them, and what is kept."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
import sqlalchemy as sa

from fscore.errors import Conflict, FscoreError, NotAllowed, NotFound, NotPossible, RefusedFile
from fscore.evaluation.criteria import CriteriaSet
from fscore.exchange.criteria_files import load_toml
from fscore.extension import hookimpl
from fscore.extension.manifest import Category, Manifest
from fscore.model.division import Division
from fscore.model.roles import Role
from fscore.services.criteria_sets import Loading, criteria_in_force, listed_sets, load_set
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.storage.audit import audit, verify
from fscore.storage.criteria_sets import criteria_set
from tests.conftest import liaison, officer, places

TODAY = date(2023, 12, 31)
FORM = """
code = "{code}"
label = "年度考核"
effective = {effective}
total = {points}
citation = {{ title = "考核办法" }}
[[criteria]]
code = "seen"
label = "看过"
points = {points}
"""


def form(points: int = 10, effective: str = "2023-01-01", code: str = "own-form", **changes: Any) -> CriteriaSet:
    """Return a set with one item, worth all points."""
    return attrs.evolve(load_toml(FORM.format(code=code, effective=effective, points=points)), **changes)


@attrs.frozen(eq=False, slots=False)
class Shipping:
    """A plugin that ships sets and answers none."""

    sets: Sequence[CriteriaSet]

    @hookimpl
    def manifest(self) -> Manifest:
        """Say what it is."""
        return Manifest("shipping", "1", "出厂表", "Forms", "出厂的指标表。", Category.REPORT, ">=0")

    @hookimpl
    def register_criteria(self) -> Sequence[CriteriaSet]:
        """Offer the sets."""
        return self.sets


@pytest.fixture
def system(any_district: Callable[[dict[str, Any]], System]) -> Iterator[System]:
    """The small district, in which a plugin ships one set."""
    made = any_district({"shipping": Shipping([form(1, "2020-01-01", "shipped")])})
    yield made
    made.engine.dispose()


def loaded(system: System, made: CriteriaSet, place: Division | None = None, **options: Any) -> Loading:
    """Load a set for a place and keep it."""
    actor = options.pop("actor", None)
    with system.work(actor) if actor else system.work() as work:
        done = load_set(work, made, division=place, **options)
        work.commit()
    return done


def total(work: Work, place: Division, on: date = TODAY, code: str = "own-form") -> object:
    """Return what the set in force is out of."""
    return criteria_in_force(work, code, on, place).total


def test_the_nearest_set_counts_there_the_latest_and_of_one_day_the_loaded_one(system: System) -> None:
    there = places(system)
    loaded(system, form(2, "2020-01-01", "shipped"))
    loaded(system, form(3, "2019-01-01", "shipped"))
    loaded(system, form(4, "2019-01-01", "shipped"), there.town)
    loaded(system, form(5, "2023-07-01", "shipped"), there.village)
    with system.work(reading=True) as work:
        assert total(work, there.other_village, code="shipped") == 2
        assert total(work, there.other_village, date(2019, 6, 1), "shipped") == 3
        assert [total(work, one, code="shipped") for one in (there.town, there.bridge, there.village)] == [4, 4, 5]
        assert total(work, there.village, date(2023, 6, 30), "shipped") == 4
        with pytest.raises(NotPossible, match="在 2018-12-31 还没有施行"):
            total(work, there.other_village, date(2018, 12, 31), "shipped")


def test_a_shipped_set_of_a_later_day_comes_before_a_loaded_one(system: System) -> None:
    loaded(system, form(3, "2019-12-31", "shipped"))
    with system.work(reading=True) as work:
        assert total(work, places(system).town, code="shipped") == 1


def test_the_same_set_twice_adds_nothing_and_a_changed_one_is_a_version_with_its_day(system: System) -> None:
    there = places(system)
    first = loaded(system, form(10))
    again = loaded(system, form(10))
    assert (first.new, again.new, again.kept.id) == (True, False, first.kept.id)
    with pytest.raises(NotPossible, match="own-form 从 2023-01-01 起施行的一版已经装入，内容不一样"):
        loaded(system, form(20))
    loaded(system, form(20, "2023-07-01"))
    with system.work(reading=True) as work:
        assert [total(work, there.village, on) for on in (date(2023, 6, 30), date(2023, 7, 1))] == [10, 20]
        made = criteria_in_force(work, "own-form", date(2023, 6, 30), there.village)
        assert (made.digest, made.region) == (first.kept.sha256, None)


def test_a_version_loaded_by_mistake_is_corrected_with_a_reason_and_stays_on_record(system: System) -> None:
    there = places(system)
    wrong = loaded(system, form(10), there.town)
    with pytest.raises(NotPossible, match="更正已经装入的指标表，要写理由"):
        loaded(system, form(20), there.town, correct=True)
    done = loaded(system, form(20), there.town, correct=True, reason="分值抄错")
    assert done.corrected is not None
    assert done.corrected.id == wrong.kept.id
    with system.work(reading=True) as work:
        assert total(work, there.village) == 20
        standing = [one.criteria.total for one in listed_sets(work) if one.criteria.code == "own-form"]
        every = [one.loaded for one in listed_sets(work, withdrawn=True) if one.criteria.code == "own-form"]
    assert standing == [20]
    assert [one.withdrawn_reason for one in every if one is not None] == ["分值抄错", ""]


def test_what_was_loaded_is_in_the_trail_and_what_was_not_committed_is_nowhere(system: System) -> None:
    town = places(system).town
    with system.work() as work:
        load_set(work, form(10), division=town)
    done = loaded(system, form(10), town, reason="考核办法")
    with system.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT set_config('fscore.scope', '*', true)"))
        assert connection.scalar(sa.select(sa.func.count()).select_from(criteria_set)) == 1
        wanted = sa.select(audit).where(audit.c.entity == "criteria_set")
        (row,) = connection.execute(wanted).mappings()
        assert (row["action"], row["record_id"], row["division_id"]) == ("load", done.kept.id, town.id)
        assert done.kept.sha256 in row["changes"]
        assert "考核办法" in row["changes"]
        assert not verify(connection, system.secret)[1]


def district_staff(place: Division) -> Actor:
    return Actor("区里的人", Role.DISTRICT, place)


@pytest.mark.parametrize(
    ("who", "where", "code", "refused"),
    [
        ("liaison", "village", "own-form", (NotAllowed, "村级联络员不能装入指标表")),
        ("officer", "other_town", "own-form", (NotFound, "没有这个区划")),
        ("officer", "town", "shipped", (NotAllowed, "指标表 shipped 是出厂的或上级定的，镇食安办专干不能改")),
        ("officer", "town", "from-above", (NotAllowed, "from-above 是出厂的或上级定的")),
        ("officer", "town", "own-form", None),
        ("officer", None, "own-form", None),
        ("district", "town", "from-above", None),
        ("district", None, "shipped", None),
    ],
)
def test_who_may_load_what(
    system: System, who: str, where: str | None, code: str, refused: tuple[type[FscoreError], str] | None
) -> None:
    there = places(system)
    loaded(system, form(10, code="from-above"), there.district)
    actor = {
        "liaison": liaison(there.village),
        "officer": officer(there.town),
        "district": district_staff(there.district),
    }[who]

    def load(work: Work, reason: str) -> Loading:
        place = None if where is None else work.division(getattr(there, where).code)
        return load_set(work, form(30, "2023-02-01", code), division=place, reason=reason)

    with system.work(actor) as work:
        if refused is not None:
            with pytest.raises(refused[0], match=refused[1]):
                load(work, "考核办法")
            return
        with pytest.raises(NotPossible, match="装入指标表要写理由"):
            load(work, " ")
        done = load(work, "考核办法")
    # Nobody but the installation's operator loads for everybody.
    assert done.division is not None
    assert actor.division is not None
    assert done.division.id == (getattr(there, where).id if where else actor.division.id)


def test_a_township_sees_what_holds_for_it_and_not_what_a_neighbour_set(system: System) -> None:
    there = places(system)
    for code, place in (("everywhere", None), ("district", there.district), ("mine", there.village)):
        loaded(system, form(10, code=code), place)
    loaded(system, form(10, code="neighbour"), there.other_town)
    with system.work(officer(there.town), reading=True) as work:
        assert [one.criteria.code for one in listed_sets(work)] == ["district", "everywhere", "mine", "shipped"]
        assert [one.criteria.code for one in listed_sets(work, there.town)] == ["district", "everywhere", "shipped"]
        assert total(work, there.village, code="district") == 10
    with system.work(reading=True) as work:
        assert "neighbour" in [one.criteria.code for one in listed_sets(work)]


def test_a_set_that_says_where_it_holds_is_loaded_there_and_nowhere_else(system: System) -> None:
    there = places(system)
    done = loaded(system, form(10, region=there.town.code))
    assert done.division is not None
    assert done.division.id == there.town.id
    with pytest.raises(NotPossible, match="文件里写的适用地区是青禾镇，和要装入的乱石乡不一样"):
        loaded(system, form(10, region=there.town.code), there.other_town)


def test_a_unit_that_is_not_the_indicator_s_is_refused_before_anything_is_kept(system: System) -> None:
    text = FORM.format(code="own-form", effective="2023-01-01", points=10) + (
        'query = "I01"\nunit = "人"\ntarget = { op = "ge", value = 95 }\n'
    )
    with pytest.raises(RefusedFile, match="数据单位写的是“人”，指标 I01（三级监管网络覆盖率）的单位是“%”"):
        loaded(system, load_toml(text))
    with system.work(reading=True) as work:
        assert [one.criteria.code for one in listed_sets(work)] == ["shipped"]
    assert loaded(system, load_toml(text.replace("人", "%"))).new
    assert form(10).total == Decimal(10)


def test_two_who_load_the_same_set_at_once_are_not_both_let_in(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has looked before the other wrote: the database lets one in, and the other is told."""
    loaded(system, form(10))
    monkeypatch.setattr("fscore.services.criteria_sets.read_sets", lambda *_arguments, **_options: [])
    with pytest.raises(Conflict, match="刚才有人装入了 own-form 从 2023-01-01 起施行的一版"):
        loaded(system, form(20))
