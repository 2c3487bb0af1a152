"""The page Query: the library, custom Cypher, and how answers are shown."""
