"""Parquet by pyarrow (what newsbot uses) and by DuckDB: CPU, memory, import, install size.

    python benchmarks/parquet.py [--articles 20000]

Both write the same invented articles, each in a process of its own: pyarrow from records, as
`newsbot export -O x.parquet` does; DuckDB from a file of JSON lines with the columns that pyarrow
gives, as it takes no records one by one. Each file is read by the other one.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import distribution
from multiprocessing import get_context
from pathlib import Path

from web import articles_of

from newsbot.export import strict
from newsbot.export.files import open_file
from newsbot.export.schema import json_schema
from newsbot.export.writers import Wanted
from newsbot.records import record

MB = 1e6


def lines(folder: Path, many: int) -> None:
    """The records as JSON lines."""
    with (folder / "records.jsonl").open("wb") as file:
        for one in articles_of(many):
            file.write(strict.dumps({**record(one), "provenance": None}))


def by_pyarrow(folder: Path, _: int) -> None:
    """From records, read from the lines."""
    import orjson

    with open_file(str(folder / "pyarrow.parquet"), Wanted(json_schema())) as writer:
        for line in (folder / "records.jsonl").open("rb"):
            writer.write(orjson.loads(line))


def by_duckdb(folder: Path, _: int) -> None:
    """From the lines."""
    import duckdb

    duckdb.sql(
        f"COPY (SELECT * EXCLUDE (provenance) FROM read_json('{folder}/records.jsonl', "
        f"sample_size = -1)) TO '{folder}/duckdb.parquet' (COMPRESSION zstd)"
    )


def measured(work: Callable[[Path, int], None], folder: Path, many: int) -> None:
    """Prints what a call takes."""
    began = time.process_time()
    work(folder, many)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{work.__name__:<12}{took:8.2f} CPU-s  peak {peak:6.0f} MB", flush=True)


def imported(name: str) -> None:
    """Prints what a library's import takes, and its installed size."""
    began = time.process_time()
    __import__(name)
    took = time.process_time() - began
    found = distribution(name.partition(".")[0])
    size = sum(Path(str(file.locate())).stat().st_size for file in found.files or ())
    print(f"{name:<18} import {took:.2f} CPU-s, installed {size / MB:.0f} MB", flush=True)


def compare(folder: Path) -> None:
    """Both files, read by the other library."""
    import duckdb
    import pyarrow.parquet as pq

    ((rows,),) = duckdb.sql(f"SELECT count(*) FROM '{folder}/pyarrow.parquet'").fetchall()
    other = pq.read_table(folder / "duckdb.parquet")
    for name in ("pyarrow", "duckdb"):
        size = (folder / f"{name}.parquet").stat().st_size
        told = pq.read_schema(folder / f"{name}.parquet")
        print(f"{name}: {size / MB:.1f} MB, images: {str(told.field('images').type)[:90]}")
    assert rows == other.num_rows


def main(many: int) -> None:
    """Each part in a process of its own."""
    alone = get_context("spawn")

    def run(work: Callable[..., None], *given: object) -> None:
        process = alone.Process(target=work, args=given)
        process.start()
        process.join()

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        lines(folder, many)
        for work in (by_pyarrow, by_duckdb, by_pyarrow, by_duckdb):
            run(measured, work, folder, many)
        for name in ("pyarrow.parquet", "duckdb"):
            run(imported, name)
        compare(folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    main(parser.parse_args().articles)
