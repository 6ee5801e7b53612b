"""The plugin that misbehaves: a well-behaved one, and every way in which it can go wrong.

Each variant is made from the well-behaved plugin by changing one thing, so that what breaks is that one thing.
"""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any, NoReturn

import attrs
import sqlalchemy as sa

from fscore import Category, Manifest, hookimpl
from fscore.evaluation.ratio import Unit
from fscore.evaluation.sources import Citation, Op, Rule
from fscore.extension.declarations import OperatorPost, Outline, Reminder, Section
from fscore.model.operators import Operator
from fscore.model.people import Person
from fscore.storage.indicators import Count, Indicator

NAME = "misbehaving"
SHORT, LONG = 0.4, 20.0
"""Deadlines in seconds: where something hangs nobody waits long, elsewhere a slow machine must not look like it."""

MANIFEST = Manifest(
    id=NAME,
    version="1.0",
    title="捣乱的模块",
    title_en="Misbehaving",
    summary="测试用。",
    category=Category.REPORT,
    requires_core=">=0",
)
RULE = Rule(f"{NAME}.target", Decimal(1), Op.GE, "家", date(2011, 1, 1), Citation("某办法"))
INDICATOR = Indicator(
    "X90", "misbehaving-operators", "捣乱指标", Unit("家"), "经营主体。", lambda *_: Count(sa.select(Operator))
)
REMINDER = Reminder(
    f"{NAME}.look",
    "看一看",
    lambda _on, _rules: sa.select(Operator),
    f"{NAME}.target",
    due=lambda _one, on, _rules: on + timedelta(days=1),
)
POST = OperatorPost("troublemaker", "捣乱的人", lambda *_: sa.select(Person))
SECTION = Section("misbehaving", Outline.ORGANISATION, "捣乱模块数了{X90}家。")

Hook = Callable[[], Any]


def plugin(manifest: Any = MANIFEST, **hooks: Any) -> ModuleType:
    """Return the well-behaved plugin with some of its hooks replaced: by a function, or by what it is to return."""
    module = ModuleType(f"fscore_{NAME}", "A plugin of the tests.")
    answers: dict[str, Any] = {
        "manifest": manifest,
        "register_rules": [RULE],
        "register_indicators": [INDICATOR],
        "register_reminders": [REMINDER],
        "register_sections": [SECTION],
    }
    for hook, answer in {**answers, **hooks}.items():
        setattr(module, hook, _hook(hook, answer))
    return module


def _hook(name: str, answer: Any) -> Hook:
    def hook() -> Any:
        return answer() if callable(answer) and not isinstance(answer, type) else answer

    hook.__name__ = name
    return hookimpl(hook)


def fail(*_arguments: Any) -> NoReturn:
    """Raise."""
    raise RuntimeError("捣乱")


def leave(*_arguments: Any) -> NoReturn:
    """End the program."""
    raise SystemExit(3)


def hang(*_arguments: Any) -> NoReturn:
    """Never come back, as far as anybody waits."""
    while True:
        threading.Event().wait()


def without_end() -> Iterable[Any]:
    """Offer declarations for ever."""
    while True:
        time.sleep(0.01)
        yield RULE


@attrs.frozen
class Variant:
    """One way to go wrong: the plugin, the call in which it shows, and words of the reason that is given."""

    what: str
    module: Callable[[], Any]
    call: str
    reason: str

    @property
    def deadline(self) -> float:
        """How long to wait for it."""
        return SHORT if "秒内没有回答" in self.reason else LONG


def _changed(**changes: Any) -> Callable[[], ModuleType]:
    return lambda: plugin(attrs.evolve(MANIFEST, **changes))


def _with(**hooks: Any) -> Callable[[], ModuleType]:
    return lambda: plugin(**hooks)


def _misspelt() -> ModuleType:
    module = plugin()
    module.regster_entities = _hook("regster_entities", [])  # type: ignore[attr-defined]
    return module


def _wrong_argument() -> ModuleType:
    module = plugin()

    @hookimpl
    def register_reports(session: Any) -> Any:
        return session

    module.register_reports = register_reports  # type: ignore[attr-defined]
    return module


def _without_manifest() -> ModuleType:
    module = plugin()
    del module.manifest
    return module


HOOKS = (
    "register_entities",
    "register_rules",
    "register_indicators",
    "register_criteria",
    "register_answers",
    "register_reminders",
    "register_sections",
    "register_reports",
)
WAYS: tuple[tuple[str, Any, str], ...] = (
    ("raises", fail, "RuntimeError: 捣乱"),
    ("ends the program", leave, "SystemExit: 3"),
    ("hangs", hang, "秒内没有回答"),
    ("returns a number", 5, "TypeError"),
    ("returns a list of numbers", [5], "却是 int"),
    ("returns a list of nothing", [None], "却是 NoneType"),
)
HOOK_VARIANTS = (
    *(
        Variant(f"{hook} {what}", _with(**{hook: answer}), hook, reason)
        for hook in HOOKS
        for what, answer, reason in WAYS
    ),
    Variant("register_rules never stops", _with(register_rules=without_end), "register_rules", "秒内没有回答"),
)


