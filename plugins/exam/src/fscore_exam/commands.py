"""The commands of the plugin: ``fscore exam stats`` over a plain matrix, without a database."""

from pathlib import Path

import click

from fscore.cli import answers
from fscore.cli.columns import table
from fscore.cli.opening import existing_path, json_option
from fscore.cli.program import Command
from fscore.cli.shell import Shell, pass_shell
from fscore.errors import Problem, RefusedFile
from fscore.labels import _
from fscore_exam.statistics import ItemStatistics, Matrix, Statistics, statistics
from fscore_exam.statistics_sheet import BLANKS, ITEM_LABELS, write_statistics
from fscore_exam.tables import check_questions, marked_by_key, marks_of, maxima_of, read_cells, read_row

FILE = click.Path(dir_okay=False, path_type=Path)
HEADERS = (*ITEM_LABELS.values(), BLANKS)


@click.command(cls=Command)
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, metavar="KEY.csv", help=_("答案，一行或者一行一题；有它，表里就是选项，没有就是分数"))
@click.option(
    "--max", "maximum", type=FILE, metavar="MAX.csv", help=_("每题满分，一行或者一行一题；没有就用出现过的最高分")
)
@json_option
@click.option("--xlsx", type=FILE, metavar="FILE", help=_("写成 Excel 文件，带图"))
@pass_shell
def stats(
    shell: Shell, *, file: Path, key: Path | None, maximum: Path | None, as_json: bool, xlsx: Path | None
) -> None:
    """Print the item and test statistics of a table with one row a person and one column a question."""
    matrix = read_matrix(existing_path(file), key and existing_path(key), maximum and existing_path(maximum))
    found = statistics(matrix)
    if as_json:
        answers.show(found.document())
    elif xlsx is not None:
        xlsx.write_bytes(write_statistics(matrix, found, file.stem))
        shell.say(
            _("{people} 人、{count} 题的分析写进了 {file}"), people=matrix.people, count=len(found.items), file=xlsx
        )
    else:
        _print(shell, matrix, found)
    for name in found.negative_weights():
        shell.note(_("“{name}”的得分和总分反着走，没有有效权重"), name=name)


def read_matrix(file: Path, key: Path | None, maximum: Path | None) -> Matrix:
    """Read the files of a matrix of marks.

    Raises:
        RefusedFile: with every fault and where it is.
    """
    cells = read_cells(file)
    check_questions(cells)
    maxima = None if maximum is None else maxima_of(maximum, cells.names)
    if key is None:
        return marks_of(cells, maxima)
    right = read_row(key, cells.names)
    empty = [
        Problem(_("第 {line} 行“{name}”").format(line=one.line, name=name), _("没有写答案"))
        for name, one in zip(cells.names, right, strict=True)
        if not one.text
    ]
    if empty:
        raise RefusedFile(key.name, empty)
    return marked_by_key(cells, [one.text for one in right], maxima)


def _print(shell: Shell, matrix: Matrix, found: Statistics) -> None:
    test = found.test
    shell.say(_("{people} 人，{count} 题"), people=test.attempts, count=len(found.items))
    rows = [(*_cells(one), str(blank)) for one, blank in zip(found.items, matrix.blanks, strict=True)]
    for line in table([shell.text(header) for header in HEADERS], rows, numbers=range(1, len(HEADERS))):
        click.echo(line)
    shell.say(
        _("总分：平均 {mean}，中位数 {median}，标准差 {sd}，偏度 {skewness}，峰度 {kurtosis}"),
        **{name: _shown(getattr(test, name), 2) for name in ("mean", "median", "sd", "skewness", "kurtosis")},
    )
    shell.say(
        _("信度：α {alpha}，KR-20 {kr20}，误差比 {error}，标准误 {standard}"),
        alpha=_shown(test.alpha, 3),
        kr20=_shown(test.kr20, 3),
        error=_shown(test.error_ratio, 1, "%"),
        standard=_shown(test.standard_error, 2),
    )


def _cells(one: ItemStatistics) -> tuple[str, ...]:
    return (
        one.name,
        _shown(one.difficulty, 3),
        _shown(one.sd, 3),
        *(
            _shown(value, 1)
            for value in (one.discrimination_index, one.discriminative_efficiency, one.effective_weight)
        ),
        *(_shown(value, 3) for value in (one.upper_lower_27, one.item_total_r, one.item_rest_r, one.alpha_if_deleted)),
    )


def _shown(value: float | None, places: int, unit: str = "") -> str:
    return "—" if value is None else f"{value:.{places}f}{unit}"
