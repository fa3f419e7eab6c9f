"""Parquet files: columns typed after the JSON Schema of the records.

Moments become timestamps in UTC (microseconds; the printed offset is not kept), objects without
fixed keys become a JSON text, and everything else keeps its shape (body: a list of structs). Both
conversions are made for columns only: no struct within one has a moment or a free object.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from newsbot.export import strict
from newsbot.export.targets import Target
from newsbot.export.writers import Schema, Wanted, Writer

ROWS = 1000
"""Records a row group; they are held in memory until it is full."""

MOMENT = pa.timestamp("us", tz="UTC")
SCALARS = {"integer": pa.int64(), "boolean": pa.bool_(), "number": pa.float64()}


class Parquet(Writer):
    """A row a record, compressed with Zstandard."""

    def __init__(self, target: Target, wanted: Wanted) -> None:
        super().__init__(target, wanted)
        properties = wanted.schema["properties"]
        shown = {k: s for k, s in properties.items() if k != "provenance" or wanted.provenance}
        self.reading = Reading(wanted.schema.get("$defs", {}))
        self.schema = pa.schema([(key, self.reading.type_of(s)) for key, s in shown.items()])
        self.file = pq.ParquetWriter(target, self.schema, compression="zstd")
        self.rows: list[dict[str, Any]] = []

    def write(self, record: Mapping[str, Any]) -> None:
        clean = orjson.loads(strict.dumps(record))
        self.rows.append({f.name: value_of(clean.get(f.name), f.type) for f in self.schema})
        if len(self.rows) >= ROWS:
            self._drain()

    def finish(self) -> None:
        self._drain()
        self.file.close()

    def _drain(self) -> None:
        if self.rows:
            self.file.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
            self.rows = []


class Reading:
    """JSON Schema -> Arrow type; `definitions` are the schema's `$defs`."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions

    def type_of(self, schema: Schema) -> pa.DataType:
        """The Arrow type of values that `schema` describes; unknown shapes become text."""
        schema = self._resolved(schema)
        kind = schema.get("type")
        if kind == "array":
            return pa.list_(self.type_of(schema["items"]))
        if kind == "object" and "properties" in schema:
            return pa.struct([(k, self.type_of(s)) for k, s in schema["properties"].items()])
        if kind == "string" and schema.get("format") == "date-time":
            return MOMENT
        if isinstance(schema.get("const"), int):
            return pa.int64()
        return SCALARS.get(str(kind), pa.string())

    def _resolved(self, schema: Schema) -> Schema:
        """The schema behind references and "or null"; alternatives of objects become one."""
        if "$ref" in schema:
            return self._resolved(self.definitions[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return self._resolved(next(s for s in schema["anyOf"] if s.get("type") != "null"))
        if "oneOf" in schema:
            merged = {k: s for one in schema["oneOf"] for k, s in one["properties"].items()}
            return {"type": "object", "properties": merged}
        return schema


def value_of(value: Any, kind: pa.DataType) -> Any:
    """A JSON value as pyarrow takes it for a column of type `kind`."""
    if value is not None and pa.types.is_timestamp(kind):
        return datetime.fromisoformat(value)
    if pa.types.is_string(kind) and isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return value
