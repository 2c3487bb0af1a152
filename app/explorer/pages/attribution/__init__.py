"""The page Attribution: which channels earn the conversions, by several models side by side."""
