"""The vocabulary of a round and its rules: pure functions on plain values, standard library only."""
