"""The page Next event: what is likely to come next, and how often that is right."""
