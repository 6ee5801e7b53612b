"""Users on the command line, and acting as one of them."""

import re
from datetime import UTC, datetime
from pathlib import Path

import fscore
from fscore.services.signing_in import Caller, sign_in_once
from tests.cli.conftest import MESSY, MODEL, Run
from tests.cli.documents import read

ADD = ["user", "add", "wang", "王某", "--role", "officer", "--division", MODEL]


def test_somebody_who_is_added_signs_in_with_a_code(demo: Run, tmp_path: Path) -> None:
    shown = demo(*ADD).stdout
    assert shown.startswith("加好了：wang，王某，镇食安办专干，青禾镇\n")
    *_said, where, path = demo("user", "sign-in", "wang").stdout.splitlines()
    assert where.startswith("在网页地址后面加上这一段打开")
    assert re.fullmatch(r"/sign-in/once/[0-9a-f]{32}", path)
    link = demo("user", "sign-in", "wang", "--address", "http://127.0.0.1:8000/").stdout.splitlines()[-1]
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/once/[0-9a-f]{32}", link)
    system = fscore.open(f"sqlite:///{tmp_path / 'fscore.db'}")
    assert sign_in_once(system, link.rsplit("/", maxsplit=1)[-1], Caller("127.0.0.1"), datetime.now(UTC)) is not None
    system.engine.dispose()


def test_a_role_may_be_named_in_chinese(demo: Run) -> None:
    demo(*ADD)
    shown = demo("user", "role", "wang", "--role", "分管领导", "--division", MESSY).stdout
    assert shown == "王某现在是分管领导，乱石乡；要重新登录\n"


def test_roles_and_minutes_are_told_in_english(demo: Run) -> None:
    shown = demo("--lang", "en", "user", "add", "--help").stdout
    assert "role: liaison, officer, leader" in " ".join(shown.split())
    assert "by default 30" in demo("--lang", "en", "user", "sign-in", "--help").stdout
    said = demo("--lang", "en", "user", "add", "x", "y", "--role", "king", status=2).stderr
    assert "liaison (Village liaison), officer (Township officer)" in said


def test_whoever_is_disabled_acts_no_more(demo: Run) -> None:
    demo(*ADD)
    demo("--as", "wang", "reminders")
    demo("user", "disable", "wang")
    assert demo("--as", "wang", "reminders", status=1).stderr == "fscore: 王某的账号停用了\n"


def test_a_user_sees_the_own_township_and_no_other(demo: Run) -> None:
    demo(*ADD)
    assert read(demo("--as", "wang", "indicators", "--json"))["division"] == MODEL
    assert demo("--as", "wang", "indicators", "--division", MESSY, status=1).stderr == (
        f"fscore: 没有这个区划：{MESSY}\n"
    )


def test_the_audit_says_who_acted(demo: Run) -> None:
    demo(*ADD)
    demo("--as", "wang", "plugin", "disable", "banquets")
    demo("plugin", "enable", "banquets", "--division", MODEL)
    rows = read(demo("audit", "show", "--last", "2", "--json"))["rows"]
    assert [(row["actor"], row["role"], row["door"]) for row in rows] == [
        ("王某", "officer", "cli"),
        ("安装操作员", "installation", "cli"),
    ]


def test_nobody_is_moved_to_a_unit_that_closed(demo: Run) -> None:
    demo("divisions", "merge", "990101101200", "990101101201", "--into", "990101101250", "合村")
    said = "fscore: 向阳村已在 2023-12-30 撤销，账号请放到合村（990101101250）\n"
    assert demo("user", "role", "liaison", "--role", "liaison", "--division", "990101101200", status=1).stderr == said
    demo("user", "role", "liaison", "--role", "liaison", "--division", "990101101250")


def test_what_can_not_be_is_refused(demo: Run) -> None:
    demo(*ADD)
    for arguments, line in (
        (ADD, "登录名 wang 有人用了，换一个"),
        (["--as", "zhao", "reminders"], "没有账号 zhao"),
        (["user", "sign-in", "zhao"], "没有账号 zhao"),
        (["user", "sign-in", "wang", "--minutes", "0"], "一次性登录的时间要在 1 分钟到 24 小时之间，不是 0 分钟"),
        (["--as", "wang", "user", "sign-in", "wang"], ""),
        (["--as", "wang", "audit", "show"], "镇食安办专干不能看审计，请找审计员"),
    ):
        assert demo(*arguments, status=1).stderr.startswith(f"fscore: {line}")
