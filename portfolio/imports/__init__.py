"""Files of any make turned into rows and problems; a user's mistake is never an exception."""
