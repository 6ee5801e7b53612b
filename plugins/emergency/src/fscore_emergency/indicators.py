"""How many incidents there were, which is none only where every village said so, and how the plan was kept alive."""

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT, Unit
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import Period
from fscore.storage.columns import col
from fscore.storage.indicators import Count, PerHead, Reporting, Share, Span, indicator, on_record
from fscore.storage.rules import Rules
from fscore.storage.standing import dated
from fscore_emergency.model import (
    Drill,
    Incident,
    IncidentState,
    Setting,
    Warning,  # noqa: A004 - the field's own word
    ZeroReport,
)
from fscore_emergency.reporting import borne_out, doubtful, ended_months, months_due, reporting_units, reports


def zero_reports(period: Period, _rules: Rules) -> Reporting:
    """Return the chain behind a "none": a report on each month that has ended.

    Only the units that lack one are named: a unit that is new reports fewer months than the others. A report that tells
    of incidents which nobody registered is none. Where no month has ended yet, nobody can say "none".
    """
    months = ended_months(period)
    if not months:
        return Reporting(filed=reports(months), units=reporting_units(period.months()), times=1)
    last = months[-1].last
    says = {"year": last.year, "month": last.month}
    # Whoever counts the incidents of banquets by what banquets say may have missed one of a feast that nobody filed.
    at_banquets = _found(period).where(col(Incident.setting) == Setting.HOME_BANQUET)
    return Reporting(
        filed=reports(months).where(borne_out()),
        units=doubtful(months),
        times=len(months),
        says=says,
        against={"banquet-incidents": at_banquets},
    )


def _found(period: Period) -> "sa.Select[Incident]":
    return dated(Incident.found_on, period).where(col(Incident.state) != IncidentState.REFUTED)


@indicator(
    id="I41",
    code="incidents",
    label=_("食品安全事故数"),
    unit=Unit(_("起")),
    target="emergency.incidents-target",
    definition=_("本期发现的食品安全事故，核实不是事故的不算。没有发生，要以各村（社区）零报告报全为准。"),
    reported=zero_reports,
)
def incidents(period: Period, _rules: Rules) -> Count:
    """Incidents by the day on which they were found, but those that proved to be none."""
    return Count(_found(period))


incidents_on_record = on_record(
    incidents,
    id="X45",
    code="incidents-on-record",
    label=_("已登记的食品安全事故数"),
    definition=_("本期发现、已经登记的食品安全事故，核实不是事故的不算。零报告没有报全时，只能说明已经知道的。"),
)


@indicator(
    id="X42",
    code="graded-incidents",
    label=_("一般以上食品安全事故数"),
    unit=Unit(_("起")),
    target="emergency.incidents-target",
    definition=_(
        "本期发现、已定为一般（Ⅳ级）以上级别的食品安全事故，核实不是事故的不算；没有发生，同样以零报告报全为准。"
    ),
    reported=zero_reports,
)
def graded_incidents(period: Period, _rules: Rules) -> Count:
    """Incidents that somebody gave one of the four grades, by the day on which they were found."""
    return Count(_found(period).where(col(Incident.grade).is_not(None)))


@indicator(
    id="D10",
    code="zero-reports-filed",
    label=_("零报告率"),
    unit=PERCENT,
    span=Span.MOMENT,
    target="emergency.zero-reports-target",
    definition=_("各村（社区）已报送的月份数，除以应报的月份数；只算已经过完的月份和当月月底存在的村（社区）。"),
)
def zero_reports_filed(period: Period, _rules: Rules) -> PerHead | Share:
    """Reports filed on months that have ended, of those months times the units that existed at their end."""
    months = ended_months(period)
    if not months:
        return Share.of(reporting_units(months))

    def near(area: Division) -> "sa.Select[ZeroReport]":
        # An area that closed before a unit opened does not owe that one's report, and has none for it.
        return reports(months, by=area.nearest_day(period.last))

    return PerHead(part=reports(months), heads=reporting_units(months), amount=months_due(months), near=near)


@indicator(
    id="X41",
    code="incidents-reported-in-time",
    label=_("事故首报及时率"),
    unit=PERCENT,
    target="emergency.first-report-target",
    definition=_("本期发现的食品安全事故中，在规定时间内报到县级的；时限按发现当日、当地的规定。"),
)
def incidents_reported_in_time(period: Period, rules: Rules) -> Share:
    """Incidents found in the period, and those of them whose first report went up before the clock ran out."""
    early = rules.met("emergency.first-report", col(Incident.minutes), on=col(Incident.found_on))
    return Share.of(_found(period), early)


@indicator(
    id="X58",
    code="drills-held",
    label=_("应急演练次数"),
    unit=Unit(_("次")),
    target="emergency.drills",
    definition=_("演练日期在本期的食品安全应急演练。"),
)
def drills_held(period: Period, _rules: Rules) -> Count:
    """Drills by the day on which they were held."""
    return Count(dated(Drill.held_on, period))


@indicator(
    id="X59",
    code="warnings-given",
    label=_("风险预警发布次数"),
    unit=Unit(_("次")),
    definition=_("发布日期在本期的食品安全风险预警，不论级别。"),
)
def warnings_given(period: Period, _rules: Rules) -> Count:
    """Warnings by the day on which they were given."""
    return Count(dated(Warning.starts_on, period))


INDICATORS = (
    incidents,
    incidents_on_record,
    graded_incidents,
    zero_reports_filed,
    incidents_reported_in_time,
    drills_held,
    warnings_given,
)
