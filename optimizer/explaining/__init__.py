"""Why the answer is as it is: prices of mandates, gaps, entries, replacement costs and next steps."""
