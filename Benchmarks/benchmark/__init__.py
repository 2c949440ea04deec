"""Parts of the benchmarks: a peer server, generators run side by side, figures. Standard library only."""
