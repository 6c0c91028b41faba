"""A sheet understood as a whole: its columns read, joined with what other tables of the import say."""