class NoEntity:
    """A class that is not an entity."""


MANIFEST_VARIANTS = (
    Variant("manifest raises", lambda: plugin(fail), "manifest", "捣乱"),
    Variant("manifest hangs", lambda: plugin(hang), "manifest", "秒内没有回答"),
    Variant("manifest is a text", lambda: plugin("misbehaving"), "manifest", "没有模块说明"),
    Variant("there is no manifest", _without_manifest, "manifest", "没有模块说明"),
    Variant("id of another", _changed(id="pledges"), "manifest", "登记的名字却是"),
    Variant("id in capitals", _changed(id="Misbehaving"), "manifest", "要小写英文字母开头"),
    Variant("id is a number", _changed(id=7), "manifest", "要小写英文字母开头"),
    Variant("version is a number", _changed(version=1.0), "manifest", "version 要写文字，却是 float"),
    Variant("version is no version", _changed(version="最新"), "manifest", "版本写得不对"),
    Variant("title is empty", _changed(title=" "), "manifest", "缺 title"),
    Variant("title is a list", _changed(title=["捣乱"]), "manifest", "title 要写文字，却是 list"),
    Variant("title_en is missing", _changed(title_en=None), "manifest", "title_en 要写文字，却是 NoneType"),
    Variant("summary is empty", _changed(summary=""), "manifest", "缺 summary"),
    Variant("category is a text", _changed(category="report"), "manifest", "不在表里"),
    Variant("core range is nonsense", _changed(requires_core="新的就行"), "manifest", "版本写得不对"),
    Variant("core range is a number", _changed(requires_core=1), "manifest", "requires_core 要写文字"),
    Variant("another core version", _changed(requires_core=">=99"), "manifest", "要 fscore >=99，现在是"),
    Variant("requires is a text", _changed(requires="pledges"), "manifest", "requires 要是一组模块名"),
    Variant("requires has numbers", _changed(requires=("pledges", 5)), "manifest", "requires 要是一组模块名"),
    Variant("after is a list", _changed(after=["pledges"]), "manifest", "after 要是一组模块名"),
    Variant("requires itself", _changed(requires=(NAME,)), "manifest", "不能依赖自己"),
    Variant("requires what is missing", _changed(requires=("nowhere",)), "requires", "缺少它要用的模块：nowhere"),
    Variant("a hook is misspelt", _misspelt, "register", "没有这样的约定：regster_entities"),
    Variant("a hook has an argument too many", _wrong_argument, "register", "PluginValidationError"),
)


def _indicator(**changes: Any) -> Callable[[], ModuleType]:
    return _with(register_indicators=[attrs.evolve(INDICATOR, **changes)])


def _rule(**changes: Any) -> Callable[[], ModuleType]:
    return _with(register_rules=[RULE, attrs.evolve(RULE, code="misbehaving.other", **changes)])


def _post(**changes: Any) -> Callable[[], ModuleType]:
    return _with(register_posts=[attrs.evolve(POST, **changes)])


def _reminder(**changes: Any) -> Callable[[], ModuleType]:
    return _with(register_reminders=[attrs.evolve(REMINDER, **changes)])


def _section(**changes: Any) -> Callable[[], ModuleType]:
    return _with(register_sections=[attrs.evolve(SECTION, **changes)])


