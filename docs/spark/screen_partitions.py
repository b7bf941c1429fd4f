"""Screens a data set on Apache Spark: each partition is piped through one `sanctions-lookup screen`.

Every row comes back at least once, with an outcome, or the job fails. A task whose process is
killed or fails is retried by Spark. docs/spark.md explains it.
"""

import csv
import hashlib
import io
import os
import subprocess
import sys
import tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql.functions import monotonically_increasing_id

MANIFEST = "manifest.json"
# The column that carries the number of each row through the program.
NUMBER = "spark_row"
# Done, and done with at least one row without a verdict: the column `outcome` says which.
DONE = (0, 4)
# Rows of a partition: a process starts in some 50 milliseconds, and searches faster when it has seen many names.
PARTITION = 25_000


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def screen_partition(program, folder_name, manifest_hash, options, rows):
    """Yields an output row, as a dict, for every hit and every row without a hit."""
    folder = SparkFiles.get(folder_name)
    # The program checks each pack against the manifest; here the manifest is checked.
    if sha256(os.path.join(folder, MANIFEST)) != manifest_hash:
        raise RuntimeError("the data folder of this worker is another one")
    command = [program, "screen", folder, "--input", "-", "--out", "-", "--column", "name",
               "--keep", NUMBER, "--threads", "1", *options]
    numbers = set()
    # A file in between, because writing and reading two pipes at a time can wait for ever.
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([NUMBER, "name"])
        for number, name in rows:
            numbers.add(number)
            # A line break within a name would make two lines of one row look like two rows.
            writer.writerow([number, " ".join((name or "").splitlines())])
        if not numbers:
            return
        file.seek(0)
        # What the program says on standard error goes to the log of the worker.
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE)
        output = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")
        for row in csv.DictReader(output):
            numbers.discard(int(row[NUMBER]))
            yield row
    status = process.wait()
    if status not in DONE:
        raise RuntimeError(f"sanctions-lookup ended with {status}")
    if numbers:
        raise RuntimeError(f"{len(numbers)} rows came back without an outcome")


def partitions_for(spark, rows):
    return max(spark.sparkContext.defaultParallelism, -(-rows // PARTITION))


def screen(spark, program, data_folder, names, partitions, options=()):
    """An RDD of output rows for a data frame of one column of names; `spark_row` numbers the names in their order."""
    context = spark.sparkContext
    context.addFile(data_folder, recursive=True)
    folder_name = os.path.basename(os.path.normpath(data_folder))
    manifest_hash = sha256(os.path.join(data_folder, MANIFEST))
    # Numbered and dealt out before Python has them, which takes Spark half the time.
    numbered = names.select(monotonically_increasing_id().alias(NUMBER), *names.columns).repartition(partitions)
    options = list(options)
    return numbered.rdd.mapPartitions(
        lambda rows: screen_partition(program, folder_name, manifest_hash, options, rows)
    )


def count_names(rows):
    """How many names have an outcome: all rows of a name are in one partition."""
    return rows.mapPartitions(lambda rows: [len({row[NUMBER] for row in rows})]).sum()


def main(program, data_folder, table, column, out):
    spark = SparkSession.builder.getOrCreate()
    names = spark.read.csv(table, header=True, multiLine=True, escape='"').select(column)
    expected = names.count()
    rows = screen(spark, program, data_folder, names, partitions_for(spark, expected)).cache()
    found = count_names(rows)
    if found != expected:
        sys.exit(f"{expected} rows went in and {found} have an outcome; nothing was written")
    spark.createDataFrame(rows).write.csv(out, header=True)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit("usage: screen_partitions.py PROGRAM DATA TABLE COLUMN OUT")
    main(*sys.argv[1:])
