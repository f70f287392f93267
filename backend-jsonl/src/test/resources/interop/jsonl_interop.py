"""Other tools judge the bytes of JSON Lines checkpoints.

usage: jsonl_interop.py read DIR     every tool reads what the library wrote (rows*.jsonl*) and must see EXPECTED
       jsonl_interop.py write DIR    every tool writes the same rows for the library to read
"""
import gzip
import json
import pathlib
import sys

import duckdb
import pandas
import polars

EXPECTED = [
    {"id": "a", "count": 1, "score": 0.1, "text": "h\u00e9llo \U0001f600 \"quoted\" \\ \n", "tags": ["x", "y"], "flag": True},
    {"id": "b", "count": None, "score": -1e-7, "text": "", "tags": [], "flag": False},
    {"id": "c", "count": 2**53 - 1, "score": 1e16, "text": None, "tags": ["z"], "flag": None},
]


def same(tool, rows):
    rows = [{k: none(v) for k, v in row.items()} for row in rows]
    if rows != EXPECTED:
        sys.exit(f"{tool} sees {rows}")
    print(tool, "agrees")


def none(value):
    if isinstance(value, float) and value != value or value is pandas.NA:
        return None
    return list(value) if hasattr(value, "tolist") and not isinstance(value, (int, float)) else value


def read(directory):
    plain = str(directory / "rows.jsonl")
    same("json", [json.loads(line) for line in open(plain, encoding="utf-8")])
    with gzip.open(directory / "packed.jsonl.gz", "rt", encoding="utf-8") as lines:
        same("gzip", [json.loads(line) for line in lines])
    frame = pandas.read_json(plain, lines=True, dtype={"count": "Int64", "flag": "boolean"}, precise_float=True)
    same("pandas", [
        {**row, "count": none(row["count"]) if none(row["count"]) is None else int(row["count"])}
        for row in frame.astype(object).to_dict("records")])
    same("polars", polars.read_ndjson(plain).to_dicts())
    for name in ("rows.jsonl", "packed.jsonl.gz", "dense.jsonl.zst"):
        found = duckdb.sql(f"select * from read_json('{directory / name}', format = 'newline_delimited')")
        columns = [d[0] for d in found.description]
        same(f"duckdb {name}", [dict(zip(columns, row)) for row in found.fetchall()])


def write(directory):
    with open(directory / "json.jsonl", "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in EXPECTED)
    frame = pandas.DataFrame(EXPECTED).astype({"count": "Int64", "flag": "boolean"})
    frame.to_json(directory / "pandas.jsonl", orient="records", lines=True, double_precision=15)
    polars.DataFrame(EXPECTED).write_ndjson(directory / "polars.jsonl")
    rows = polars.DataFrame(EXPECTED).to_arrow()
    duckdb.sql(f"copy (select * from rows) to '{directory / 'duckdb.jsonl'}' (format json)")
    duckdb.sql(f"copy (select * from rows) to '{directory / 'duckzip.jsonl.gz'}' (format json, compression gzip)")


{"read": read, "write": write}[sys.argv[1]](pathlib.Path(sys.argv[2]))
