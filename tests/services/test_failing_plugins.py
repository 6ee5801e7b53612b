"""A township in which one module misbehaves: the others go on, and what is missing is said wherever it is missing."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
import sqlalchemy as sa

import fscore
import fscore_annual
import fscore_pledges
from fscore.errors import NotAllowed, NotPossible, UnknownCode
from fscore.evaluation.ratio import State
from fscore.extension.guarded import Failure
from fscore.extension.plugins import Plugins
from fscore.model.operators import Operator, OperatorKind
from fscore.model.period import Period, year
from fscore.model.roles import Role
from fscore.model.switching import SwitchKind
from fscore.services.chain import chain
from fscore.services.check_summary import explain_summary, verify_summary
from fscore.services.figures import breakdown, evidence, opened, reading, readings
from fscore.services.reminders import reminders
from fscore.services.switching import Standing, reset, standings, turn
from fscore.services.system import System
from fscore.services.work import Actor, Work
from fscore.services.write_summary import write_summary
from fscore.storage.audit import audit, verify
from fscore.storage.indicators import Count
from fscore.storage.plugin_health import AT_MOST
from fscore.storage.rules import Rules
from fscore.version import VERSION
from fscore_pledges.model import PledgeState, Proof, ResponsibilityLetter
from tests.conftest import SECRET, TODAY, places, small_district
from tests.extension.misbehaving import (
    DECLARED_VARIANTS,
    HOOK_VARIANTS,
    INDICATOR,
    LONG,
    MANIFEST_VARIANTS,
    NAME,
    REMINDER,
    REMINDER_VARIANTS,
    RUN_VARIANTS,
    SECTION_VARIANTS,
    Variant,
    plugin,
)

GOOD = {"annual": fscore_annual, "pledges": fscore_pledges}
TOWN = "990101101000"
YEAR = year(2023)
OTHERS = {"network.vacant", "pledges.letter-unsigned"}
# One for each stage in which a plugin can be lost; the loading tests have all of them.
LOST = (*MANIFEST_VARIANTS[:2], MANIFEST_VARIANTS[16], *HOOK_VARIANTS[:3], HOOK_VARIANTS[28], *DECLARED_VARIANTS[-2:])
Open = Callable[[ModuleType | None, float], System]


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the good modules and the well-behaved version of the other are on, with a few records."""
    path = tmp_path_factory.mktemp("township") / "all.db"
    system = small_district(f"sqlite:///{path}", {**GOOD, NAME: plugin()})
    there = places(system)
    for name in (*GOOD, NAME):
        turn(system, name, SwitchKind.ENABLE, TOWN, starts_on=date(2023, 1, 1))
    with system.work() as work:
        work.insert([Operator(division_id=there.village.id, name=f"店{n}", kind=OperatorKind.STALL) for n in range(3)])
        work.add(
            ResponsibilityLetter(
                division_id=there.village.id,
                year=2023,
                party_a="青禾镇",
                party_b="向阳村",
                state=PledgeState.SIGNED,
                signed_on=date(2023, 3, 1),
                proof=Proof.SCAN,
            )
        )
        work.commit()
    system.engine.dispose()
    return path


@pytest.fixture
def opens(township: Path, tmp_path: Path) -> Iterator[Open]:
    """Open a copy of the township with a version of the misbehaving plugin, again and again the same copy."""
    path = tmp_path / "copy.db"
    shutil.copy(township, path)
    made: list[System] = []

    def begin(module: ModuleType | None, deadline: float = LONG) -> System:
        modules = GOOD if module is None else {**GOOD, NAME: module}
        made.append(fscore.open(f"sqlite:///{path}", secret=SECRET, plugins=Plugins(VERSION, modules, deadline)))
        return made[-1]

    yield begin
    for system in made:
        system.engine.dispose()


def states(work: Work) -> dict[str, tuple[State, object]]:
    """The state and number of every indicator of the township."""
    found = readings(work, work.division(TOWN), YEAR)
    return {one.indicator.id: (one.value.state, one.value.part) for one in found}


def standing(work: Work, name: str = NAME) -> Standing:
    """How a plugin stands in the township."""
    return next(one for one in standings(work, work.division(TOWN), TODAY) if one.id == name)


