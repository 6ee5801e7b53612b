"""The figure sheet: the annex that says, for each number of a document, where it comes from."""

from fscore.documents.bound import BoundFigure
from fscore.documents.layout import Annex, Column, Document, Paragraph, Table, runs
from fscore.labels import _

DIGEST_SHOWN = 8


def figure_sheet(document: Document) -> Annex:
    """Return the annex for the figures of ``document``: one line for an indicator of a division and a period."""
    lines: dict[tuple[object, ...], list[BoundFigure]] = {}
    for figure in document.figures:
        lines.setdefault(figure.place[:-1], []).append(figure)
    columns = (
        Column(_("编号"), 5, centred=True),
        Column(_("指标"), 12),
        Column(_("文中数字"), 13, centred=True),
        Column(_("计数"), 9, centred=True),
        Column(_("时间"), 8, centred=True),
        Column(_("规则"), 15),
        Column(_("凭据"), 10, centred=True),
    )
    rows = tuple(tuple(runs(text) for text in _line(line)) for line in lines.values())
    note = _("计数一栏，斜线前是做到的，斜线后是总数。凭据是背后记录的摘要，数字可以凭它查到记录。")
    return Annex(_("数字来源表"), (Table(columns, rows), Paragraph(runs(note))))


def _line(figures: list[BoundFigure]) -> tuple[str, ...]:
    first = figures[0]
    printed = "、".join(dict.fromkeys(figure.text for figure in figures))
    place = _("{title}（{division}）").format(title=first.title, division=first.division_name)
    rule = first.ground or first.rule or _("只是计数")
    checked = rule if first.verified else _("{rule}（还没人对过原文）").format(rule=rule)
    evidence = (first.evidence or _("没有"))[:DIGEST_SHOWN]
    return first.id, place, printed, first.numbers, str(first.period), checked, evidence
