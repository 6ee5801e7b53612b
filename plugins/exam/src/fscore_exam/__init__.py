"""Examinations (考试): question bank, papers, marking, statistics, certificates."""

from fscore import Category, Manifest, hookimpl
from fscore.labels import _


@hookimpl
def manifest() -> Manifest:
    """Say what the plugin is."""
    return Manifest(
        id="exam",
        version="0.1.0",
        title=_("考试"),
        title_en="Examinations",
        summary=_("题库、组卷、考试、阅卷、试题分析和合格证明。"),
        category=Category.PUBLICITY,
        requires_core=">=0.1,<1",
    )
