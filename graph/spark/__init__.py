"""Resolving past one machine, on Apache Spark: tables in, a folder of people out.

with session("local[*]") as spark:
    resolve_files(spark, files, folder, how)
"""

from .resolve import FolderResolution, check_target, resolve_files
from .spark_session import session

__all__ = ["FolderResolution", "check_target", "resolve_files", "session"]
