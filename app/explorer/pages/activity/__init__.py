"""The page Activity: who is active and how often, and how many journeys begin and how long they last."""
