"""Weights from what people say: points, swings, a ranking, pairs, best and worst; and the weights of a group."""
