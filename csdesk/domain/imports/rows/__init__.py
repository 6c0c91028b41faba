"""Rows laid on the bench: whose each is, what it brings, and what only a person can decide."""
