"""What a portfolio is worth, uses and breaks, in exact arithmetic and without any solver."""
