import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from fscore.errors import RefusedFile
from fscore.exchange.divisions import read_divisions
from fscore.model.division import DivisionKind
from fscore.model.known_division import KnownDivision
from tests.exchange.invented_nation import write_database, write_folder

HEADER = "code,name,level,parent_code\n"

Refused = Callable[..., list[str]]


def refusal(path: Path, **known: object) -> list[str]:
    with pytest.raises(RefusedFile) as caught:
        read_divisions(path, **known)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def refused(content: str | bytes, **known: object) -> list[str]:
        path = tmp_path / "区划.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return refusal(path, **known)

    return refused


@pytest.mark.parametrize(
    ("rows", "where", "reason"),
    [
        ("99,甲省,1,\n9901,乙市,2,98\n", 3, "上级 980000000000 不在文件里，也不在库里"),
        ("99,甲省,1,\n99,甲省,1,\n", 3, "代码 990000000000 和第 2 行重复"),
        ("99,甲省,1,\n9901,乙市,2,99\n9901,丙市,2,99\n", 4, "代码 990100000000 和第 3 行重复"),
        ("99,甲省,1,\n9901,乙市,2,99\n990100,丙区,3,99\n", 4, "代码 990100000000 和第 3 行重复"),
        ("990200000000,丙市,2,\n990200000000,丁区,3,990200000000\n", 3, "代码 990200000000 和第 2 行重复"),
        ("9902,丙市,2,\n9902,丙市,2,9902\n", 3, "代码 990200000000 和第 2 行重复"),
        ("9901,乙市,2,\n9902,丙市,2,9901\n", 3, "级别要低于上级 990100000000 乙市"),
        ("990101,乙区,3,\n9902,丙市,2,990101\n", 3, "级别要低于上级 990101000000 乙区"),
        ("a,甲,4,b\nb,乙,5,a\n", 2, "互为上级，绕成了一圈"),
        ("a,甲,4,a\n", 2, "a 的上级是它自己"),
        ("99?1,甲,1,\n", 2, "代码“99?1”不对，只能用数字、字母、“-”和“_”"),
        ("村1,甲,1,\n", 2, "代码“村1”不对"),
        ("1.10101E+11,甲,1,\n", 2, "被表格软件改成了小数"),
        ("990101000000.0,甲,3,\n", 2, "被表格软件改成了小数"),
        (f"{'9' * 25},甲,6,\n", 2, "太长，最多 24 位"),
        (",甲,1,\n", 2, "没有代码"),
        ("99,,1,\n", 2, "没有名称"),
        ("99,　,1,\n", 2, "没有名称"),
        (f"99,{'甲' * 101},1,\n", 2, "太长，最多 100 个字"),
        ("99,甲\x07省,1,\n", 2, "名称里有不能保存的字符 U+0007"),
        ("99,甲\u202e省,1,\n", 2, "名称里有不能保存的字符 U+202E"),
        ('99,"甲\n省",1,\n', 2, "名称里有不能保存的字符 U+000A"),
        ("99,甲\ufffd省,1,\n", 2, "乱码"),
        ("99,甲省,7,\n", 2, "级别“7”不认识"),
        ("99,甲省,国,\n", 2, "级别“国”不认识"),
        ("99,甲省,,\n", 2, "没有级别"),
        ("99,甲省,1,98/1\n", 2, "上级：代码“98/1”不对"),
        ("99,甲,乙,1,\n", 2, "这一行有 5 格，表头有 4 格"),
        ("99,甲省\n", 2, "这一行有 2 格，表头有 4 格"),
        ('99,甲省,1,\n98,"乙省,1,\n97,丙省,1,\n', 3, "引号没有配对"),
    ],
)
def test_a_wrong_row_is_named_by_its_line_in_chinese(refused: Refused, rows: str, where: int, reason: str):
    found = refused(HEADER + rows)
    assert found[0].startswith(f"第 {where} 行：")
    assert reason in found[0]


def test_a_line_after_a_name_over_two_lines_keeps_its_number(refused: Refused):
    assert refused(HEADER + '99,"甲\n省",1,\n98,,1,\n')[1] == "第 4 行：没有名称"


def test_everything_wrong_is_told_at_once(refused: Refused):
    found = refused(HEADER + "99,,1,\n9901,乙市,9,99\n9902,丙市,2,97\n9903,丁市,2,99\n")
    assert [text.split("：")[0] for text in found] == ["第 2 行", "第 3 行", "第 4 行"]


def test_what_is_wrong_is_told_by_line(refused: Refused):
    found = refused(HEADER + "99,甲省,1,\n9901,乙市,2,98\n9902,,2,99\n9903,丁市,2,97\n")
    assert [text.split("：")[0] for text in found] == ["第 3 行", "第 4 行", "第 5 行"]


def test_children_of_a_wrong_row_are_not_wrong_themselves(refused: Refused):
    assert len(refused(HEADER + "99,,1,\n9901,乙市,2,99\n9902,丙市,2,99\n")) == 1


def test_of_many_faults_a_hundred_are_told_and_all_are_counted(tmp_path: Path):
    path = tmp_path / "区划.csv"
    path.write_text(HEADER + ",甲,1,\n" * 250, encoding="utf-8")
    with pytest.raises(RefusedFile) as caught:
        read_divisions(path)
    assert (len(caught.value.problems), caught.value.total) == (100, 250)
    assert "共 250 处问题" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n \n", "文件是空的"),
        (HEADER.encode(), "文件里没有一个区划"),
        (b"PK\x03\x04....", "这是 Excel 或压缩文件，不是 CSV"),
        (b"\xd0\xcf\x11\xe0....", "这是 Excel 或压缩文件，不是 CSV"),
        ("甲".encode("utf-16"), "UTF-16"),
        (HEADER.encode() + b"99,\x00,1,\n", "空字节"),
        (b"code;name;level;parent_code\n99;a;1;\n", "缺少列 code、name、level、parent_code"),
        (b"code,name,level\n99,a,1\n", "缺少列 parent_code"),
        (b"code,name,level,parent_code,Code\n99,a,1,,1\n", "列 code 出现了两次"),
    ],
)
def test_what_is_no_division_file_is_refused_with_what_to_do(refused: Refused, content: bytes, reason: str):
    assert reason in refused(content)[0]


