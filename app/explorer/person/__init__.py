"""One person in the explorer: found, drawn, explained and decided about. The page is `views/people.py`."""
