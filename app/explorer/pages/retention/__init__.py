"""The page Retention: who returns, and how long after the first time."""
