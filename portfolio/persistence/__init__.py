"""The database: models, queries and migrations."""
