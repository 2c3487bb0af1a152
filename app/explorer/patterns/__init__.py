"""The page Patterns: frequent sequences, contrasts, drivers, and who is behind them."""
