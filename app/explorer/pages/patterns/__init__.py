"""The page Patterns: frequent sequences, contrasts of two groups, drivers, and the people behind them."""
