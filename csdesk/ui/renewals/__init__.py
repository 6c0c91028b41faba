"""The renewals: what cannot be placed, what is due by category and month, and what becomes of it."""
