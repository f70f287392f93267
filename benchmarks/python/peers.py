"""What Python tools take for the operations of StoreBenchmark, on the files that checkpoint4j wrote.

usage: peers.py DIRECTORY [--kura-src DIR] [--docetl-src FILE] [--repeats N]

DIRECTORY/<WORKLOAD>/{JSONL,PARQUET,HF_DATASET} are stores with a checkpoint "saved". Prints a JSON array. A tool that
this interpreter does not have, or that fails, is named with the reason. Kura is imported from a checkout of
567-labs/kura; only its types and its checkpoint managers are. DocETL's manager is one file, docetl/checkpoint_manager.py
of ucbepic/docetl (to be had from its history).
"""
import argparse
import json
import statistics
import sys
import tempfile
import time
import types
from pathlib import Path

results = []


def measure(workload, peer, operation, run, repeats, expected=None):
    """Runs once to warm up and to check, then `repeats` times."""
    entry = {"workload": workload, "peer": peer, "operation": operation}
    try:
        found = run()
        if expected is not None and found != expected:
            raise AssertionError(f"found {found} records instead of {expected}")
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1000)
            if sum(times) > 20_000:
                break
        entry.update(median=statistics.median(times), min=min(times), max=max(times), runs=len(times), found=found)
    except Exception as error:
        entry["failed"] = f"{type(error).__name__}: {str(error)[:200]}"
    results.append(entry)


def missing(peer, error):
    results.append({"peer": peer, "failed": f"{type(error).__name__}: {error}"})


def versions(*modules):
    found = {"python": sys.version.split()[0]}
    for module in modules:
        try:
            found[module] = getattr(__import__(module), "__version__", "?")
        except ImportError:
            pass
    return found


def expression(workload, field):
    if workload == "ROWS":
        return (field("score") >= 0.99) & (field("active") == True)  # noqa: E712
    return (field("concerning_score") >= 4) & (field("user_frustration") >= 3)


SQL = {"ROWS": "score >= 0.99 and active"}
SQL_SUMMARIES = "concerning_score >= 4 and user_frustration >= 3"


def text_files(directory, workload, repeats):
    file = directory / "JSONL" / "saved.jsonl"

    def load():
        with open(file, encoding="utf-8") as lines:
            return len([json.loads(line) for line in lines])

    measure(workload, "json", "load", load, repeats)


def parquet_files(directory, workload, repeats):
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    file = str(directory / "PARQUET" / "saved.parquet")
    rows = pq.read_metadata(file).num_rows
    kept = expression(workload, pc.field)
    matches = pq.read_table(file, filters=kept).num_rows
    table = pq.read_table(file)
    few = ["id", "label"] if workload == "ROWS" else [c for c in table.column_names if c != "embedding"]
    with tempfile.TemporaryDirectory() as place:
        measure(workload, "pyarrow", "load", lambda: pq.read_table(file).num_rows, repeats, rows)
        measure(workload, "pyarrow to objects", "load", lambda: len(pq.read_table(file).to_pylist()), repeats, rows)
        measure(workload, "pyarrow", "loadFewColumns", lambda: pq.read_table(file, columns=few).num_rows, repeats, rows)
        measure(workload, "pyarrow", "filter", lambda: pq.read_table(file, filters=kept).num_rows, repeats, matches)
        measure(
            workload, "pyarrow", "save", lambda: pq.write_table(table, place + "/x.parquet"), repeats
        )
    try:
        import polars as pl

        frame = lambda: pl.scan_parquet(file)
        select = expression(workload, pl.col)
        measure(workload, "polars", "load", lambda: frame().collect().height, repeats, rows)
        measure(workload, "polars", "filter", lambda: frame().filter(select).collect().height, repeats, matches)
        measure(
            workload, "polars", "count", lambda: frame().filter(select).select(pl.len()).collect().item(), repeats, matches
        )
    except ImportError as error:
        missing("polars", error)
    try:
        import duckdb

        where = f"from '{file}' where {SQL.get(workload, SQL_SUMMARIES)}"
        measure(
            workload, "DuckDB", "filter", lambda: duckdb.sql("select * " + where).to_arrow_table().num_rows, repeats, matches
        )
        measure(workload, "DuckDB", "count", lambda: duckdb.sql("select count(*) " + where).fetchone()[0], repeats, matches)
    except ImportError as error:
        missing("DuckDB", error)


def datasets_directories(directory, workload, repeats):
    try:
        import datasets
        import pyarrow.compute as pc
    except ImportError as error:
        missing("datasets", error)
        return
    datasets.disable_progress_bars()
    place = str(directory / "HF_DATASET" / "saved")
    rows = datasets.load_from_disk(place).num_rows

    def count():
        table = datasets.load_from_disk(place).data.table
        if workload == "ROWS":
            kept = pc.and_(pc.greater_equal(table["score"], 0.99), table["active"])
        else:
            kept = pc.and_(pc.greater_equal(table["concerning_score"], 4), pc.greater_equal(table["user_frustration"], 3))
        return pc.sum(kept).as_py()

    measure(workload, "datasets", "load", lambda: len(datasets.load_from_disk(place).to_list()), repeats, rows)
    measure(workload, "datasets, columns", "count", count, repeats)
    arrow_files(directory / "HF_DATASET" / "saved", workload, repeats, rows)


