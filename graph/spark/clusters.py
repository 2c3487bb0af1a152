"""Which identifiers the evidence connects, by Splink's clustering."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def components(spark: "SparkSession", links: "DataFrame", folder: Path) -> "DataFrame":
    """The `component` of every `node`, which is the hash of a key that is an end of a link.

    Hashes and not keys: where names are in no order, Splink's rounds are as the logarithm of the longest
    path and not as the path (a chain of 2,000 links: 15). Two keys with the same hash only make one
    component of two, which the merge rules, which look at links, divide again.

    Method: connected components (Splink). What a round leaves is written to the folder.
    """
    import splink.clustering
    from pyspark.sql import functions as f

    library: Any = splink
    logging.getLogger("splink").setLevel(logging.ERROR)
    ends = links.select(f.xxhash64("a").alias("node_l"), f.xxhash64("b").alias("node_r"))
    pairs = _written(spark, ends.distinct(), folder / "pairs")
    nodes = pairs.select(f.col("node_l").alias("node")).unionAll(pairs.select("node_r")).distinct()
    # Its functions for comparing texts are in a jar, and are not needed here.
    api = library.SparkAPI(
        spark_session=spark, break_lineage_method="parquet", register_udfs_automatically=False
    )
    # It would ask the JVM for Spark's checkpoint folder, and Spark Connect lets nobody ask.
    api._get_checkpoint_dir_path = lambda frame: (folder / "rounds").as_uri()
    found = library.clustering.cluster_pairwise_predictions_at_threshold(
        nodes, pairs, api, node_id_column_name="node"
    )
    connected: DataFrame = found.as_spark_dataframe()
    return connected.select("node", f.col("cluster_id").alias("component"))


def _written(spark: "SparkSession", frame: "DataFrame", path: Path) -> "DataFrame":
    frame.write.parquet(path.as_uri())
    return spark.read.parquet(path.as_uri())
