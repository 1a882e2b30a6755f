"""The jobs that engines are tried with: started by `engine_trial`, one process for each run.

    python -m benchmarks.engine_jobs ENGINE JOB FOLDER

JOB `join`: fingerprints of all documents, and the pairs that share two rare ones. JOB `map`: a
Python function on each partition, which leaves the number of its process in a file, so that the
trial can kill it. An engine prints what it found, or a line for each partition.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.codec import key
from reportedly.reuse.candidates import COMMON, SHARED, SHINGLE, Ints, shingles, winnow
from reportedly.reuse.words import Keys

if TYPE_CHECKING:
    from concurrent.futures import Executor

WORKERS = 2
BUCKETS = 8
BUSY = 1.0  # CPU seconds of a partition of the job `map`


def prints(texts: list[str]) -> list[Keys]:
    """Return the fingerprints of each text."""
    keys = (np.fromiter(map(key, text.split()), dtype=np.uint64) for text in texts)
    return [winnow(shingles(k, SHINGLE)) for k in keys]


def rows(table: pa.Table | pa.RecordBatch) -> tuple[Ints, Keys]:
    """Return a partition's fingerprints: document, value."""
    own = prints(table.column("text").to_pylist())
    docs = np.repeat(np.asarray(table.column("doc")), [len(values) for values in own])
    return docs, np.concatenate([*own, np.empty(0, dtype=np.uint64)])


def files(folder: Path) -> list[Path]:
    """Return the partitions of documents."""
    return sorted((folder / "docs").glob("*.parquet"))


def burn(folder: str, number: int) -> str:
    """Do the job `map` on one partition."""
    table = pq.read_table(files(Path(folder))[number])
    (Path(folder) / f"pid-{os.getpid()}").touch()
    began = time.process_time()
    while time.process_time() - began < BUSY:
        docs, _ = rows(table.slice(0, 50))
    docs, _ = rows(table)
    return f"done {number} {len(docs)}"


# The join in buckets: what the steps of a cluster run do, by files between the steps


def spread(folder: str, number: int) -> None:
    """Write a partition's fingerprints in buckets."""
    docs, values = rows(pq.read_table(files(Path(folder))[number]))
    bucket = (values >> np.uint64(48)).astype(np.int64) % BUCKETS
    for n in range(BUCKETS):
        at = bucket == n
        table = pa.table({"doc": docs[at], "value": values[at]})
        pq.write_table(table, f"{folder}/prints-{number}-{n}.parquet")


def meet(folder: str, number: int) -> None:
    """Write the pairs that meet in a bucket of fingerprints, in buckets of pairs."""
    many = range(len(files(Path(folder))))
    table = pa.concat_tables([pq.read_table(f"{folder}/prints-{n}-{number}.parquet") for n in many])
    docs, values = np.asarray(table.column("doc")), np.asarray(table.column("value"))
    order = np.lexsort((docs, values))
    docs, values = docs[order], values[order]
    size = np.searchsorted(values, values, "right") - np.searchsorted(values, values, "left")
    docs, values = docs[size <= COMMON], values[size <= COMMON]
    first, second = [docs[:0]], [docs[:0]]
    for step in range(1, COMMON):
        at = np.flatnonzero(values[:-step] == values[step:])
        first.append(docs[at])
        second.append(docs[at + step])
    a, b = np.concatenate(first), np.concatenate(second)
    for n in range(BUCKETS):
        at = (31 * a + b) % BUCKETS == n
        pq.write_table(pa.table({"a": a[at], "b": b[at]}), f"{folder}/met-{number}-{n}.parquet")


def count(folder: str, number: int) -> tuple[int, int]:
    """Return how many pairs of a bucket share enough, and a sum that tells them."""
    table = pa.concat_tables(
        [pq.read_table(f"{folder}/met-{n}-{number}.parquet") for n in range(BUCKETS)]
    )
    codes = np.asarray(table.column("a")) * 2**32 + np.asarray(table.column("b"))
    pairs, shared = np.unique(codes, return_counts=True)
    pairs = pairs[shared >= SHARED]
    return len(pairs), int((31 * (pairs >> 32) + pairs % 2**32).sum())


Each = Callable[[Callable[[str, int], Any], int], list[Any]]


def in_buckets(each: Each, folder: Path) -> None:
    """Do the join by a function that runs another on numbered partitions."""
    each(spread, len(files(folder)))
    each(meet, BUCKETS)
    found = each(count, BUCKETS)
    say(f"{sum(n for n, _ in found)} {sum(s for _, s in found)}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def processes(job: str, folder: Path) -> None:
    """The standard library's pool of processes."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        if job == "join":
            in_buckets(lambda f, n: _all(pool, f, (folder, n)), folder)
            return
        for line in pool.map(burn, [str(folder)] * len(files(folder)), range(len(files(folder)))):
            say(line)


def _all(pool: Executor, function: Callable[[str, int], Any], over: tuple[Path, int]) -> list[Any]:
    return list(pool.map(function, [str(over[0])] * over[1], range(over[1])))


def ray(job: str, folder: Path) -> None:
    """Ray's tasks; a task whose worker died is given again."""
    import ray as engine

    engine.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)

    def each(function: Callable[[str, int], Any], many: int) -> list[Any]:
        task = engine.remote(max_retries=0)(function)
        return list(engine.get([task.remote(str(folder), n) for n in range(many)]))

    if job == "join":
        in_buckets(each, folder)
    else:
        task = engine.remote(max_retries=0)(burn)
        running = {task.remote(str(folder), n): n for n in range(len(files(folder)))}
        while running:
            (ready,) = engine.wait(list(running))[0]
            number = running.pop(ready)
            try:
                say(engine.get(ready))
            except engine.exceptions.RayError:
                running[task.remote(str(folder), number)] = number
    engine.shutdown()


