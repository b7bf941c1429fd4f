"""Runs the recipe of docs/spark.md in Spark's local mode.

    pip install pyspark
    cargo build --release -p sanctions-lookup-cli
    python docs/spark/test_screen_partitions.py target/release/sanctions-lookup

Every name is invented; the list is the sample list.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

import screen_partitions

HERE = pathlib.Path(__file__).resolve().parent
LIST = HERE.parent.parent / "static" / "sample-list.csv"


def start(folder, cores=2):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # Up to four attempts for each task.
    builder = SparkSession.builder.master(f"local[{cores},4]")
    for key, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(folder / "spark"),
    }.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    spark.sparkContext.addPyFile(str(HERE / "screen_partitions.py"))
    return spark


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data = folder / "data"
        build = [program, "build", "--list", f"uk={LIST}", "--out", str(data), "--allow-small"]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # A program that is killed the first time that any task starts it, after some output.
        killed = folder / "killed"
        wrapper = folder / "program"
        wrapper.write_text(
            f'#!/bin/sh\nif mkdir "{killed}" 2>/dev/null; then echo row,spark_row; echo 1,0; kill -9 $$; fi\n'
            f'exec "{program}" "$@" 2>/dev/null\n'
        )
        wrapper.chmod(0o700)
        names = ["Zzyzx Qwortle", "", 'Two\nlines "x", y', "Nobody At All", None] * 2_000
        spark = start(folder)
        frame = spark.createDataFrame([(name,) for name in names], "name string")
        screened = screen_partitions.screen(spark, str(wrapper), str(data), frame, 8)
        rows = screened.collect()
        assert killed.exists()
        assert screened.getNumPartitions() == 8
        queries = {int(row["spark_row"]): row["query"] for row in rows}
        in_order = [queries[number] for number in sorted(queries)]
        assert in_order == [" ".join((name or "").splitlines()) for name in names], "a row is missing"
        assert screen_partitions.count_names(screened) == len(names)
        # The same as one process gives, row by row, without one that is there twice.
        one = screen_partitions.screen(spark, str(wrapper), str(data), frame, 1).collect()
        key = lambda row: (row["spark_row"], row["query"], row["id"], row["outcome"])
        assert sorted(map(key, rows)) == sorted(map(key, one))
        assert {row["outcome"] for row in rows} >= {"not-searched"}

        def fails(wrong_program, words):
            try:
                screen_partitions.screen(spark, wrong_program, str(data), frame, 8).collect()
            except Exception as error:  # Spark wraps the error of a task.
                assert words in str(error), error
            else:
                raise AssertionError(f"it must fail: {words}")

        # Output that is cut short is no output.
        short = folder / "short"
        short.write_text(f'#!/bin/sh\n"{program}" "$@" 2>/dev/null | head -n 3\nexit 0\n')
        short.chmod(0o700)
        fails(str(short), "came back without an outcome")
        fails("/bin/false", "ended with 1")
        # So is another data folder.
        manifest = data / "manifest.json"
        hash_of = screen_partitions.sha256
        screen_partitions.sha256 = lambda path: "another"
        fails(str(wrapper), "is another one")
        screen_partitions.sha256 = hash_of
        assert manifest.exists()
        spark.stop()
        print(f"{len(names)} rows in 8 partitions, {len(rows)} rows out, one task killed and retried")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
