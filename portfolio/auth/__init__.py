"""Sign-in only: who is there. What they may do is asked of the services."""
