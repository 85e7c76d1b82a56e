"""Finding portfolios: the best one, ties, alternatives, the frontier, conflicts and repairs."""
