"""Measures the recipe of docs/spark.md beside the single process, on one machine.

    python docs/spark/bench_screen_partitions.py target/release/sanctions-lookup data --rows 2000000

Names are made up from syllables or, with --names, put together from those of a CSV file. Every row
must come back with an outcome. Rates are rows a second without start-up: that of a process is the
time of a file with one row, that of Spark the time until its session has screened such a file.
"""

import argparse
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import screen_partitions
from test_screen_partitions import start

SYLLABLES = ["bra", "dor", "fel", "gri", "hul", "jen", "kov", "lim", "mar", "nes", "opa", "qui", "ros", "tel", "vin", "zor"]


def made_up(random):
    word = lambda: "".join(random.choices(SYLLABLES, k=random.choice([2, 2, 3]))).capitalize()
    return f"{word()} {word()}"


def names(rows, path, column):
    """The same names for the same arguments: first words of some people before the other words of others."""
    source = random.Random(7)
    if path is None:
        return [made_up(source) for _ in range(rows)]
    with open(path, encoding="utf-8-sig", newline="") as file:
        people = [row[column].split() for row in csv.DictReader(file)]
    pick = lambda: source.choice(people)
    return [" ".join(pick()[:1] + pick()[1:]) for _ in range(rows)]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name"])
        writer.writerows([row] for row in rows)


def seconds(of):
    begun = time.monotonic()
    of()
    return time.monotonic() - begun


def process(program, data, table, threads, options):
    command = [program, "screen", data, "--input", str(table), "--column", "name", "--out", "-",
               "--threads", str(threads), *options]
    with open(os.devnull, "w") as nowhere:
        done = subprocess.run(command, stdout=nowhere, stderr=subprocess.PIPE)
    if done.returncode not in screen_partitions.DONE:
        sys.exit(done.stderr.decode())


def spark_seconds(folder, program, data, tables, cores, options):
    """How long the last of the tables takes; the ones before it start what is started once."""
    spark = start(folder, cores)

    def job(table, rows):
        names = spark.read.csv(str(table), header=True, multiLine=True, escape='"')
        partitions = screen_partitions.partitions_for(spark, rows)
        found = screen_partitions.screen(spark, program, data, names, partitions, options)
        found = screen_partitions.count_names(found)
        if found != rows:
            sys.exit(f"{rows} rows went in and {found} have an outcome")

    try:
        return [seconds(lambda: job(*table)) for table in tables][-1]
    finally:
        spark.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000_000], help="one or several numbers of rows")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--names", help="a CSV file with names to put together")
    parser.add_argument("--column", default="name", help="its column of names")
    arguments = parser.parse_args()
    program, data = str(pathlib.Path(arguments.program).resolve()), str(pathlib.Path(arguments.data).resolve())
    options = ["--limit", "3"]
    print("| rows | cores | one process, rows/s | Spark, rows/s | of the process |\n|---|---|---|---|---|")
    for rows in arguments.rows:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            table, one = folder / "names.csv", folder / "one.csv"
            write(table, names(rows, arguments.names, arguments.column))
            write(one, ["Nobody At All"])
            for cores in arguments.cores:
                of_process = lambda file: seconds(lambda: process(program, data, file, cores, options))
                started = of_process(one)
                alone = rows / max(of_process(table) - started, 0.001)
                spark = rows / spark_seconds(folder, program, data, [(one, 1), (table, rows)], cores, options)
                print(f"| {rows:,} | {cores} | {alone:,.0f} | {spark:,.0f} | {spark / alone:.0%} |", flush=True)


if __name__ == "__main__":
    main()
