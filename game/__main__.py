"""Lets `python -m game` do what `multivector` does."""

from game.cli import main

if __name__ == "__main__":
    main()
