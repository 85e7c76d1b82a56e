"""Choosing a portfolio: the problem as a value, its model, its solvers, and the check of their answers."""
