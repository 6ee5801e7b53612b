"""Plugins on the command line: how they stand, and turning them."""

from pathlib import Path

import fscore
from fscore.extension.guarded import Failure
from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read

KEYS = {"id", "version", "title", "state", "reason", "requires", "decided_by"}


def standing(demo: Run, division: str, name: str = "banquets") -> dict[str, object]:
    document = read(demo("plugin", "list", "--division", division, "--json"))
    return next(one for one in document["plugins"] if one["id"] == name)


def test_the_list_has_the_promised_shape(demo: Run) -> None:
    document = read(demo("plugin", "list", "--division", MODEL, "--json"))
    assert (document["division"], document["on"]) == (MODEL, "2023-12-31")
    for one in document["plugins"]:
        assert set(one) >= KEYS
    assert "农村集体聚餐" in demo("plugin", "list", "--division", MODEL).stdout


def test_off_in_one_township_is_on_in_the_next(demo: Run) -> None:
    shown = demo("plugin", "disable", "banquets", "--division", MESSY)
    assert shown.stdout == "乱石乡：农村集体聚餐，停用，自 2023-12-31 起\n"
    assert standing(demo, MESSY)["state"] == "off"
    assert standing(demo, MODEL)["state"] == "on"


def test_it_is_on_from_the_day_that_is_named(demo: Run) -> None:
    demo("plugin", "disable", "banquets", "--division", MESSY, "--from", "2024-01-01")
    assert standing(demo, MESSY)["state"] == "on"
    later = read(demo("plugin", "list", "--division", MESSY, "--on", "2024-01-01", "--json"))
    assert {one["id"]: one["state"] for one in later["plugins"]}["banquets"] == "off"


def test_what_a_division_above_forbids_stays_off(demo: Run) -> None:
    demo("plugin", "forbid", "banquets", "--division", "990101000000")
    shown = demo("plugin", "enable", "banquets", "--division", MODEL, status=1)
    assert shown.stderr == "fscore: 清河区统一不准启用模块 banquets，青禾镇不能改\n"
    demo("plugin", "require", "banquets", "--division", "990101000000")
    assert standing(demo, MODEL)["state"] == "on"


def test_an_unknown_plugin_is_refused_with_those_there_are(demo: Run) -> None:
    shown = demo("plugin", "enable", "bankets", "--division", MODEL, status=1)
    assert shown.stderr.startswith("fscore: 没有模块 bankets，现有：")
    assert "banquets" in shown.stderr


def test_a_plugin_that_was_put_aside_gets_another_chance(demo: Run, tmp_path: Path) -> None:
    system = fscore.open(f"sqlite:///{tmp_path / 'fscore.db'}")
    for _time in range(3):
        system.plugins.fail(Failure("banquets", "measure", "ValueError: no"))
        system.keep_failures()
    system.engine.dispose()
    shown = demo("plugin", "list", "--division", MODEL)
    assert "模块 banquets 不能用：ValueError: no" in shown.stderr
    assert standing(demo, MODEL)["state"] == "put-aside"
    assert demo("plugin", "reset", "banquets").stdout == "模块 banquets 出错的次数清零了，下次启动再试\n"
    assert standing(demo, MODEL)["state"] == "on"
    assert demo("plugin", "reset", "nope", status=1).stderr.startswith("fscore: 没有模块 nope，现有：")
