"""csdesk keeps a book of business: one local file, and everything needed to keep its customers successful."""

__version__ = "0.1.0"
