"""Deciding together: one portfolio for several people, near a plan, under overruns; weights for it; what to discuss."""