def daft(job: str, folder: Path, *, runner: str = "native") -> None:
    """Daft's dataframes, on its own runner or on Ray."""
    import daft as engine
    from daft import DataType, col

    (engine.set_runner_ray if runner == "ray" else engine.set_runner_native)()
    if job == "join":

        @engine.udf(return_dtype=DataType.list(DataType.uint64()))  # type: ignore[untyped-decorator]  # not installed
        def made(texts: Any) -> list[Keys]:
            return prints(texts.to_pylist())

        frame = engine.read_parquet(f"{folder}/docs/*.parquet")
        frame = frame.select("doc", made(col("text")).alias("value")).explode("value")
        frame.write_parquet(f"{folder}/prints-daft", write_mode="overwrite")
        frame = engine.read_parquet(f"{folder}/prints-daft/*.parquet")
        sizes = frame.groupby("value").agg(col("doc").count().alias("n"))
        frame = frame.join(sizes.where(col("n") <= COMMON).select("value"), on="value", how="semi")
        other = frame.select("value", col("doc").alias("b"))
        met = frame.join(other, on="value").where(col("doc") < col("b"))
        met = met.groupby("doc", "b").agg(col("value").count().alias("n"))
        met = met.where(col("n") >= SHARED).select((col("doc") * 31 + col("b")).alias("s"))
        found = met.agg(col("s").count().alias("n"), col("s").sum().alias("t")).to_pydict()
        say(f"{found['n'][0]} {found['t'][0]}")
        return

    @engine.cls(max_concurrency=WORKERS, use_process=True)
    class Worker:
        @engine.method(return_dtype=DataType.string())  # type: ignore[untyped-decorator]  # as above
        def work(self, number: int) -> str:
            return burn(str(folder), number)

    many = len(files(folder))
    frame = engine.from_pydict({"n": list(range(many))})
    frame = frame.into_partitions(many) if runner == "ray" else frame.into_batches(1)
    for row in frame.select(Worker().work(col("n")).alias("line")).iter_rows():
        say(row["line"])


def met_by_ibis(table: Any) -> None:
    """Do the join as Ibis expressions, from a table of fingerprints."""
    from ibis import _

    rare = table.group_by("value").agg(n=_.count()).filter(_.n <= COMMON).select("value")
    table = table.semi_join(rare, "value")
    other = table.select("value", b="doc").view()
    met = table.join(other, "value").filter(_.doc < _.b).group_by("doc", "b").agg(n=_.count())
    found = met.filter(_.n >= SHARED).agg(n=_.count(), s=(_.doc * 31 + _.b).sum()).execute()
    say(f"{found.n[0]} {found.s[0]}")


def duckdb(job: str, folder: Path) -> None:
    """Ibis expressions on DuckDB; its Python functions run in its own process."""
    import ibis
    from ibis.expr.datatypes import Array, int64, string, uint64

    connection = ibis.duckdb.connect(threads=WORKERS)

    def made(text: Any) -> Any:
        return pa.array(prints(text.to_pylist()), pa.list_(pa.uint64()))

    def work(number: Any) -> Any:
        return pa.array([burn(str(folder), n) for n in number.to_pylist()])

    pyarrow = ibis.udf.scalar.pyarrow
    if job == "join":
        value = pyarrow(made, signature=((string,), Array(uint64)))
        table = connection.read_parquet(f"{folder}/docs/*.parquet")
        table = table.select("doc", value=value(table.text).unnest())
        table.to_parquet(f"{folder}/prints-duckdb.parquet")
        met_by_ibis(connection.read_parquet(f"{folder}/prints-duckdb.parquet"))
        return
    table = ibis.memtable({"n": list(range(len(files(folder))))})
    line = pyarrow(work, signature=((int64,), string))
    for found in connection.execute(table.select(line=line(table.n)))["line"]:
        say(found)


def spark(job: str, folder: Path) -> None:
    """Ibis expressions on Spark on this machine, and `mapInArrow` for Python functions."""
    import ibis
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(f"local[{WORKERS},3]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(BUCKETS))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("FATAL")
    if job == "join":

        def made(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                docs, values = rows(batch)
                arrays = [pa.array(docs), pa.array(values.view(np.int64))]
                yield pa.RecordBatch.from_arrays(arrays, ["doc", "value"])

        frame = session.read.parquet(f"{folder}/docs").select("doc", "text")
        frame = frame.mapInArrow(made, "doc long, value long")
        frame.write.mode("overwrite").parquet(f"{folder}/prints-spark")
        met_by_ibis(ibis.pyspark.connect(session).read_parquet(f"{folder}/prints-spark"))
    else:

        def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                lines = [burn(str(folder), n) for n in batch.column(0).to_pylist()]
                yield pa.RecordBatch.from_arrays([pa.array(lines)], ["line"])

        many = len(files(folder))
        frame = session.range(many, numPartitions=many).mapInArrow(work, "line string")
        for row in frame.toLocalIterator():
            say(row.line)
    session.stop()


ENGINES: dict[str, Callable[[str, Path], None]] = {
    "processes": processes,
    "ray": ray,
    "daft": daft,
    "daft-ray": lambda job, folder: daft(job, folder, runner="ray"),
    "duckdb": duckdb,
    "spark": spark,
}

if __name__ == "__main__":
    # by its whole name, so that workers find these functions where they are imported
    from benchmarks.engine_jobs import ENGINES as BY_NAME

    BY_NAME[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
