"""Opens datasets with `datasets`, pyarrow and polars and compares all with JSON Lines; usage: read.py DIRECTORY JSONL"""
import glob, json, math, os, sys
import datasets, pandas as pd, polars as pl, pyarrow as pa

path, rows = sys.argv[1], [json.loads(l) for l in open(sys.argv[2])]
def same(found, expected, where):
    if isinstance(expected, dict):
        if set(found) == {'keys', 'values'} and set(expected) != {'keys', 'values'}:
            found = dict(zip(found['keys'], found['values']))
        for k, v in expected.items():
            same(found.get(k), v, where + '.' + k)
    elif isinstance(expected, list):
        assert found is not None and len(found) == len(expected), where
        for i, v in enumerate(expected):
            same(found[i], v, '%s[%d]' % (where, i))
    elif isinstance(expected, str) and not isinstance(found, str):
        assert found is not None and pd.Timestamp(str(found)).tz_localize(None) == pd.Timestamp(expected).tz_localize(None), (where, found, expected)
    elif expected is None:
        assert found is None or (isinstance(found, float) and math.isnan(found)) or found is pd.NaT, (where, found)
    else:
        assert found == expected, (where, found, expected)
def check(tool, found):
    assert len(found) == len(rows), (tool, len(found), len(rows))
    for i, (f, e) in enumerate(zip(found, rows)):
        same(f, e, '%s row %d' % (tool, i))

before = pa.total_allocated_bytes()
dataset = datasets.load_from_disk(path)
if len(sys.argv) > 3 and sys.argv[3] == 'mapped':
    assert pa.total_allocated_bytes() - before < 100_000, 'not mapped'
check('datasets', [dataset[i] for i in range(len(dataset))])
files = [os.path.join(path, f['filename']) for f in json.load(open(os.path.join(path, 'state.json')))['_data_files']]
tables = [pa.ipc.open_stream(pa.memory_map(f)).read_all() for f in files]
for t in tables:
    t.validate(full=True)
table = pa.concat_tables(tables)
if rows:
    assert dataset.features['at'].dtype == 'timestamp[ns, tz=UTC]', dataset.features
    check('pyarrow', table.to_pylist())
    check('polars', pl.from_arrow(table).to_dicts())
    if len(sys.argv) > 3 and sys.argv[3] == 'mapped':
        check('polars, its own reader', pl.concat([pl.read_ipc_stream(f) for f in files]).to_dicts())
print('same', len(rows), 'in', len(files))
