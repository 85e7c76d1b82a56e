"""Over a whole set of weights: the set itself, nondominated portfolios and the agreed core."""
