"""What a portfolio may cost and bring when nothing is certain, and what is left of value that was chosen for."""
