"""The page Changes: incidents, their course, and who was there."""
