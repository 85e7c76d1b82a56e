"""Reports as bytes: decks, workbooks and problem files."""
