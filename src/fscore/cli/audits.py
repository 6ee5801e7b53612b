"""The audit trail: whether it holds, and what is in it."""

import click

from fscore.cli import answers
from fscore.cli.faults import NO
from fscore.cli.opening import json_option, working
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _, joined
from fscore.services.display import plain
from fscore.services.doctor import audit_reason
from fscore.services.trail import ACTS, Wanted, check_trail, facts, kinds, read_trail


@click.command(cls=Command)
@json_option
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Walk the whole chain."""
    shell = context.ensure_object(Shell)
    with working(shell) as work:
        count, broken = check_trail(work)
        last = read_trail(work, 1)
    if as_json:
        listed = [{"sequence": one.sequence, "reason": one.reason} for one in broken]
        answers.show({"ok": not broken, "rows": count, "broken": listed, "end": last[0].hash if last else None})
    else:
        for one in broken:
            shell.say(_("第 {sequence} 条：{reason}"), sequence=one.sequence, reason=audit_reason(one.reason))
        if broken:
            shell.say(_("审计断了 {count} 处，有人绕过程序改过数据库，或换了密钥"), count=len(broken))
        else:
            shell.say(_("审计 {count} 条，前后连得上"), count=count)
        if last:
            shell.say(
                _("末尾：第 {sequence} 条 {hash}（抄在别处，以后能看出有没有被截短）"),
                sequence=last[0].sequence,
                hash=last[0].hash,
            )
    if broken:
        context.exit(NO)


@click.command(cls=Command)
@click.option("--last", type=click.IntRange(1, 100000), default=20, metavar="N", help=_("最后多少条，不写就是 20"))
@click.option("--entity", metavar="ENTITY", help=_("只看一种记录，写名称或代码，例如 经营主体 或 operator"))
@click.option("--record", type=int, metavar="ID", help=_("只看这个编号的记录"))
@json_option
@pass_shell
def show(shell: Shell, last: int, entity: str | None, record: int | None, as_json: bool) -> None:
    """Print the last rows of the trail."""
    with working(shell) as work:
        named = kinds(work)
        chosen = next((word for word, label in named.items() if label == entity), entity)
        found = read_trail(work, last, Wanted(entity=chosen, record_id=record))
        told = [joined(facts(work, one)) for one in found]
    if as_json:
        listed = [
            {
                "sequence": one.sequence,
                "at": one.at.isoformat(),
                "actor": one.actor,
                "role": one.role,
                "door": one.door,
                "action": one.action,
                "entity": one.entity,
                "record": one.record_id,
                "changes": one.changes,
            }
            for one in found
        ]
        answers.show({"rows": listed})
        return
    rows = [
        (
            str(one.sequence),
            plain(one.at),
            one.actor,
            ACTS.get(one.action, one.action),
            named.get(one.entity, one.entity),
            "" if one.record_id is None else str(one.record_id),
            changed,
        )
        for one, changed in zip(found, told, strict=True)
    ]
    shell.table((_("序号"), _("时间"), _("谁"), _("做了什么"), _("记录"), _("编号"), _("改了")), rows, numbers=(0, 5))
