"""The week: planned, kept ready, and written out."""
