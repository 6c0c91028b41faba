"""Survival: what is left of a book when the process that writes in it is killed."""
