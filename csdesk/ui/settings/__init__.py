"""Settings: what the book prefers, and what this person likes on this computer."""
