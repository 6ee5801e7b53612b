"""Sets of criteria as files: TOML for programs and careful readers, Excel for everybody; both ways."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from importlib import resources
from pathlib import Path

from fscore.errors import Problem, RefusedFile
from fscore.evaluation.criteria import CriteriaSet
from fscore.evaluation.criteria_checks import Places, problems
from fscore.exchange.criteria_document import Document, read_document
from fscore.exchange.criteria_tables import write_document
from fscore.exchange.criteria_toml import toml_text
from fscore.exchange.criteria_workbook import read_workbook, write_workbook
from fscore.labels import _

MOST_BYTES = 2_000_000


def load_toml(source: str | Path, name: str = "") -> CriteriaSet:
    """Return the set that a TOML file describes.

    Args:
        source: the text itself, or the path of the file.
        name: how the file is called in a refusal; the path's name if it is left out.

    Raises:
        RefusedFile: with all that is wrong, each with its place.
    """
    name = name or (source.name if isinstance(source, Path) else _("指标文件"))
    text = _text(_limited(source, name), name) if isinstance(source, Path) else source
    if len(text) > MOST_BYTES:
        raise RefusedFile(name, [_too_large()])
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        reason = _("写法不合 TOML 格式，请看这一处：{fault}").format(fault=fault)
        raise RefusedFile(name, [Problem("", reason)]) from fault
    return _checked(name, document, {})


def shipped_criteria(package: str) -> Iterable[CriteriaSet]:
    """Return all sets that a package ships in its folder ``criteria``."""
    folder = resources.files(package).joinpath("criteria")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return [load_toml(one.read_text(encoding="utf-8"), one.name) for one in files]


def load_excel(source: bytes | Path, name: str = "") -> CriteriaSet:
    """Return the set that a workbook describes, as :func:`dump_excel` lays it out.

    Args:
        source: the bytes of the .xlsx file, or its path.
        name: how the file is called in a refusal; the path's name if it is left out.

    Raises:
        RefusedFile: with all that is wrong, each with sheet, row and column.
    """
    name = name or (source.name if isinstance(source, Path) else _("指标表格"))
    content = _limited(source, name) if isinstance(source, Path) else source
    if len(content) > MOST_BYTES:
        raise RefusedFile(name, [_too_large()])
    document, places = read_workbook(content, name)
    return _checked(name, document, places)


def dump_toml(criteria: CriteriaSet) -> str:
    """Return the set as TOML; read again it is the same set."""
    return toml_text(write_document(criteria))


def dump_excel(criteria: CriteriaSet) -> bytes:
    """Return the set as a workbook without formulas; read again it is the same set."""
    return write_workbook(write_document(criteria))


def _checked(name: str, document: Document, places: Places) -> CriteriaSet:
    found: list[Problem] = []
    criteria = read_document(document, found)
    if criteria is not None:
        found.extend(problems(criteria, places))
    if criteria is None or found:
        raise RefusedFile(name, found)
    return criteria


def _limited(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise RefusedFile(name, [_too_large()])
    return content


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RefusedFile(name, [Problem("", _("文字编码不是 UTF-8，请另存为 UTF-8 后再试"))]) from fault


def _too_large() -> Problem:
    return Problem("", _("文件超过 {most} MB，指标文件不会这么大").format(most=MOST_BYTES // 1_000_000))
