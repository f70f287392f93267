"""Writes one table in every codec and encoding that pyarrow has; usage: write.py DIRECTORY"""
import datetime, decimal, pathlib, sys
import pyarrow as pa, pyarrow.parquet as pq

out = pathlib.Path(sys.argv[1])
N = 3000
def row(i):
    return {
        'id': i,
        'small': None if i % 7 == 0 else i % 5,
        'name': None if i % 11 == 0 else 'name-%d-é' % (i % 50),
        'unique': 'prefix/%06d' % i,
        'score': i / 7,
        'ratio': i / 8,
        'flag': i % 3 == 0,
        'data': bytes([i % 256, 1, 2]),
        'day': datetime.date(2020, 1, 1) + datetime.timedelta(days=i % 400),
        'at': datetime.datetime(2024, 5, 1, 12, 0, 0, i, tzinfo=datetime.timezone.utc),
        'local': datetime.datetime(1969, 12, 31, 23, 59, 59, i),
        'amount': decimal.Decimal(i) / 100,
        'tags': None if i % 13 == 0 else ['t%d' % k for k in range(i % 4)],
        'vector': [i / 3, -i / 3],
        'person': None if i % 17 == 0 else {'first': 'f%d' % i, 'ages': [i, None] if i % 2 else []},
        'counts': [('a', i), ('b', None)][: i % 3],
    }
schema = pa.schema([
    ('id', pa.int64()), ('small', pa.int32()), ('name', pa.string()), ('unique', pa.string()),
    ('score', pa.float64()), ('ratio', pa.float32()), ('flag', pa.bool_()), ('data', pa.binary()),
    ('day', pa.date32()), ('at', pa.timestamp('us', 'UTC')), ('local', pa.timestamp('us')),
    ('amount', pa.decimal128(20, 2)), ('tags', pa.list_(pa.string())), ('vector', pa.list_(pa.float64())),
    ('person', pa.struct([('first', pa.string()), ('ages', pa.list_(pa.int32()))])),
    ('counts', pa.map_(pa.string(), pa.int32())),
])
table = pa.Table.from_pylist([row(i) for i in range(N)], schema)
for codec in ['none', 'snappy', 'gzip', 'brotli', 'lz4', 'zstd']:
    for version in ['1.0', '2.0']:
        pq.write_table(table, out / ('codec-%s-v%s.parquet' % (codec, version[0])), compression=codec,
                       data_page_version=version, data_page_size=4096, row_group_size=1000,
                       write_page_checksum=codec == 'snappy')
plain = [f.name for f in schema if not pa.types.is_nested(f.type)]
flat = {c: 'PLAIN' for c in plain}
delta = dict(flat, id='DELTA_BINARY_PACKED', small='DELTA_BINARY_PACKED', name='DELTA_BYTE_ARRAY',
             unique='DELTA_LENGTH_BYTE_ARRAY', score='BYTE_STREAM_SPLIT', ratio='BYTE_STREAM_SPLIT',
             at='DELTA_BINARY_PACKED', data='DELTA_BYTE_ARRAY', amount='BYTE_STREAM_SPLIT', flag='RLE')
pq.write_table(table, out / 'encoding-plain.parquet', use_dictionary=False, column_encoding=flat)
pq.write_table(table, out / 'encoding-delta.parquet', use_dictionary=False, column_encoding=delta, data_page_version='2.0')
pq.write_table(table, out / 'int96.parquet', use_deprecated_int96_timestamps=True)
pq.write_table(table, out / 'item.parquet', use_compliant_nested_type=False)
pq.write_table(table, out / 'large.parquet', store_schema=False, dictionary_pagesize_limit=200)
