"""The page Changes: incidents, the shifts in them, their daily trend, and who was there."""
