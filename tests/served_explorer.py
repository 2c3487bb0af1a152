"""The explorer as `onepath app` serves it, and the browser that looks at it."""

from pathlib import Path

from onepath.app.benchmarks.browser import FLAGS, chromium, served

__all__ = ["CHROMIUM", "FLAGS", "served"]

CHROMIUM = Path(chromium())
