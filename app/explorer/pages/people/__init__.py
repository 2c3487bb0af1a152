"""The page People: found by anything that is known of them, seen from all sides, and decided about."""
