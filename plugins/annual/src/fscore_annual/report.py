"""The outline of the summary, and the paragraphs that stand in records."""

from collections.abc import Iterable

import sqlalchemy as sa

from fscore.extension.declarations import Outline, Part, Report, Said, Section
from fscore.labels import _
from fscore.model.division import Division
from fscore.model.period import Period
from fscore.services.work import Work
from fscore.storage.columns import col
from fscore_annual.model import SUBJECTS, Priority, Problem, ProblemCategory

SUMMARY = Report(
    code="summary",
    title=_("{township}{year}年食品安全工作总结"),
    lead=Outline.PROFILE,
    parts=(
        Part(1, _("工作开展情况和成效")),
        Part(2, _("加强领导，落实责任"), Outline.ORGANISATION),
        Part(2, _("广泛宣传，营造氛围"), Outline.PUBLICITY),
        Part(2, _("保障经费，落实投入"), Outline.FUNDING),
        Part(2, _("突出重点，把好关口")),
        Part(3, _("把好源头关"), Outline.SOURCE),
        Part(3, _("把好生产关"), Outline.PRODUCTION),
        Part(3, _("把好流通关"), Outline.DISTRIBUTION),
        Part(3, _("把好消费关"), Outline.CONSUMPTION),
        Part(2, _("健全机制，着眼长效")),
        Part(3, _("完善宣传机制"), Outline.PUBLICITY_REGIME),
        Part(3, _("完善预警机制"), Outline.WARNING_REGIME),
        Part(3, _("完善维权机制"), Outline.RIGHTS_REGIME),
        Part(2, _("加强培训，提升能力"), Outline.TRAINING),
        Part(1, _("存在的困难和问题"), Outline.PROBLEMS),
        Part(1, _("下一步工作打算"), Outline.PRIORITIES),
    ),
)


def _problems(work: Work, area: Division, period: Period) -> Iterable[Said]:
    wanted = sa.select(Problem).where(col(Problem.division_id) == area.id, col(Problem.year) == period.last.year)
    grouped: dict[ProblemCategory, list[Problem]] = {}
    for problem in work.all(wanted.order_by(col(Problem.id))):
        grouped.setdefault(problem.category, []).append(problem)
    for category, problems in grouped.items():
        # The category is named once, by a paragraph that stays whichever modules are off.
        first, *others = sorted(problems, key=lambda one: bool(one.module))
        yield _said(first, category.label)
        for problem in others:
            yield _said(problem, category.label if first.module else "")


def _said(problem: Problem, category: str) -> Said:
    text = _("{category}。{text}").format(category=category, text=problem.text) if category else problem.text
    return Said(text, (problem.module,) if problem.module else ())


def _priorities(work: Work, area: Division, period: Period) -> Iterable[Said]:
    wanted = sa.select(Priority).where(col(Priority.division_id) == area.id, col(Priority.year) == period.last.year)
    for priority in work.all(wanted.order_by(col(Priority.id))):
        text = _("{focus}。{tasks}").format(focus=priority.focus.label, tasks=priority.tasks)
        yield Said(text, SUBJECTS[priority.focus])


SECTIONS = (
    Section("problems", Outline.PROBLEMS, said=_problems),
    Section("priorities", Outline.PRIORITIES, said=_priorities),
)
