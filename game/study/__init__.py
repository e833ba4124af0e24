"""Studies: many games at once, and one game in full."""
