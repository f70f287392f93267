"""Query and load times of pyarrow, polars and DuckDB on a Parquet file that checkpoint4j wrote.

usage: parquet_query.py FILE   (ParquetQueryBenchmark with -Dcheckpoint4j.keep=DIR leaves one)
"""
import statistics
import sys
import time

import duckdb
import polars as pl
import pyarrow.compute as pc
import pyarrow.parquet as pq

FILE = sys.argv[1]
EXPRESSION = (pc.field("concerning_score") >= 4) & (pc.field("user_frustration") >= 3)
POLARS = (pl.col("concerning_score") >= 4) & (pl.col("user_frustration") >= 3)
SQL = f"from '{FILE}' where concerning_score >= 4 and user_frustration >= 3"


def pyarrow_count():
    table = pq.read_table(FILE, columns=["concerning_score", "user_frustration"])
    kept = pc.and_(
        pc.greater_equal(table["concerning_score"], 4), pc.greater_equal(table["user_frustration"], 3)
    )
    return pc.sum(kept).as_py()


MEASURED = {
    "pyarrow, rows": lambda: pq.read_table(FILE, filters=EXPRESSION).num_rows,
    "pyarrow, two columns counted": pyarrow_count,
    "polars, rows": lambda: pl.scan_parquet(FILE).filter(POLARS).collect().height,
    "polars, count": lambda: pl.scan_parquet(FILE).filter(POLARS).select(pl.len()).collect().item(),
    "DuckDB, rows": lambda: duckdb.sql("select * " + SQL).to_arrow_table().num_rows,
    "DuckDB, count": lambda: duckdb.sql("select count(*) " + SQL).fetchone()[0],
}

for name, run in MEASURED.items():
    try:
        found = run()
        times = []
        for _ in range(15):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1000)
        print(f"{name}: {found} matches, median {statistics.median(times):.1f} ms, best {min(times):.1f}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
