"""The responsibility network: who answers for the villages, and where nobody does."""

from datetime import date

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.extension.declarations import Reminder, Urgency, at_once, lacking, reminder
from fscore.labels import _
from fscore.model.operators import Licence
from fscore.model.period import Period
from fscore.model.posts import Appointment, Post
from fscore.storage.columns import col
from fscore.storage.indicators import Count, Share, Span, indicator
from fscore.storage.places import of_unit
from fscore.storage.register import last_licences, trading, units
from fscore.storage.rules import Rules
from fscore.storage.standing import standing


def _in_post(on: date, *posts: Post) -> "sa.Select[Appointment]":
    in_post = standing(on, since=Appointment.starts_on, last=Appointment.ends_on)
    return in_post.where(col(Appointment.post).in_(posts))


@indicator(
    id="I01",
    code="network-coverage",
    label=_("三级监管网络覆盖率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="network.coverage-target",
    definition=_("有在任联络员的村（社区），除以全部村（社区）。"),
)
def network_coverage(period: Period, _rules: Rules) -> Share:
    """Villages and communities with a liaison in post, of all that exist on the last day."""
    liaison = _in_post(period.last, Post.LIAISON).where(of_unit(Appointment, period.last))
    return Share.of(units(period.last), liaison.exists())


@indicator(
    id="I02",
    code="officers",
    label=_("专职专干人数"),
    unit=Unit(_("人")),
    span=Span.MOMENT,
    target="network.officers-target",
    definition=_("在任的专职食品安全专干。"),
)
def officers(period: Period, _rules: Rules) -> Count:
    """Full-time officers in post on the last day."""
    return Count(_in_post(period.last, Post.OFFICER).where(col(Appointment.full_time).is_(True)))


@indicator(
    id="I03",
    code="liaisons",
    label=_("村级联络员人数"),
    unit=Unit(_("人")),
    span=Span.MOMENT,
    definition=_("在任的村（社区）食品安全联络员。"),
)
def liaisons(period: Period, _rules: Rules) -> Count:
    """Liaisons in post on the last day."""
    return Count(_in_post(period.last, Post.LIAISON))


@indicator(
    id="X08",
    code="leading-group",
    label=_("领导小组组长、副组长人数"),
    unit=Unit(_("人")),
    span=Span.MOMENT,
    definition=_("在任的食品安全工作领导小组组长和副组长。"),
)
def leading_group(period: Period, _rules: Rules) -> Count:
    """Heads and deputies of the leading group in post on the last day."""
    return Count(_in_post(period.last, Post.GROUP_HEAD, Post.GROUP_DEPUTY))


@indicator(
    id="X09",
    code="first-responsible",
    label=_("第一责任人明确率"),
    unit=PERCENT,
    span=Span.MOMENT,
    definition=_("有在任第一责任人的村（社区），除以全部村（社区）。"),
)
def first_responsible(period: Period, _rules: Rules) -> Share:
    """Villages and communities with a first responsible person in post, of all that exist on the last day."""
    person = _in_post(period.last, Post.FIRST_RESPONSIBLE).where(of_unit(Appointment, period.last))
    return Share.of(units(period.last), person.exists())


INDICATORS = (network_coverage, officers, liaisons, leading_group, first_responsible)


vacant = Reminder(
    code="network.vacant",
    title=_("缺联络员"),
    select=lacking(network_coverage),
    rule="network.posts.village.liaison",
    due=at_once,
)


@reminder(
    code="register.licence-expiring",
    title=_("证照到期"),
    rule="register.licence-warning",
    ends="valid_to",
    urgency=Urgency.EXPIRING,
)
def licences(on: date, _rules: Rules) -> "sa.Select[Licence]":
    """The last licences of whoever trades."""
    return last_licences().where(trading(on, col(Licence.operator_id)))


REMINDERS = (vacant, licences)
