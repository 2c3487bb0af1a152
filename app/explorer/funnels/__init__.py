"""The page Funnels: its question, its charts, its numbers, and who is behind them."""
