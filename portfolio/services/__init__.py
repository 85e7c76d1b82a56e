"""Use cases: verb_noun(session, actor, …) checks, changes, records, and never commits."""