def test_a_broken_line_does_not_turn_utf8_into_nonsense(refused: Refused):
    good = "".join(f"99{place:02},某市,2,99\n" for place in range(1, 20))
    text = (HEADER + "99,甲省,1,\n" + good).encode() + b"9950,\xb0\xa2\xca\xd0,2,99\n"
    assert refused(text) == ["第 22 行：不是 UTF-8，也不是 GB18030 的文字。请改好这一行，另存为 CSV（UTF-8）"]


def test_a_mark_of_utf8_binds_even_where_most_lines_are_not(refused: Refused):
    marked = b"\xef\xbb\xbf" + (HEADER + "99,甲省,1,\n").encode()
    found = refused(marked + "98,乙省,1,\n97,丙省,1,\n96,丁省,1,\n".encode("gbk"))
    assert [text.split("：")[0] for text in found] == ["第 3 行", "第 4 行", "第 5 行"]


def test_a_file_cut_off_within_a_character_is_refused(refused: Refused):
    assert "第 2 行：不是 UTF-8" in refused((HEADER + "99,甲省").encode()[:-1])[0]


def test_text_in_no_chinese_encoding_is_refused(refused: Refused):
    assert "第 2 行" in refused(HEADER.encode() + b"99,\xff\xff,1,\n")[0]


def test_rows_of_a_package_are_named_by_file_and_line(tmp_path: Path):
    folder = write_folder(tmp_path)
    with (folder / "villages.csv").open("a", encoding="utf-8") as out:
        out.write("990101101202,癸村,990101999,99,9901,990101\n")
    assert refusal(folder) == ["villages.csv 第 7 行：990101101202 癸村 的上级 990101999000 不在文件里，也不在库里"]


def test_a_package_with_a_file_missing_is_refused(tmp_path: Path):
    folder = write_folder(tmp_path)
    (folder / "streets.csv").unlink()
    assert refusal(folder) == ["文件夹里缺少 streets.csv"]


def test_another_folder_and_no_file_at_all_are_refused(tmp_path: Path):
    assert "没有 china-division 的文件" in refusal(tmp_path)[0]
    assert "没有这个文件或文件夹" in refusal(tmp_path / "无")[0]


def test_a_database_with_other_tables_views_or_values_is_refused(tmp_path: Path):
    path = write_database(tmp_path / "data.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO village VALUES (990101101203, 5, '990101101', '', '', '')")
        database.execute("INSERT INTO village VALUES ('990101101204', NULL, '990101101', '', '', '')")
    assert refusal(path) == ["village 表第 7 行：代码、名称和上级代码都要是文字"]
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("ALTER TABLE village RENAME TO other")
        database.execute("CREATE VIEW village AS SELECT * FROM other")
    assert "没有 village 表" in refusal(path)[0]


def test_a_damaged_database_is_refused(tmp_path: Path):
    path = tmp_path / "data.sqlite"
    path.write_bytes(write_database(path).read_bytes()[:3000])
    assert "数据库读不出来" in refusal(path)[0]


PLACE = (None, None, 7, None, None, None)
COUNTY = KnownDivision(7, "990101000000", "某区", 3, DivisionKind.DISTRICT, None, PLACE)


@pytest.mark.parametrize(
    ("kept", "row", "reason"),
    [
        (COUNTY, "990101,另区,3,", "在库里叫“某区”，文件里叫“另区”。改名请用 fscore divisions rename"),
        (COUNTY, "990101,某区,4,", "在库里是区县，文件里是乡镇"),
        (COUNTY, "9902,某市,2,\n990101,某区,3,9902", "的上级在库里是 （无），文件里是 990200000000"),
        (COUNTY, "990101,某区,3,990101", "990101000000 的上级是它自己"),
        (COUNTY, "990102,某区,3,990101", "级别要低于上级 990101000000 某区"),
        (
            KnownDivision(7, "990101000000", "某", 5, DivisionKind.VILLAGE, None, (None,) * 4 + (7, None)),
            "990101,某,社区,",
            "在库里是行政村，文件里是社区",
        ),
        (
            KnownDivision(7, "990188000000", "某区", 3, DivisionKind.DISTRICT, None, PLACE),
            "990101,某区,3,",
            "已改为 990188000000，请在文件里改用新代码",
        ),
        (
            KnownDivision(7, "990101000000", "某区", 3, DivisionKind.DISTRICT, None, PLACE, date(2023, 12, 31)),
            "990101,某区,3,",
            "已在 2023-12-31 撤销，不能再导入",
        ),
        (
            KnownDivision(7, "990101000000", "某区", 3, DivisionKind.DISTRICT, None, PLACE, date(2023, 12, 31)),
            "990101101,某镇,4,990101",
            "上级 990101000000 某区 已在 2023-12-31 撤销",
        ),
    ],
)
def test_a_row_that_contradicts_the_database_is_refused(refused: Refused, kept: KnownDivision, row: str, reason: str):
    assert reason in refused(HEADER + row, known=lambda _codes: {"990101000000": kept})[-1]
