"""The page Data: loads, rejected rows, sources, mappings, and the server."""