def words(content: bytes) -> str:
    """The text of a document."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        found: list[str] = re.findall("<w:t[^>]*>([^<]*)</w:t>", package.read("word/document.xml").decode())
    return "".join(found)


def test_where_all_is_well_everything_is_said(opens: Open) -> None:
    """The township that the other tests start from."""
    system = opens(plugin(), LONG)
    with system.work(reading=True) as work:
        assert states(work)["X90"] == (State.OK, 3)
        assert states(work)["I04"] == (State.OK, 1)
        assert standing(work).state == "on"
        written = write_summary(work, work.division(TOWN), 2023)
        assert "捣乱模块数了3家" in words(written.content)
        assert len([due for due in reminders(work, work.division(TOWN), TODAY) if due.code == "misbehaving.look"]) == 3


@pytest.mark.parametrize("variant", LOST, ids=lambda one: one.what)
def test_a_plugin_that_can_not_be_loaded_is_missed_by_name(opens: Open, variant: Variant) -> None:
    """Its numbers are those of a failed module, its part of the summary says that it is missing, the rest is right."""
    system = opens(variant.module(), variant.deadline)
    with system.work(reading=True) as work:
        found = states(work)
        assert found.pop("X90") == (State.FAILED, None)
        assert variant.reason in reading(work, "X90", work.division(TOWN), YEAR).value.reason
        assert found["I04"] == (State.OK, 1)
        assert State.FAILED not in {state for state, _part in found.values()}
        how = standing(work)
        assert (how.state, how.decided_by) == ("failed", f"{TOWN} enable")
        assert variant.call in how.reason
        assert variant.reason in how.reason
        assert standing(work, "pledges").state == "on"
        written = write_summary(work, work.division(TOWN), 2023)
        text = words(written.content)
        assert "出错，这部分内容缺失" in text
        assert "有1个同镇政府签订当年食品安全责任状" in text
        assert [gap.code for gap in written.gaps].count("module-failed") == 1
        assert {due.code for due in reminders(work, work.division(TOWN), TODAY)} == OTHERS
    with pytest.raises(NotPossible, match="不能用"):
        turn(system, NAME, SwitchKind.ENABLE, TOWN)


def test_a_plugin_that_was_taken_away_has_not_failed(opens: Open) -> None:
    """Who uninstalls a module is not told for ever that it is missing."""
    system = opens(None, LONG)
    with system.work(reading=True) as work:
        assert "X90" not in states(work)
        assert NAME not in {one.id for one in standings(work, work.division(TOWN), TODAY)}
        written = write_summary(work, work.division(TOWN), 2023)
        assert "缺失" not in words(written.content)


@pytest.mark.parametrize("variant", RUN_VARIANTS, ids=lambda one: one.what)
def test_an_indicator_that_fails_is_no_number_and_spoils_no_other(opens: Open, variant: Variant) -> None:
    """Value, breakdown, lists and evidence say that there is none; every other indicator has its number."""
    system = opens(variant.module(), variant.deadline)
    with system.work(reading=True) as work:
        town = work.division(TOWN)
        found = states(work)
        assert found.pop("X90") == (State.FAILED, None)
        assert found["I04"] == (State.OK, 1)
        assert State.FAILED not in {state for state, _part in found.values()}
        assert (system.plugins.failures[NAME].call, NAME in system.plugins) == (variant.call, True)
        assert variant.reason in system.plugins.failures[NAME].reason
        assert standing(work).state == "failed"
        if variant.deadline == LONG:
            assert breakdown(work, "X90", town, YEAR, town.level) == []
            with pytest.raises(NotPossible, match="查不到记录：") as refused:
                opened(work, "X90", town, YEAR)
            assert variant.reason in str(refused.value)
            assert evidence(work, "X90", town, YEAR) is None
            written = write_summary(work, town, 2023)
            assert "（模块“捣乱的模块”出错，这部分内容缺失。）" in words(written.content)
            assert "module-failed" in {gap.code for gap in written.gaps}


@pytest.mark.parametrize("variant", REMINDER_VARIANTS, ids=lambda one: one.what)
def test_a_reminder_that_fails_leaves_those_of_others(opens: Open, variant: Variant) -> None:
    """What is due elsewhere is still shown."""
    system = opens(variant.module(), variant.deadline)
    with system.work(reading=True) as work:
        found = reminders(work, work.division(TOWN), TODAY)
        assert {one.code for one in found} == OTHERS
        assert found.silent == (system.plugins.title(NAME),), "nothing listed is not nothing due"
        assert (system.plugins.failures[NAME].call, NAME in system.plugins) == (variant.call, True)
        assert variant.reason in system.plugins.failures[NAME].reason


@pytest.mark.parametrize("variant", SECTION_VARIANTS, ids=lambda one: one.what)
def test_a_section_that_fails_is_missed_in_its_place(opens: Open, variant: Variant) -> None:
    """The report is written, and says where something is missing and why."""
    system = opens(variant.module(), variant.deadline)
    with system.work(reading=True) as work:
        written = write_summary(work, work.division(TOWN), 2023)
        text = words(written.content)
        assert "（模块“捣乱的模块”出错，这部分内容缺失。）" in text
        assert "有1个同镇政府签订当年食品安全责任状" in text
        (gap,) = [one for one in written.gaps if one.code == "module-failed"]
        assert variant.reason in gap.text
        assert (system.plugins.failures[NAME].call, NAME in system.plugins) == (variant.call, True)


def test_a_figure_written_before_its_module_failed_is_changed_and_not_altered(opens: Open) -> None:
    """Verifying and explaining a report of better days go on."""
    system = opens(plugin(), LONG)
    with system.work(reading=True) as work:
        content = write_summary(work, work.division(TOWN), 2023).content
    system = opens(RUN_VARIANTS[0].module(), LONG)
    with system.work(reading=True) as work:
        verdict = verify_summary(work, content)
        assert {one.figure.id: one.state for one in verdict.findings}["X90"] == "changed"
        assert verdict.ok
        (explained,) = explain_summary(work, content, "X90")
        assert explained.counted.records == ()


def aside(system: System) -> None:
    """Let the plugin fail as often as it may."""
    for _ in range(AT_MOST):
        with system.work(reading=True) as work:
            states(work)


def test_after_three_failures_a_plugin_is_put_aside_everywhere(opens: Open) -> None:
    """Not before; then nothing of it is called any more, in this process and in others, and the audit trail says so."""
    system, other = opens(RUN_VARIANTS[0].module(), LONG), opens(RUN_VARIANTS[0].module(), LONG)
    for number in range(1, AT_MOST + 1):
        assert NAME in system.plugins, number
        with system.work(reading=True) as work:
            assert states(work)["X90"] == (State.FAILED, None)
            assert states(work)["X90"] == (State.FAILED, None), "one piece of work counts once"
    for one in (system, other):
        with one.work(reading=True) as work:
            assert NAME not in one.plugins
            how = standing(work)
            assert (how.state, how.decided_by, how.title) == ("put-aside", f"{TOWN} enable", "捣乱的模块")
            assert "捣乱" in how.reason
            assert states(work)["X90"] == (State.FAILED, None)
            assert states(work)["I04"] == (State.OK, 1)
            assert "misbehaving.look" not in {due.code for due in reminders(work, work.division(TOWN), TODAY)}
            assert "“捣乱的模块”出错，这部分内容缺失" in words(write_summary(work, work.division(TOWN), 2023).content)
    with system.engine.connect() as connection:
        rows = connection.execute(sa.select(audit).where(audit.c.action == "put_aside")).all()
        assert verify(connection, SECRET)[1] == ()
    (row,) = rows
    assert json.loads(row.changes)["plugin"] == [None, NAME]


def test_a_plugin_that_is_put_aside_stays_so_after_a_restart(opens: Open) -> None:
    """A restart is no reset, even if the plugin would behave now."""
    aside(opens(RUN_VARIANTS[0].module(), LONG))
    again = opens(plugin(), LONG)
    with again.work(reading=True) as work:
        assert NAME not in again.plugins
        assert standing(work).state == "put-aside"
        assert states(work)["X90"] == (State.FAILED, None)


def test_an_administrator_resets_a_plugin_and_nobody_else_does(opens: Open) -> None:
    """Then it counts again from nothing, and the trail says who did it."""
    system = opens(RUN_VARIANTS[0].module(), LONG)
    aside(system)
    town = places(system).town
    with pytest.raises(NotAllowed, match="镇食安办专干不能复位模块"):
        reset(system, NAME, actor=Actor("专干甲", Role.OFFICER, town))
    with pytest.raises(UnknownCode, match="没有模块 nothing"):
        reset(system, "nothing")
    reset(system, NAME, actor=Actor("管理员", Role.SYSADMIN))
    assert NAME in system.plugins
    assert NAME not in system.plugins.failures
    with system.engine.connect() as connection:
        row = connection.execute(sa.select(audit).where(audit.c.action == "reset")).one()
    assert (row.actor, json.loads(row.changes)["failures"]) == ("管理员", [AT_MOST, 0])
    with system.work(reading=True) as work:
        assert standing(work).state == "on"
        states(work)
    assert NAME in system.plugins, "one failure is one again"


def test_failures_are_counted_later_when_the_database_is_busy(opens: Open) -> None:
    """Nobody waits for it, and none is lost."""
    system = opens(RUN_VARIANTS[0].module(), LONG)
    with system.work() as busy:
        busy.division(TOWN)
        aside(system)
        assert NAME in system.plugins
    for _ in range(AT_MOST - 1):
        with system.work(reading=True) as work:
            states(work)
    with system.work(reading=True):
        assert NAME not in system.plugins


def test_a_plugin_that_only_stumbled_elsewhere_still_says_its_part(opens: Open) -> None:
    """A failed reminder is no reason to say that the paragraph is missing."""
    system = opens(REMINDER_VARIANTS[0].module(), LONG)
    with system.work(reading=True) as work:
        reminders(work, work.division(TOWN), TODAY)
        assert NAME in system.plugins.failures
        text = words(write_summary(work, work.division(TOWN), 2023).content)
        assert "捣乱模块数了3家" in text
        assert "缺失" not in text


def test_one_refused_select_does_not_end_the_work_of_the_others(
    any_district: Callable[[dict[str, Any]], System],
) -> None:
    """PostgreSQL gives up a whole transaction at the first error; the other indicators are counted all the same."""
    refused = next(one for one in RUN_VARIANTS if one.reason == "no_such_function")
    system = any_district({NAME: refused.module()})
    turn(system, NAME, SwitchKind.ENABLE, TOWN, starts_on=date(2023, 1, 1))
    with system.work() as work:
        work.add(Operator(division_id=places(system).village.id, name="店", kind=OperatorKind.STALL))
        assert reading(work, "X90", work.division(TOWN), YEAR).value.state is State.FAILED
        assert reading(work, "operators-stall", work.division(TOWN), YEAR).value.part == 1
        work.commit()
    with system.work() as work:
        assert work.count(sa.select(Operator)) == 1, "and what was written is kept"


def test_what_nobody_may_ask_is_refused_and_puts_nothing_aside(opens: Open) -> None:
    """Whoever runs the system works with no records; that they asked is no failure of any module."""
    system = opens(plugin(), LONG)
    for _time in range(AT_MOST + 1):
        with system.work(Actor("管理员", Role.SYSADMIN, None), reading=True) as work:
            with pytest.raises(NotAllowed, match="系统管理员不办业务，看不了指标和提醒"):
                readings(work, work.division(TOWN), YEAR)
            with pytest.raises(NotAllowed, match="系统管理员不办业务"):
                reminders(work, work.division(TOWN), TODAY)
    assert system.plugins.failures == {}


def test_a_day_that_nothing_is_known_of_puts_nothing_aside(opens: Open) -> None:
    """Nobody may switch a module off for all others by asking for a day without rules, or beyond any calendar."""

    def count(period: Period, rules: Rules) -> Count:
        return Count(sa.select(Operator).where(rules.value(f"{NAME}.target", period.last).value == 1))

    def ending(on: date, rules: Rules) -> "sa.Select[Any]":
        return sa.select(Operator).where(rules.value(f"{NAME}.target", on + timedelta(days=30)).value == 1)

    changed = {"register_indicators": [attrs.evolve(INDICATOR, formula=count)]}
    system = opens(plugin(**changed, register_reminders=[attrs.evolve(REMINDER, select=ending)]), LONG)
    for _time in range(AT_MOST + 1):
        with system.work(reading=True) as work:
            town = work.division(TOWN)
            value = reading(work, "X90", town, year(2005)).value
            reason = "规则 misbehaving.target 在 2005年12月31日 没有施行中的"
            assert (value.state, value.reason) == (State.NO_DENOMINATOR, reason)
            assert [one for one in reminders(work, town, date(2005, 6, 1)) if one.code == REMINDER.code] == []
            for day in (date(1899, 12, 31), date.max):
                with pytest.raises(NotPossible, match="太早或太晚：只算1900年1月1日到2200年12月31日"):
                    reminders(work, town, day)
            for far in (year(1899), year(2201)):
                with pytest.raises(NotPossible, match="太早或太晚"):
                    reading(work, "X90", town, far)
            with pytest.raises(NotPossible, match="太早或太晚"):
                chain(work, town, date.max)
    assert system.plugins.failures == {}
    assert system.plugins.put_aside == frozenset()


def test_a_module_put_aside_with_its_target_keeps_nobody_from_the_rest(opens: Open) -> None:
    """Its rules stay known with its figures; the summary names it, and the module of the summary has not failed."""
    system = opens(plugin(), LONG)
    for _time in range(AT_MOST):
        system.plugins.fail(Failure("pledges", "hook", "broken"))
        system.keep_failures()
    assert system.plugins.put_aside == {"pledges"}
    with system.work(reading=True) as work:
        assert states(work)["I04"] == (State.FAILED, None)
        assert reading(work, "I04", work.division(TOWN), YEAR).target is not None
        assert states(work)["X90"] == (State.OK, 3)
        text = words(write_summary(work, work.division(TOWN), 2023).content)
        assert "捣乱模块数了3家" in text
        assert "出错，这部分内容缺失" in text
    assert set(system.plugins.failures) == {"pledges"}
