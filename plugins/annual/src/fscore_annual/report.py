"""The outline of the summary, and the paragraphs that stand in records."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from fscore.evaluation.ratio import PERCENT
from fscore.extension.declarations import Outline, Part, Report, Said, Section
from fscore.extension.manifest import Category
from fscore.labels import _, joined
from fscore.model.division import Division
from fscore.model.period import Period
from fscore.services.figures import Reading, readings
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore.storage.places import belonging
from fscore_annual.model import SUBJECTS, Focus, Priority, Problem, ProblemCategory

SUMMARY = Report(
    code="summary",
    title=_("{township}{year}年食品安全工作总结"),
    lead=Outline.PROFILE,
    parts=(
        Part(1, _("工作开展情况")),
        Part(2, _("加强领导，落实责任"), Outline.ORGANISATION),
        Part(2, _("广泛宣传，营造氛围"), Outline.PUBLICITY),
        Part(2, _("保障经费，落实投入"), Outline.FUNDING),
        Part(2, _("突出重点，强化措施")),
        Part(3, _("把好各道关口")),
        Part(4, _("把好源头关"), Outline.SOURCE),
        Part(4, _("把好生产关"), Outline.PRODUCTION),
        Part(4, _("把好流通关"), Outline.DISTRIBUTION),
        Part(4, _("把好消费关"), Outline.CONSUMPTION),
        Part(3, _("健全长效机制")),
        Part(4, _("完善宣传机制"), Outline.PUBLICITY_REGIME),
        Part(4, _("完善预警机制"), Outline.WARNING_REGIME),
        Part(4, _("完善维权机制"), Outline.RIGHTS_REGIME),
        Part(2, _("加强培训，提升能力"), Outline.TRAINING),
        Part(1, _("存在的困难和问题"), Outline.PROBLEMS),
        Part(1, _("下一步工作打算"), Outline.PRIORITIES),
    ),
)

_LACKING = {
    ProblemCategory.WORKLOAD: _("任务重、人手少"),
    ProblemCategory.SKILL: _("业务能力还需提高"),
    ProblemCategory.HAZARD: _("风险隐患仍然存在"),
    ProblemCategory.COORDINATION: _("协调配合还不够"),
}
"""A kind of problem as the summary heads it."""


def _problems(work: Work, area: Division, period: Period) -> Iterable[Said]:
    """What people wrote, by its kind, and behind it what the figures show by themselves."""
    lead = _("回顾一年来的工作，对照上级要求和群众期盼，{township}还有以下不足：")
    yield from _led(lead, [*_written(work, area, period), *_missed(work, area, period)])


def _led(lead: str, following: Sequence[Said]) -> Iterable[Said]:
    """A sentence that leads to what follows; where nothing follows, nothing is said."""
    if following:
        yield Said(lead, composed=True)
    yield from following


def _written(work: Work, area: Division, period: Period) -> Iterable[Said]:
    for category, problems in _grouped(work, area, period).items():
        for one in problems:
            yield Said(one.text, _subject(one), _LACKING[category])


def _grouped(work: Work, area: Division, period: Period) -> dict[ProblemCategory, list[Problem]]:
    wanted = sa.select(Problem).where(
        col(Problem.division_id).in_(belonging(area, period.last)), col(Problem.year) == period.last.year
    )
    grouped: dict[ProblemCategory, list[Problem]] = {}
    for problem in work.all(wanted.order_by(col(Problem.id))):
        grouped.setdefault(problem.category, []).append(problem)
    return grouped


def _subject(problem: Problem) -> tuple[str, ...]:
    return (problem.module,) if problem.module else ()


def _missed(work: Work, area: Division, period: Period) -> Iterable[Said]:
    """The targets of the year that were missed, one paragraph for each part of the office's work."""
    heading = _("部分工作没有达到年度目标")
    missed: dict[Category, list[Reading]] = {}
    for one in readings(work, area, period):
        if one.met is False:
            manifest = work.system.plugins.manifest(one.plugin)
            missed.setdefault(manifest.category if manifest else Category.ORGANISATION, []).append(one)
    if missed:
        yield Said(_("对照年度目标，登记的数字显示还有以下差距："), heading=heading, composed=True)
    for category in Category:
        if category in missed:
            named = joined(_named(one) for one in missed[category])
            text = _("{category}方面，没有达到目标的有：{named}。").format(category=category.label, named=named)
            yield Said(text, heading=heading, composed=True)


def _named(one: Reading) -> str:
    """An indicator with its figure, in the grammar of templates."""
    unit = "" if one.indicator.unit is PERCENT else one.indicator.unit.label
    return f"{one.indicator.label}{{{one.indicator.id}}}{unit}"


def _priorities(work: Work, area: Division, period: Period) -> Iterable[Said]:
    """How the problems are met, and what is planned for the eight priorities, in their order."""
    lead = _("下一步，{township}将守住食品安全底线，把任务落实到岗位、到个人，重点做好以下工作：")
    yield from _led(lead, [*_measures(work, area, period), *_planned(work, area, period)])


def _measures(work: Work, area: Division, period: Period) -> Iterable[Said]:
    heading = _("针对问题改进工作")
    for problems in _grouped(work, area, period).values():
        for one in problems:
            if one.measures:
                yield Said(one.measures, _subject(one), heading)
    if any(one.met is False for one in readings(work, area, period)):
        text = _("把没有达到年度目标的工作逐项列出清单，明确责任人和完成时限，按月查看进度，补齐一项、销号一项。")
        yield Said(text, heading=heading, composed=True)


def _planned(work: Work, area: Division, period: Period) -> Iterable[Said]:
    wanted = sa.select(Priority).where(
        col(Priority.division_id).in_(belonging(area, period.last)), col(Priority.year) == period.last.year
    )
    for priority in sorted(work.all(wanted), key=lambda one: list(Focus).index(one.focus)):
        yield Said(priority.tasks, SUBJECTS[priority.focus], priority.focus.label)


SECTIONS = (
    Section("problems", Outline.PROBLEMS, said=_problems),
    Section("priorities", Outline.PRIORITIES, said=_priorities),
)
