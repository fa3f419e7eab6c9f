"""Files by suffix: each format read back by another reader gives what was written."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard

from newsbot.errors import BadValue, UnusableFile, WriteFault
from newsbot.export import tables
from newsbot.export.files import FORMATS, format_of, open_file
from newsbot.export.schema import json_schema
from newsbot.export.writers import Wanted
from newsbot.items import (
    Article,
    Block,
    Discovered,
    Image,
    Provenance,
    Related,
    Sighting,
)
from newsbot.records import record

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
PICTURE = Image(
    url="https://img.example/桥.jpg", alt="灯", caption="图, 夜里", width=640, height=480
)


def article(number: int) -> Article:
    return Article(
        id=f"a{number}",
        site="invented",
        url=f"https://invented.example/{number}.html",
        canonical_url=None,
        alternates=["https://invented.example/zh-hant/1.html", "https://m.invented.example/1"],
        title="=1+1，“虚构”新闻, 第" + "一二三"[number % 3] + "条",
        published_at=datetime(2026, 1, 2, 11, 4, tzinfo=timezone(timedelta(hours=8))),
        published_precision="minute",
        published_zone_from="site",
        fetched_at=NOW,
        first_seen_at=NOW,
        category="国际",
        category_slug="international",
        seen_in=[Sighting("国际", "international", 1, number), Sighting(None, "hot", None, None)],
        view_count=17_770,
        source="虚构通讯社",
        authors=["张三", "@李四"],
        language="zh-Hans",
        body=[
            Block("heading", text="桥", level=2),
            Block("paragraph", text="桥上的灯亮了。\n又灭了。"),
            Block("list", items=("甲", "乙"), ordered=True),
            Block("table", rows=(("一", "二"), ("三", ""))),
            Block("image", image=PICTURE),
            Block("quote", text="“说过的话”"),
            Block("embed", url="https://video.example/1"),
        ],
        text="桥\n桥上的灯亮了。",
        images=[PICTURE],
        related=[Related("https://invented.example/9", "另一条", summary="又一条...")],
        discovered=Discovered("listing", "https://invented.example/international"),
        content_hash="00ff",
        rights={"archive": {"decision": "allow", "evidence": ["robots.txt"]}},
        problems=["no date"],
        provenance={"title": Provenance("h1", "=1+1", agreed=True)},
    )


RECORDS = [record(article(number)) for number in range(3)]


def write(path: Path, records: Iterable[dict[str, Any]], **options: Any) -> bytes:
    with open_file(str(path), Wanted(json_schema(), **options)) as writer:
        for one in records:
            writer.write(one)
    return path.read_bytes()


def lines(content: bytes) -> list[Any]:
    return [json.loads(line) for line in content.splitlines()]


READERS: dict[str, Callable[[bytes], list[Any]]] = {
    ".jsonl": lines,
    ".jsonl.gz": lambda content: lines(gzip.decompress(content)),
    ".jsonl.zst": lambda content: lines(zstandard.ZstdDecompressor().stream_reader(content).read()),
}


def test_a_record_has_every_field_of_its_parts() -> None:
    told = record(article(1))
    for part, kind in ((told["related"][0], Related), (told["provenance"]["title"], Provenance)):
        assert list(part) == list(kind.__slots__), kind


@pytest.mark.parametrize("suffix", READERS)
def test_lines_come_back_as_they_were(tmp_path: Path, suffix: str) -> None:
    first = write(tmp_path / f"a{suffix}", RECORDS)
    assert READERS[suffix](first) == RECORDS
    assert write(tmp_path / f"b{suffix}", RECORDS) == first, "the same lines, the same bytes"
    assert READERS[suffix](write(tmp_path / f"c{suffix}", [])) == []


@pytest.mark.parametrize("bom", [False, True])
def test_csv_reads_as_a_table(tmp_path: Path, bom: bool) -> None:
    content = write(tmp_path / "a.csv", RECORDS, bom=bom)
    assert content.startswith(b"\xef\xbb\xbf") is bom
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 3
    got = rows[0]
    expected = {
        "id": "a0",
        "title": "'=1+1，“虚构”新闻, 第一条",
        "canonical_url": "",
        "alternates": "https://invented.example/zh-hant/1.html; https://m.invented.example/1",
        "published_at": RECORDS[0]["published_at"],
        "seen_in": "国际 1; hot",
        "view_count": "17770",
        "authors": "张三; @李四",
        "images": "https://img.example/桥.jpg",
        "related": "另一条 https://invented.example/9",
        "text": "桥\n桥上的灯亮了。",
    }
    assert {key: got[key] for key in expected} == expected
    assert json.loads(got["rights"]) == RECORDS[0]["rights"]
    assert "body" not in got
    assert "provenance" not in got


CELLS: list[tuple[str, Any, str]] = [
    ("formula", "=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("plus", "+86 10", "'+86 10"),
    ("minus", "-3 度", "'-3 度"),
    ("at", "@某人", "'@某人"),
    ("full width", "＝1", "'＝1"),
    ("tab", "\t=1", "'\t=1"),
    ("line break", "\n=1", "'\n=1"),
    ("a number is none", -3, "-3"),
    ("within", "a=1", "a=1"),
    ("list that begins as one", ["=1", "b"], "'=1; b"),
    ("empty list", [], ""),
    ("null", None, ""),
    ("truth", True, "true"),
    ("control", "a\x00b", "ab"),
]


@pytest.mark.parametrize(("case", "value", "expected"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_is_text_and_no_formula(case: str, value: Any, expected: str) -> None:
    assert tables.cell("title", value) == expected, case


def test_parquet_keeps_shapes_and_types(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", RECORDS, provenance=True)
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.num_rows == 3
    row = table.to_pylist()[0]
    full = RECORDS[0]
    assert list(row) == list(full)
    for key in ("id", "title", "alternates", "authors", "view_count", "text", "seen_in", "version"):
        assert row[key] == full[key], key
    assert row["published_at"] == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    assert row["fetched_at"] == NOW
    assert row["modified_at"] is None
    assert [block["kind"] for block in row["body"]] == [block["kind"] for block in full["body"]]
    assert row["body"][3]["rows"] == [["一", "二"], ["三", ""]]
    assert row["body"][4]["url"] == PICTURE.url
    assert json.loads(row["rights"]) == full["rights"]
    assert json.loads(row["provenance"])["title"]["rule"] == "h1"


def test_parquet_without_provenance_and_rows(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", [])
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.num_rows == 0
    assert "provenance" not in table.column_names


def test_parquet_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.export.parquet.ROWS", 2)
    write(tmp_path / "a.parquet", RECORDS)
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 2


def broken_off() -> Iterator[dict[str, Any]]:
    """Records whose reading fails after the first."""
    yield RECORDS[0]
    raise TypeError("no record")


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_error_on_the_way_keeps_the_old_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    with pytest.raises(TypeError, match="no record"):
        write(path, broken_off())
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk_keeps_the_old_file(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    monkeypatch.setattr("newsbot.export.targets.os.write", full)
    monkeypatch.setattr("newsbot.export.targets.BUFFER", 1)
    with pytest.raises(WriteFault, match="No space left on device"):
        write(path, RECORDS)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


SUFFIXES = [
    ("a.jsonl", ".jsonl"),
    ("dir.csv/A.JSONL.GZ", ".jsonl.gz"),
    ("a.b.jsonl.zst", ".jsonl.zst"),
    ("a.parquet", ".parquet"),
]


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES)
def test_the_suffix_says_the_format(name: str, suffix: str) -> None:
    assert format_of(name) == suffix


@pytest.mark.parametrize("name", ["a", "a.txt", "a.gz", ".jsonl", "a.jsonl.bz2", "a.json", ""])
def test_another_suffix_is_answered_with_the_list(name: str) -> None:
    with pytest.raises(BadValue, match=r"end it with one of \.jsonl \.jsonl\.gz .*\.parquet"):
        format_of(name)


def test_a_missing_library_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.export.files.find_spec", lambda name: None)
    with pytest.raises(BadValue, match=r"pip install 'newsbot\[parquet\]'"):
        format_of("a.parquet")


def test_a_path_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="there is no folder"):
        write(tmp_path / "no" / "a.jsonl", RECORDS)


def test_json_lines_need_no_pyarrow() -> None:
    code = "import sys, newsbot.export.files; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_dirty_text_is_cleaned_in_every_format(tmp_path: Path) -> None:
    dirty = {**RECORDS[0], "title": "桥\x00\ud800\u2028e\u0301", "view_count": 2**70}
    clean = "桥\ufffd\né"
    assert lines(write(tmp_path / "a.jsonl", [dirty]))[0]["title"] == clean
    content = write(tmp_path / "a.csv", [dirty]).decode()
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert row["title"] == clean
    write(tmp_path / "a.parquet", [dirty])
    assert pq.read_table(tmp_path / "a.parquet").to_pylist()[0]["title"] == clean
