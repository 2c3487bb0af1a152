"""How a graph is filled from the pages Home and Data: by simulation, upload and loads that are followed."""
