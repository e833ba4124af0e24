"""Lets `python -m game` do what `multivector` does."""

from game.cli import main

main()
