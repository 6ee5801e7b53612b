"""Sets of criteria as files, and scores under them."""

from datetime import date
from pathlib import Path

import click

from fscore.cli import answers
from fscore.cli.faults import Usage
from fscore.cli.opening import existing_path, json_option, on_option, say_day, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.evaluation.explanation import words
from fscore.exchange.criteria_files import load_excel, load_toml
from fscore.labels import _
from fscore.model.period import chinese_date
from fscore.services.display import heading
from fscore.services.scoring import score_subject

_READERS = {".toml": load_toml, ".xlsx": load_excel}


@click.command(cls=Command)
@click.argument("path", metavar="FILE", type=Path)
@pass_shell
def load(shell: Shell, path: Path) -> None:
    """Check a file with a set of criteria."""
    existing_path(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Usage(_("指标表要是 .toml 或 .xlsx 文件，不是 {name}"), name=path.name)
    found = reader(path)
    shell.say(
        _("{label}（{code}），{day}起施行：{count} 项，没有发现问题"),
        label=found.label,
        code=found.code,
        day=chinese_date(found.effective),
        count=len(found.criteria),
    )
    if not found.verified:
        shell.say(_("还没有人和正式文件核对过"))
    shell.say(_("这里只检查，不保存：指标表由模块带来，放进模块的 criteria 文件夹"))


@click.command(cls=Command)
@click.argument("code", metavar="SET")
@click.argument("subject", metavar="SUBJECT")
@on_option
@click.option("--explain", is_flag=True, help=_("逐项说明得分的依据和凭据"))
@json_option
@pass_shell
def score(shell: Shell, *, code: str, subject: str, on: date | None, explain: bool, as_json: bool) -> None:
    """Print what a subject comes to under a set."""
    with working(shell) as work:
        day = on or work.today
        found, record = score_subject(work, code, subject, day)
        if as_json:
            answers.show(found.to_json(shell.language))
            return
        shell.say("{label}：{name}，{day}", label=found.criteria.label, name=heading(record), day=chinese_date(day))
        if on is None:
            say_day(shell, work.system)
        if explain:
            for line in found.lines(shell.language):
                click.echo(line)
            return
        shell.say(_("得分 {points} / {total}"), points="—" if found.points is None else found.points, total=found.total)
        if found.grade is not None:
            shell.say(_("等级 {grade}"), grade=found.names.get(shell.language, found.grade))
        if found.passed is not None:
            shell.say(_("合格") if found.passed else _("不合格"))
        for item in found.vetoes:
            shell.say(_("否决：{item}"), item=item.label)
        for item in found.missing:
            shell.say(_("没有记录可答：{item}"), item=item.label)
        for reason in found.reasons:
            shell.say("{reason}", reason=words(reason, shell.language))
        if not found.criteria.verified:
            shell.say(_("这张指标表还没有人和正式文件核对过"))
