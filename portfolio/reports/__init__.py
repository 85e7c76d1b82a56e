"""Every number and label of a page, slide or sheet, decided once."""
