"""The page Home: what is in the graph, how fresh and how good it is, what changed, and how to begin."""
