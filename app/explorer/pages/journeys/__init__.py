"""The page Journeys: paths, transitions, step and transition matrix, and variants, each a view."""
