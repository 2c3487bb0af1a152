"""A session of Spark: on this machine, on a cluster, or on a server that speaks Spark Connect."""

import logging
import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..engine import size_memory
from ..errors import ExtraMissing, SparkError
from .java import find_java_home

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_QUIET = """\
rootLogger.level = fatal
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = fatal
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = Spark: %m%n
"""
"""What matters of Spark's troubles is in the error that we raise."""
_PARTS = 4
"""Parts of a shuffle for each processor of this machine; a cluster has its own setting."""

_PORTS = {"sc": 15_002, "spark": 7_077}
_SECONDS = 20.0
"""For a server to answer."""
_DETAILS = re.compile(r'details = "(.+)"')
_CALLING = "An error occurred while calling"


@contextmanager
def session(master: str | None = None) -> "Iterator[SparkSession]":
    """A session at the address: `local[*]`, `spark://...`, `yarn`, or `sc://...` for Spark Connect.

    Without one, the server that SPARK_REMOTE names, else this machine.
    Raises ExtraMissing without pyspark and splink, JavaMissing, SparkError.
    """
    broken = _broken()
    address = master or os.environ.get("SPARK_REMOTE") or "local[*]"
    # pyspark would look into it by itself, against an address that was named.
    environment = {}
    if not _is_connect(address):
        environment = {"SPARK_REMOTE": "", "JAVA_HOME": str(find_java_home())}
    if address.startswith("local"):
        environment["PYSPARK_PYTHON"] = sys.executable
    with (
        tempfile.TemporaryDirectory(prefix="onepath-spark-", ignore_cleanup_errors=True) as folder,
        _environment(environment),
    ):
        try:
            spark = _open(address, Path(folder))
            try:
                yield spark
            finally:
                spark.stop()
        except broken as why:
            raise SparkError(
                f"Spark at {address} failed: {_cause(why)}",
                kept="No folder was written.",
                action="Correct that, and run the same command again.",
            ) from why


def _open(address: str, folder: Path) -> "SparkSession":
    from pyspark.sql import SparkSession

    _require_answer(address)
    if _is_connect(address):
        return SparkSession.builder.remote(address).getOrCreate()
    settings = {
        "spark.app.name": "onepath",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if address.startswith("local"):
        settings |= _on_this_machine(folder)
    builder = SparkSession.builder.master(address)
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("FATAL")
    return spark


def _require_answer(address: str) -> None:
    """Spark's own clients try for a minute and for ten, and do not say what was wrong."""
    server = urlsplit(address)
    if server.scheme not in _PORTS or "," in address:  # of several masters one may be down
        return
    try:
        port = server.port or _PORTS[server.scheme]
        socket.create_connection((server.hostname or "", port), _SECONDS).close()
    except (OSError, ValueError) as why:
        raise SparkError(
            f"No Spark answers at {address}: {getattr(why, 'strerror', None) or why}.",
            kept="Nothing was changed.",
            action="Start it, or name another one in --master or SPARK_REMOTE.",
        ) from why


def _on_this_machine(folder: Path) -> dict[str, str]:
    quiet = folder / "log4j2.properties"
    quiet.write_text(_QUIET, "utf-8")
    return {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": f"{size_memory().heap >> 20}m",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet.as_uri()}",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": str(_PARTS * (os.cpu_count() or 1)),
    }


def _is_connect(address: str) -> bool:
    return address.startswith("sc://")


def _broken() -> tuple[type[Exception], ...]:
    """What Spark raises when something is wrong; at the same time the check that it is installed."""
    try:
        import splink  # noqa: F401
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
    except ImportError as why:
        raise ExtraMissing(
            f"--engine spark needs {why.name or 'pyspark'}, which is not installed.",
            kept="Nothing was changed.",
            action="Install it with: pip install 'onepath[spark]'",
        ) from why
    # It tells the root at length of a connection that Ctrl-C has cut.
    logging.getLogger().addFilter(_is_not_of_the_gateway)
    return (PySparkException, Py4JError)


def _is_not_of_the_gateway(record: logging.LogRecord) -> bool:
    return record.module != "java_gateway"


def _cause(why: Exception) -> str:
    """What a server said, the last line of a worker's traceback, else the first line with a reason."""
    text = str(why).partition("JVM stacktrace")[0]
    if details := _DETAILS.search(text):
        return details[1]
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [type(why).__name__]
    if "Traceback" in text:
        return lines[-1]
    return next((line for line in lines if not line.startswith(_CALLING)), lines[0]).removeprefix(": ")


@contextmanager
def _environment(names: dict[str, str]) -> Iterator[None]:
    """Variables as Spark's own launcher reads them, and as they were afterwards; an empty one is unset."""
    before = {name: os.environ.pop(name, None) for name in names}
    os.environ.update({name: value for name, value in names.items() if value})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
