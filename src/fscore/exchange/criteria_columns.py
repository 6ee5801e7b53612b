"""How the tables of a set of criteria lie in a workbook: sheets, columns, and what a cell holds."""

import attrs

from fscore.evaluation.criteria import Absence, AnsweredBy, Counted, Method
from fscore.evaluation.rounding import Mode
from fscore.exchange.criteria_document import Good
from fscore.labels import _
from fscore.model.choice import Choice

TEXT, NUMBER, DAY, FLAG, BOUND, LIST = "text", "number", "day", "flag", "bound", "list"

KINDS = _("分值")
NAMES = _("名称")


@attrs.frozen
class Column:
    """A column: its heading, the key it fills ("citation.title" within a table), and what its cells hold."""

    heading: str
    key: str
    holds: str | type[Choice] = TEXT
    hint: str = ""


@attrs.frozen
class Sheet:
    """A sheet: its name, the list of tables it fills, its columns; ``parent`` names the item that rows belong to."""

    name: str
    key: str
    columns: tuple[Column, ...]
    parent: str = ""
    by_kind: str = ""
    names: str = ""


_CITATION = (
    Column(_("依据文件"), "citation.title"),
    Column(_("文号"), "citation.number"),
    Column(_("条款"), "citation.article"),
    Column(_("发布机关"), "citation.issuer"),
)

FACTS = Sheet(
    _("指标"),
    "",
    (
        Column(_("代码"), "code", TEXT, _("小写英文字母、数字和连字符，一直不变")),
        Column(_("名称"), "label"),
        Column(_("版本"), "version", TEXT, _("不写就用起用日期")),
        Column(_("起用日期"), "effective", DAY, _("例如 2025-01-01")),
        Column(_("停用日期"), "superseded", DAY, _("从这一天起不再使用")),
        Column(_("适用地区"), "region", TEXT, _("区划代码，不写就到处适用")),
        Column(_("计分方法"), "method", Method),
        Column(_("总分"), "total", NUMBER),
        Column(_("单位"), "unit"),
        Column(_("保留小数位"), "rounding.digits", NUMBER),
        Column(_("取舍方法"), "rounding.mode", Mode),
        Column(_("缺项处理"), "absence", Absence),
        Column(_("关键项最低比例"), "key_floor", NUMBER, _("例如 0.6，即本项分值的六成")),
        Column(_("合格条件"), "pass", BOUND, _("例如 90以上")),
        Column(_("加分最多"), "bonus_at_most", NUMBER),
        Column(_("否决后的等级"), "veto_grade"),
        *_CITATION,
        Column(_("已核对"), "verified", FLAG, _("有人与正式文本核对过才写“是”")),
        Column(_("核对日期"), "verified_on", DAY),
    ),
    by_kind="total",
)

ITEMS = Sheet(
    _("项目"),
    "criteria",
    (
        Column(_("代码"), "code"),
        Column(_("名称"), "label"),
        Column(_("分组"), "group", TEXT, _("key 关键项、basic 基本项、bonus 加分项，或自定的分组")),
        Column(_("分值"), "points", NUMBER),
        Column(_("否决项"), "veto", FLAG),
        Column(_("关键项"), "key", FLAG),
        Column(_("加分项"), "bonus", FLAG),
        Column(_("最低比例"), "floor", NUMBER),
        Column(_("作答"), "answer", AnsweredBy),
        Column(_("好的答案"), "expects", Good),
        Column(_("数据代码"), "query"),
        Column(_("数据单位"), "unit"),
        Column(_("目标值"), "target", BOUND),
        Column(_("缺项处理"), "absence", Absence),
        Column(_("凭据"), "evidence"),
        Column(_("必须有凭据"), "evidence_required", FLAG),
        *_CITATION,
    ),
    by_kind="points",
)

_ITEM = Column(_("项目代码"), "item")

SHEETS = (
    Sheet(
        _("扣分"),
        "deductions",
        (
            _ITEM,
            Column(_("代码"), "code"),
            Column(_("扣分情形"), "label"),
            Column(_("每次扣分"), "points", NUMBER),
            Column(_("最多扣分"), "at_most", NUMBER),
        ),
        parent="item",
    ),
    Sheet(
        _("档次"),
        "steps",
        (_ITEM, Column(_("数值"), "bound", BOUND), Column(_("得分"), "points", NUMBER)),
        parent="item",
    ),
    Sheet(
        _("等级"),
        "bands",
        (
            Column(_("分数"), "bounds", BOUND, _("例如 7.5以上、8.9以下；从好到差排列")),
            Column(_("等级"), "grade"),
            Column(_("不评级的理由"), "reason"),
        ),
        names="names",
    ),
    Sheet(
        _("等级限制"),
        "limits",
        (
            Column(_("代码"), "code"),
            Column(_("说明"), "label"),
            Column(_("数什么"), "counts", Counted),
            Column(_("项数"), "bound", BOUND),
            Column(_("只数这些项目"), "items", LIST),
            Column(_("最好只能评为"), "grade"),
            Column(_("降几级"), "down", NUMBER),
        ),
    ),
    Sheet(_("不评级"), "withheld", (Column(_("代码"), "code"), Column(_("情形"), "label"))),
    Sheet(_("对象类型"), "kinds", (Column(_("代码"), "code"), Column(_("名称"), "label"))),
    Sheet(
        _("分组"),
        "groups",
        (Column(_("代码"), "code"), Column(_("名称"), "label"), Column(_("分值"), "points", NUMBER)),
        by_kind="points",
    ),
)