def arrow_files(directory, workload, repeats, rows):
    """The shards alone, mapped: no description, no checksums."""
    import pyarrow as pa
    import pyarrow.compute as pc

    files = sorted(str(file) for file in directory.glob("*.arrow"))

    def table():
        return pa.concat_tables([pa.ipc.open_stream(pa.memory_map(file)).read_all() for file in files])

    def kept(of):
        if workload == "ROWS":
            return pc.and_(pc.greater_equal(of["score"], 0.99), of["active"])
        return pc.and_(pc.greater_equal(of["concerning_score"], 4), pc.greater_equal(of["user_frustration"], 3))

    def filtered():
        mapped = table()
        return mapped.filter(kept(mapped)).num_rows

    def count():
        return pc.sum(kept(table())).as_py()

    matches = count()
    measure(workload, "pyarrow, mapped", "filter", filtered, repeats, matches)
    measure(workload, "pyarrow, mapped", "count", count, repeats, matches)
    made = pa.concat_tables([pa.ipc.open_stream(file).read_all() for file in files])
    with tempfile.TemporaryDirectory() as place:

        def save():
            with pa.ipc.new_stream(place + "/x.arrow", made.schema) as stream:
                stream.write_table(made, max_chunksize=1000)
            return rows

        measure(workload, "pyarrow, Arrow stream", "save", save, repeats, rows)
        if workload == "ROWS":  # a million objects take Python a while
            return
        objects = made.to_pylist()
        schema = made.schema

        def save_objects():
            table = pa.Table.from_pylist(objects, schema=schema)
            with pa.ipc.new_stream(place + "/x.arrow", schema) as stream:
                stream.write_table(table, max_chunksize=1000)
            return rows

        measure(workload, "pyarrow from objects, Arrow stream", "save", save_objects, repeats, rows)


def kura(source, directory, workload, repeats):
    if workload == "ROWS":  # Kura has records of its own alone
        return
    package = types.ModuleType("kura")
    package.__path__ = [str(Path(source) / "kura")]
    sys.modules["kura"] = package
    from kura.types import ConversationSummary

    from kura.checkpoints.jsonl import JSONLCheckpointManager

    managers = {"Kura JSONL": lambda place: JSONLCheckpointManager(place)}
    try:
        from kura.checkpoints.parquet import ParquetCheckpointManager

        managers["Kura Parquet"] = lambda place: ParquetCheckpointManager(place)
    except ImportError as error:
        missing("Kura Parquet", error)
    try:
        from kura.checkpoints.hf_dataset import HFDatasetCheckpointManager

        managers["Kura HF dataset"] = lambda place: HFDatasetCheckpointManager(place)
    except ImportError as error:
        missing("Kura HF dataset", error)
    with open(directory / "JSONL" / "saved.jsonl", encoding="utf-8") as lines:
        records = [ConversationSummary.model_validate_json(line) for line in lines]
    for name, make in managers.items():
        with tempfile.TemporaryDirectory() as place:
            manager = make(place)
            measure(workload, name, "save", lambda: manager.save_checkpoint("data", records), min(repeats, 3))
            measure(
                workload,
                name,
                "load",
                lambda: len(manager.load_checkpoint("data", ConversationSummary)),
                min(repeats, 3),
                len(records),
            )
            if hasattr(manager, "filter_checkpoint"):
                import datasets

                expected = sum(kura_filter(record.model_dump()) for record in records)
                keep = lambda: len(manager.filter_checkpoint("data", kura_filter, ConversationSummary))
                datasets.disable_caching()
                measure(workload, name, "filter", keep, min(repeats, 3), expected)
                # Its answer to the same question is a file from the second time on.
                datasets.enable_caching()
                measure(workload, name + ", asked again", "filter", keep, min(repeats, 3), expected)


def kura_filter(row):
    return (row["concerning_score"] or 0) >= 4 and (row["user_frustration"] or 0) >= 3


def docetl(source, directory, workload, repeats):
    import importlib.util

    spec = importlib.util.spec_from_file_location("docetl_checkpoint_manager", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with open(directory / "JSONL" / "saved.jsonl", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for kind in ("json", "arrow"):
        with tempfile.TemporaryDirectory() as place:
            manager = module.CheckpointManager(place, storage_type=kind)
            peer = f"DocETL {kind}"
            measure(workload, peer, "save", lambda: manager.save_checkpoint("s", "o", records, "h"), min(repeats, 3))
            measure(
                workload, peer, "load", lambda: len(manager.load_checkpoint("s", "o", "h")), min(repeats, 3), len(records)
            )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--kura-src")
    parser.add_argument("--docetl-src")
    parser.add_argument("--repeats", type=int, default=7)
    arguments = parser.parse_args()
    for directory in sorted(path for path in arguments.directory.iterdir() if (path / "JSONL").is_dir()):
        workload = directory.name
        text_files(directory, workload, arguments.repeats)
        for part in (parquet_files, datasets_directories):
            try:
                part(directory, workload, arguments.repeats)
            except Exception as error:
                missing(part.__name__, error)
        for source, part in ((arguments.kura_src, kura), (arguments.docetl_src, docetl)):
            if source:
                try:
                    part(source, directory, workload, arguments.repeats)
                except Exception as error:
                    missing(part.__name__, error)
    json.dump(
        {
            "versions": versions("pyarrow", "pandas", "polars", "duckdb", "datasets", "pydantic"),
            "results": results,
        },
        sys.stdout,
        indent=1,
    )


main()
