"""The tables of a scenario file: these classes are the format, with types, limits and descriptions."""
