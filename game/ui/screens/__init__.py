"""One module for each screen, and for each page of the summit."""
