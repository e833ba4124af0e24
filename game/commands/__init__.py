"""The commands, one a file; what they need is imported only when they run."""
