"""The length of periods."""

from typing import Literal

Interval = Literal["day", "week", "month"]
"""Days, weeks (from Monday) or months, in UTC."""
