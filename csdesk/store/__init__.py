"""The book file: the only room that knows SQL."""
