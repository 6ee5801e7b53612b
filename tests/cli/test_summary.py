"""The annual summary on the command line: written, explained, verified."""

import re
import zipfile
from pathlib import Path

from tests.cli.conftest import MODEL, Run
from tests.cli.documents import read

WRITE = ["summary", "write", "--division", MODEL, "--year", "2023", "-o", "s.docx"]


def changed(path: Path, old: str, new: str) -> None:
    """Replace a text of the document once, as somebody with an editor would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_writing_tells_contradictions_and_gaps_first_and_ends_well(demo: Run, tmp_path: Path) -> None:
    shown = demo(*WRITE).stdout
    assert shown.startswith("说不通的（")
    assert "三级监管网络覆盖率" in shown
    assert shown.endswith("个数字：s.docx\n")
    assert (tmp_path / "s.docx").read_bytes().startswith(b"PK")


def test_what_is_written_is_told_as_json(demo: Run) -> None:
    document = read(demo(*WRITE, "--json"))
    assert set(document) >= {"file", "figures", "contradictions", "gaps"}
    assert document["file"] == "s.docx"
    assert {"id", "text", "part", "whole", "state"} <= set(document["figures"][0])
    assert {"code", "text"} == set(document["contradictions"][0])


def test_an_untouched_file_is_sound(demo: Run) -> None:
    demo(*WRITE)
    document = read(demo("summary", "verify", "s.docx", "--json"))
    assert document["ok"] is True
    assert document["unbound"] == []
    assert {one["state"] for one in document["figures"]} == {"unchanged"}
    assert {"id", "text", "then", "now", "state"} <= set(document["figures"][0])
    assert demo("summary", "verify", "s.docx").stdout.endswith("个数字都没有被动过\n")


def test_what_became_of_a_file_is_told_in_english(demo: Run, tmp_path: Path) -> None:
    demo(*WRITE)
    changed(tmp_path / "s.docx", ">230<", ">320<")
    shown = demo("--lang", "en", "summary", "verify", "s.docx", status=1).stdout
    assert "Home banquets filed" in shown
    assert re.findall("[\u4e00-\u9fff]+", shown) == []
    told = demo("--lang", "en", "summary", "explain", "s.docx", "--figure", "I38").stdout.splitlines()
    assert told[0] == "I38 Home banquets filed: 230"
    assert re.findall("[\u4e00-\u9fff]+", told[1]) == []


def test_a_figure_that_was_altered_by_hand_ends_with_one(demo: Run, tmp_path: Path) -> None:
    demo(*WRITE)
    changed(tmp_path / "s.docx", ">230<", ">320<")
    document = read(demo("summary", "verify", "s.docx", "--json", status=1))
    assert [(one["text"], one["then"]) for one in document["figures"] if one["state"] == "altered"] == [("320", "230")]
    shown = demo("summary", "verify", "s.docx", status=1).stdout
    assert "被手工改过" in shown
    assert shown.endswith("这个文件的数字被动过，见上面\n")


def test_figures_that_changed_places_end_with_one(demo: Run, tmp_path: Path) -> None:
    """Word lets a control be dragged elsewhere; its number is true, and the sentence is not."""
    demo(*WRITE)
    with zipfile.ZipFile(tmp_path / "s.docx") as archive:
        controls = re.findall("<w:sdt>.*?</w:sdt>", archive.read("word/document.xml").decode())
    first, last = controls[0], controls[-1]
    changed(tmp_path / "s.docx", first, "▢")
    changed(tmp_path / "s.docx", last, first)
    changed(tmp_path / "s.docx", "▢", last)
    document = read(demo("summary", "verify", "s.docx", "--json", status=1))
    keys = [re.findall('<w:tag w:val="([^"]*)"', one)[0] for one in (first, last)]
    assert [one["key"] for one in document["figures"] if one["state"] == "altered"] == keys
    assert "（不在原来的地方）" in demo("summary", "verify", "s.docx", status=1).stdout


def test_records_that_changed_since_are_no_fault_of_the_file(demo: Run) -> None:
    demo(*WRITE)
    demo("plugin", "disable", "banquets", "--division", MODEL)
    document = read(demo("summary", "verify", "s.docx", "--json"))
    assert {one["state"] for one in document["figures"]} == {"unchanged", "changed"}
    assert "记录变了" in demo("summary", "verify", "s.docx").stdout


def test_a_figure_leads_back_to_its_records(demo: Run) -> None:
    demo(*WRITE)
    document = read(demo("summary", "explain", "s.docx", "--figure", "I38", "--json"))
    (first, *_rest) = document["figures"]
    assert {"id", "text", "definition", "part", "whole", "records"} <= set(first)
    assert (first["id"], len(first["records"])) == ("I38", 230)
    shown = demo("summary", "explain", "s.docx", "--figure", "I38").stdout
    assert "算进去 230 条" in shown
    assert "还有 210 条，全部见 --json" in shown


def test_a_number_is_explained_by_the_side_that_it_stands_for(demo: Run) -> None:
    demo(*WRITE)
    found = read(demo("summary", "explain", "s.docx", "--json"))["figures"]
    sides = {(one["id"], one["side"]): one for one in found}
    assert len(sides) == len(found)
    rate = next(one for one in found if one["side"] == "both" and one["part"] < one["whole"])
    whole, part = (sides[rate["id"], side] for side in ("whole", "part"))
    for one, size in ((whole, rate["whole"]), (part, rate["part"])):
        assert (one["text"], len(one["records"])) == (str(size), size)
    shown = demo("summary", "explain", "s.docx", "--figure", rate["id"]).stdout
    assert f"（应当有的）：{rate['whole']}\n" in shown
    assert f"（算进去的）：{rate['part']}\n" in shown
    assert shown.count(f"应当有 {rate['whole']} 条") == 2


def test_a_figure_that_adds_up_is_explained_by_what_each_record_adds(demo: Run) -> None:
    demo(*WRITE)
    (first,) = read(demo("summary", "explain", "s.docx", "--figure", "X07", "--json"))["figures"]
    assert [one["amount"] for one in first["records"]] == [first["part"]] == [65000]
    shown = demo("summary", "explain", "s.docx", "--figure", "X07").stdout
    assert "合计 65000" in shown


def test_a_figure_of_a_module_that_is_off_has_a_reason_and_no_records(demo: Run) -> None:
    demo(*WRITE)
    demo("plugin", "disable", "banquets", "--division", MODEL)
    (first, *_rest) = read(demo("summary", "explain", "s.docx", "--figure", "I38", "--json"))["figures"]
    assert (first["records"], first["whole_records"]) == (None, None)
    assert "没有启用" in first["reason"]
    shown = demo("summary", "explain", "s.docx", "--figure", "I38").stdout
    assert "没有启用" in shown
    assert "算进去" not in shown


def test_what_is_no_township_has_no_summary(demo: Run, tmp_path: Path) -> None:
    shown = demo("summary", "write", "--division", "990101000000", "--year", "2023", "-o", "d.docx", "--json", status=1)
    assert shown.stdout == ""
    assert shown.stderr.startswith("fscore: 年度总结按乡镇写，清河区不是乡镇。")
    assert not (tmp_path / "d.docx").exists()


def test_what_can_not_be_written_or_read_is_refused(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(b"no document")
    for arguments, status, line in (
        ([*WRITE[:-1], "s.pdf"], 2, "总结写成 .docx 文件，不是 s.pdf"),
        ([*WRITE[:-1], "nowhere/s.docx"], 2, f"没有文件夹 {tmp_path}/nowhere"),
        (["summary", "verify", "none.docx"], 2, "没有文件 none.docx"),
        (["summary", "verify", "other.docx"], 1, ""),
    ):
        shown = demo(*arguments, status=status)
        assert shown.stderr.startswith(f"fscore: {line}")
        assert len(shown.stderr.splitlines()) == 1


def test_a_figure_that_is_not_in_the_file_is_refused(demo: Run) -> None:
    demo(*WRITE)
    assert demo("summary", "explain", "s.docx", "--figure", "I99", status=1).stderr == (
        "fscore: 这个文件里没有指标 I99\n"
    )


def test_where_the_module_is_off_no_summary_is_written(demo: Run) -> None:
    demo("plugin", "disable", "annual", "--division", MODEL)
    assert demo(*WRITE, status=1).stderr.startswith("fscore: 青禾镇没有启用年度总结模块")


def test_a_year_that_has_not_begun_has_no_summary(demo: Run, tmp_path: Path) -> None:
    refused = demo("summary", "write", "--division", MODEL, "--year", "2024", "-o", "s.docx", status=1)
    assert refused.stderr == "fscore: 2024年还没有开始（业务日期 2023年12月31日），没有数可算\n"
    assert not (tmp_path / "s.docx").exists()
