"""`python -m timeline`: the command line, where the `timeline` script is not on PATH."""

from timeline.cli import main

if __name__ == "__main__":
    main()
