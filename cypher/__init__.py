"""The library of queries. One question a file; `onepath.graph.store.library` reads their headers."""
