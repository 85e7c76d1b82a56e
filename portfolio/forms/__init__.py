"""What the pages accept, one file a feature; choices come in as arguments, never by a query."""
