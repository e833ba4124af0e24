"""The mathematics of the game: arrays with a leading batch axis, no I/O, no clock, no global state."""
