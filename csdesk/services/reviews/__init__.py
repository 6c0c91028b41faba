"""Reviews: what a business review says, for one account or for many."""
