"""Commands about the installation as a whole."""

import click

from fscore.cli.opening import opened
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.labels import _
from fscore.services.demonstration import demonstrate, read_facts


@click.command(cls=Command)
@pass_shell
def demo(shell: Shell) -> None:
    """Make the demonstration townships in an empty database."""
    system = opened(shell, new=True)
    plugins = demonstrate(system)
    facts = read_facts()
    shell.say(_("演示乡镇做好了，用到 {count} 个模块"), count=len(plugins))
    shell.say(_("看指标：fscore indicators --division {code} --year {year}"), code=facts["model"], year=facts["year"])
