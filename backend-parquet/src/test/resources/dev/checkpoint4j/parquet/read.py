"""Reads a file with four tools and compares all with its JSON Lines; usage: read.py FILE JSONL"""
import json, math, sys
import duckdb, pandas as pd, polars as pl, pyarrow as pa, pyarrow.parquet as pq

path, rows = sys.argv[1], [json.loads(l) for l in open(sys.argv[2])]
def same(found, expected, where):
    if isinstance(expected, dict):
        if isinstance(found, list):
            found = dict(found if not found or isinstance(found[0], tuple) else [(e['key'], e['value']) for e in found])
        assert set(k for k, v in expected.items() if v is not None) <= set(found), where
        for k, v in expected.items():
            same(found.get(k), v, where + '.' + k)
    elif isinstance(expected, list):
        assert found is not None and len(found) == len(expected), where
        for i, v in enumerate(expected):
            same(found[i], v, '%s[%d]' % (where, i))
    elif isinstance(expected, str) and not isinstance(found, str):
        assert found is not None and pd.Timestamp(str(found)).tz_localize(None) == pd.Timestamp(expected).tz_localize(None), where
    elif isinstance(expected, float):
        assert found is not None and found == expected, (where, found, expected)
    elif expected is None:
        assert found is None or (isinstance(found, float) and math.isnan(found)) or found is pd.NaT, where
    else:
        assert found == expected, where
def check(tool, found):
    assert len(found) == len(rows), tool
    for i, (f, e) in enumerate(zip(found, rows)):
        same(f, e, '%s row %d' % (tool, i))
pq.ParquetFile(path, page_checksum_verification=True).read()
check('pyarrow', pq.read_table(path, page_checksum_verification=True).to_pylist())
check('polars', pl.read_parquet(path).to_dicts())
names = pq.read_schema(path).names
check('duckdb', duckdb.sql("select * from '%s'" % path).fetch_arrow_table().to_pylist())
frame = pd.read_parquet(path)
assert len(frame) == len(rows) and list(frame.columns) == names
print('same', len(rows))
