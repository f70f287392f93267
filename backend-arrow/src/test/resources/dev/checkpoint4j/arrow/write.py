"""Writes datasets of all kinds for Java to read; usage: write.py DIRECTORY"""
import datetime, decimal, json, os, sys
import datasets, pyarrow as pa
from datasets import ClassLabel, Dataset, DatasetDict, Features, Value

out, N = sys.argv[1], 2500
def table():
    i = range(N)
    utc = datetime.timezone.utc
    start = datetime.datetime(2024, 5, 1, 12, tzinfo=utc)
    return pa.table({
        'id': pa.array(i, pa.int64()),
        'small': pa.array([None if k % 7 == 0 else k % 5 for k in i], pa.int8()),
        'unsigned': pa.array(i, pa.uint32()),
        'name': pa.array([None if k % 11 == 0 else 'name-%d-é' % (k % 50) for k in i], pa.string()),
        'large': pa.array(['large %d' % k for k in i], pa.large_string()),
        'coded': pa.array([None if k % 13 == 0 else 'code %d' % (k % 6) for k in i]).dictionary_encode(),
        'score': pa.array([k / 7.0 for k in i], pa.float64()),
        'ratio': pa.array([k / 8.0 for k in i], pa.float32()),
        'half': pa.array([k / 2.0 for k in i], pa.float16()),
        'flag': pa.array([k % 3 == 0 for k in i], pa.bool_()),
        'day': pa.array([datetime.date(2020, 1, 1) + datetime.timedelta(days=k % 400) for k in i], pa.date32()),
        'at': pa.array([start + datetime.timedelta(microseconds=k) for k in i], pa.timestamp('us', 'UTC')),
        'local': pa.array([datetime.datetime(1969, 12, 31, 23, 59, 59, k) for k in i], pa.timestamp('ns')),
        'time': pa.array([datetime.time(1, 2, 3, k) for k in i], pa.time64('us')),
        'amount': pa.array([decimal.Decimal(k) / 100 for k in i], pa.decimal128(12, 2)),
        'data': pa.array([bytes([k % 256, 1, 2]) for k in i], pa.binary()),
        'tags': pa.array([None if k % 13 == 0 else ['t%d' % j for j in range(k % 4)] for k in i], pa.list_(pa.string())),
        'pair': pa.array([[k / 3.0, -k / 3.0] for k in i], pa.list_(pa.float64(), 2)),
        'person': pa.array([None if k % 17 == 0 else {'first': 'f%d' % k, 'ages': [k, None]} for k in i],
                           pa.struct([('first', pa.string()), ('ages', pa.list_(pa.int32()))])),
        'nothing': pa.nulls(N),
    })
t = table()
plain = t.set_column(t.schema.get_field_index('coded'), 'coded', t['coded'].cast(pa.string()))
Dataset(plain).save_to_disk(os.path.join(out, 'one'))
Dataset(plain).save_to_disk(os.path.join(out, 'shards'), num_shards=7)
def by_hand(name, table, options=None, version=None):
    d = os.path.join(out, name); os.makedirs(d)
    with pa.OSFile(os.path.join(d, 'x.arrow'), 'wb') as f, pa.ipc.new_stream(f, table.schema, options=options or pa.ipc.IpcWriteOptions()) as w:
        w.write_table(table, max_chunksize=1000)
    json.dump({'_data_files': [{'filename': 'x.arrow'}], '_fingerprint': None, '_format_columns': None, '_format_kwargs': {},
               '_format_type': None, '_output_all_columns': False, '_split': None}, open(os.path.join(d, 'state.json'), 'w'))
    json.dump({}, open(os.path.join(d, 'dataset_info.json'), 'w'))
by_hand('coded', t)
by_hand('lz4', plain, pa.ipc.IpcWriteOptions(compression='lz4'))
by_hand('zstd', plain, pa.ipc.IpcWriteOptions(compression='zstd'))
by_hand('old', plain, pa.ipc.IpcWriteOptions(metadata_version=pa.ipc.MetadataVersion.V4, use_legacy_format=True))
views = plain.set_column(plain.schema.get_field_index('large'), 'large', plain['large'].cast(pa.string()).cast(pa.string_view()))
by_hand('views', views)
by_hand('sliced', pa.concat_tables([plain.slice(0, 1203), plain.slice(1203)]))
labels = Dataset.from_dict({'label': [0, 1, -1, 1], 'roles': [[0], [1, 0], [], [1]]},
    features=Features({'label': ClassLabel(names=['no', 'yes']), 'roles': datasets.Sequence(ClassLabel(names=['user', 'assistant']))}))
labels.save_to_disk(os.path.join(out, 'labels'))
DatasetDict({'train': Dataset(plain.slice(0, 2000)), 'test': Dataset(plain.slice(2000))}).save_to_disk(os.path.join(out, 'splits'))
print('written')
