"""Figures are what Numbers keeps under *More*: each with its definition, its rivals and the accounts behind it."""
