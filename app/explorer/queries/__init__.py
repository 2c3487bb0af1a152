"""The page Query: the library, Cypher of one's own, and how answers are shown."""
