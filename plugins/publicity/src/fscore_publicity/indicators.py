"""What reached people: copies handed out, kinds of places entered, events of the week, boards that show the phones."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.division import Level
from fscore.model.gates import Venue
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import townships, units
from fscore.storage.rules import Rules
from fscore.storage.spread import spread
from fscore.storage.standing import dated, standing
from fscore.storage.types import has
from fscore_publicity.model import (
    EDUCATION,
    PHONES,
    EventKind,
    MaterialKind,
    NoticeBoard,
    PublicityEvent,
    PublicityMaterial,
)

COPIES = Unit(_("份"))


def _distributed(period: Period, *kinds: MaterialKind) -> Count:
    batches = dated(PublicityMaterial.distributed_on, period).where(col(PublicityMaterial.kind).in_(kinds))
    return Count(batches, col(PublicityMaterial.distributed))


def events(period: Period) -> "sa.Select[PublicityEvent]":
    """Return the events that were held in a period: only they have a day."""
    return dated(PublicityEvent.done_on, period)


def showing_phones(on: date) -> "sa.Select[NoticeBoard]":
    """Return the boards that hang on a day and show both who is to be called and the number to report to."""
    hanging = standing(on, since=NoticeBoard.put_up_on, ended=NoticeBoard.removed_on)
    return hanging.where(has(col(NoticeBoard.contents), *PHONES))


@indicator(
    id="I09",
    code="education-copies",
    label=_("宣传教育方案及资料份数"),
    unit=COPIES,
    span=Span.DRIVE,
    definition=_(
        "发放日期在创建期内的宣传教育方案和宣传资料的发放份数，各次宣传活动相加；"
        "法律法规宣传材料另算，活动现场的份数不重复计。"
    ),
)
def education_copies(period: Period, _rules: Rules) -> Count:
    """Copies of plans and leaflets that were handed out; law texts are another figure and never added."""
    return _distributed(period, *EDUCATION)


@indicator(
    id="I10",
    code="law-copies",
    label=_("法律宣传材料份数"),
    unit=COPIES,
    span=Span.DRIVE,
    definition=_(
        "发放（张贴）日期在创建期内的法律法规宣传材料的发放（张贴）份数，各次宣传活动相加；"
        "宣传教育方案和宣传资料另算，两个数不能相加成一次宣传的份数。"
    ),
)
def law_copies(period: Period, _rules: Rules) -> Count:
    """Copies of law texts that were handed out or posted."""
    return _distributed(period, MaterialKind.LAW_TEXT)


@indicator(
    id="I11",
    code="venues-entered",
    label=_("五进覆盖率"),
    unit=PERCENT,
    target="publicity.venues-target",
    definition=_(
        "本期举办过宣传活动的场所种类（机关、学校、社区、村组、工地）。一个乡镇一种场所去几次都只算一次；"
        "总数是期末存在的乡镇数乘以场所的种类数，村一级不单独算。"
    ),
)
def venues_entered(period: Period, _rules: Rules) -> Share:
    """Kinds of places that a township entered, of all five for every township.

    Part: of the events of one township at one kind of place, the one that was written down first.
    Whole: townships that exist on the last day, each for as many kinds of places as there are.
    """
    on, venue = period.last, col(PublicityEvent.venue)
    return spread(events(period), venue, units=townships(on), level=Level.TOWNSHIP, on=on, times=len(Venue))


@indicator(
    id="I12",
    code="publicity-weeks",
    label=_("宣传周活动次数"),
    unit=Unit(_("次")),
    target="publicity.week-target",
    definition=_("举办日期在本期、类别是“食品安全宣传周活动”的宣传活动。"),
)
def publicity_weeks(period: Period, _rules: Rules) -> Count:
    """Events of the publicity week that were held."""
    return Count(events(period).where(col(PublicityEvent.kind) == EventKind.WEEK))


@indicator(
    id="I45",
    code="phones-shown",
    label=_("监督电话公开率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="publicity.phones-target",
    definition=_("期末有宣传栏公布联络员姓名电话和投诉举报电话的村（社区），除以期末存在的全部村（社区）。"),
)
def phones_shown(period: Period, _rules: Rules) -> Share:
    """Villages and communities with a board that shows both phones, of all that exist on the day."""
    board = showing_phones(period.last).where(of_unit(NoticeBoard, period.last))
    return Share.of(units(period.last), board.exists())


INDICATORS = (education_copies, law_copies, venues_entered, publicity_weeks, phones_shown)
