"""The English of every text: all of it there, filled from the same fields, and nothing that is not said any more."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fscore import labels
from fscore.errors import InvalidRecord, InvalidValue, Problem, RefusedFile
from fscore.extension.plugins import Plugins
from fscore.labels import Text, _, joined, translate
from fscore.model.operators import OperatorKind
from fscore.testing import catalogue
from fscore.version import VERSION

ROOT = Path(__file__).parents[2]
PACKAGES = catalogue.packages(ROOT)
CORE = catalogue.english(catalogue.folder_of(catalogue.CORE))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_the_english_of_all_it_says_and_of_nothing_else(package: str) -> None:
    found = catalogue.compare(package, None if package == catalogue.CORE else CORE)
    assert found.faults == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_catalogue_is_sorted_with_one_text_a_line(package: str) -> None:
    file = catalogue.folder_of(package) / catalogue.CATALOGUE
    found = json.loads(file.read_text(encoding="utf-8"))
    wanted = json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=0)
    assert file.read_text(encoding="utf-8") == f"{wanted}\n"


def test_packages_agree_about_the_english_of_a_text() -> None:
    assert catalogue.disagreements(PACKAGES) == []


def made(root: Path, monkeypatch: pytest.MonkeyPatch, words: dict[str, str], module: str) -> str:
    folder = root / "fscore_made"
    (folder / "locale").mkdir(parents=True)
    (folder / "__init__.py").write_text(module, encoding="utf-8")
    (folder / "page.html").write_text("""<p title="{{ _('甲') }}">{{ _("乙{count}", count=1) }}{{ not_(1) }}""")
    (folder / "locale" / "en.json").write_text(json.dumps(words), encoding="utf-8")
    monkeypatch.syspath_prepend(root)
    return "fscore_made"


def test_what_is_missing_stale_or_torn_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"甲": "A", "丙": "", "丁": "D", "乙{count}": "B {number}"}
    package = made(tmp_path, monkeypatch, words, "_('丙')\n_('登记')\n")
    found = catalogue.compare(package, CORE)
    assert found == catalogue.Compared(package, ("丙",), ("丁",), ("乙{count}",))
    assert found.faults == [
        f"{package}: lacks English: 丙",
        f"{package}: is not said any more: 丁",
        f"{package}: has other fields: 乙{{count}}",
    ]


def test_the_help_of_commands_is_a_text_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = made(tmp_path, monkeypatch, {}, "")
    lines = '[one]\nhelp = "戊"\n[one.commands.two]\nhelp = "己"\nplace = "a:b"\n'
    (tmp_path / package / "commands.toml").write_text(lines, encoding="utf-8")
    assert {"戊", "己"} < set(catalogue.compare(package, CORE).missing)


def test_a_text_that_is_worked_out_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = made(tmp_path, monkeypatch, {}, "_('甲' + one)\n")
    with pytest.raises(SyntaxError, match=r"__init__\.py:1"):
        catalogue.compare(package, CORE)


def test_the_program_prints_what_to_fill_in_and_says_by_its_status_that_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = made(tmp_path, monkeypatch, {"甲": "A"}, "")
    monkeypatch.setattr(catalogue, "packages", lambda _root: [package])
    assert catalogue.main([]) == 1
    assert capsys.readouterr().out == 'fscore_made\n"乙{count}": ""\n'
    assert catalogue.main(["--check"]) == 1
    assert capsys.readouterr().err == "fscore_made: lacks English: 乙{count}\n"
    file = tmp_path / package / catalogue.CATALOGUE
    file.write_text(json.dumps({"甲": "A", "乙{count}": "B{count}"}), encoding="utf-8")
    assert catalogue.main(["--check"]) == 0


@pytest.fixture
def core_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Know the words of the core alone; afterwards all that were known are known again."""
    with monkeypatch.context() as patched:
        patched.setattr(labels, "_packages", ("fscore",))
        labels._words.cache_clear()
        yield
    labels._words.cache_clear()


@pytest.mark.usefixtures("core_alone")
def test_the_words_of_a_plugin_are_known_once_it_is_loaded() -> None:
    assert translate("举办人", "en") == "举办人"
    plugins = Plugins(VERSION)
    assert "banquets" in plugins
    assert translate("举办人", "en") == "Host"
    assert translate("举办人") == "举办人"


@pytest.mark.usefixtures("core_alone")
def test_a_broken_catalogue_takes_no_words_away_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    package = made(tmp_path, monkeypatch, {}, "")
    (tmp_path / package / "locale" / "en.json").write_text("{", encoding="utf-8")
    labels.add_catalogue(package)
    assert translate("经营主体", "en") == "Operator"
    assert package in caplog.text


def test_a_text_that_was_filled_in_is_still_said_in_english() -> None:
    text = _("还差：{names}").format(names=joined([OperatorKind.SCHOOL.label, "学校"]))
    assert (str(text), type(text)) == ("还差：学校、学校", Text)
    assert translate(text, "en") == "Missing: School, 学校"


def test_an_error_is_said_in_english_with_its_labels_but_not_its_data() -> None:
    fault = InvalidValue(_("“{label}”要写整数，不是“{value}”"), field="heads", label=_("名称"), value="名称")
    assert str(fault) == "“名称”要写整数，不是“名称”"
    assert fault.text("en") == '"Name" must be a whole number, not "名称"'
    assert InvalidRecord([fault, fault]).text("en") == "; ".join([fault.text("en")] * 2)


def test_a_refused_file_is_said_in_english_with_its_first_problem() -> None:
    problem = Problem(_("第 {number} 行").format(number=2), _("没有名称"))
    assert str(problem) == "第 2 行：没有名称"
    fault = RefusedFile("表.csv", [problem])
    assert fault.text("en") == "表.csv was not taken, 1 problems in all. line 2: there is no name"


@pytest.mark.parametrize(
    ("number", "said"),
    [("1", "1 person"), (1, "1 person"), (12, "12 people"), ("0", "0 people"), ("1,001", "1,001 people")],
)
def test_a_word_with_two_forms_is_said_in_the_one_that_goes_with_the_number(number: object, said: str) -> None:
    text = _("{text} {unit}").format(text=number, unit=_("人"))
    assert translate(text, "en") == said
    assert translate(_("人"), "en") == "people"
    assert translate(text) == f"{number} 人"