DECLARED_VARIANTS = (
    Variant("no entity", _with(register_entities=[NoEntity]), "register_entities", "is not an entity"),
    Variant("foreign prefix", _with(register_entities=[Operator]), "register_entities", "表名要以“misbehaving_”开头"),
    Variant("taken id", _indicator(id="I01"), "register_indicators", "指标编号 I01 已被 fscore 自己占用"),
    Variant(
        "taken id of a plugin",
        lambda: plugin(
            attrs.evolve(MANIFEST, after=("pledges",)), register_indicators=[attrs.evolve(INDICATOR, id="I04")]
        ),
        "register_indicators",
        "指标编号 I04 已被模块“pledges”占用",
    ),
    Variant("taken code", _indicator(code="network-coverage"), "register_indicators", "network-coverage 已被"),
    Variant(
        "the same id twice",
        _with(register_indicators=[INDICATOR, attrs.evolve(INDICATOR, code="b")]),
        "register_indicators",
        "X90 写了 2 遍",
    ),
    Variant("id with a blank", _indicator(id="X 90"), "register_indicators", "只用字母和数字：X 90"),
    Variant("id is empty", _indicator(id=""), "register_indicators", "id 是空的"),
    Variant("label is missing", _indicator(label=None), "register_indicators", "X90.label 要是 str，却是 NoneType"),
    Variant("unit is a text", _indicator(unit="家"), "register_indicators", "X90.unit 要是 Unit，却是 str"),
    Variant("formula is a select", _indicator(formula=sa.select(1)), "register_indicators", "X90.formula 要是"),
    Variant("unknown target", _indicator(target="no.such-rule"), "register_indicators", "没有这条规则"),
    Variant("rule without citation", _rule(citation=None), "register_rules", "citation 要是 Citation，却是 NoneType"),
    Variant("citation without title", _rule(citation=Citation("")), "register_rules", "citation.title 是空的"),
    Variant("rule with a float", _rule(value=0.5), "register_rules", "value 要是 Decimal，却是 float"),
    Variant("rule that is no number", _rule(value=Decimal("NaN")), "register_rules", "的数值不是数"),
    Variant("rule with a text for a day", _rule(effective="2011"), "register_rules", "effective 要是 date，却是 str"),
    Variant(
        "rule that ends before it begins", _rule(superseded=date(2010, 1, 1)), "register_rules", "还没有施行就失效了"
    ),
    Variant("the same rule twice", _with(register_rules=[RULE, RULE]), "register_rules", "写了 2 遍"),
    Variant("taken post", _post(value="liaison"), "register_posts", "职务代码 liaison 已被 fscore 自己占用"),
    Variant("holders are a text", _post(held="李四"), "register_posts", "held 要是"),
    Variant("due is a day", _reminder(due=date(2023, 1, 1)), "register_reminders", "due 要是"),
    Variant("reminder of no rule", _reminder(rule="no.such-rule"), "register_reminders", "没有这条规则"),
    Variant("day said twice", _reminder(ends="closed_on"), "register_reminders", "日子只能说一次"),
    Variant("until of nothing", _reminder(until=RULE.code), "register_reminders", "until 要和 ends 一起用"),
    Variant("notice of a found day", _reminder(notice=RULE.code), "register_reminders", "notice 不能和 due 一起用"),
    Variant("notice no rule", _reminder(due="", notice="no"), "register_reminders", "没有这条规则"),
    Variant("until no rule", _reminder(due="", ends="closed_on", until="no"), "register_reminders", "没有这条规则"),
    Variant("urgency is a text", _reminder(urgency="late"), "register_reminders", "urgency 要是 Urgency"),
    Variant("place is a text", _section(place="organisation"), "register_sections", "place 要是 Outline"),
    Variant("template is broken", _section(template="{if X90}"), "register_sections", "BadTemplate"),
    Variant("said is a text", _section(said="说了"), "register_sections", "said 要能调用"),
)
LOAD_VARIANTS = (*MANIFEST_VARIANTS, *HOOK_VARIANTS, *DECLARED_VARIANTS)

RUN_VARIANTS = (
    Variant("formula raises", _indicator(formula=fail), INDICATOR.code, "捣乱"),
    Variant("formula ends the program", _indicator(formula=leave), INDICATOR.code, "SystemExit"),
    Variant("formula hangs", _indicator(formula=hang), INDICATOR.code, "秒内没有回答"),
    Variant("formula returns nothing", _indicator(formula=lambda *_: None), INDICATOR.code, "neither Share nor Count"),
    Variant("formula counts nonsense", _indicator(formula=lambda *_: Count(5)), INDICATOR.code, "AttributeError"),
    Variant(
        "formula goes around the scope",
        _indicator(formula=lambda *_: Count(sa.select(sa.text("1")).select_from(Operator))),
        INDICATOR.code,
        "Error",
    ),
    Variant(
        "formula that the database refuses",
        _indicator(formula=lambda *_: Count(sa.select(Operator).where(sa.func.no_such_function(Operator.id) == 1))),
        INDICATOR.code,
        "no_such_function",
    ),
    Variant("chain of reports raises", _indicator(reported=fail), INDICATOR.code, "捣乱"),
)
REMINDER_VARIANTS = (
    Variant("reminder raises", _reminder(select=fail), REMINDER.code, "捣乱"),
    Variant("reminder hangs", _reminder(select=hang), REMINDER.code, "秒内没有回答"),
    Variant("reminder selects nonsense", _reminder(select=lambda *_: 5), REMINDER.code, "AttributeError"),
    Variant("day raises", _reminder(due=fail), REMINDER.code, "捣乱"),
    Variant("day is a text", _reminder(due=lambda *_: "tomorrow"), REMINDER.code, "is due on a day"),
)
SECTION_VARIANTS = (
    Variant("unknown name", _section(template="捣乱模块数了{X99}家。"), SECTION.code, "没有叫 X99 的指标或事实"),
    Variant("typed number", _section(template="捣乱模块数了90家。"), SECTION.code, "直接写了数字"),
    Variant("said raises", _section(template="", said=fail), SECTION.code, "捣乱"),
    Variant("said is nonsense", _section(template="", said=lambda *_: [5]), SECTION.code, "and not Said"),
)
