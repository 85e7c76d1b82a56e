"""The problem as a linear model: columns, rows and their scaling; no solver is called here."""
