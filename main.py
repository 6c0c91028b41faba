"""Hands over to the program."""

from csdesk.__main__ import main

if __name__ == "__main__":
    main()
