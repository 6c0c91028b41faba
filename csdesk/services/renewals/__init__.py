"""Renewals: what falls due, what is decided of it, what is sold, and what was lost."""
