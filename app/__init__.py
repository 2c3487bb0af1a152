"""What people touch: the command line, the explorer and the benchmarks. No query logic."""
