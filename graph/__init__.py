"""The graph: engine, schema, store, identity and journeys, each a room with a small face."""
